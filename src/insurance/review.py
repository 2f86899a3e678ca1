"""A policy that a client entered needs a review until staff have reviewed it.

Portal article: What Practitioners See and What They Need to Review.
"""

from insurance.enums import PolicySource
from insurance.facts import Policy


def needs_review(policy: Policy) -> bool:
    """Whether the client entered the policy and nobody has reviewed it yet. It may need a payer besides."""
    return policy.source is PolicySource.PORTAL and policy.reviewed_at is None

"""A policy that a client entered needs a review until staff have reviewed it; not while it is marked entered in error.

Portal article: What Practitioners See and What They Need to Review.
"""

from insurance.enums import PolicySource, PolicyStatus
from insurance.facts import Policy


def needs_review(policy: Policy) -> bool:
    """Whether the client entered the policy and nobody has reviewed it yet. It may need a payer besides."""
    is_used = policy.status is not PolicyStatus.ENTERED_IN_ERROR
    return is_used and policy.source is PolicySource.PORTAL and policy.reviewed_at is None

"""When a policy waits for staff (portal article: What Practitioners See and What They Need to Review)."""

from insurance.enums import PolicySource
from insurance.facts import Policy


def needs_review(policy: Policy) -> bool:
    """Whether the client entered the policy and nobody has reviewed it yet. Needing a payer is another matter."""
    return policy.source is PolicySource.PORTAL and policy.reviewed_at is None

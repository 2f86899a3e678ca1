"""When a policy needs a payer (portal article: Reviewing Client-Entered Insurance Policies)."""

from insurance.facts import Policy


def needs_payer(policy: Policy) -> bool:
    """Whether no payer of the practice is chosen yet. Choosing one, and nothing else, ends it."""
    return policy.payer_id is None

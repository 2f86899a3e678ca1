"""A policy needs a payer until staff choose one of the practice's payers.

Portal article: Reviewing Client-Entered Insurance Policies.
"""

from insurance.facts import Policy


def needs_payer(policy: Policy) -> bool:
    """Whether no payer of the practice is chosen yet. Only choosing one changes that."""
    return policy.payer_id is None

"""A policy needs a payer until staff choose one of the practice's payers; not while it is marked entered in error.

Portal article: Reviewing Client-Entered Insurance Policies.
"""

from insurance.enums import PolicyStatus
from insurance.facts import Policy


def needs_payer(policy: Policy) -> bool:
    """Whether no payer of the practice is chosen yet for a policy in use. Only choosing one settles that."""
    return policy.payer_id is None and policy.status is not PolicyStatus.ENTERED_IN_ERROR

"""A chart has no two policies with the same type, payer, member ID and effective date.

Article: Adding a New Insurance Policy. Duplicates come from a double click, or from a client who submits a policy that
the practice has entered.
"""

import re
from collections.abc import Iterable

from insurance.enums import PolicyStatus
from insurance.facts import Policy
from insurance.invisible import INVISIBLE
from insurance.payer_names import normalised
from insurance.problems import Problem, UserErrorCode

DUPLICATE = Problem(
    UserErrorCode.DUPLICATE_POLICY,
    "This policy already exists: same type, payer, Member ID and Effective Date.",
)


def normalised_member_id(member_id: str | None) -> str:
    """The member ID as it is compared: upper-case letters and digits only."""
    shown = "".join(character for character in member_id or "" if character not in INVISIBLE)
    return re.sub(r"[\W_]", "", shown.upper())


def _identity(policy: Policy) -> tuple[object, ...] | None:
    if policy.status is PolicyStatus.ENTERED_IN_ERROR:
        return None
    member_id = normalised_member_id(policy.member_id)
    payer = policy.payer_id or normalised(policy.entered_payer_name or "")
    return (policy.client_id, policy.type, payer, member_id, policy.effective_date) if member_id else None


def duplicate_of(policy: Policy, chart: Iterable[Policy], before: Policy | None = None) -> Policy | None:
    """The other policy of the chart, active or not, that this one duplicates; None where there is none.

    A policy without a member ID is no duplicate, and one entered in error neither is nor has one. Nor is an edited
    policy whose type, payer, member ID and effective date stay as they are in `before`; brought back from an error
    mark, it is checked like a new one.
    """
    identity = _identity(policy)
    if identity is None or (before is not None and _identity(before) == identity):
        return None
    return next((other for other in chart if other.id != policy.id and _identity(other) == identity), None)

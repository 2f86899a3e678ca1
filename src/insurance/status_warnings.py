"""Making a policy inactive, and active again (article: Making a Policy Inactive)."""

from collections.abc import Iterable, Iterator
from datetime import date

from insurance.date_text import date_text
from insurance.enums import PolicyStatus
from insurance.facts import Policy
from insurance.needs_payer import needs_payer
from insurance.new_primary import overlap_warnings
from insurance.warnings import PolicyWarning, PolicyWarningCode


def inactive_warnings(policy: Policy) -> Iterator[PolicyWarning]:
    """Why an inactive policy would be offered for no claim, where that is so."""
    if policy.status is not PolicyStatus.INACTIVE:
        return
    if policy.end_date is None:
        message = "Without an End Date the inactive policy is not offered for any claim."
        yield PolicyWarning(PolicyWarningCode.NOT_OFFERED_WITHOUT_END_DATE, message)
    if policy.effective_date is None:
        message = "Without an Effective Date the inactive policy is not offered for any claim."
        yield PolicyWarning(PolicyWarningCode.NOT_OFFERED_WITHOUT_EFFECTIVE_DATE, message)


def active_warnings(policy: Policy, chart: Iterable[Policy], today: date) -> Iterator[PolicyWarning]:
    """What to look at when a policy is active: an end date that has passed, a Primary beside it."""
    if policy.status is not PolicyStatus.ACTIVE:
        return
    if policy.end_date is not None and policy.end_date < today:
        message = f"The policy is active, but it ended on {date_text(policy.end_date)}."
        yield PolicyWarning(PolicyWarningCode.END_DATE_IN_PAST, message)
    yield from overlap_warnings(policy, chart)


def edit_warnings(policy: Policy, chart: Iterable[Policy], today: date) -> Iterator[PolicyWarning]:
    """What to look at once a policy is as the edit leaves it."""
    yield from inactive_warnings(policy)
    yield from active_warnings(policy, chart, today)
    if needs_payer(policy):
        yield PolicyWarning(PolicyWarningCode.NEEDS_PAYER, "The policy still needs a payer.")

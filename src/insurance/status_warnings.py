"""An inactive policy is offered for a claim only with both dates; an active one should not have ended nor overlap.

Article: Making a Policy Inactive.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from insurance.date_text import date_text
from insurance.enums import PolicyStatus
from insurance.facts import Policy
from insurance.overlaps import overlap_warnings
from insurance.warnings import PolicyWarning, PolicyWarningCode


def inactive_warnings(policy: Policy) -> Iterator[PolicyWarning]:
    """Warns where an inactive policy lacks a date, without which it is not offered for any claim."""
    if policy.status is not PolicyStatus.INACTIVE:
        return
    if policy.end_date is None:
        message = "Without an End Date the inactive policy is not offered for any claim."
        yield PolicyWarning(PolicyWarningCode.NOT_OFFERED_WITHOUT_END_DATE, message)
    if policy.effective_date is None:
        message = "Without an Effective Date the inactive policy is not offered for any claim."
        yield PolicyWarning(PolicyWarningCode.NOT_OFFERED_WITHOUT_EFFECTIVE_DATE, message)


def active_warnings(policy: Policy, chart: Iterable[Policy], today: date) -> Iterator[PolicyWarning]:
    """Warns where an active policy's end date has passed, or where it overlaps another of its type."""
    if policy.status is not PolicyStatus.ACTIVE:
        return
    if policy.end_date is not None and policy.end_date < today:
        message = f"The policy is active, but it ended on {date_text(policy.end_date)}."
        yield PolicyWarning(PolicyWarningCode.END_DATE_IN_PAST, message)
    yield from overlap_warnings(policy, chart)


def status_warnings(policy: Policy, chart: Iterable[Policy], today: date) -> Iterator[PolicyWarning]:
    """The warnings of a policy's status, whichever it is."""
    yield from inactive_warnings(policy)
    yield from active_warnings(policy, chart, today)

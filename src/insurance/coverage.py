"""An active policy covers the days between its dates, unbounded where one is absent; an inactive one needs both.

One entered in error covers no day. Article: Understanding How Policies Are Selected for Claims.
"""

from datetime import date

from insurance.enums import PolicyStatus
from insurance.facts import Policy


def coverage_dates(policy: Policy) -> tuple[date, date] | None:
    """The first and last day the policy covers, both inclusive, or None when it covers no day at all.

    An active policy is unbounded where a date is absent (`date.min`, `date.max`).
    An inactive one covers days only when both dates are set, and one entered in error never.
    """
    if policy.status is PolicyStatus.ENTERED_IN_ERROR:
        return None
    first, last = policy.effective_date, policy.end_date
    if policy.status is PolicyStatus.INACTIVE and (first is None or last is None):
        return None
    first, last = first or date.min, last or date.max
    return (first, last) if first <= last else None


def covers(policy: Policy, day: date) -> bool:
    """Whether the policy covers the day."""
    dates = coverage_dates(policy)
    return dates is not None and dates[0] <= day <= dates[1]

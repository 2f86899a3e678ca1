"""Two policies of one rank should not cover the same days, and a new Primary should leave nothing uncovered after it.

Portal article, FAQ: why a new Primary ended the previous one. `OTHER` is no rank.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from insurance.coverage import coverage_dates, covers
from insurance.date_text import date_text
from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.warnings import PolicyWarning, PolicyWarningCode

_CODES = {
    PolicyType.PRIMARY: PolicyWarningCode.OVERLAPPING_COVERAGE,
    PolicyType.SECONDARY: PolicyWarningCode.SAME_RANK,
    PolicyType.TERTIARY: PolicyWarningCode.SAME_RANK,
}


def overlap_warnings(policy: Policy, chart: Iterable[Policy]) -> Iterator[PolicyWarning]:
    """Warns where another policy of its type covers a day too: OVERLAPPING_COVERAGE for Primaries, else SAME_RANK."""
    code, rank = _CODES.get(policy.type), policy.type.value.title()
    overlapping = tuple(other for other in chart if other.id != policy.id and share_days(policy, other))
    if code is None or not overlapping:
        return
    if len(overlapping) == 1:
        message = f"Another {rank} covers some of the same days."
    else:
        message = f"{len(overlapping)} other {rank} policies cover some of the same days."
    yield PolicyWarning(code, message, overlapping)


def new_primary_warnings(new: Policy, chart: Iterable[Policy]) -> Iterator[PolicyWarning]:
    """Warns where a new policy overlaps others, or is a Primary that leaves a gap after it.

    `chart` has the others as they are afterwards.
    """
    others = list(chart)
    yield from overlap_warnings(new, others)
    yield from closed_primary_warnings(new, others)


def closed_primary_warnings(new: Policy, chart: Iterable[Policy]) -> Iterator[PolicyWarning]:
    """CLOSED_PRIMARY where the new, active Primary has an end date, and no Primary covers the day after it."""
    is_active_primary = new.type is PolicyType.PRIMARY and new.status is PolicyStatus.ACTIVE
    if not is_active_primary or new.end_date is None or new.end_date == new.end_date.max:
        return
    day_after = new.end_date + timedelta(days=1)
    if not any(other.type is PolicyType.PRIMARY and covers(other, day_after) for other in chart if other.id != new.id):
        message = f"The policy ends on {date_text(new.end_date)}, and no Primary covers the time after that."
        yield PolicyWarning(PolicyWarningCode.CLOSED_PRIMARY, message)


def share_days(one: Policy, other: Policy) -> bool:
    """Whether two policies of one type cover some day both."""
    first, second = coverage_dates(one), coverage_dates(other)
    if first is None or second is None or one.type is not other.type:
        return False
    return first[0] <= second[1] and second[0] <= first[1]

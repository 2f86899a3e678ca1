"""A timeline shows which policies cover each span of days: a gap where no Primary does, an overlap where several do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from insurance.coverage import coverage_dates
from insurance.enums import BILLING_ORDER, PolicyType
from insurance.facts import Policy


@dataclass(frozen=True, slots=True)
class CoverageSpan:
    """A span of days, both ends inclusive, that the same policies cover."""

    first: date
    last: date
    primary: tuple[Policy, ...]
    others: tuple[Policy, ...]

    @property
    def gap(self) -> bool:
        """No Primary covers."""
        return not self.primary

    @property
    def overlap(self) -> bool:
        """Two or more Primaries cover."""
        return len(self.primary) > 1


def coverage_timeline(chart: Sequence[Policy], first: date, last: date) -> list[CoverageSpan]:
    """The days from `first` to `last` as the longest spans that the same policies cover, in order.

    Raises ValueError when `last` is before `first`.
    """
    if last < first:
        raise ValueError("a timeline ends on or after the day it starts")
    in_force = [(policy, dates) for policy in sorted(chart, key=_billing_order) if (dates := coverage_dates(policy))]
    # Days as ordinals: the day after date.max is not a date.
    starts = {day.toordinal() for _, (day, _) in in_force}
    afters = {day.toordinal() + 1 for _, (_, day) in in_force}
    after_last = last.toordinal() + 1
    cuts = sorted(day for day in starts | afters if first.toordinal() < day < after_last)
    edges = [first.toordinal(), *cuts, after_last]
    return [_span(in_force, date.fromordinal(start), date.fromordinal(end - 1)) for start, end in pairwise(edges)]


def _span(in_force: Sequence[tuple[Policy, tuple[date, date]]], first: date, last: date) -> CoverageSpan:
    covering = [policy for policy, (start, end) in in_force if start <= first <= end]
    return CoverageSpan(
        first,
        last,
        primary=tuple(policy for policy in covering if policy.type is PolicyType.PRIMARY),
        others=tuple(policy for policy in covering if policy.type is not PolicyType.PRIMARY),
    )


def _billing_order(policy: Policy) -> tuple[int, date, str]:
    return (BILLING_ORDER[policy.type], policy.effective_date or date.min, policy.id)

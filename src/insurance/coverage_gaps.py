"""A change leaves a gap where a Primary covered days before it and none does afterwards.

Article: Making a Policy Inactive. Days before the earliest effective date of the chart's Primaries are no gap: a policy
without an effective date covers the time before too, but nobody knows from when on. Where no Primary has an effective
date, only days after an end date can be a gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TypeAlias

from insurance.coverage import coverage_dates
from insurance.date_text import date_text
from insurance.enums import PolicyType
from insurance.facts import Policy
from insurance.warnings import PolicyWarning, PolicyWarningCode

Spans: TypeAlias = list[tuple[int, int]]
"""Spans of days as ordinals, both ends inclusive, in order. The day after `date.max` has an ordinal, but is no date."""


def gap_warnings(before: Sequence[Policy], after: Sequence[Policy]) -> Iterator[PolicyWarning]:
    """LEAVES_GAP with the days, where the chart as it is afterwards covers fewer than before."""
    gaps = days_left_uncovered(before, after)
    if gaps:
        message = f"No Primary covers these days any more: {'; '.join(_text(*gap) for gap in gaps)}."
        yield PolicyWarning(PolicyWarningCode.LEAVES_GAP, message)


def days_left_uncovered(before: Sequence[Policy], after: Sequence[Policy]) -> list[tuple[date, date]]:
    """The spans of days that a Primary covered and none covers now; `date.max` is the last day of one without end."""
    starts = [policy.effective_date for policy, _ in chain(_covering(before), _covering(after))]
    known = [day for day in starts if day]
    covered_now = _merged(after)
    if not known and not covered_now:
        return []
    unknown = [(date.min.toordinal(), min(known).toordinal() - 1)] if known else []
    lost = _without(_merged(before), [*unknown, *covered_now])
    return [(date.fromordinal(first), date.fromordinal(last)) for first, last in lost]


def _covering(chart: Iterable[Policy]) -> Iterator[tuple[Policy, tuple[date, date]]]:
    primaries = (policy for policy in chart if policy.type is PolicyType.PRIMARY)
    return ((policy, dates) for policy in primaries if (dates := coverage_dates(policy)))


def _merged(chart: Iterable[Policy]) -> Spans:
    merged: Spans = []
    for first, last in sorted((first.toordinal(), last.toordinal()) for _, (first, last) in _covering(chart)):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _without(spans: Spans, removed: Spans) -> Spans:
    """The days of the spans that none of the removed spans has."""
    for start, end in removed:
        cut = (((first, min(last, start - 1)), (max(first, end + 1), last)) for first, last in spans)
        spans = [(first, last) for first, last in chain.from_iterable(cut) if first <= last]
    return spans


def _text(first: date, last: date) -> str:
    if last == date.max:
        return f"from {date_text(first)} on"
    return date_text(first) if first == last else f"{date_text(first)} to {date_text(last)}"

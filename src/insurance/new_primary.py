"""A new active Primary ends the open Primaries that started before it, on the day before its effective date.

Portal article, FAQ: why a new Primary ended the previous one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from insurance.coverage import coverage_dates, covers
from insurance.date_text import date_text
from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.warnings import PolicyWarning, PolicyWarningCode


@dataclass(frozen=True, slots=True)
class EndedPolicy:
    """A policy with the end date that the new Primary gave it, and the end date it had before."""

    policy: Policy
    previous_end_date: date | None
    new_end_date: date


def policies_ended_by(new: Policy, chart: Iterable[Policy]) -> list[EndedPolicy]:
    """The open, active Primaries that start before the new one, each with the end date that the new one gives it.

    None end when the new policy is not Primary, is inactive, or has no effective date. An end date that is
    set never changes, and an inactive policy never gets one: that would make it billable.
    """
    starts = new.effective_date
    if not _is_active_primary(new) or starts is None:
        return []
    last_day = starts - timedelta(days=1) if starts > date.min else starts
    return [
        EndedPolicy(replace(policy, end_date=last_day, ended_by_id=new.id), policy.end_date, last_day)
        for policy in chart
        if policy.id != new.id and _is_open_before(policy, starts)
    ]


def without_moved_end(before: Policy, after: Policy) -> Policy:
    """The policy as edited. Once staff change the end date, it no longer names the Primary that had ended it."""
    return after if after.end_date == before.end_date else replace(after, ended_by_id=None)


def _is_active_primary(policy: Policy) -> bool:
    return policy.type is PolicyType.PRIMARY and policy.status is PolicyStatus.ACTIVE


def _is_open_before(policy: Policy, starts: date) -> bool:
    is_open = _is_active_primary(policy) and policy.end_date is None
    return is_open and policy.effective_date is not None and policy.effective_date < starts


def new_primary_warnings(new: Policy, chart: Iterable[Policy]) -> Iterator[PolicyWarning]:
    """Warns where the new Primary overlaps others or leaves a gap. `chart` has the others as they are afterwards."""
    others = [policy for policy in chart if policy.id != new.id and policy.type is PolicyType.PRIMARY]
    yield from overlap_warnings(new, others)
    if _is_active_primary(new) and new.end_date is not None and _nothing_covers_after(new.end_date, others):
        message = f"The policy ends on {date_text(new.end_date)}, and no Primary covers the time after that."
        yield PolicyWarning(PolicyWarningCode.CLOSED_PRIMARY, message)


def _nothing_covers_after(end: date, others: Iterable[Policy]) -> bool:
    return end < date.max and not any(covers(policy, end + timedelta(days=1)) for policy in others)


def overlap_warnings(policy: Policy, chart: Iterable[Policy]) -> Iterator[PolicyWarning]:
    """Warns where a Primary's dates overlap those of other Primaries."""
    if policy.type is not PolicyType.PRIMARY:
        return
    overlapping = tuple(
        other
        for other in chart
        if other.id != policy.id and other.type is PolicyType.PRIMARY and _overlap(policy, other)
    )
    if overlapping:
        count = "Another Primary" if len(overlapping) == 1 else f"{len(overlapping)} other Primary policies"
        message = (
            f"{count} covers some of the same days."
            if len(overlapping) == 1
            else f"{count} cover some of the same days."
        )
        yield PolicyWarning(PolicyWarningCode.OVERLAPPING_COVERAGE, message, overlapping)


def _overlap(one: Policy, other: Policy) -> bool:
    first, second = coverage_dates(one), coverage_dates(other)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]

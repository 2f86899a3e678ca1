"""A Primary that takes its place ends the open Primaries that started before it, on the day before its effective date.

Portal article, FAQ: why a new Primary ended the previous one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy


@dataclass(frozen=True, slots=True)
class EndedPolicy:
    """A policy whose end date another one set, moved or took away: as it is now, with the end date before and after."""

    policy: Policy
    previous_end_date: date | None
    new_end_date: date | None


def takes_its_place(before: Policy | None, after: Policy) -> bool:
    """Whether an active Primary gets its first effective date: it is added with one, or an edit gives it one.

    `before` is the policy before an edit, None where it is new.
    """
    had_date = before is not None and before.effective_date is not None
    return _is_active_primary(after) and after.effective_date is not None and not had_date


def policies_ended_by(new: Policy, chart: Iterable[Policy]) -> list[EndedPolicy]:
    """The open, active Primaries that start before the new one, each with the end date that the new one gives it.

    None end when the new policy is not Primary, is not active, or has no effective date. An end date that is
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


def _is_active_primary(policy: Policy) -> bool:
    return policy.type is PolicyType.PRIMARY and policy.status is PolicyStatus.ACTIVE


def _is_open_before(policy: Policy, starts: date) -> bool:
    is_open = _is_active_primary(policy) and policy.end_date is None
    return is_open and policy.effective_date is not None and policy.effective_date < starts

"""An end date that a newer Primary set follows that Primary, until staff set the date themselves.

Portal article, FAQ: why a new Primary ended the previous one. A client submits a Primary from 2024 and meant 2026: once
staff correct the date, the policy before it ends in 2026 too.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.new_primary import EndedPolicy


def policies_that_follow(before: Policy, after: Policy, chart: Iterable[Policy]) -> list[EndedPolicy]:
    """The policies that this one ended and whose end date its change moves or takes away, each as it is then.

    A new effective date moves it to the day before, or takes it away where this one no longer starts after the other.
    Another type, and an error mark, take it away. Anything else, making this one inactive included, moves nothing.
    """
    if before.effective_date == after.effective_date and _is_primary(before) == _is_primary(after):
        return []
    followed = (_followed(policy, after) for policy in chart if policy.ended_by_id == after.id)
    return [moved for moved in followed if moved.new_end_date != moved.previous_end_date]


def without_moved_end(before: Policy, after: Policy) -> Policy:
    """The policy as edited. Once staff change the end date, it no longer names the Primary that had ended it."""
    return after if after.end_date == before.end_date else replace(after, ended_by_id=None)


def _followed(policy: Policy, newer: Policy) -> EndedPolicy:
    last_day = _last_day_before(newer, policy.effective_date) if _is_primary(newer) else None
    after = replace(policy, end_date=last_day, ended_by_id=newer.id if last_day else None)
    return EndedPolicy(after, policy.end_date, last_day)


def _last_day_before(newer: Policy, starts: date | None) -> date | None:
    begins = newer.effective_date
    return begins - timedelta(days=1) if begins and begins > (starts or date.min) else None


def _is_primary(policy: Policy) -> bool:
    return policy.type is PolicyType.PRIMARY and policy.status is not PolicyStatus.ENTERED_IN_ERROR

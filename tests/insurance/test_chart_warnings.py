"""What a change of one policy does to the rest of its chart."""

from dataclasses import replace

from insurance.chart_warnings import added_policy_warnings, chart_warnings
from insurance.ended_by import policies_that_follow
from insurance.enums import PolicyStatus
from insurance.facts import Policy
from insurance.new_primary import policies_ended_by
from support.factories import a_policy, day, ids

OLD = a_policy(id="old", effective_date=day("2023-01-01"), end_date=day("2023-12-31"), ended_by_id="middle")
MIDDLE = a_policy(id="middle", effective_date=day("2024-01-01"), end_date=day("2024-12-31"), ended_by_id="new")
NEW = a_policy(id="new", effective_date=day("2025-01-01"))


def warned(after: Policy, before: list[Policy]) -> dict[str, list[str]]:
    """The warnings after one policy of the chart became this, each with the policies it speaks of."""
    was = next(policy for policy in before if policy.id == after.id)
    moved = policies_that_follow(was, after, before)
    changed = {one.policy.id: one.policy for one in moved} | {after.id: after}
    now = [changed.get(policy.id, policy) for policy in before]
    return {warning.code.value: ids(warning.policies) for warning in chart_warnings(after, moved, before, now)}


def test_a_policy_that_is_open_again_may_overlap_one_that_came_later() -> None:
    withdrawn = replace(MIDDLE, status=PolicyStatus.ENTERED_IN_ERROR)
    assert warned(withdrawn, [OLD, MIDDLE, NEW]) == {"OVERLAPPING_COVERAGE": ["old", "new"]}


def test_a_policy_that_is_open_again_alone_overlaps_nothing_and_leaves_no_gap() -> None:
    withdrawn = replace(NEW, status=PolicyStatus.ENTERED_IN_ERROR)
    assert warned(withdrawn, [replace(MIDDLE, ended_by_id="new"), NEW]) == {}


def test_an_overlap_that_was_there_before_is_not_said_again() -> None:
    beside = a_policy(id="beside", effective_date=day("2023-06-01"), end_date=day("2024-12-31"))
    later = replace(NEW, effective_date=day("2026-02-01"))
    assert warned(later, [MIDDLE, beside, NEW]) == {}


def test_an_end_date_moved_into_the_time_of_another_overlaps_it() -> None:
    between = a_policy(id="between", effective_date=day("2025-03-01"), end_date=day("2025-06-30"))
    later = replace(NEW, effective_date=day("2026-02-01"))
    assert warned(later, [MIDDLE, between, NEW]) == {"OVERLAPPING_COVERAGE": ["middle", "between"]}


def test_the_changed_policy_is_warned_of_elsewhere() -> None:
    earlier = replace(NEW, effective_date=day("2023-06-01"))
    assert warned(earlier, [MIDDLE, NEW]) == {}


def test_days_that_nobody_covers_any_more_are_warned_of_in_any_case() -> None:
    own = replace(MIDDLE, ended_by_id=None)
    assert warned(replace(NEW, effective_date=day("2026-02-01")), [own, NEW]) == {"LEAVES_GAP": []}


def warned_when_added(new: Policy, before: list[Policy]) -> dict[str, list[str]]:
    """The warnings of a new policy that has ended those before it."""
    ended = {one.policy.id: one.policy for one in policies_ended_by(new, before)}
    after = [*(ended.get(policy.id, policy) for policy in before), new]
    return {warning.code.value: ids(warning.policies) for warning in added_policy_warnings(new, before, after)}


OPEN = a_policy(id="open", effective_date=day("2023-01-01"))
SHORT = a_policy(id="short", effective_date=day("2025-01-01"), end_date=day("2025-06-30"))


def test_a_new_primary_with_an_end_date_leaves_uncovered_what_the_one_it_ended_had_covered() -> None:
    assert warned_when_added(SHORT, [OPEN]) == {"CLOSED_PRIMARY": []}


def test_a_gap_that_comes_after_the_next_primary_is_warned_of_too() -> None:
    next_one = a_policy(id="next", effective_date=day("2025-07-01"), end_date=day("2025-12-31"))
    assert warned_when_added(SHORT, [OPEN, next_one]) == {"LEAVES_GAP": []}


def test_a_new_primary_without_an_end_date_leaves_no_gap() -> None:
    assert warned_when_added(NEW, [OPEN]) == {}

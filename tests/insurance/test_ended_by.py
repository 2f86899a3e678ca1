"""An end date that a newer Primary set follows that Primary, until staff set it themselves."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.ended_by import policies_that_follow, without_moved_end
from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.new_primary import policies_ended_by
from support.factories import a_policy, charts, day, days, policies

OLD = a_policy(id="old", effective_date=day("2024-01-01"), end_date=day("2024-12-31"), ended_by_id="new")
NEW = a_policy(id="new", effective_date=day("2025-01-01"))


def moved(after: Policy, *chart: Policy, before: Policy = NEW) -> dict[str, tuple[str | None, str | None]]:
    """The policies that follow a change of the newer one, each with its last day and what ended it, afterwards."""
    following = policies_that_follow(before, after, [before, *chart])
    assert all(one.policy.end_date == one.new_end_date for one in following)
    return {
        one.policy.id: (str(one.new_end_date) if one.new_end_date else None, one.policy.ended_by_id)
        for one in following
    }


@pytest.mark.parametrize(
    ("starts", "last_day"),
    [
        pytest.param("2026-02-01", "2026-01-31", id="later"),
        pytest.param("2024-03-01", "2024-02-29", id="earlier"),
        pytest.param("2024-01-02", "2024-01-01", id="a day after the older one, which keeps its one day"),
    ],
)
def test_an_end_date_moves_with_the_effective_date_of_the_primary_that_set_it(starts: str, last_day: str) -> None:
    assert moved(replace(NEW, effective_date=day(starts)), OLD) == {"old": (last_day, "new")}


@pytest.mark.parametrize("starts", ["2024-01-01", "2023-06-01"])
def test_an_end_date_is_taken_away_where_the_newer_one_no_longer_starts_after_the_older(starts: str) -> None:
    assert moved(replace(NEW, effective_date=day(starts)), OLD) == {"old": (None, None)}


@pytest.mark.parametrize(
    "changes",
    [
        {"type": PolicyType.SECONDARY},
        {"type": PolicyType.OTHER, "effective_date": day("2026-01-01")},
        {"status": PolicyStatus.ENTERED_IN_ERROR},
    ],
)
def test_an_end_date_is_taken_away_with_the_type_and_with_an_error_mark(changes: dict[str, Any]) -> None:
    assert moved(replace(NEW, **changes), OLD) == {"old": (None, None)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"status": PolicyStatus.INACTIVE},
        {"status": PolicyStatus.INACTIVE, "end_date": day("2025-06-30")},
        {"end_date": day("2025-06-30")},
        {"member_id": "X", "payer_id": "cigna"},
    ],
)
def test_nothing_else_moves_it(changes: dict[str, Any]) -> None:
    assert moved(replace(NEW, **changes), OLD) == {}


def test_an_inactive_primary_stays_the_cause_of_the_end_date() -> None:
    inactive = replace(NEW, status=PolicyStatus.INACTIVE)
    later = replace(inactive, effective_date=day("2026-02-01"))
    assert moved(later, OLD, before=inactive) == {"old": ("2026-01-31", "new")}
    assert moved(replace(inactive, type=PolicyType.OTHER), OLD, before=inactive) == {"old": (None, None)}


def test_each_of_several_that_it_ended_follows_by_its_own_dates() -> None:
    younger = replace(OLD, id="younger", effective_date=day("2024-06-01"))
    assert moved(replace(NEW, effective_date=day("2026-02-01")), OLD, younger) == {
        "old": ("2026-01-31", "new"),
        "younger": ("2026-01-31", "new"),
    }
    assert moved(replace(NEW, effective_date=day("2024-03-01")), OLD, younger) == {
        "old": ("2024-02-29", "new"),
        "younger": (None, None),
    }


def test_of_a_chain_only_what_the_changed_one_ended_follows() -> None:
    newest = a_policy(id="newest", effective_date=day("2026-01-01"))
    middle = replace(NEW, end_date=day("2025-12-31"), ended_by_id="newest")
    chart = (OLD, middle, newest)
    later = replace(newest, effective_date=day("2026-02-01"))
    assert moved(later, *chart, before=newest) == {"new": ("2026-01-31", "newest")}
    earlier = replace(middle, effective_date=day("2024-07-01"))
    assert moved(earlier, *chart, before=middle) == {"old": ("2024-06-30", "new")}
    assert moved(replace(middle, status=PolicyStatus.ENTERED_IN_ERROR), *chart, before=middle) == {"old": (None, None)}


@pytest.mark.parametrize("status", PolicyStatus)
def test_whatever_became_of_the_older_one_its_end_date_follows(status: PolicyStatus) -> None:
    older = replace(OLD, status=status, type=PolicyType.OTHER)
    assert moved(replace(NEW, effective_date=day("2026-02-01")), older) == {"old": ("2026-01-31", "new")}


def test_an_end_date_that_is_the_staffs_own_never_moves() -> None:
    own = replace(OLD, ended_by_id=None)
    assert moved(replace(NEW, effective_date=day("2026-02-01")), own) == {}
    assert moved(replace(NEW, type=PolicyType.OTHER), own, replace(OLD, id="other", ended_by_id="another")) == {}


def test_an_end_date_that_is_right_already_is_not_moved() -> None:
    early = replace(OLD, end_date=day("2024-06-30"))
    assert moved(replace(NEW, effective_date=day("2024-07-01")), early) == {}


def test_an_end_date_that_staff_moved_is_their_own() -> None:
    assert without_moved_end(OLD, replace(OLD, end_date=day("2026-01-31"))).ended_by_id is None
    assert without_moved_end(OLD, replace(OLD, end_date=None)).ended_by_id is None


def test_an_edit_that_leaves_the_end_date_alone_leaves_what_set_it() -> None:
    assert without_moved_end(OLD, replace(OLD, member_id="other")).ended_by_id == "new"


@given(new=policies(type=PolicyType.PRIMARY, status=PolicyStatus.ACTIVE), chart=charts(), later=days(), data=st.data())
def test_after_a_slip_is_corrected_the_chart_is_as_if_there_had_been_none(
    new: Policy, chart: list[Policy], later: date, data: st.DataObject
) -> None:
    slip = replace(new, effective_date=data.draw(days()), end_date=None)
    meant = replace(slip, effective_date=later)
    ended = {one.policy.id: one.policy for one in policies_ended_by(slip, chart)}
    after_slip = [ended.get(policy.id, policy) for policy in chart]
    corrected = {one.policy.id: one.policy for one in policies_that_follow(slip, meant, after_slip)}
    lawful = {one.policy.id: one.policy for one in policies_ended_by(meant, chart)}
    for policy in after_slip:
        if policy.id in ended:
            at_once = lawful.get(policy.id, next(other for other in chart if other.id == policy.id))
            assert corrected.get(policy.id, policy) == at_once
        else:
            assert policy.id not in corrected


@given(new=policies(), changed=policies(), chart=charts(), ended=st.lists(st.booleans(), min_size=6, max_size=6))
def test_an_end_date_that_follows_is_the_day_before_or_none(
    new: Policy, changed: Policy, chart: list[Policy], ended: list[bool]
) -> None:
    after = replace(changed, id=new.id)
    linked = [replace(policy, ended_by_id=new.id if by else None) for policy, by in zip(chart, ended, strict=False)]
    for one in policies_that_follow(new, after, linked):
        assert one.new_end_date is None or one.new_end_date + timedelta(days=1) == after.effective_date
        assert (one.new_end_date is None) is (one.policy.ended_by_id is None)
        assert one.new_end_date is None or one.new_end_date >= (one.policy.effective_date or date.min)

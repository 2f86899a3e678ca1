"""A Primary that takes its place ends the open ones before it (portal article, FAQ)."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.new_primary import policies_ended_by, takes_its_place
from support.factories import (
    a_policy,
    a_portal_policy,
    an_error,
    an_inactive_policy,
    charts,
    day,
    lawfully_covers,
    overlap,
    policies,
    shuffled,
)

OLD = a_policy(id="old", effective_date=day("2024-01-01"))
NEW = a_policy(id="new", effective_date=day("2025-01-01"))


def ended(new: Policy, *chart: Policy) -> dict[str, str]:
    """The policies that adding the new one ends, each with its last day."""
    return {each.policy.id: str(each.new_end_date) for each in policies_ended_by(new, [new, *chart])}


@pytest.mark.parametrize(
    ("starts", "last_day"),
    [
        pytest.param("2025-01-01", "2024-12-31", id="at new year"),
        pytest.param("2024-03-01", "2024-02-29", id="after a leap day"),
        pytest.param("2025-03-01", "2025-02-28", id="on a first of March"),
        pytest.param("2024-01-02", "2024-01-01", id="a day after the old one, which keeps its one day"),
        pytest.param("9999-12-31", "9999-12-30", id="on the last day there is"),
    ],
)
def test_a_new_primary_ends_the_open_one_before_it_on_the_day_before(starts: str, last_day: str) -> None:
    assert ended(a_policy(id="new", effective_date=day(starts)), OLD) == {"old": last_day}


def test_what_is_ended_stays_active_and_names_the_primary_that_ended_it() -> None:
    (only,) = policies_ended_by(NEW, [OLD])
    expected = a_policy(id="old", effective_date=day("2024-01-01"), end_date=day("2024-12-31"), ended_by_id="new")
    assert (only.policy, only.previous_end_date, only.new_end_date) == (expected, None, day("2024-12-31"))
    assert only.policy.status is PolicyStatus.ACTIVE


def test_every_open_primary_before_it_is_ended() -> None:
    older = a_policy(id="older", effective_date=day("2023-01-01"))
    assert ended(NEW, OLD, older) == {"old": "2024-12-31", "older": "2024-12-31"}


def test_a_primary_from_the_portal_ends_and_is_ended_alike() -> None:
    submitted = a_portal_policy(id="new", effective_date=day("2025-01-01"))
    assert ended(submitted, OLD) == {"old": "2024-12-31"}
    assert ended(NEW, a_portal_policy(id="old", effective_date=day("2024-01-01"))) == {"old": "2024-12-31"}


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(a_policy(type=PolicyType.SECONDARY), id="a Secondary"),
        pytest.param(a_policy(type=PolicyType.TERTIARY), id="a Tertiary"),
        pytest.param(a_policy(type=PolicyType.OTHER), id="one of another type"),
        pytest.param(an_inactive_policy(), id="one added inactive"),
        pytest.param(an_error(), id="one entered in error"),
        pytest.param(an_inactive_policy(end_date=day("2025-12-31")), id="one added inactive with both dates"),
        pytest.param(a_policy(effective_date=None), id="one without an effective date"),
        pytest.param(a_policy(effective_date=day("2024-01-01")), id="one from the same day"),
        pytest.param(a_policy(effective_date=day("2023-12-31")), id="one that starts earlier"),
        pytest.param(a_policy(effective_date=date.min), id="one that starts on the first day there is"),
    ],
)
def test_nothing_is_ended_by(new: Policy) -> None:
    assert ended(new, OLD) == {}


@pytest.mark.parametrize(
    "old",
    [
        pytest.param(a_policy(id="old", type=PolicyType.SECONDARY), id="a Secondary"),
        pytest.param(an_inactive_policy(id="old"), id="an inactive one: that would make it billable"),
        pytest.param(an_error(id="old"), id="one entered in error"),
        pytest.param(a_policy(id="old", effective_date=None), id="one without an effective date"),
        pytest.param(a_policy(id="old", end_date=day("2025-01-01")), id="one that ends that very day"),
        pytest.param(a_policy(id="old", end_date=day("2025-06-30")), id="one that ends later"),
        pytest.param(a_policy(id="old", end_date=day("2025-05-31")), id="one that ended before"),
    ],
)
def test_a_new_primary_never_ends(old: Policy) -> None:
    assert ended(a_policy(id="new", effective_date=day("2025-06-01")), old) == {}


def test_a_policy_never_ends_itself() -> None:
    assert policies_ended_by(NEW, [NEW]) == []


def lawfully_ended(new: Policy, old: Policy) -> bool:
    """The law, said the other way round: every reason not to end the old one."""
    both = {new.type, old.type, new.status, old.status}
    if both != {PolicyType.PRIMARY, PolicyStatus.ACTIVE} or None in (new.effective_date, old.effective_date):
        return False
    return old.id != new.id and old.end_date is None and str(old.effective_date) < str(new.effective_date)


@given(new=policies(), chart=charts())
def test_exactly_the_open_active_primaries_that_start_earlier_are_ended(new: Policy, chart: list[Policy]) -> None:
    assert set(ended(new, *chart)) == {old.id for old in chart if lawfully_ended(new, old)}


@given(new=policies(), chart=charts())
def test_what_is_ended_never_covers_a_day_of_the_new_one_nor_a_day_it_did_not_cover(
    new: Policy, chart: list[Policy]
) -> None:
    before = {policy.id: policy for policy in chart}
    for each in policies_ended_by(new, chart):
        assert not overlap(each.policy, new)
        assert each.policy.effective_date is not None
        assert each.new_end_date is not None
        assert each.policy.effective_date <= each.new_end_date
        assert lawfully_covers(before[each.policy.id], each.new_end_date + timedelta(days=1))


@given(new=policies(), chart=charts())
def test_ended_once_a_policy_is_not_ended_again(new: Policy, chart: list[Policy]) -> None:
    after = {
        **{policy.id: policy for policy in chart},
        **{p.policy.id: p.policy for p in policies_ended_by(new, chart)},
    }
    assert policies_ended_by(new, after.values()) == []


@given(new=policies(), pair=shuffled(charts()))
def test_the_order_of_the_chart_does_not_matter(new: Policy, pair: tuple[list[Policy], list[Policy]]) -> None:
    assert ended(new, *pair[0]) == ended(new, *pair[1])


UNDATED = a_policy(effective_date=None)


@pytest.mark.parametrize(
    ("before", "after", "takes"),
    [
        pytest.param(None, a_policy(), True, id="added with an effective date"),
        pytest.param(None, UNDATED, False, id="added without one"),
        pytest.param(None, an_inactive_policy(), False, id="added inactive"),
        pytest.param(None, a_policy(type=PolicyType.SECONDARY), False, id="added as a Secondary"),
        pytest.param(UNDATED, a_policy(), True, id="given its first effective date"),
        pytest.param(UNDATED, UNDATED, False, id="edited otherwise"),
        pytest.param(
            a_policy(type=PolicyType.SECONDARY, effective_date=None),
            a_policy(),
            True,
            id="made Primary and dated",
        ),
        pytest.param(a_policy(type=PolicyType.SECONDARY), a_policy(), False, id="made Primary with its date"),
        pytest.param(a_policy(), a_policy(effective_date=day("2026-01-01")), False, id="given another effective date"),
        pytest.param(an_inactive_policy(), a_policy(), False, id="made active again"),
        pytest.param(an_error(), a_policy(), False, id="brought back from an error mark"),
        pytest.param(an_inactive_policy(effective_date=None), an_inactive_policy(), False, id="dated while inactive"),
        pytest.param(an_error(effective_date=None), an_error(), False, id="dated while entered in error"),
    ],
)
def test_a_primary_takes_its_place_when_it_is_active_and_first_has_a_date(
    before: Policy | None, after: Policy, takes: bool
) -> None:
    assert takes_its_place(before, after) is takes

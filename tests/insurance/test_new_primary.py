"""A new Primary ends the open ones before it (portal article, FAQ), and what it warns about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.new_primary import new_primary_warnings, overlap_warnings, policies_ended_by
from support.factories import (
    a_policy,
    a_portal_policy,
    an_inactive_policy,
    charts,
    day,
    ids,
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


def warned(new: Policy, *chart: Policy) -> dict[str, list[str]]:
    """The warnings about the new one, each with the policies it speaks of."""
    return {warning.code.value: ids(warning.policies) for warning in new_primary_warnings(new, [new, *chart])}


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


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        pytest.param(a_policy(id="other", end_date=day("2025-06-01")), True, id="ends on its first day"),
        pytest.param(a_policy(id="other", end_date=day("2025-05-31")), False, id="ends the day before"),
        pytest.param(a_policy(id="other", effective_date=day("2025-12-31")), True, id="starts on its last day"),
        pytest.param(a_policy(id="other", effective_date=day("2026-01-01")), False, id="starts the day after"),
        pytest.param(a_policy(id="other", effective_date=None), True, id="no dates"),
        pytest.param(an_inactive_policy(id="other", end_date=day("2025-07-01")), True, id="inactive with both dates"),
        pytest.param(an_inactive_policy(id="other"), False, id="inactive without an end date"),
        pytest.param(a_policy(id="other", type=PolicyType.SECONDARY), False, id="a Secondary"),
    ],
)
def test_another_primary_that_covers_one_of_its_days_overlaps(other: Policy, overlaps: bool) -> None:
    new = a_policy(id="new", effective_date=day("2025-06-01"), end_date=day("2025-12-31"))
    assert warned(new, other).get("OVERLAPPING_COVERAGE") == (["other"] if overlaps else None)


def test_an_overlap_counts_the_others_in_words() -> None:
    (one,) = overlap_warnings(NEW, [OLD])
    (two,) = overlap_warnings(NEW, [OLD, a_policy(id="older")])
    assert one.message == "Another Primary covers some of the same days."
    assert two.message == "2 other Primary policies cover some of the same days."


CLOSED = a_policy(id="new", effective_date=day("2025-06-01"), end_date=day("2025-12-31"))


@pytest.mark.parametrize(
    ("new", "others", "closed"),
    [
        pytest.param(CLOSED, [], True, id="alone with an end date"),
        pytest.param(NEW, [], False, id="without an end date"),
        pytest.param(CLOSED, [a_policy(end_date=day("2025-12-31"))], True, id="the other ends with it"),
        pytest.param(CLOSED, [a_policy(end_date=day("2026-01-01"))], False, id="the other covers the day after"),
        pytest.param(CLOSED, [a_policy(effective_date=day("2026-01-02"))], True, id="the other leaves a gap of a day"),
        pytest.param(CLOSED, [a_policy(type=PolicyType.SECONDARY)], True, id="only a Secondary goes on"),
        pytest.param(CLOSED, [an_inactive_policy()], True, id="the other is inactive without an end date"),
        pytest.param(a_policy(end_date=date.max), [], False, id="ends on the last day there is"),
        pytest.param(an_inactive_policy(end_date=day("2025-12-31")), [], False, id="added inactive"),
        pytest.param(a_policy(type=PolicyType.OTHER, end_date=day("2025-12-31")), [], False, id="no Primary"),
    ],
)
def test_a_closed_primary_leaves_the_time_after_it_uncovered(new: Policy, others: list[Policy], closed: bool) -> None:
    assert ("CLOSED_PRIMARY" in warned(new, *others)) is closed


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
    assert {code: set(ids) for code, ids in warned(new, *pair[0]).items()} == {
        code: set(ids) for code, ids in warned(new, *pair[1]).items()
    }


@given(new=policies(type=PolicyType.PRIMARY), chart=charts())
def test_the_overlap_names_each_primary_that_shares_a_day(new: Policy, chart: list[Policy]) -> None:
    sharing = {p.id for p in chart if p.type is PolicyType.PRIMARY and overlap(p, new)}
    assert set(warned(new, *chart).get("OVERLAPPING_COVERAGE", ())) == sharing


@given(new=policies(type=PolicyType.PRIMARY, status=PolicyStatus.ACTIVE), chart=charts(), data=st.data())
def test_no_primary_is_called_closed_while_another_goes_on(
    new: Policy, chart: list[Policy], data: st.DataObject
) -> None:
    going_on = (
        new.end_date is None
        or new.end_date == date.max
        or any(p.type is PolicyType.PRIMARY and lawfully_covers(p, new.end_date + timedelta(days=1)) for p in chart)
    )
    assert ("CLOSED_PRIMARY" in warned(new, *chart)) is not going_on

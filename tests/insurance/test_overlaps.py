"""Policies of one rank that cover the same days, and a new Primary after which nothing covers."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.overlaps import new_primary_warnings, overlap_warnings
from support.factories import (
    a_policy,
    an_error,
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


def warned(new: Policy, *chart: Policy) -> dict[str, list[str]]:
    """The warnings about the new one, each with the policies it speaks of."""
    return {warning.code.value: ids(warning.policies) for warning in new_primary_warnings(new, [new, *chart])}


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
        pytest.param(an_error(id="other"), False, id="entered in error"),
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


@pytest.mark.parametrize("rank", [PolicyType.SECONDARY, PolicyType.TERTIARY])
def test_two_of_one_rank_on_a_day_are_warned_of_unless_they_are_of_no_rank(rank: PolicyType) -> None:
    new, other = a_policy(id="new", type=rank), a_policy(id="other", type=rank, end_date=day("2025-01-01"))
    (warning,) = overlap_warnings(new, [new, other, a_policy(id="primary"), a_policy(type=PolicyType.OTHER)])
    assert (warning.code, ids(warning.policies)) == ("SAME_RANK", ["other"])
    assert warning.message == f"Another {rank.value.title()} covers some of the same days."
    apart = a_policy(id="apart", type=rank, effective_date=day("2024-01-01"), end_date=day("2024-12-31"))
    assert list(overlap_warnings(new, [apart, an_error(id="withdrawn", type=rank)])) == []
    assert list(overlap_warnings(an_error(type=rank), [other])) == []
    beside = a_policy(id="beside", type=PolicyType.OTHER)
    assert list(overlap_warnings(a_policy(type=PolicyType.OTHER), [beside])) == []


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


@given(new=policies(), pair=shuffled(charts()))
def test_the_order_of_the_chart_does_not_matter(new: Policy, pair: tuple[list[Policy], list[Policy]]) -> None:
    assert {code: set(ids) for code, ids in warned(new, *pair[0]).items()} == {
        code: set(ids) for code, ids in warned(new, *pair[1]).items()
    }


@given(new=policies(type=PolicyType.PRIMARY), chart=charts())
def test_the_overlap_names_each_primary_that_shares_a_day(new: Policy, chart: list[Policy]) -> None:
    sharing = {p.id for p in chart if p.type is PolicyType.PRIMARY and overlap(p, new)}
    assert set(warned(new, *chart).get("OVERLAPPING_COVERAGE", ())) == sharing


@given(new=policies(type=PolicyType.PRIMARY, status=PolicyStatus.ACTIVE), chart=charts())
def test_no_primary_is_called_closed_while_another_goes_on(new: Policy, chart: list[Policy]) -> None:
    going_on = (
        new.end_date is None
        or new.end_date == date.max
        or any(p.type is PolicyType.PRIMARY and lawfully_covers(p, new.end_date + timedelta(days=1)) for p in chart)
    )
    assert ("CLOSED_PRIMARY" in warned(new, *chart)) is not going_on

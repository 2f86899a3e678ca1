"""Days that a Primary covered before a change, and that none covers after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from insurance.coverage import coverage_dates
from insurance.coverage_gaps import days_left_uncovered, gap_warnings
from insurance.enums import PolicyType
from insurance.facts import Policy
from support.factories import a_dated_policy, a_policy, an_error, an_inactive_policy, charts, day, lawfully_covers

WHOLE_YEAR = a_dated_policy("ACTIVE", "2025-01-01", "2025-12-31")


def gaps(before: list[Policy], after: list[Policy]) -> list[str]:
    """The days that are named, as they are written."""
    found = list(gap_warnings(before, after))
    if not found:
        return []
    (warning,) = found
    assert (warning.code, warning.policies) == ("LEAVES_GAP", ())
    assert warning.message.startswith("No Primary covers these days any more: ")
    return warning.message.removesuffix(".").partition(": ")[2].split("; ")


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        pytest.param(
            [a_policy()],
            [an_inactive_policy(end_date=day("2025-12-31"))],
            ["from Jan 1, 2026 on"],
            id="the only Primary made inactive with an end date",
        ),
        pytest.param([a_policy()], [an_inactive_policy()], ["from Jan 1, 2025 on"], id="made inactive without one"),
        pytest.param([a_policy()], [an_error()], ["from Jan 1, 2025 on"], id="entered in error"),
        pytest.param(
            [a_policy()],
            [a_policy(effective_date=day("2027-01-01"))],
            ["Jan 1, 2025 to Dec 31, 2026"],
            id="another effective date",
        ),
        pytest.param([a_policy()], [a_policy(type=PolicyType.OTHER)], ["from Jan 1, 2025 on"], id="another type"),
        pytest.param(
            [WHOLE_YEAR],
            [a_dated_policy("ACTIVE", "2025-02-01", "2025-12-30")],
            ["Jan 1, 2025 to Jan 31, 2025", "Dec 31, 2025"],
            id="both ends moved inwards, the last by one day",
        ),
        pytest.param(
            [a_policy(id="old", effective_date=day("2020-01-01"), end_date=day("2024-01-31")), a_policy()],
            [
                a_policy(id="old", effective_date=day("2020-01-01"), end_date=day("2024-01-31")),
                a_policy(effective_date=day("2026-02-01")),
            ],
            ["Jan 1, 2025 to Jan 31, 2026"],
            id="a slip of the year where staff have set the older one's end date",
        ),
        pytest.param(
            [WHOLE_YEAR, a_dated_policy("ACTIVE", "2025-06-01", None)],
            [an_error(), a_dated_policy("ACTIVE", "2025-06-01", None)],
            ["Jan 1, 2025 to May 31, 2025"],
            id="another Primary covers the rest",
        ),
        pytest.param(
            [a_policy(effective_date=None)],
            [a_policy(effective_date=None, end_date=day("2025-12-31"))],
            ["from Jan 1, 2026 on"],
            id="the end date of one without an effective date",
        ),
    ],
)
def test_a_change_names_the_days_that_nothing_covers_any_more(
    before: list[Policy], after: list[Policy], named: list[str]
) -> None:
    assert gaps(before, after) == named


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([a_policy()], [a_policy(member_id="X")], id="nothing about coverage"),
        pytest.param([], [a_policy(end_date=day("2025-06-30"))], id="nothing was covered before"),
        pytest.param([a_policy(), a_policy(id="other")], [an_error(), a_policy(id="other")], id="another covers all"),
        pytest.param([a_policy()], [a_policy(effective_date=day("2024-01-01"))], id="more days than before"),
        pytest.param([a_policy(type=PolicyType.SECONDARY)], [an_error(type=PolicyType.SECONDARY)], id="a Secondary"),
        pytest.param([an_inactive_policy()], [an_error()], id="one that covered no day"),
        pytest.param([a_policy(effective_date=None)], [a_policy()], id="its first effective date"),
        pytest.param(
            [a_policy(effective_date=None), a_policy(id="old", effective_date=day("2020-01-01"))],
            [a_policy(), a_policy(id="old", effective_date=day("2020-01-01"), end_date=day("2024-12-31"))],
            id="its first effective date beside an older one",
        ),
        pytest.param([a_policy(effective_date=None)], [an_error(effective_date=None)], id="no day is known at all"),
    ],
)
def test_no_gap_is_left_by(before: list[Policy], after: list[Policy]) -> None:
    assert gaps(before, after) == []


def lawfully_lost(day_: date, before: list[Policy], after: list[Policy]) -> bool:
    def covered(chart: list[Policy]) -> bool:
        return any(policy.type == "PRIMARY" and lawfully_covers(policy, day_) for policy in chart)

    primaries = [policy for policy in (*before, *after) if policy.type == "PRIMARY" and policy.effective_date]
    known = [p.effective_date for p in primaries if p.effective_date and lawfully_covers(p, p.effective_date)]
    is_known = bool(known) or any(p.type == "PRIMARY" and coverage_dates(p) for p in after)
    return covered(before) and not covered(after) and is_known and day_ >= min(known, default=date.min)


@given(before=charts(), after=charts())
def test_exactly_the_days_lost_are_named(before: list[Policy], after: list[Policy]) -> None:
    spans = days_left_uncovered(before, after)
    dates = {d for p in (*before, *after) for d in (p.effective_date, p.end_date, date.min, date.max) if d}
    steps = [-1, 0, 1]
    around = {d + timedelta(s) for d in dates for s in steps if date.min.toordinal() <= d.toordinal() + s <= 3_652_059}
    for day_ in around:
        assert any(first <= day_ <= last for first, last in spans) is lawfully_lost(day_, before, after)


@given(chart=charts(), after=charts())
def test_the_days_are_named_in_order_and_apart(chart: list[Policy], after: list[Policy]) -> None:
    ends = [day_.toordinal() for span in days_left_uncovered(chart, after) for day_ in span]
    assert ends == sorted(ends)
    assert all(later > end + 1 for end, later in zip(ends[1::2], ends[2::2], strict=False))


@given(chart=charts())
def test_a_chart_that_stays_as_it_is_loses_nothing(chart: list[Policy]) -> None:
    assert gaps(chart, chart) == []

"""Dates of an input: each has a range, and a day outside of it is refused with the range."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.date_ranges import birth_date_problems, effective_date_problems, end_date_problems
from support.factories import day

TODAY = day("2026-03-05")
PATH = ("date",)


@pytest.mark.parametrize(
    ("born", "accepted"),
    [
        ("2026-03-05", True),
        ("2026-03-06", False),
        ("2065-01-01", False),
        ("1876-03-06", True),
        ("1876-03-05", False),
        ("0024-01-01", False),
        ("9999-12-31", False),
    ],
)
def test_nobody_was_born_in_the_future_or_150_years_ago(born: str, accepted: bool) -> None:
    assert (birth_date_problems(day(born), TODAY, PATH) == []) is accepted


@pytest.mark.parametrize(
    ("starts", "accepted"),
    [
        ("1900-01-01", True),
        ("1899-12-31", False),
        ("0024-01-01", False),
        ("0305-06-20", False),
        ("2031-03-05", True),
        ("2031-03-06", False),
        ("2206-01-01", False),
    ],
)
def test_coverage_begins_between_1900_and_five_years_from_now(starts: str, accepted: bool) -> None:
    assert (effective_date_problems(day(starts), TODAY, PATH) == []) is accepted


@pytest.mark.parametrize(("ends", "accepted"), [("1900-01-01", True), ("1899-12-31", False), ("9999-12-31", True)])
def test_coverage_ends_in_1900_or_later_however_late(ends: str, accepted: bool) -> None:
    assert (end_date_problems(day(ends), PATH) == []) is accepted


def test_the_message_says_the_range_with_four_digits_of_each_year() -> None:
    (birth,) = birth_date_problems(day("2065-01-01"), TODAY, PATH)
    (effective,) = effective_date_problems(day("0024-01-01"), TODAY, PATH)
    (end,) = end_date_problems(day("0024-01-01"), PATH)
    assert [birth.message, effective.message, end.message] == [
        "This must be from Mar 6, 1876 to Mar 5, 2026.",
        "This must be from Jan 1, 1900 to Mar 5, 2031.",
        "This must be Jan 1, 1900 or later.",
    ]
    assert {birth.code, effective.code, end.code} == {"INVALID"}


def test_no_date_is_in_every_range() -> None:
    assert birth_date_problems(None, TODAY, PATH) + effective_date_problems(None, TODAY, PATH) == []
    assert end_date_problems(None, PATH) == []


@given(today=st.dates(date(2000, 1, 1), date(2200, 12, 31)), age=st.integers(0, 70_000))
def test_a_birth_date_is_accepted_exactly_up_to_the_150th_birthday(today: date, age: int) -> None:
    born = today - timedelta(days=age)
    birthday = born.replace(year=born.year + 150, day=28) if (born.month, born.day) == (2, 29) else born
    birthday = birthday if birthday != born else born.replace(year=born.year + 150)
    if (born.month, born.day) != (2, 29) and (today.month, today.day) != (2, 29):
        assert (birth_date_problems(born, today, PATH) == []) is (today < birthday)


@given(st.dates(date(1996, 2, 29), date(2200, 12, 31)))
def test_every_day_has_a_range_leap_days_too(today: date) -> None:
    assert effective_date_problems(today, today, PATH) == []
    assert birth_date_problems(today, today, PATH) == []

"""The days a policy covers: both ends count, and an absent date leaves an active policy open on that side."""

from datetime import date

import pytest
from hypothesis import given

from insurance.coverage import coverage_dates, covers
from insurance.enums import PolicyStatus
from insurance.facts import Policy
from support.factories import a_dated_policy, a_policy, day, days, lawfully_covers, policies


@pytest.mark.parametrize(
    ("effective", "end", "covered"),
    [
        pytest.param("2025-01-01", "2025-06-30", ("2025-01-01", "2025-06-30"), id="both dates"),
        pytest.param("2025-01-01", "2025-01-01", ("2025-01-01", "2025-01-01"), id="a single day"),
        pytest.param("2025-01-01", None, ("2025-01-01", "9999-12-31"), id="no end date"),
        pytest.param(None, "2025-06-30", ("0001-01-01", "2025-06-30"), id="no effective date"),
        pytest.param(None, None, ("0001-01-01", "9999-12-31"), id="no dates"),
        pytest.param("0001-01-01", "0001-01-01", ("0001-01-01", "0001-01-01"), id="the first day there is"),
        pytest.param("9999-12-31", None, ("9999-12-31", "9999-12-31"), id="the last day there is"),
    ],
)
def test_an_active_policy_covers(effective: str | None, end: str | None, covered: tuple[str, str]) -> None:
    policy = a_dated_policy("ACTIVE", effective, end)
    assert coverage_dates(policy) == (day(covered[0]), day(covered[1]))


@pytest.mark.parametrize(
    ("dos", "covered"),
    [
        pytest.param("2024-12-31", False, id="the day before"),
        pytest.param("2025-01-01", True, id="the first day"),
        pytest.param("2025-03-15", True, id="a day between"),
        pytest.param("2025-06-30", True, id="the last day"),
        pytest.param("2025-07-01", False, id="the day after"),
    ],
)
@pytest.mark.parametrize("status", [PolicyStatus.ACTIVE, PolicyStatus.INACTIVE])
def test_both_ends_of_coverage_are_inclusive(status: PolicyStatus, dos: str, covered: bool) -> None:
    assert covers(a_dated_policy(status, "2025-01-01", "2025-06-30"), day(dos)) is covered


@pytest.mark.parametrize(
    ("effective", "end"),
    [
        pytest.param("2025-01-01", None, id="no end date"),
        pytest.param(None, "2025-06-30", id="no effective date"),
        pytest.param(None, None, id="no dates"),
    ],
)
def test_an_inactive_policy_with_a_date_missing_covers_no_day(effective: str | None, end: str | None) -> None:
    policy = a_dated_policy("INACTIVE", effective, end)
    assert coverage_dates(policy) is None
    assert not covers(policy, day("2025-03-15"))


@pytest.mark.parametrize(("effective", "end"), [("2025-01-01", "2025-06-30"), ("2025-01-01", None), (None, None)])
def test_a_policy_entered_in_error_covers_no_day(effective: str | None, end: str | None) -> None:
    policy = a_dated_policy("ENTERED_IN_ERROR", effective, end)
    assert coverage_dates(policy) is None
    assert not covers(policy, day("2025-03-15"))


@given(first=days(), last=days(), dos=days())
def test_a_policy_that_ends_before_it_starts_covers_no_day(first: date, last: date, dos: date) -> None:
    policy = a_policy(effective_date=first, end_date=last)
    assert (coverage_dates(policy) is None) is (last < first)
    assert not (last < first and covers(policy, dos))


@given(policy=policies(), dos=days())
def test_a_policy_covers_the_days_the_law_gives_it(policy: Policy, dos: date) -> None:
    assert covers(policy, dos) is lawfully_covers(policy, dos)


@given(policy=policies(), dos=days())
def test_a_policy_that_covers_a_day_covers_its_first_and_last(policy: Policy, dos: date) -> None:
    dates = coverage_dates(policy)
    assert dates is not None or not covers(policy, dos)
    assert all(lawfully_covers(policy, end) for end in dates or ())

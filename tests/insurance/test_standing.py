"""What a person calls the state of a policy on a day."""

from datetime import date

import pytest
from hypothesis import given

from insurance.enums import PolicyStatus
from insurance.facts import Policy
from insurance.standing import standing
from support.factories import a_dated_policy, day, days, lawfully_covers, policies

TODAY = day("2025-03-15")


@pytest.mark.parametrize(
    ("effective", "end", "expected"),
    [
        pytest.param("2025-01-01", "2025-12-31", "IN_FORCE", id="between its dates"),
        pytest.param("2025-03-15", None, "IN_FORCE", id="its first day"),
        pytest.param("2025-01-01", "2025-03-15", "IN_FORCE", id="its last day"),
        pytest.param(None, None, "IN_FORCE", id="no dates"),
        pytest.param("2025-03-16", None, "UPCOMING", id="the day before its first"),
        pytest.param("2025-03-16", "2025-12-31", "UPCOMING", id="both dates to come"),
        pytest.param("2025-01-01", "2025-03-14", "ENDED", id="the day after its last"),
        pytest.param(None, "2025-03-14", "ENDED", id="the day after its last, and begun nobody knows when"),
    ],
)
def test_an_active_policy_stands_by_its_dates(effective: str | None, end: str | None, expected: str) -> None:
    assert standing(a_dated_policy("ACTIVE", effective, end), TODAY) == expected


@pytest.mark.parametrize("status", ["INACTIVE", "ENTERED_IN_ERROR"])
@pytest.mark.parametrize(
    ("effective", "end"), [("2025-01-01", "2025-12-31"), ("2025-03-16", None), (None, "2025-03-14"), (None, None)]
)
def test_what_staff_have_set_counts_whatever_the_dates(status: str, effective: str | None, end: str | None) -> None:
    assert standing(a_dated_policy(status, effective, end), TODAY) == status


@given(policy=policies(), today=days())
def test_an_active_policy_is_in_force_on_exactly_the_days_that_it_covers(policy: Policy, today: date) -> None:
    in_force = policy.status is PolicyStatus.ACTIVE and lawfully_covers(policy, today)
    assert (standing(policy, today) == "IN_FORCE") is in_force

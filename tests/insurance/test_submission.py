"""What a client may submit."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from insurance.enums import PolicySource
from insurance.problems import UserErrorCode
from insurance.submission import limit_problems, missing_content
from support.factories import a_policy, a_portal_policy

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({}, True),
        ({"type": "PRIMARY"}, True),
        ({"payer_name": None, "member_id": None, "attachments": []}, True),
        ({"group_id": "G1", "plan_id": "P1", "effective_date": NOW.date(), "employer_or_school": "City"}, True),
        ({"policyholder": {"first_name": "Ada"}, "relationship": "CHILD", "insurance_type": "MEDICARE"}, True),
        ({"payer_name": "Aetna"}, False),
        ({"member_id": "W1"}, False),
        ({"attachments": [object()]}, False),
        # What is blank is said of the field itself.
        ({"payer_name": ""}, False),
    ],
)
def test_a_submission_says_which_insurance_it_is(given: dict[str, Any], refused: bool) -> None:
    found = [(problem.code, problem.path) for problem in missing_content(given)]
    assert found == ([(UserErrorCode.REQUIRED, ())] if refused else [])


@pytest.mark.parametrize(
    ("by_staff", "by_client", "refused"), [(0, 0, 0), (49, 0, 0), (50, 0, 1), (60, 0, 1), (30, 19, 0)]
)
def test_a_client_adds_to_a_chart_of_less_than_fifty(by_staff: int, by_client: int, refused: int) -> None:
    chart = [a_policy() for _ in range(by_staff)]
    chart += [a_portal_policy(created_at=NOW - DAY * 2) for _ in range(by_client)]
    assert len(list(limit_problems(chart, NOW))) == refused


@pytest.mark.parametrize(("count", "refused"), [(0, 0), (19, 0), (20, 1), (25, 1)])
def test_a_client_submits_twenty_policies_in_any_24_hours(count: int, refused: int) -> None:
    chart = [a_portal_policy(created_at=NOW - timedelta(hours=23, minutes=59)) for _ in range(count)]
    found = list(limit_problems(chart, NOW))
    assert [problem.code for problem in found] == [UserErrorCode.LIMIT_REACHED] * refused


def test_what_staff_added_and_what_is_a_day_old_does_not_count_as_submitted() -> None:
    chart = [a_portal_policy(created_at=NOW - DAY) for _ in range(24)]
    chart += [a_policy(source=PolicySource.PRACTICE, created_at=NOW) for _ in range(25)]
    assert list(limit_problems(chart, NOW)) == []

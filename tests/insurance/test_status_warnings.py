"""What to look at when a policy is made inactive, or active again (article: Making a Policy Inactive)."""

import pytest

from insurance.enums import PolicyType
from insurance.facts import Policy
from insurance.status_warnings import active_warnings, inactive_warnings, status_warnings
from support.factories import (
    a_policy,
    an_error,
    an_inactive_policy,
    day,
    ids,
)

TODAY = day("2025-03-15")


@pytest.mark.parametrize(
    ("policy", "codes"),
    [
        pytest.param(an_inactive_policy(end_date=day("2025-12-31")), [], id="both dates"),
        pytest.param(an_inactive_policy(), ["NOT_OFFERED_WITHOUT_END_DATE"], id="no end date"),
        pytest.param(
            an_inactive_policy(effective_date=None, end_date=day("2025-12-31")),
            ["NOT_OFFERED_WITHOUT_EFFECTIVE_DATE"],
            id="no effective date",
        ),
        pytest.param(
            an_inactive_policy(effective_date=None),
            ["NOT_OFFERED_WITHOUT_END_DATE", "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE"],
            id="no dates",
        ),
        pytest.param(a_policy(effective_date=None), [], id="active without dates"),
    ],
)
def test_an_inactive_policy_says_which_date_keeps_it_from_claims(policy: Policy, codes: list[str]) -> None:
    assert [warning.code for warning in inactive_warnings(policy)] == codes


@pytest.mark.parametrize(
    ("policy", "past"),
    [
        pytest.param(a_policy(end_date=day("2025-03-14")), True, id="ended yesterday"),
        pytest.param(a_policy(end_date=day("2025-03-15")), False, id="ends today"),
        pytest.param(a_policy(end_date=day("2025-03-16")), False, id="ends tomorrow"),
        pytest.param(a_policy(), False, id="no end date"),
        pytest.param(an_inactive_policy(end_date=day("2025-03-14")), False, id="inactive"),
        pytest.param(a_policy(type=PolicyType.OTHER, end_date=day("2025-03-14")), True, id="of any type"),
    ],
)
def test_an_active_policy_whose_end_has_passed_says_so(policy: Policy, past: bool) -> None:
    messages = [warning.message for warning in active_warnings(policy, [policy], TODAY)]
    assert messages == (["The policy is active, but it ended on Mar 14, 2025."] if past else [])


def test_an_active_primary_names_the_others_that_overlap() -> None:
    other, apart = a_policy(id="other"), a_policy(id="apart", end_date=day("2024-12-31"), effective_date=None)
    (warning,) = active_warnings(a_policy(), [a_policy(), other, apart], TODAY)
    assert (warning.code, ids(warning.policies)) == ("OVERLAPPING_COVERAGE", ["other"])


@pytest.mark.parametrize("end_date", [None, "2024-12-31"])
def test_a_policy_entered_in_error_has_nothing_to_look_at(end_date: str | None) -> None:
    policy = an_error(effective_date=None, end_date=end_date and day(end_date))
    assert list(status_warnings(policy, [policy, a_policy(id="other")], TODAY)) == []

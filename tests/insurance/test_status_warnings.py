"""What to look at when a policy is made inactive, made active again, or edited (article: Making a Policy Inactive)."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.status_warnings import active_warnings, edit_warnings, inactive_warnings
from support.factories import (
    a_policy,
    a_portal_policy,
    an_inactive_policy,
    charts,
    day,
    days,
    ids,
    overlap,
    policies,
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


def test_an_edit_that_leaves_no_payer_says_so() -> None:
    assert [warning.code for warning in edit_warnings(a_portal_policy(), [], TODAY)] == ["NEEDS_PAYER"]
    assert not list(edit_warnings(a_policy(), [], TODAY))


@given(policy=policies(), chart=charts(), today=days())
def test_an_edit_warns_of_what_is_so_once_it_is_done(policy: Policy, chart: list[Policy], today: date) -> None:
    active, primary = policy.status is PolicyStatus.ACTIVE, policy.type is PolicyType.PRIMARY
    beside = [other for other in chart if other.type is PolicyType.PRIMARY and overlap(policy, other)]
    lawful = {
        "NOT_OFFERED_WITHOUT_END_DATE": not active and not policy.end_date,
        "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE": not active and not policy.effective_date,
        "END_DATE_IN_PAST": active and policy.end_date is not None and today - policy.end_date > timedelta(0),
        "OVERLAPPING_COVERAGE": active and primary and bool(beside),
        "NEEDS_PAYER": policy.payer_id is None,
    }
    assert {warning.code.value for warning in edit_warnings(policy, [policy, *chart], today)} == {
        code for code, warned in lawful.items() if warned
    }


@given(policy=policies(), chart=charts(), today=days())
def test_each_warning_comes_once_and_is_a_sentence(policy: Policy, chart: list[Policy], today: date) -> None:
    found = list(edit_warnings(policy, chart, today))
    assert len({warning.code for warning in found}) == len(found)
    assert all(warning.message.endswith(".") for warning in found)

"""What to look at after an edit."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.edit_warnings import edit_warnings, incomplete_warnings, new_policy_warnings
from insurance.enums import InsuranceType, PolicyStatus, PolicyType, Relationship
from insurance.facts import Policy
from insurance.warnings import PolicyWarning
from support.factories import a_policy, a_portal_policy, charts, day, days, overlap, policies

TODAY = day("2025-03-15")
REVIEWED = datetime(2025, 2, 1, tzinfo=UTC)


def codes(warnings: Iterable[PolicyWarning]) -> list[str]:
    return [warning.code.value for warning in warnings]


def edited(before: Policy, after: Policy, *chart: Policy, payer: bool = False) -> list[str]:
    return codes(edit_warnings(before, after, [after, *chart], TODAY, chooses_payer=payer))


def test_an_edit_that_leaves_no_payer_says_so() -> None:
    assert edited(a_portal_policy(), a_portal_policy()) == ["NEEDS_PAYER"]
    assert edited(a_policy(), a_policy()) == []


def test_a_save_with_a_payer_names_what_is_still_missing() -> None:
    before = a_portal_policy(insurance_type=None, effective_date=None, member_id=None, relationship=None)
    after = replace(before, payer_id="aetna", reviewed_at=REVIEWED)
    assert edited(before, after, payer=True) == ["STILL_INCOMPLETE"]
    (warning,) = incomplete_warnings(after)
    assert warning.message == "Still missing: Relationship, Insurance Type, Member ID, Effective Date."
    complete = replace(
        after, insurance_type=InsuranceType.OTHER, effective_date=TODAY, member_id="W1", relationship=Relationship.SELF
    )
    assert edited(before, complete, payer=True) == []


def test_a_step_on_the_way_does_not_name_what_is_missing() -> None:
    before = a_portal_policy(insurance_type=None, effective_date=None)
    assert edited(before, replace(before, effective_date=TODAY)) == ["NEEDS_PAYER"]


@pytest.mark.parametrize(
    ("changes", "replaced"),
    [
        pytest.param({"member_id": "X1"}, "Member ID", id="the member ID"),
        pytest.param({"effective_date": day("2026-01-01")}, "Effective Date", id="the effective date"),
        pytest.param(
            {"member_id": "X1", "effective_date": day("2026-01-01")}, "Member ID and Effective Date", id="both"
        ),
    ],
)
@pytest.mark.parametrize(
    "before",
    [a_policy(), a_portal_policy(payer_id="aetna", reviewed_at=REVIEWED)],
    ids=["staff", "client"],
)
def test_another_payer_together_with_another_identity_looks_like_a_new_policy(
    before: Policy, changes: dict[str, Any], replaced: str
) -> None:
    (warning,) = new_policy_warnings(before, replace(before, payer_id="cigna", **changes))
    assert warning.code == "LOOKS_LIKE_A_NEW_POLICY"
    assert warning.message.startswith(f"The payer and the {replaced} are other ones now.")


@pytest.mark.parametrize(
    ("before", "changes"),
    [
        pytest.param(a_policy(), {"payer_id": "cigna"}, id="the payer alone"),
        pytest.param(a_policy(), {"member_id": "X1", "effective_date": TODAY}, id="the payer stays"),
        pytest.param(
            a_policy(), {"payer_id": "cigna", "member_id": "w-123 456 789"}, id="the member ID spelled otherwise"
        ),
        pytest.param(a_policy(), {"payer_id": "cigna", "copay": None, "group_id": "G"}, id="what changes with a card"),
        pytest.param(
            a_portal_policy(payer_id="aetna"), {"payer_id": "cigna", "member_id": "X1"}, id="nobody has reviewed it"
        ),
        pytest.param(
            a_portal_policy(reviewed_at=REVIEWED), {"payer_id": "cigna", "member_id": "X1"}, id="it had no payer"
        ),
        pytest.param(
            a_policy(member_id=None, effective_date=None),
            {"payer_id": "cigna", "member_id": "X1", "effective_date": TODAY},
            id="what was empty is filled in",
        ),
    ],
)
def test_a_correction_does_not_look_like_a_new_policy(before: Policy, changes: dict[str, Any]) -> None:
    assert list(new_policy_warnings(before, replace(before, **changes))) == []


def test_a_primary_that_takes_its_place_with_an_end_date_leaves_the_time_after_it_uncovered() -> None:
    undated = a_policy(effective_date=None, end_date=day("2025-12-31"))
    assert edited(undated, replace(undated, effective_date=day("2025-01-01"))) == ["CLOSED_PRIMARY"]
    assert edited(undated, replace(undated, member_id="X")) == []


@given(policy=policies(), chart=charts(), today=days(), payer=st.booleans())
def test_an_edit_warns_of_what_is_so_once_it_is_done(
    policy: Policy, chart: list[Policy], today: date, payer: bool
) -> None:
    active, inactive = (policy.status is status for status in (PolicyStatus.ACTIVE, PolicyStatus.INACTIVE))
    others = [other for other in chart if other.type is policy.type and overlap(policy, other)]
    ranked = policy.type in (PolicyType.SECONDARY, PolicyType.TERTIARY)
    required = (policy.relationship, policy.payer_id, policy.insurance_type, policy.member_id, policy.effective_date)
    lawful = {
        "NOT_OFFERED_WITHOUT_END_DATE": inactive and not policy.end_date,
        "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE": inactive and not policy.effective_date,
        "END_DATE_IN_PAST": active and policy.end_date is not None and today - policy.end_date > timedelta(0),
        "OVERLAPPING_COVERAGE": active and policy.type is PolicyType.PRIMARY and bool(others),
        "SAME_RANK": active and ranked and bool(others),
        "NEEDS_PAYER": policy.payer_id is None,
        "STILL_INCOMPLETE": payer and None in required,
    }
    found = edit_warnings(policy, policy, [policy, *chart], today, chooses_payer=payer)
    assert set(codes(found)) == {code for code, warned in lawful.items() if warned}


@given(before=policies(), after=policies(), chart=charts(), today=days(), payer=st.booleans())
def test_each_warning_comes_once_and_is_a_sentence(
    before: Policy, after: Policy, chart: list[Policy], today: date, payer: bool
) -> None:
    found = list(edit_warnings(before, replace(after, id=before.id), chart, today, chooses_payer=payer))
    assert len({warning.code for warning in found}) == len(found)
    assert all(warning.message.endswith(".") for warning in found)

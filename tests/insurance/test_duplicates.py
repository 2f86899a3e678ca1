"""When two entries are the same policy twice."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.duplicates import duplicate_of, normalised_member_id
from insurance.enums import InsuranceType, PolicyStatus, PolicyType, Relationship
from insurance.facts import Policy
from support.factories import a_policy, a_portal_policy, an_error, an_inactive_policy, day, maybe, policies

KEPT = a_policy(id="kept")


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        pytest.param("W123456789", "W123456789", id="as it is"),
        pytest.param("w123456789", "W123456789", id="small letters"),
        pytest.param(" W 123-456.789 ", "W123456789", id="spaces, dashes and full stops"),
        pytest.param("W_123456789", "W123456789", id="an underscore"),
        pytest.param("éß", "ÉSS", id="letters beyond English"),
        pytest.param("٣", "٣", id="digits beyond English"),
        pytest.param("--", "", id="nothing that counts"),
        pytest.param("", "", id="nothing"),
        pytest.param(None, "", id="none"),
    ],
)
def test_member_ids_are_compared_by_their_letters_and_digits(typed: str | None, compared: str) -> None:
    assert normalised_member_id(typed) == compared


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="the very same"),
        pytest.param({"member_id": "w12345-6789"}, id="its member ID typed otherwise"),
        pytest.param({"end_date": day("2025-12-31")}, id="another end date"),
        pytest.param({"relationship": Relationship.CHILD}, id="another relationship"),
        pytest.param({"insurance_type": InsuranceType.OTHER}, id="another insurance type"),
        pytest.param({"plan_id": "PPO", "group_id": "G1", "copay": None}, id="other optional fields"),
        pytest.param({"entered_payer_name": "somebody else"}, id="other words for the payer that is chosen"),
    ],
)
def test_a_policy_is_repeated_by(changes: dict[str, Any]) -> None:
    assert duplicate_of(a_policy(id="new", **changes), [KEPT]) == KEPT


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"type": PolicyType.SECONDARY}, id="another type"),
        pytest.param({"payer_id": "cigna"}, id="another payer"),
        pytest.param({"payer_id": None, "entered_payer_name": "Aetna Inc"}, id="no payer yet"),
        pytest.param({"member_id": "W123456780"}, id="another member ID"),
        pytest.param({"effective_date": day("2025-01-02")}, id="another effective date"),
        pytest.param({"effective_date": None}, id="no effective date"),
        pytest.param({"client_id": "dana"}, id="another client"),
        pytest.param({"member_id": None}, id="no member ID"),
        pytest.param({"member_id": "---"}, id="a member ID of dashes"),
    ],
)
def test_a_policy_is_not_repeated_by(changes: dict[str, Any]) -> None:
    assert duplicate_of(a_policy(id="new", **changes), [KEPT]) is None


def test_an_inactive_policy_is_repeated_all_the_same() -> None:
    kept = an_inactive_policy(id="kept")
    assert duplicate_of(a_policy(id="new"), [kept]) == kept


def test_a_policy_entered_in_error_neither_is_a_duplicate_nor_has_one() -> None:
    assert duplicate_of(a_policy(id="new"), [an_error(id="kept")]) is None
    assert duplicate_of(an_error(id="new"), [KEPT]) is None
    assert duplicate_of(an_error(id="new"), [an_error(id="kept")]) is None


@pytest.mark.parametrize("back", [a_policy(id="withdrawn"), an_inactive_policy(id="withdrawn")])
def test_brought_back_from_an_error_mark_a_policy_is_checked_like_a_new_one(back: Policy) -> None:
    withdrawn = an_error(id="withdrawn")
    assert duplicate_of(back, [withdrawn, KEPT], before=withdrawn) == KEPT
    assert duplicate_of(back, [withdrawn, an_error(id="kept")], before=withdrawn) is None


def test_policies_without_a_payer_are_told_apart_by_what_the_client_typed() -> None:
    kept = a_portal_policy(id="kept", entered_payer_name="Blue Cross & Blue Shield")
    same = a_portal_policy(id="new", entered_payer_name="blue cross and blue shield ")
    assert duplicate_of(same, [kept]) == kept
    assert duplicate_of(replace(same, entered_payer_name="Blue Cross"), [kept]) is None


def test_policies_without_a_member_id_never_repeat_each_other() -> None:
    assert duplicate_of(a_policy(id="new", member_id=None), [a_policy(id="kept", member_id=None)]) is None


def test_a_policy_does_not_repeat_itself() -> None:
    assert duplicate_of(KEPT, [KEPT]) is None


@pytest.mark.parametrize(
    ("changes", "repeats"),
    [
        pytest.param({"copay": None}, False, id="what tells no policies apart"),
        pytest.param({"member_id": "w 123456789"}, False, id="the spelling of its member ID"),
        pytest.param({"payer_id": "aetna", "member_id": "W123456789"}, False, id="what it has already"),
    ],
)
def test_an_edit_of_one_of_two_that_are_alike_already(changes: dict[str, Any], repeats: bool) -> None:
    before = a_policy(id="twin")
    assert (duplicate_of(replace(before, **changes), [before, KEPT], before=before) is not None) is repeats


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(a_policy(id="other", type=PolicyType.OTHER), id="its type"),
        pytest.param(a_policy(id="other", payer_id="cigna"), id="its payer"),
        pytest.param(a_portal_policy(id="other"), id="that it needed a payer"),
        pytest.param(a_policy(id="other", member_id=None), id="its missing member ID"),
        pytest.param(a_policy(id="other", effective_date=None), id="its missing effective date"),
    ],
)
def test_an_edit_repeats_another_policy_where_it_changes(before: Policy) -> None:
    assert duplicate_of(a_policy(id="other"), [before, KEPT], before=before) == KEPT


TOLD_APART_BY = ("client_id", "type", "payer_id", "member_id", "effective_date")


@given(one=policies(entered_payer_name=None), other=policies(entered_payer_name=None))
def test_two_policies_are_the_same_when_all_that_tells_them_apart_is(one: Policy, other: Policy) -> None:
    alike = all(getattr(one, field) == getattr(other, field) for field in TOLD_APART_BY)
    in_use = PolicyStatus.ENTERED_IN_ERROR not in (one.status, other.status)
    same = alike and in_use and one.member_id is not None and one.id != other.id
    assert (duplicate_of(one, [other]) == other) is same
    assert (duplicate_of(one, [other]) is None) is (duplicate_of(other, [one]) is None)


@given(policy=policies(), other=policies(), end=maybe(st.just(day("2025-04-30"))))
def test_an_edit_that_changes_none_of_these_never_repeats(policy: Policy, other: Policy, end: Any) -> None:
    assert duplicate_of(replace(policy, end_date=end, plan_id="X"), [policy, other], before=policy) is None


@given(typed=st.text())
def test_comparing_a_compared_member_id_changes_nothing(typed: str) -> None:
    once = normalised_member_id(typed)
    assert normalised_member_id(once) == once


@given(typed=st.text("aBz09 -_./"))
def test_neither_case_nor_what_stands_between_matters(typed: str) -> None:
    assert normalised_member_id(typed) == "".join(c for c in typed if c.isalnum()).upper()

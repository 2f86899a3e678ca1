"""The input of a policy is checked against its form (articles: Adding a New Policy; Editing an Existing Policy)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.enums import PolicyStatus, PolicyType, Relationship, Sex
from insurance.facts import Address, Policy, Policyholder
from insurance.policy_form import STAFF_FORM
from insurance.policy_input import PolicyInput, new_status_problems
from support.factories import a_policy, a_policyholder, a_portal_policy, an_address, day, days, maybe, policies

HELD = a_policy(relationship=Relationship.CHILD, policyholder=a_policyholder())

TODAY = day("2026-03-05")


def changed(fields: dict[str, Any], before: Policy | None = None) -> dict[str, Any]:
    """What the input changes, where nothing is wrong with it."""
    given = PolicyInput(fields, STAFF_FORM, before, TODAY)
    assert given.problems == []
    return given.changes


def wrong(fields: dict[str, Any], before: Policy | None = None) -> list[tuple[str, str]]:
    """The problems of the input: each code, with its path joined by dots."""
    problems = PolicyInput(fields, STAFF_FORM, before, TODAY).problems
    assert all(problem.message.endswith(".") for problem in problems)
    return [(problem.code.value, ".".join(problem.path)) for problem in problems]


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"member_id": "  W1 "}, {"member_id": "W1"}, id="a text, trimmed"),
        pytest.param({"type": PolicyType.OTHER}, {"type": PolicyType.OTHER}, id="a word"),
        pytest.param({"effective_date": day("2025-02-03")}, {"effective_date": day("2025-02-03")}, id="a date"),
        pytest.param({"plan_id": None, "end_date": None}, {"plan_id": None, "end_date": None}, id="null clears"),
        pytest.param({"copay": None, "policyholder": None}, {"copay": None, "policyholder": None}, id="it clears all"),
        pytest.param({"payer_id": "any", "attachments": []}, {}, id="what is checked elsewhere"),
        pytest.param({"unknown": 1}, {}, id="what the form does not have"),
    ],
)
def test_only_what_is_given_changes(fields: dict[str, Any], changes: dict[str, Any]) -> None:
    assert changed(fields, before=a_policy()) == changes


@pytest.mark.parametrize(
    ("amount", "kept"),
    [("0", "0.00"), ("25", "25.00"), ("25.5", "25.50"), ("999999.99", "999999.99"), ("-0", "0.00"), ("-0.00", "0.00")],
)
@pytest.mark.parametrize("field", ["copay", "deductible"])
def test_an_amount_is_kept_with_two_places(field: str, amount: str, kept: str) -> None:
    assert str(changed({field: Decimal(amount)})[field]) == kept


@pytest.mark.parametrize("amount", ["-0.01", "-3.00", "1000000", "1000000.00", "999999999999999.99"])
@pytest.mark.parametrize("field", ["copay", "deductible"])
def test_an_amount_below_nothing_or_beyond_the_largest_is_invalid(field: str, amount: str) -> None:
    assert wrong({field: Decimal(amount)}) == [("INVALID", field)]


REQUIRED = ["type", "relationship", "insurance_type", "member_id", "effective_date"]


@pytest.mark.parametrize("field", [*REQUIRED, "payer_id"])
def test_a_required_field_that_has_a_value_cannot_be_emptied(field: str) -> None:
    assert wrong({field: None}, before=a_policy()) == [("REQUIRED", field)]


@pytest.mark.parametrize("field", [*REQUIRED[1:], "payer_id"])
def test_a_required_field_that_is_empty_may_stay_so(field: str) -> None:
    empty = a_portal_policy(relationship=None, insurance_type=None, member_id=None, effective_date=None)
    assert wrong({field: None}, before=empty) == []


@pytest.mark.parametrize(
    ("field", "longest"), [("member_id", 80), ("plan_id", 50), ("group_id", 50), ("employer_or_school", 100)]
)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("x", None, id="as long as may be"),
        pytest.param("xx", "TOO_LONG", id="longer by one"),
        pytest.param("", "BLANK", id="empty"),
        pytest.param(" \t", "BLANK", id="white space"),
        pytest.param("a\x00b", "INVALID", id="a NUL"),
        pytest.param("a\nb", "INVALID", id="a line break"),
    ],
)
def test_a_text_is_checked_by_its_field(field: str, longest: int, text: str, code: str | None) -> None:
    given = text.replace("x", "x" * longest, 1)
    assert wrong({field: given}) == ([(code, field)] if code else [])


@pytest.mark.parametrize(
    ("fields", "before", "path"),
    [
        pytest.param(
            {"effective_date": day("2025-06-02"), "end_date": day("2025-06-01")}, None, "end_date", id="both given"
        ),
        pytest.param({"end_date": day("2024-12-31")}, a_policy(), "end_date", id="an end before the start it has"),
        pytest.param(
            {"effective_date": day("2026-01-01")},
            a_policy(end_date=day("2025-12-31")),
            "effective_date",
            id="a start after the end it has",
        ),
        pytest.param(
            {"effective_date": day("2026-01-02"), "end_date": day("2026-01-01")},
            a_policy(),
            "end_date",
            id="both moved",
        ),
        pytest.param(
            {"effective_date": None, "end_date": day("2024-12-31")}, a_policy(), "end_date", id="a start that stays"
        ),
    ],
)
def test_an_end_before_its_start_is_refused(fields: dict[str, Any], before: Policy | None, path: str) -> None:
    assert ("END_BEFORE_EFFECTIVE", path) in wrong(fields, before)


@pytest.mark.parametrize(
    ("fields", "before"),
    [
        pytest.param({"effective_date": day("2025-06-01"), "end_date": day("2025-06-01")}, None, id="one day"),
        pytest.param({"end_date": day("2025-01-01")}, a_policy(), id="its own first day"),
        pytest.param({"end_date": day("2020-01-01")}, a_policy(effective_date=None), id="no start"),
        pytest.param(
            {"effective_date": day("2026-01-01"), "end_date": None},
            a_policy(end_date=day("2025-12-31")),
            id="an end cleared",
        ),
        pytest.param(
            {"effective_date": day("2026-01-01"), "end_date": day("2026-12-31")},
            a_policy(end_date=day("2025-12-31")),
            id="both moved past what they were",
        ),
    ],
)
def test_dates_that_are_in_order_are_taken(fields: dict[str, Any], before: Policy | None) -> None:
    assert wrong(fields, before) == []


def holder(given: dict[str, Any] | None, before: Policy | None = HELD) -> Policyholder | None:
    """The policyholder as the input leaves it."""
    found: Policyholder | None = changed({"policyholder": given}, before)["policyholder"]
    return found


@pytest.mark.parametrize(
    ("given", "after"),
    [
        pytest.param({}, a_policyholder(), id="nothing"),
        pytest.param({"first_name": " Eva "}, a_policyholder(first_name="Eva"), id="a name"),
        pytest.param({"last_name": None}, a_policyholder(last_name=None), id="a name cleared"),
        pytest.param({"sex": Sex.UNKNOWN}, a_policyholder(sex=Sex.UNKNOWN), id="a word"),
        pytest.param(
            {"date_of_birth": day("1979-01-02")}, a_policyholder(date_of_birth=day("1979-01-02")), id="a date"
        ),
        pytest.param({"address": {}}, a_policyholder(), id="nothing of the address"),
        pytest.param({"address": {"line2": "Apt 4"}}, a_policyholder(address=an_address(line2="Apt 4")), id="a line"),
        pytest.param({"address": {"city": None}}, a_policyholder(address=an_address(city=None)), id="a line cleared"),
        pytest.param({"address": None}, a_policyholder(address=None), id="the address cleared"),
        pytest.param(None, None, id="all cleared"),
    ],
)
def test_a_policyholder_is_merged_field_by_field(given: dict[str, Any] | None, after: Policyholder | None) -> None:
    assert holder(given) == after


def test_a_policyholder_begins_with_what_is_given() -> None:
    expected = Policyholder("Ada", None, None, None, Address(None, None, "Austin", None, None))
    assert holder({"first_name": "Ada", "address": {"city": "Austin"}}, before=None) == expected


@pytest.mark.parametrize(
    "given", [{}, {"first_name": None}, {"address": None}, {"address": {}}, {"address": {"city": None}}]
)
def test_a_policyholder_of_nothing_is_none(given: dict[str, Any]) -> None:
    assert holder(given, before=None) is None


def test_each_part_of_a_policyholder_is_checked() -> None:
    given = {"first_name": "", "last_name": "x" * 101, "address": {"city": "\x00", "line2": " "}}
    assert sorted(wrong({"policyholder": given})) == [
        ("BLANK", "policyholder.address.line2"),
        ("BLANK", "policyholder.first_name"),
        ("INVALID", "policyholder.address.city"),
        ("TOO_LONG", "policyholder.last_name"),
    ]


def test_everything_wrong_is_found_at_once_in_the_order_of_the_form() -> None:
    given = {"end_date": day("2024-01-01"), "copay": Decimal(-1), "type": None, "plan_id": "", "member_id": "x" * 81}
    assert wrong(given, before=a_policy()) == [
        ("REQUIRED", "type"),
        ("TOO_LONG", "member_id"),
        ("BLANK", "plan_id"),
        ("INVALID", "copay"),
        ("END_BEFORE_EFFECTIVE", "end_date"),
    ]


@given(
    before=policies(),
    starts=maybe(days()),
    ends=maybe(days()),
    which=st.sets(st.sampled_from(["effective_date", "end_date"])),
)
def test_no_input_without_problems_leaves_an_end_before_its_start(
    before: Policy, starts: date | None, ends: date | None, which: set[str]
) -> None:
    fields = {name: value for name, value in (("effective_date", starts), ("end_date", ends)) if name in which}
    given = PolicyInput(fields, STAFF_FORM, before, TODAY)
    first = given.changes.get("effective_date", before.effective_date)
    last = given.changes.get("end_date", before.end_date)
    backwards = first is not None and last is not None and first > last
    assert ("END_BEFORE_EFFECTIVE" in [problem.code for problem in given.problems]) is backwards


@given(before=policies(), parts=st.dictionaries(st.sampled_from(["first_name", "last_name"]), maybe(st.just("Eva"))))
def test_giving_the_same_twice_changes_nothing_more(before: Policy, parts: dict[str, Any]) -> None:
    once = PolicyInput({"policyholder": parts}, STAFF_FORM, before, TODAY).changes["policyholder"]
    again = a_policy(policyholder=once)
    assert PolicyInput({"policyholder": parts}, STAFF_FORM, again, TODAY).changes["policyholder"] == once


def test_a_policy_is_added_active_or_inactive() -> None:
    assert [len(new_status_problems(status)) for status in PolicyStatus] == [0, 0, 1]
    (problem,) = new_status_problems(PolicyStatus.ENTERED_IN_ERROR)
    assert (problem.code, problem.path) == ("INVALID", ("status",))

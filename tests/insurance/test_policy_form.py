"""The fields of the policy form for each role, and the required fields that a policy still lacks."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.enums import (
    InsuranceType,
    MedicareSecondaryReason,
    PolicyField,
    PolicyFieldKind,
    Relationship,
    Role,
    Sex,
)
from insurance.facts import Address, Policy, Policyholder
from insurance.policy_form import PolicyForm, missing_fields, policy_form
from support.factories import a_policy, a_portal_policy, policies

STAFF, PORTAL = policy_form(Role.PRACTITIONER), policy_form(Role.CLIENT)
REQUIRED = {
    "TYPE": "type",
    "RELATIONSHIP": "relationship",
    "PAYER": "payer_id",
    "INSURANCE_TYPE": "insurance_type",
    "MEMBER_ID": "member_id",
    "EFFECTIVE_DATE": "effective_date",
}
OPTIONAL = [
    "POLICYHOLDER",
    "MEDICARE_SECONDARY_REASON",
    "PLAN_ID",
    "PLAN_NAME",
    "GROUP_ID",
    "COPAY",
    "DEDUCTIBLE",
    "END_DATE",
    "EMPLOYER_OR_SCHOOL",
    "ATTACHMENTS",
]


def asked(form: PolicyForm, *, required: bool) -> set[str]:
    return {field.field.value for field in form.fields if field.required is required}


def test_staff_must_give_the_six_required_fields_and_may_give_the_rest() -> None:
    assert asked(STAFF, required=True) == set(REQUIRED)
    assert asked(STAFF, required=False) == set(OPTIONAL)
    assert STAFF.at_least_one_of == ()


def test_a_client_must_give_a_type_and_one_of_payer_member_id_and_attachment() -> None:
    assert asked(PORTAL, required=True) == {"TYPE"}
    assert set(PORTAL.at_least_one_of) == {"PAYER", "MEMBER_ID", "ATTACHMENTS"}


def test_a_client_is_not_asked_about_money_nor_why_medicare_is_secondary() -> None:
    only_staff = asked(STAFF, required=False) - asked(PORTAL, required=False)
    assert only_staff == {"COPAY", "DEDUCTIBLE", "MEDICARE_SECONDARY_REASON"}


def test_a_client_gives_a_payer_in_words_where_staff_choose_one() -> None:
    assert inputs(STAFF)["PAYER"] == "payer_id"
    assert inputs(PORTAL)["PAYER"] == "payer_name"


def test_apart_from_the_payer_a_field_has_one_name_in_every_input() -> None:
    shared = inputs(PORTAL).keys() - {"PAYER"}
    assert {field: inputs(PORTAL)[field] for field in shared} == {field: inputs(STAFF)[field] for field in shared}


@pytest.mark.parametrize(
    ("form", "types"),
    [
        pytest.param(STAFF, ["PRIMARY", "SECONDARY", "TERTIARY", "OTHER"], id="staff"),
        pytest.param(PORTAL, ["PRIMARY", "SECONDARY"], id="portal"),
    ],
)
def test_the_choices_of_a_form(form: PolicyForm, types: list[str]) -> None:
    choices = {field.field.value: list(field.options) for field in form.fields if field.options is not None}
    assert choices == {
        "TYPE": types,
        "RELATIONSHIP": list(Relationship),
        "INSURANCE_TYPE": list(InsuranceType),
        **({"MEDICARE_SECONDARY_REASON": list(MedicareSecondaryReason)} if form is STAFF else {}),
    }


@pytest.mark.parametrize(
    ("form", "longest"),
    [
        pytest.param(STAFF, {}, id="staff"),
        pytest.param(PORTAL, {"PAYER": 200}, id="portal"),
    ],
)
def test_the_longest_texts_of_a_form(form: PolicyForm, longest: dict[str, int]) -> None:
    both = {"MEMBER_ID": 80, "PLAN_ID": 50, "PLAN_NAME": 100, "GROUP_ID": 50, "EMPLOYER_OR_SCHOOL": 100}
    texts = {field.field.value: field.max_length for field in form.fields if field.max_length is not None}
    assert texts == {**both, **longest}


@pytest.mark.parametrize("form", [pytest.param(STAFF, id="staff"), pytest.param(PORTAL, id="portal")])
def test_a_form_lists_each_field_once_and_in_order(form: PolicyForm) -> None:
    order = list(PolicyField)
    places = [order.index(field.field) for field in form.fields]
    assert places == sorted(set(places))


@pytest.mark.parametrize("form", [pytest.param(STAFF, id="staff"), pytest.param(PORTAL, id="portal")])
def test_every_field_but_the_attachments_is_kept_on_the_policy(form: PolicyForm) -> None:
    kept = Policy.__slots__
    assert [field.field for field in form.fields if field.attribute not in kept] == [PolicyField.ATTACHMENTS]


@pytest.mark.parametrize("form", [pytest.param(STAFF, id="staff"), pytest.param(PORTAL, id="portal")])
def test_an_insurance_card_may_be_an_image_or_a_pdf(form: PolicyForm) -> None:
    assert {"image/jpeg", "image/png", "application/pdf"} <= set(form.upload_types)
    assert form.upload_max_bytes > 0
    assert form.max_attachments >= 2, "a card has two sides"


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        pytest.param(a_policy(), [], id="complete"),
        pytest.param(
            a_policy(copay=None, plan_id=None, end_date=None, policyholder=None), [], id="optional ones empty"
        ),
        pytest.param(a_portal_policy(), ["PAYER"], id="the client's words are no payer"),
        pytest.param(
            a_policy(effective_date=None, relationship=None), ["RELATIONSHIP", "EFFECTIVE_DATE"], id="in order"
        ),
        pytest.param(
            a_portal_policy(relationship=None, insurance_type=None, member_id=None, effective_date=None),
            ["RELATIONSHIP", "PAYER", "INSURANCE_TYPE", "MEMBER_ID", "EFFECTIVE_DATE"],
            id="a card and a type alone",
        ),
    ],
)
def test_the_fields_a_policy_lacks(policy: Policy, missing: list[str]) -> None:
    assert missing_fields(policy) == missing


@given(empty=st.sets(st.sampled_from(sorted(REQUIRED.keys() - {"TYPE"}))))
def test_exactly_the_required_fields_that_are_empty_are_missing(empty: set[str]) -> None:
    blanks: dict[str, Any] = {REQUIRED[field]: None for field in empty}
    assert missing_fields(a_policy(**blanks)) == [field for field in REQUIRED if field in empty]


@given(policy=policies())
def test_neither_status_nor_source_nor_type_changes_what_is_required(policy: Policy) -> None:
    plain = a_policy(
        **{attribute: getattr(policy, attribute) for attribute in REQUIRED.values() if attribute != "type"}
    )
    assert missing_fields(policy) == missing_fields(plain)


def inputs(form: PolicyForm) -> dict[str, str]:
    return {field.field.value: field.input_field for field in form.fields}


def test_each_field_says_what_it_takes() -> None:
    kinds = {form: {field.input_field: field.kind.value for field in form.fields} for form in (STAFF, PORTAL)}
    assert {name for name, kind in kinds[STAFF].items() if kind == "DATE"} == {"effective_date", "end_date"}
    assert {name for name, kind in kinds[STAFF].items() if kind == "AMOUNT"} == {"copay", "deductible"}
    assert (kinds[STAFF]["payer_id"], kinds[PORTAL]["payer_name"]) == ("PAYER", "TEXT")
    assert (kinds[STAFF]["policyholder"], kinds[STAFF]["attachments"]) == ("POLICYHOLDER", "FILES")
    for form in (STAFF, PORTAL):
        assert {field.input_field for field in form.fields if field.options} == {
            name for name, kind in kinds[form].items() if kind == "CHOICE"
        }


def test_every_part_of_a_policyholder_is_on_the_form_and_can_be_saved() -> None:
    parts = {field.input_field: field for field in STAFF.policyholder_fields}
    own = {field.name for field in fields(Policyholder)} - {"address"}
    assert parts.keys() == own | {f"address.{field.name}" for field in fields(Address)}
    assert parts["sex"].options == tuple(Sex)
    assert {name for name, field in parts.items() if field.kind is PolicyFieldKind.DATE} == {"date_of_birth"}

"""What the history says of a record: the API's names and the API's words."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.enums import CollectionOverride, PolicyStatus, PolicyType, Sex
from insurance.facts import Client, FieldChange, Policy, Practice
from insurance.history import client_texts, differences, payer_texts, policy_texts, practice_texts
from support.factories import a_payer, a_policy, a_policyholder, a_portal_policy, an_address, policies

PAYERS = {"aetna": a_payer(), "cigna": a_payer(id="cigna", name="Cigna")}


def said(**changes: Any) -> dict[str, tuple[str | None, str | None]]:
    """The history's fields of a change of Cleo's policy."""
    before, after = policy_texts(a_policy(), PAYERS), policy_texts(a_policy(**changes), PAYERS)
    return {change.field: (change.before, change.after) for change in differences(before, after)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"member_id": "X1"}, {"member_id": ("W123456789", "X1")}, id="a text"),
        pytest.param({"type": PolicyType.OTHER}, {"type": ("PRIMARY", "OTHER")}, id="a word"),
        pytest.param({"status": PolicyStatus.INACTIVE}, {"status": ("ACTIVE", "INACTIVE")}, id="the status"),
        pytest.param({"copay": Decimal("7.50")}, {"copay": ("25.00", "7.50")}, id="an amount"),
        pytest.param({"copay": Decimal(25)}, {}, id="an amount written otherwise"),
        pytest.param({"copay": None}, {"copay": ("25.00", None)}, id="an amount that is cleared"),
        pytest.param({"deductible": Decimal(0)}, {"deductible": (None, "0.00")}, id="nothing to pay is an amount"),
        pytest.param({"end_date": date(2025, 2, 3)}, {"end_date": (None, "2025-02-03")}, id="a date"),
        pytest.param({"end_date": date.min}, {"end_date": (None, "0001-01-01")}, id="the first day there is"),
        pytest.param({"payer_id": "cigna"}, {"payer": ("Aetna", "Cigna")}, id="a payer, by name"),
        pytest.param({"payer_id": None}, {"payer": ("Aetna", None)}, id="no payer"),
        pytest.param(
            {"reviewed_at": datetime(2025, 2, 3, 4, 5, 6, 789_999, UTC), "reviewed_by": "Pat"},
            {"reviewed_at": (None, "2025-02-03T04:05:06.789Z"), "reviewed_by": (None, "Pat")},
            id="an instant, to the millisecond",
        ),
        pytest.param(
            {"reviewed_at": datetime(2025, 2, 3, 23, tzinfo=timezone(timedelta(hours=-5)))},
            {"reviewed_at": (None, "2025-02-04T04:00:00.000Z")},
            id="an instant of another zone",
        ),
        pytest.param(
            {"policyholder": a_policyholder(sex=Sex.UNKNOWN, address=None)},
            {
                "policyholder.first_name": (None, "Ada"),
                "policyholder.last_name": (None, "Reyes"),
                "policyholder.date_of_birth": (None, "1980-05-17"),
                "policyholder.sex": (None, "UNKNOWN"),
            },
            id="a policyholder, field by field",
        ),
        pytest.param({"version": 9, "updated_at": datetime.now(UTC)}, {}, id="what nobody entered"),
    ],
)
def test_a_change_is_said_in_the_words_of_the_api(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    assert said(**changes) == expected


def test_of_an_address_only_what_changed_is_said() -> None:
    at_home = policy_texts(a_policy(policyholder=a_policyholder()), PAYERS)
    moved = policy_texts(a_policy(policyholder=a_policyholder(address=an_address(city="Dallas"))), PAYERS)
    assert differences(at_home, moved) == (FieldChange("policyholder.address.city", "Austin", "Dallas"),)


def test_what_the_client_typed_is_said() -> None:
    assert policy_texts(a_portal_policy(), PAYERS)["entered_payer_name"] == "aetna inc"


def test_of_a_payer_all_is_said_its_aliases_line_by_line() -> None:
    payer = a_payer(aliases=("Aetna, Inc.", "CVS"), archived=True)
    assert payer_texts(payer, {}) == {
        "name": "Aetna",
        "edi_payer_id": "60054",
        "archived": "true",
        "aliases": "Aetna, Inc.\nCVS",
    }


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=5)
aliases = st.lists(texts | st.sampled_from(["a", "b", "a, b", "b; a"]), max_size=3).map(tuple)


@given(one=aliases, other=aliases)
def test_aliases_that_differ_never_read_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    before, after = (payer_texts(a_payer(aliases=each), {}) for each in (one, other))
    assert bool(differences(before, after)) is (one != other)


def test_of_a_client_their_setting_is_said() -> None:
    client = Client("cleo", "Cleo", "Reyes", None, CollectionOverride.OFF)
    assert client_texts(client) == {"first_name": "Cleo", "last_name": "Reyes", "collection_override": "OFF"}


def test_of_a_practice_its_default_is_said() -> None:
    practice = Practice("elm", "Elm", "America/Chicago", False)
    words = {"name": "Elm", "time_zone": "America/Chicago", "collects_insurance": "false"}
    assert practice_texts(practice) == words


WORDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"))


@given(before=WORDS, after=WORDS)
def test_the_differences_lead_from_the_one_to_the_other(before: dict[str, str], after: dict[str, str]) -> None:
    told = {**before, **{change.field: change.after for change in differences(before, after)}}
    assert {field: value for field, value in told.items() if value is not None} == after
    assert all(change.before == before.get(change.field) != change.after for change in differences(before, after))


def unsaid(policy: Policy) -> Policy:
    """The policy without the fields that are not in the history, such as its client, version and timestamps."""
    kept = ("id", "client_id", "version", "source", "ended_by_id", "created_at", "updated_at")
    same = replace(policy, **{name: getattr(a_policy(), name) for name in kept})
    holder = policy.policyholder
    if holder and holder.address and not any(getattr(holder.address, each.name) for each in fields(holder.address)):
        holder = replace(holder, address=None)
    return replace(
        same, policyholder=holder if holder and any(getattr(holder, f.name) for f in fields(holder)) else None
    )


@given(one=policies(), other=policies())
def test_two_policies_read_the_same_only_where_they_are(one: Policy, other: Policy) -> None:
    same = unsaid(one) == unsaid(other)
    assert (differences(policy_texts(one, PAYERS), policy_texts(other, PAYERS)) == ()) is same

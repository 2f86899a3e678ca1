"""Facts of their own record that a client may fill in with a submission: those that are empty, and no other."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from insurance.client_facts import checked_client_facts, empty_client_fields, known_fact_problems
from insurance.enums import CollectionOverride, Sex
from insurance.facts import Address, Client

TODAY = date(2026, 3, 5)
NOTHING_KNOWN = Client("cleo", "Cleo", "Reyes", None, CollectionOverride.INHERIT)
ALL_KNOWN = replace(
    NOTHING_KNOWN,
    middle_name="Ana",
    date_of_birth=date(1990, 4, 12),
    sex=Sex.FEMALE,
    address=Address("12 Elm Street", "Apt 4", "Austin", "TX", "78701"),
)


def asked(client: Client) -> list[str]:
    return [field.input_field for field in empty_client_fields(client)]


def test_a_client_is_asked_for_what_the_record_lacks_and_for_nothing_else() -> None:
    address = ["address.line1", "address.line2", "address.city", "address.state", "address.postal_code"]
    assert asked(NOTHING_KNOWN) == ["middle_name", "date_of_birth", "sex", *address]
    assert asked(ALL_KNOWN) == []
    assert asked(replace(ALL_KNOWN, sex=None, address=Address("12 Elm Street", None, "Austin", "TX", None))) == [
        "sex",
        "address.line2",
        "address.postal_code",
    ]


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"middle_name": "Bea"}, ("client", "middle_name")),
        ({"middle_name": "Ana"}, ("client", "middle_name")),
        ({"date_of_birth": date(1990, 4, 12)}, ("client", "date_of_birth")),
        ({"sex": Sex.MALE}, ("client", "sex")),
        ({"address": {"city": "Dallas"}}, ("client", "address", "city")),
    ],
)
def test_what_the_practice_has_already_is_invalid_even_where_it_is_the_same(
    values: dict[str, Any], path: tuple[str, ...]
) -> None:
    assert [(problem.code, problem.path) for problem in known_fact_problems(ALL_KNOWN, values)] == [("INVALID", path)]
    assert known_fact_problems(NOTHING_KNOWN, values) == []


def test_every_fact_that_is_there_already_is_a_problem_of_its_own() -> None:
    given = {"sex": Sex.MALE, "address": {"line1": "1 Oak Street", "line2": None, "state": "NY"}}
    paths = [problem.path for problem in known_fact_problems(ALL_KNOWN, given)]
    assert paths == [("client", "sex"), ("client", "address", "line1"), ("client", "address", "state")]


def test_null_clears_nothing() -> None:
    nothing = {"middle_name": None, "date_of_birth": None, "sex": None, "address": None}
    for values in (nothing, {"address": dict.fromkeys(("line1", "city"))}, {}):
        assert checked_client_facts(ALL_KNOWN, values, TODAY) == (ALL_KNOWN, [])
        assert known_fact_problems(ALL_KNOWN, values) == []


def test_facts_are_checked_as_staff_enter_them() -> None:
    given = {"middle_name": " ", "date_of_birth": date(2026, 3, 6), "address": {"city": "x" * 101}}
    _, problems = checked_client_facts(NOTHING_KNOWN, given, TODAY)
    assert {(problem.code, problem.path) for problem in problems} == {
        ("BLANK", ("client", "middle_name")),
        ("INVALID", ("client", "date_of_birth")),
        ("TOO_LONG", ("client", "address", "city")),
    }


def test_the_parts_of_an_address_that_are_missing_join_those_that_are_there() -> None:
    partly = replace(NOTHING_KNOWN, address=Address("12 Elm Street", None, None, "TX", None))
    after, problems = checked_client_facts(partly, {"address": {"city": "Austin", "postal_code": "78701"}}, TODAY)
    assert (after.address, problems) == (Address("12 Elm Street", None, "Austin", "TX", "78701"), [])

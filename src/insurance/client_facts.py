"""Facts of their own record that a client fills in with a submission, where they are empty: claims need them.

Portal article: What Clients Can and Cannot Do in the Portal. Form: CMS-1500 boxes 2, 3 and 5.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from insurance import limits
from insurance.client_input import checked_client
from insurance.enums import PolicyField, Sex
from insurance.facts import Address, Client
from insurance.policy_form import PolicyFormField
from insurance.problems import Problem, UserErrorCode

INPUT_FIELD = "client"
"""The field of the input that holds the facts."""

Input = Mapping[str, Any]

_FIELDS = (
    PolicyFormField(PolicyField.CLIENT_MIDDLE_NAME, "middle_name", "middle_name", max_length=limits.NAME),
    PolicyFormField(PolicyField.CLIENT_DATE_OF_BIRTH, "date_of_birth", "date_of_birth"),
    PolicyFormField(PolicyField.CLIENT_SEX, "sex", "sex", options=tuple(sex.value for sex in Sex)),
    *(
        PolicyFormField(PolicyField.CLIENT_ADDRESS, name, name, max_length=limits.NAME)
        for name in (f"address.{field.name}" for field in fields(Address))
    ),
)


def empty_client_fields(client: Client) -> tuple[PolicyFormField, ...]:
    """The facts that the client's record still lacks, in the form's order. The paths are within `client`."""
    return tuple(field for field in _FIELDS if _value(client, field.attribute) is None)


def checked_client_facts(client: Client, values: Input, today: date) -> tuple[Client, list[Problem]]:
    """The client with the facts of the input, and every problem with them. A fact that is null is as if left out."""
    after, problems = checked_client(client, _given(values), today)
    return after, [replace(problem, path=(INPUT_FIELD, *problem.path)) for problem in problems]


def known_fact_problems(client: Client, values: Input) -> list[Problem]:
    """INVALID for each fact of the input that the record has already: clients cannot change it, whatever it is."""
    message = "Your practice has this already. Please contact them to change it."
    given = _given(values)
    address = [f"address.{name}" for name in given.get("address", {})]
    return [
        Problem(UserErrorCode.INVALID, message, (INPUT_FIELD, *path.split(".")))
        for path in [*(name for name in given if name != "address"), *address]
        if _value(client, path) is not None
    ]


def _given(values: Input) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if value is not None}
    if address := {name: value for name, value in given.pop("address", {}).items() if value is not None}:
        given["address"] = address
    return given


def _value(client: Client, path: str) -> object:
    value: object = client
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value

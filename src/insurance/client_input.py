"""A client's input: both names are required; the facts that claims need are optional (form: CMS-1500 boxes 2, 3, 5)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from insurance import limits
from insurance.address_input import checked_address
from insurance.date_ranges import birth_date_problems
from insurance.facts import Client
from insurance.problems import Problem, required
from insurance.text_input import checked_text

_REQUIRED_NAMES = ("first_name", "last_name")
_NAMES = ("first_name", "middle_name", "last_name")


def checked_client(before: Client, values: Mapping[str, Any], today: date) -> tuple[Client, list[Problem]]:
    """The client with the values of the input, by attribute, and every problem with them.

    What is left out stays as it is; null clears an optional field. The address changes field by field.
    """
    problems: list[Problem] = []
    changes = {name: values[name] for name in ("date_of_birth", "sex") if name in values}
    problems += birth_date_problems(changes.get("date_of_birth"), today, ("date_of_birth",))
    for name in (name for name in _NAMES if name in values):
        if values[name] is not None:
            changes[name] = checked_text(values[name], limits.NAME, (name,), problems)
        elif name in _REQUIRED_NAMES:
            problems.append(required((name,)))
        else:
            changes[name] = None
    if "address" in values:
        changes["address"] = checked_address(values["address"], before.address, ("address",), problems)
    return replace(before, **changes), problems

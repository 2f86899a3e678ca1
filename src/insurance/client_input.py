"""A client's input: both names are required, the date of birth is optional (form: CMS-1500 boxes 2 and 3)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from insurance import limits
from insurance.facts import Client
from insurance.problems import Problem, required
from insurance.text_input import checked_text

_NAMES = ("first_name", "last_name")


def checked_client(before: Client, values: Mapping[str, Any]) -> tuple[Client, list[Problem]]:
    """The client with the values of the input, by attribute, and every problem with them.

    What is left out stays as it is; null clears the date of birth.
    """
    problems: list[Problem] = []
    changes = {name: values[name] for name in ("date_of_birth",) if name in values}
    for name in _NAMES:
        if name in values and values[name] is None:
            problems.append(required((name,)))
        elif name in values:
            changes[name] = checked_text(values[name], limits.NAME, (name,), problems)
    return replace(before, **changes), problems

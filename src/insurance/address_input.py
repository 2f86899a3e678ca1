"""An address in an input: it changes field by field, and null clears all of it (form: CMS-1500 boxes 5 and 7)."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from insurance import limits
from insurance.facts import Address
from insurance.problems import Problem
from insurance.text_input import checked_text

_NO_ADDRESS = Address(None, None, None, None, None)


def checked_address(
    values: Mapping[str, str | None] | None, before: Address | None, path: tuple[str, ...], problems: list[Problem]
) -> Address | None:
    """The address with the values of the input; None where nothing of it is left. Adds the problem of each text.

    A field that is left out stays as it is; null clears it.
    """
    if values is None:
        return None
    changes: dict[str, Any] = {}
    for name in (field.name for field in fields(Address) if field.name in values):
        value = values[name]
        changes[name] = None if value is None else checked_text(value, limits.NAME, (*path, name), problems)
    after = replace(before or _NO_ADDRESS, **changes)
    return None if after == _NO_ADDRESS else after

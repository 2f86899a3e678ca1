"""A list of payers as a table of texts, such as clearinghouses publish: its columns, and what a row of it is.

Every column but the name may be left out. A cell with aliases has one on each line, as an alias may hold any other
character.
"""

from collections.abc import Mapping
from typing import Any

from insurance.facts import Payer

NAME, PAYER_ID, ALIASES = "name", "payer_id", "aliases"
_ADDRESS = ("line1", "line2", "city", "state", "postal_code")
COLUMNS = (NAME, PAYER_ID, ALIASES, *_ADDRESS)


def input_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The values of a payer's input. What is empty in the row is left out."""
    values: dict[str, Any] = {"name": row.get(NAME) or ""}
    if payer_id := row.get(PAYER_ID, "").strip():
        values["edi_payer_id"] = payer_id
    if aliases := [line for line in row.get(ALIASES, "").split("\n") if line.strip()]:
        values["aliases"] = aliases
    if address := {name: row[name] for name in _ADDRESS if row.get(name, "").strip()}:
        values["address"] = address
    return values


def row_of(payer: Payer) -> dict[str, str]:
    """The row of a payer."""
    lines = {name: (payer.address and getattr(payer.address, name)) or "" for name in _ADDRESS}
    return {NAME: payer.name, PAYER_ID: payer.edi_payer_id or "", ALIASES: "\n".join(payer.aliases), **lines}

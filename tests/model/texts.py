"""How texts and amounts are stored, what is wrong with them, and when two of them are equal."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any


def kept_text(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def text_fault(text: str, longest: int) -> str | None:
    """The error code of a text, if any."""
    if text == "":
        return "BLANK"
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text):
        return "INVALID"
    return "TOO_LONG" if len(text) > longest else None


def money_fault(amount: str) -> str | None:
    return None if 0 <= Decimal(amount) <= Decimal("999999.99") else "INVALID"


def kept_money(amount: str) -> str:
    return f"{abs(Decimal(amount)):.2f}"


def same_name(name: str) -> str:
    """A payer's name as it is compared: two names are the same when these are."""
    spelled = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[\W_]", " ", spelled).split())


def same_member(member_id: str | None) -> str:
    return "".join(character for character in (member_id or "").upper() if character.isalnum())


def names_of(payer: Mapping[str, Any]) -> set[str]:
    """The names and aliases a payer goes by, as they are compared."""
    return {same_name(name) for name in (payer["name"], *payer["aliases"])}


def payer_meant(entered: str, payers: Iterable[Mapping[str, Any]]) -> str | None:
    """The id of the one payer still offered that a client's text names, by name, alias or EDI payer ID."""
    text = same_name(entered)
    offered = (payer for payer in payers if not payer["archived"])
    meant = [payer["id"] for payer in offered if text in names_of(payer) | {same_name(payer["ediPayerId"] or "")}]
    return meant[0] if text and len(meant) == 1 else None

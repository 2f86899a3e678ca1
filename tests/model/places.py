"""What the places, versions and days of a drawn input stand for in a book."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from model.book import Book
from model.inputs import NOBODY
from model.laws import Fact, needs_review

RELATIVE_DAYS = {"yesterday": -1, "today": 0}
_COME_LAST: Mapping[str, Callable[[Fact], bool]] = {
    "waiting": lambda policy: policy["payer"] is not None,
    "inactive": lambda policy: bool(policy["status"] == "ACTIVE"),
    "unreviewed": lambda policy: not needs_review(policy),
}


def at(found: Sequence[str], place: int, others: Sequence[str]) -> str:
    """The record in that place, counted round; where there is none, or for nobody's place, one of the others."""
    own = found if place != NOBODY else ()
    return own[place % len(own)] if own else next(iter(others), "")


def day(word: str, today: date) -> str:
    """The day that a word stands for."""
    return (today + timedelta(RELATIVE_DAYS[word])).isoformat() if word in RELATIVE_DAYS else word


def input_of(operation: str, given: Fact, book: Book, neighbour: Book, today: date) -> dict[str, Any]:
    """The input that was drawn, as it is sent: ids for places, numbers for versions, days for words."""
    kind = "policies" if "Policy" in operation else "payers" if "Payer" in operation else "clients"
    found = dict(given)
    for name, records in {"clientId": "clients", "payerId": "payers", "id": kind}.items():
        if isinstance(found.get(name), int):
            found[name] = at(_in_order(book, records), found[name], list(getattr(neighbour, records)))
    for name, comes_last in _COME_LAST.items():
        if name in found:
            ids = sorted(_in_order(book, "policies"), key=lambda id_: comes_last(book.policies[id_]))
            found["id"] = at(ids, found.pop(name), list(neighbour.policies))
    if found.get("version") is not None:
        found["version"] += getattr(book, kind).get(found["id"], {"version": 1})["version"]
    return found | {name: day(found[name], today) for name in ("effectiveDate", "endDate") if found.get(name)}


def _in_order(book: Book, kind: str) -> list[str]:
    """The records of a kind, policies the newest first."""
    return list(getattr(book, kind))[:: -1 if kind == "policies" else 1]

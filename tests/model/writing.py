"""A write under way: what all of them have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from model.book import RULES, Book, Outcome, refused
from model.laws import Fact

_UNTOLD = ("id", "version", "client", "source", "endedBy", "isReviewed", "policyholder")
"""What the history does not tell under its own name, or at all."""


@dataclass
class Writing:
    """Who asks for what, on which day, and the book so far. The new ids are for what is added or attached."""

    who: str
    given: Fact
    book: Book
    today: str
    new_id: str
    new_files: Sequence[str]

    def refusal(self, kind: str, name: str = "id") -> Outcome | None:
        """Why a record cannot be changed at all: there is none, or it has moved on."""
        found = getattr(self.book, kind).get(self.given[name])
        if found is None:
            return refused("NOT_FOUND", name)
        if self.given.get("version") not in (None, found.get("version")):
            return refused("CONFLICT", "version", saved=found["id"])
        return None

    def save(self, kind: str, before: Fact | None, after: Fact, cause: str, caused_by: str | None = None) -> Fact:
        """Writes a record and its history, where anything changed; answers with what did."""
        if before == after:
            return {}
        if before and "version" in before:
            after = {**after, "version": before["version"] + 1}
        changes = self.note(before, after, cause, caused_by)
        self.book = replace(self.book, **{kind: {**getattr(self.book, kind), after["id"]: after}})
        return changes

    def note(self, before: Fact | None, after: Fact, cause: str, caused_by: str | None = None) -> Fact:
        """Writes the history of a change. Where another policy is its cause, a rule acted and no person."""
        old, new = (words(fact, self.book.payers) if fact else {} for fact in (before, after))
        told = {name for name in {**old, **new} if old.get(name) != new.get(name)}
        # A card may be replaced by one of the same name.
        told |= {"attachments"} if before and before.get("attachments") != after.get("attachments") else set()
        changes = {name: (old.get(name), new.get(name)) for name in told}
        actor, role = (RULES, None) if caused_by else self._signature()
        entry = {
            "actor": actor,
            "actorRole": role,
            "cause": cause,
            "causedBy": caused_by,
            "fields": changes,
        }
        entries = (entry, *self.book.history.get(after["id"], ()))
        self.book = replace(self.book, history={**self.book.history, after["id"]: entries})
        return changes

    def _signature(self) -> tuple[str, str]:
        """Who acts: staff by the name they sign in with, a client by the one on the chart."""
        client = self.book.clients.get(self.who)
        return (f"{client['firstName']} {client['lastName']}", "CLIENT") if client else (self.who, "PRACTITIONER")


def words(fact: Fact, payers: Mapping[str, Fact]) -> dict[str, str]:
    """What the history says of a record, field by field, in the API's words; what is empty is left out."""
    found = {name: value for name, value in fact.items() if name not in _UNTOLD}
    if fact.get("payer"):
        found["payer"] = payers[fact["payer"]]["name"]
    if fact.get("isReviewed"):
        found["reviewedAt"] = "then"
    if "aliases" in fact:
        found["aliases"] = "\n".join(fact["aliases"]) or None
    if "attachments" in fact:
        found["attachments"] = "\n".join(file["fileName"] for file in fact["attachments"]) or None
    holder = fact.get("policyholder") or {}
    found |= {f"policyholder.{name}": value for name, value in holder.items() if name != "address"}
    found |= {f"policyholder.address.{name}": value for name, value in (holder.get("address") or {}).items()}
    return {name: _word(value) for name, value in found.items() if value is not None}


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

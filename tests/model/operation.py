"""What all mutations have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from model.rules import Fact
from model.state import RULES, Outcome, State, refused

_NOT_IN_HISTORY = ("id", "version", "client", "source", "endedBy", "isReviewed", "policyholder")
"""Fields that are not in the history, or under another name."""


@dataclass
class Operation:
    """A mutation in progress: caller, input, day, state so far, and the ids that the server gave to new records."""

    who: str
    given: Fact
    state: State
    today: str
    new_id: str
    new_files: Sequence[str]

    def refusal(self, kind: str, name: str = "id") -> Outcome | None:
        """The outcome if a record cannot be changed: it does not exist, or its version is another."""
        found = getattr(self.state, kind).get(self.given[name])
        if found is None:
            return refused("NOT_FOUND", name)
        if self.given.get("version") not in (None, found.get("version")):
            return refused("CONFLICT", "version", saved=found["id"])
        return None

    def save(self, kind: str, before: Fact | None, after: Fact, cause: str, caused_by: str | None = None) -> Fact:
        """Saves a record and its history if anything changed. The changes."""
        if before == after:
            return {}
        if before and "version" in before:
            after = {**after, "version": before["version"] + 1}
        changes = self.record_history(before, after, cause, caused_by)
        self.state = replace(self.state, **{kind: {**getattr(self.state, kind), after["id"]: after}})
        return changes

    def record_history(self, before: Fact | None, after: Fact, cause: str, caused_by: str | None = None) -> Fact:
        """Adds an entry to the history. If another policy caused the change, the actor is the rules, not a person."""
        old, new = (history_values(fact, self.state.payers) if fact else {} for fact in (before, after))
        changed = {name for name in {**old, **new} if old.get(name) != new.get(name)}
        # A card may be replaced by one of the same name.
        changed |= {"attachments"} if before and before.get("attachments") != after.get("attachments") else set()
        changes = {name: (old.get(name), new.get(name)) for name in changed}
        actor, role = (RULES, None) if caused_by else self._signature()
        entry = {
            "actor": actor,
            "actorRole": role,
            "cause": cause,
            "causedBy": caused_by,
            "fields": changes,
        }
        entries = (entry, *self.state.history.get(after["id"], ()))
        self.state = replace(self.state, history={**self.state.history, after["id"]: entries})
        return changes

    def _signature(self) -> tuple[str, str]:
        """The actor and role in the history: staff by the name in their token, clients by the name on their chart."""
        client = self.state.clients.get(self.who)
        return (f"{client['firstName']} {client['lastName']}", "CLIENT") if client else (self.who, "PRACTITIONER")


def history_values(fact: Fact, payers: Mapping[str, Fact]) -> dict[str, str]:
    """The fields of a record as the history shows them, without empty ones."""
    found = {name: value for name, value in fact.items() if name not in _NOT_IN_HISTORY}
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
    return {name: _history_value(value) for name, value in found.items() if value is not None}


def _history_value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

"""The state of a practice in the model; a mutation, and its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from model.rules import Error, Fact, Warned, needs_review

RULES = "Policybook"
"""The actor in the history when a rule acts, not a person."""


@dataclass(frozen=True)
class Call:
    """A mutation: its name, the caller (a practitioner's name, or the id of a client), and its input."""

    operation: str
    who: str
    given: Fact

    @property
    def is_dry_run(self) -> bool:
        """Whether it must write nothing."""
        return bool(self.given.get("dryRun"))

    @property
    def key(self) -> str | None:
        """Its idempotency key; a dry run has none, whatever its input says."""
        return None if self.is_dry_run else self.given.get("idempotencyKey")


@dataclass(frozen=True)
class StoredAnswer:
    """The call that used an idempotency key, its payload, and its age in hours."""

    call: Call
    answer: Fact
    hours: int = 0


@dataclass(frozen=True)
class Outcome:
    """What the payload must say. Records are ids: their fields are in the state."""

    errors: frozenset[Error] = frozenset()
    saved: str | None = None
    ended: Fact = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    existing: frozenset[str] = frozenset()
    changes: Fact = field(default_factory=dict)
    warnings: frozenset[Warned] = frozenset()


def refused(code: str, *path: str, saved: str | None = None) -> Outcome:
    """The outcome of a mutation that is refused with one error."""
    return Outcome(frozenset({(code, "input", *path)}), saved=saved)


@dataclass(frozen=True)
class State:
    """The records of a practice by id, in the order they were created; histories, newest first."""

    practice: Fact
    clients: Mapping[str, Fact] = field(default_factory=dict)
    payers: Mapping[str, Fact] = field(default_factory=dict)
    policies: Mapping[str, Fact] = field(default_factory=dict)
    history: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    keys: Mapping[tuple[str, str], StoredAnswer] = field(default_factory=dict)
    uploads: Mapping[str, Fact] = field(default_factory=dict)

    def chart(self, client_id: str) -> list[Fact]:
        """A client's policies."""
        return [policy for policy in self.policies.values() if policy["client"] == client_id]

    def own_chart(self, client_id: str) -> list[Fact]:
        """A client's policies, as far as they exist for the client."""
        return [policy for policy in self.chart(client_id) if policy["status"] != "ENTERED_IN_ERROR"]

    def review_queue(self) -> list[str]:
        """The ids of the policies that need a payer or a review, oldest first."""
        used = (each for each in self.policies.values() if each["status"] != "ENTERED_IN_ERROR")
        return [each["id"] for each in used if each["payer"] is None or needs_review(each)]

    def stored_answer(self, call: Call) -> StoredAnswer | None:
        """What the call's idempotency key was used for within a day."""
        found = None if call.key is None else self.keys.get((call.who, call.key))
        return found if found and found.hours < 24 else None

    def with_answer(self, call: Call, answer: Fact) -> "State":
        """The state in which a retry of the call gets this payload."""
        return (
            self
            if call.key is None
            else replace(self, keys={**self.keys, (call.who, call.key): StoredAnswer(call, answer)})
        )

    def after_hours(self, hours: int) -> "State":
        """The state so many hours later, when every upload has expired."""
        keys = {key: replace(kept, hours=kept.hours + hours) for key, kept in self.keys.items()}
        uploads = {id_: {**each, "isLate": True} for id_, each in self.uploads.items()}
        return replace(self, keys=keys, uploads=uploads)

    def collects(self, client_id: str) -> bool:
        """Whether the client may add insurance: the client's setting overrides the practice's."""
        override = self.clients[client_id]["insuranceCollection"]
        return bool(self.practice["collectsInsurance"]) if override == "INHERIT" else bool(override == "ON")

    def attachment_ids(self) -> set[str]:
        """The ids of all attachments."""
        return {file["id"] for policy in self.policies.values() for file in policy["attachments"]}

    def open_uploads(self, who: str) -> dict[str, Fact]:
        """The caller's uploads that can be attached: sent, not used, not expired."""
        theirs = {id_: each for id_, each in self.uploads.items() if each["bytes"] and each["owner"] == who}
        return {id_: each for id_, each in theirs.items() if not each["isUsed"] and not each["isLate"]}

    def with_upload(self, upload: Fact, **changes: Any) -> "State":
        """The state with this upload changed so."""
        return replace(self, uploads={**self.uploads, upload["id"]: {**upload, **changes}})

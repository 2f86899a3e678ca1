"""All that a practice holds, in plain Python; a write that is asked for, and what it must be answered with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from model.laws import Error, Fact, Warned, needs_review

RULES = "Policybook"
"""Who acts, where no person does."""


@dataclass(frozen=True)
class Call:
    """A write: its name, who asks for it (a practitioner's name, or the id of a client), and the whole input."""

    operation: str
    who: str
    given: Fact

    @property
    def is_dry_run(self) -> bool:
        """Whether it is tried only."""
        return bool(self.given.get("dryRun"))

    @property
    def key(self) -> str | None:
        """Its idempotency key; a dry run has none, whatever it is given."""
        return None if self.is_dry_run else self.given.get("idempotencyKey")


@dataclass(frozen=True)
class Kept:
    """What was carried out under a key, how it was answered, and how many hours ago."""

    call: Call
    answer: Fact
    hours: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a write must be answered with. Records go by their ids: the book has the rest."""

    errors: frozenset[Error] = frozenset()
    saved: str | None = None
    ended: Fact = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    existing: frozenset[str] = frozenset()
    changes: Fact = field(default_factory=dict)
    warnings: frozenset[Warned] = frozenset()


def refused(code: str, *path: str, saved: str | None = None) -> Outcome:
    """Nothing is saved, for one reason."""
    return Outcome(frozenset({(code, "input", *path)}), saved=saved)


@dataclass(frozen=True)
class Book:
    """All that a practice holds, by id, in the order it was entered. A history has the newest first."""

    practice: Fact
    clients: Mapping[str, Fact] = field(default_factory=dict)
    payers: Mapping[str, Fact] = field(default_factory=dict)
    policies: Mapping[str, Fact] = field(default_factory=dict)
    history: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    keys: Mapping[tuple[str, str], Kept] = field(default_factory=dict)
    uploads: Mapping[str, Fact] = field(default_factory=dict)

    def chart(self, client_id: str) -> list[Fact]:
        """A client's policies."""
        return [policy for policy in self.policies.values() if policy["client"] == client_id]

    def waiting(self) -> list[str]:
        """The ids of the policies that need a payer or a review, oldest first."""
        return [each["id"] for each in self.policies.values() if each["payer"] is None or needs_review(each)]

    def kept(self, call: Call) -> Kept | None:
        """What was carried out under the call's key within a day."""
        kept = None if call.key is None else self.keys.get((call.who, call.key))
        return kept if kept and kept.hours < 24 else None

    def keeping(self, call: Call, answer: Fact) -> "Book":
        """The book that answers a retry of the call as the first time."""
        return self if call.key is None else replace(self, keys={**self.keys, (call.who, call.key): Kept(call, answer)})

    def hours_later(self, hours: int) -> "Book":
        """The book when the keys are so much older, and every upload too old."""
        keys = {key: replace(kept, hours=kept.hours + hours) for key, kept in self.keys.items()}
        uploads = {id_: {**each, "isLate": True} for id_, each in self.uploads.items()}
        return replace(self, keys=keys, uploads=uploads)

    def collects(self, client_id: str) -> bool:
        """Whether the client may add insurance: what is set for them wins over the practice's default."""
        override = self.clients[client_id]["insuranceCollection"]
        return bool(self.practice["collectsInsurance"]) if override == "INHERIT" else bool(override == "ON")

    def attached(self) -> set[str]:
        """The ids of all that is attached."""
        return {file["id"] for policy in self.policies.values() for file in policy["attachments"]}

    def open_uploads(self, who: str) -> dict[str, Fact]:
        """The uploads of theirs that were sent, and are neither used nor too old."""
        theirs = {id_: each for id_, each in self.uploads.items() if each["bytes"] and each["owner"] == who}
        return {id_: each for id_, each in theirs.items() if not each["isUsed"] and not each["isLate"]}

    def with_upload(self, upload: Fact, **changes: Any) -> "Book":
        """The book with this upload, so changed."""
        return replace(self, uploads={**self.uploads, upload["id"]: {**upload, **changes}})

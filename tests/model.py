"""A practice in plain Python: what each write makes of it by the laws, and what it must be answered with.

It shares no code with the server, and is told one thing by it: the id of what was added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import model_laws as laws
from model_laws import Error, Fact, Warned

ALIASES = 50
RULES = "Policybook"
TEXTS = {"memberId": 80, "planId": 50, "groupId": 50, "employerOrSchool": 100}
MONEY = ("copay", "deductible")
REQUIRED = {
    "type": "TYPE",
    "relationship": "RELATIONSHIP",
    "payer": "PAYER",
    "insuranceType": "INSURANCE_TYPE",
    "memberId": "MEMBER_ID",
    "effectiveDate": "EFFECTIVE_DATE",
}
OPTIONAL = ("policyholder", "planId", "groupId", *MONEY, "endDate", "employerOrSchool")
NO_HOLDER = dict.fromkeys(("firstName", "lastName", "dateOfBirth", "sex", "address"))
NO_ADDRESS = dict.fromkeys(("line1", "line2", "city", "state", "postalCode"))
NO_POLICY = {
    **dict.fromkeys((*REQUIRED, *OPTIONAL, "enteredPayerName", "reviewedBy", "endedBy")),
    "status": "ACTIVE",
    "source": "PRACTICE",
    "isReviewed": False,
    "version": 1,
}


@dataclass(frozen=True)
class Call:
    """A write: its name, who asks for it, and the whole input."""

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
    """What a write must be answered with. Policies go by their ids: the book has the rest."""

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
    """All that a practice holds, by id, in the order it was entered. `history` has the newest first."""

    practice: Fact
    clients: Mapping[str, Fact] = field(default_factory=dict)
    payers: Mapping[str, Fact] = field(default_factory=dict)
    policies: Mapping[str, Fact] = field(default_factory=dict)
    history: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    keys: Mapping[tuple[str, str], Kept] = field(default_factory=dict)

    def chart(self, client_id: str) -> list[Fact]:
        """A client's policies."""
        return [policy for policy in self.policies.values() if policy["client"] == client_id]

    def waiting(self) -> list[str]:
        """The ids of the policies that need a payer or a review, oldest first."""
        return [each["id"] for each in self.policies.values() if each["payer"] is None or needs_review(each)]

    def kept(self, call: Call) -> Kept | None:
        """What was carried out under the call's key within a day."""
        kept = self.keys.get((call.who, call.key)) if call.key is not None else None
        return kept if kept and kept.hours < 24 else None

    def keeping(self, call: Call, answer: Fact) -> "Book":
        """The book that answers a retry of the call as the first time."""
        return replace(self, keys={**self.keys, (call.who, call.key or ""): Kept(call, answer)})

    def with_submitted(self, policy: Fact, client: str) -> "Book":
        """The book with a policy that a client has entered in the portal."""
        entry = {"actor": client, "actorRole": "CLIENT", "cause": "SUBMITTED", "causedBy": None, "fields": {}}
        policies, history = {**self.policies, policy["id"]: policy}, {**self.history, policy["id"]: (entry,)}
        return replace(self, policies=policies, history=history)

    def hours_later(self, hours: int) -> "Book":
        """The book when the keys are so much older."""
        return replace(self, keys={key: replace(kept, hours=kept.hours + hours) for key, kept in self.keys.items()})


def needs_review(policy: Fact) -> bool:
    return policy["source"] == "PORTAL" and not policy["isReviewed"]


def missing_fields(policy: Fact) -> list[str]:
    return [name for attribute, name in REQUIRED.items() if policy[attribute] is None]


def words(kind: str, fact: Fact, payers: Mapping[str, Fact]) -> dict[str, str]:
    """What the history says of a record, field by field, in the API's words; what is empty is left out."""
    found = {name: value for name, value in fact.items() if name not in ("id", "version")}
    if kind == "policies":
        found = {name: value for name, value in found.items() if name not in ("client", "source", "endedBy")}
        found["payer"] = fact["payer"] and payers[fact["payer"]]["name"]
        found["reviewedAt"] = "then" if found.pop("isReviewed") else None
        holder = found.pop("policyholder") or {}
        address = holder.get("address") or {}
        found |= {f"policyholder.{name}": value for name, value in holder.items() if name != "address"}
        found |= {f"policyholder.address.{name}": value for name, value in address.items()}
    if kind == "payers":
        found["aliases"] = "\n".join(found["aliases"]) or None
    return {name: _word(value) for name, value in found.items() if value is not None}


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def differences(before: Fact, after: Fact) -> dict[str, tuple[str | None, str | None]]:
    """Each field that is not the same, with both values."""
    both = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


def checked_text(value: str | None, longest: int, path: tuple[str, ...], errors: set[Error]) -> str | None:
    """A text as it is kept."""
    text = None if value is None else laws.kept_text(value)
    fault = None if text is None else laws.text_fault(text, longest)
    if fault:
        errors.add((fault, "input", *path))
    return text


def policy_changes(given: Fact, before: Fact, errors: set[Error]) -> dict[str, Any]:
    """The fields of a policy that an input changes, but for its payer."""
    changes: dict[str, Any] = {}
    for name in given.keys() & {*REQUIRED, *OPTIONAL}:
        value = given[name]
        if value is None and name in REQUIRED and before[name] is not None:
            errors.add(("REQUIRED", "input", name))
        elif name in TEXTS:
            changes[name] = checked_text(value, TEXTS[name], (name,), errors)
        elif name in MONEY and value is not None:
            changes[name] = checked_money(value, name, errors)
        elif name == "policyholder" and value is not None:
            changes[name] = merged(NO_HOLDER, before[name], value, (name,), errors)
        else:
            changes[name] = value
    first, last = (changes.get(name, before[name]) for name in ("effectiveDate", "endDate"))
    if first and last and last < first:
        errors.add(("END_BEFORE_EFFECTIVE", "input", "endDate" if "endDate" in given else "effectiveDate"))
    return changes


def checked_money(amount: str, name: str, errors: set[Error]) -> str:
    """An amount as it is kept."""
    if fault := laws.money_fault(amount):
        errors.add((fault, "input", name))
    return laws.kept_money(amount)


def merged(empty: Fact, before: Fact | None, given: Fact, path: tuple[str, ...], errors: set[Error]) -> Fact | None:
    """A policyholder or an address with the given parts changed; None when nothing is left."""
    after = {**empty, **(before or {})}
    for name, value in given.items():
        if name == "address" and value is not None:
            after[name] = merged(NO_ADDRESS, after[name], value, (*path, name), errors)
        elif name in ("address", "dateOfBirth", "sex"):
            after[name] = value
        else:
            after[name] = checked_text(value, 100, (*path, name), errors)
    return after if any(value is not None for value in after.values()) else None


def names_of(payer: Fact) -> set[str]:
    """The names and aliases a payer goes by, as they are compared."""
    return {laws.same_name(name) for name in (payer["name"], *payer["aliases"])}


def twins(policy: Fact, chart: Iterable[Fact]) -> frozenset[str]:
    """The ids of the policies that are the same policy."""
    identity = laws.identity(policy)
    same = (each["id"] for each in chart if identity is not None and laws.identity(each) == identity)
    return frozenset(same) - {policy["id"]}

"""Each write of a practice, by the laws: what it makes of the book, and what it must be answered with."""

from dataclasses import dataclass, replace
from typing import Any

import model_laws as laws
from model import (
    ALIASES,
    NO_POLICY,
    RULES,
    Book,
    Call,
    Outcome,
    checked_text,
    differences,
    names_of,
    needs_review,
    policy_changes,
    refused,
    twins,
    words,
)
from model_laws import Error, Fact


def outcome_of(call: Call, book: Book, today: str, new_id: str) -> tuple[Outcome, Book]:
    """What a call must be answered with, and the book as it leaves it. `new_id` is for what it adds."""
    key = call.key
    if book.kept(call):
        return refused("IDEMPOTENCY_KEY_REUSED", "idempotencyKey"), book
    write = Write(call.who, call.given, book, today, new_id)
    outcome: Outcome = getattr(write, call.operation)()
    if key is not None and not (0 < len(key) <= 255 and key.isprintable()):
        bad_key = refused("INVALID", "idempotencyKey")
        outcome = replace(outcome, errors=outcome.errors | bad_key.errors) if outcome.errors else bad_key
    if outcome.errors or call.is_dry_run:
        return outcome, book
    return outcome, write.book


@dataclass
class Write:
    """A write under way: who asks for what, and the book so far."""

    who: str
    given: Fact
    book: Book
    today: str
    new_id: str

    def addPolicy(self) -> Outcome:  # noqa: N802 - as the API calls it
        errors = set[Error]()
        policy = {**NO_POLICY, "client": self.given["clientId"], "status": self.given.get("status", "ACTIVE")}
        policy |= {**policy_changes(self.given, NO_POLICY, errors), "payer": self.given["payerId"]}
        if policy["client"] not in self.book.clients:
            errors.add(("NOT_FOUND", "input", "clientId"))
        errors |= self._payer_errors(policy["payer"], None)
        if errors:
            return Outcome(frozenset(errors))
        policy["id"] = self.new_id
        chart = self.book.chart(policy["client"])
        if existing := twins(policy, chart):
            return replace(refused("DUPLICATE_POLICY"), existing=existing)
        self._save("policies", None, policy, "ADDED")
        ended = laws.ended_by(policy, chart)
        for id_, (_, end_date) in ended.items():
            before = self.book.policies[id_]
            after = {**before, "endDate": end_date, "endedBy": self.new_id}
            self._save("policies", before, after, "ENDED_BY_NEW_PRIMARY", caused_by=self.new_id)
        warnings = laws.adding_warnings(policy, self.book.chart(policy["client"]))
        saved = None if self.given.get("dryRun") else self.new_id
        return Outcome(saved=saved, ended=ended, warnings=frozenset(warnings))

    def editPolicy(self) -> Outcome:  # noqa: N802
        if refusal := self._refusal("policies"):
            return refusal
        before, errors = self.book.policies[self.given["id"]], set[Error]()
        after = {**before, **policy_changes(self.given, before, errors), **self._chosen_payer(before)}
        if after["endDate"] != before["endDate"]:
            after["endedBy"] = None
        errors |= self._chosen_payer_errors(before, after)
        if errors:
            return Outcome(frozenset(errors), saved=before["id"])
        changed = laws.identity(after) != laws.identity(before)
        if changed and (existing := twins(after, self.book.chart(after["client"]))):
            return replace(refused("DUPLICATE_POLICY", saved=before["id"]), existing=existing)
        changes = self._save("policies", before, after, "EDITED")
        settled = self._remember(after) if self.given.get("rememberEnteredName") else set()
        warnings = laws.editing_warnings(after, self.book.chart(after["client"]), self.today)
        return Outcome(saved=before["id"], changes=changes, settled=frozenset(settled), warnings=frozenset(warnings))

    def _chosen_payer(self, before: Fact) -> Fact:
        """What choosing a payer changes: it is the payer now, and staff have looked at the policy."""
        if self.given.get("payerId") is None:
            return {}
        return {"payer": self.given["payerId"], **(self._reviewed() if needs_review(before) else {})}

    def _chosen_payer_errors(self, before: Fact, after: Fact) -> set[Error]:
        chosen = self.given.get("payerId")
        errors = set() if chosen is None else self._payer_errors(chosen, before["payer"])
        if "payerId" in self.given and chosen is None and before["payer"] is not None:
            errors.add(("REQUIRED", "input", "payerId"))
        if self.given.get("rememberEnteredName"):
            errors |= {(code, "input", "rememberEnteredName") for code in self._alias_faults(after, chosen)}
        return errors

    def _payer_errors(self, chosen: str, before: str | None) -> set[Error]:
        payer = self.book.payers.get(chosen)
        if payer is None:
            return {("NOT_FOUND", "input", "payerId")}
        return {("INVALID", "input", "payerId")} if payer["archived"] and chosen != before else set()

    def _alias_faults(self, policy: Fact, chosen: str | None) -> set[str]:
        """What is in the way of keeping the client's text as an alias of the payer that is chosen with it."""
        name = laws.same_name(policy["enteredPayerName"] or "")
        if chosen is None or not name:
            return {"INVALID"}
        payer = self.book.payers.get(chosen)
        if payer is None:
            return set()
        if payer["archived"]:
            return {"INVALID"}
        if name not in names_of(payer) and len(payer["aliases"]) >= ALIASES:
            return {"LIMIT_REACHED"}
        is_taken = any(name in names_of(other) for other in self.book.payers.values() if other is not payer)
        return {"DUPLICATE_PAYER"} if is_taken else set()

    def _remember(self, policy: Fact) -> set[str]:
        """Keeps the client's text as an alias, and settles the policies that wait with the same."""
        text, payer = policy["enteredPayerName"], self.book.payers[policy["payer"]]
        if laws.same_name(text) not in names_of(payer):
            self._save("payers", payer, {**payer, "aliases": [*payer["aliases"], text]}, "EDITED")
        settled = [
            other
            for other in self.book.policies.values()
            if other["payer"] is None and laws.same_name(other["enteredPayerName"] or "") == laws.same_name(text)
        ]
        for other in settled:
            after = {**other, "payer": policy["payer"]}
            self._save("policies", other, after, "PAYER_SETTLED", caused_by=policy["id"])
        return {other["id"] for other in settled}

    def makePolicyInactive(self) -> Outcome:  # noqa: N802
        if refusal := self._refusal("policies"):
            return refusal
        before = self.book.policies[self.given["id"]]
        after = {**before, "status": "INACTIVE", "endDate": self.given.get("endDate") or before["endDate"]}
        if before["effectiveDate"] and after["endDate"] and after["endDate"] < before["effectiveDate"]:
            return refused("END_BEFORE_EFFECTIVE", "endDate", saved=before["id"])
        if after["endDate"] != before["endDate"]:
            after["endedBy"] = None
        changes = self._save("policies", before, after, "MADE_INACTIVE")
        return Outcome(saved=before["id"], changes=changes, warnings=frozenset(laws.inactive_warnings(after)))

    def makePolicyActive(self) -> Outcome:  # noqa: N802
        if refusal := self._refusal("policies"):
            return refusal
        before = self.book.policies[self.given["id"]]
        after = {**before, "status": "ACTIVE"}
        changes = self._save("policies", before, after, "MADE_ACTIVE")
        warnings = laws.active_warnings(after, self.book.chart(after["client"]), self.today)
        return Outcome(saved=before["id"], changes=changes, warnings=frozenset(warnings))

    def markPolicyReviewed(self) -> Outcome:  # noqa: N802
        if refusal := self._refusal("policies"):
            return refusal
        before = self.book.policies[self.given["id"]]
        if needs_review(before):
            self._save("policies", before, {**before, **self._reviewed()}, "REVIEWED")
        return Outcome(saved=before["id"])

    def _reviewed(self) -> Fact:
        return {"isReviewed": True, "reviewedBy": self.who}

    def addPayer(self) -> Outcome:  # noqa: N802
        blank = {"name": None, "ediPayerId": None, "aliases": [], "archived": False, "version": 1, "id": self.new_id}
        payer, errors = self._payer(blank)
        if errors:
            return Outcome(frozenset(errors))
        self._save("payers", None, payer, "ADDED")
        return Outcome(saved=self.new_id)

    def editPayer(self) -> Outcome:  # noqa: N802
        if refusal := self._refusal("payers"):
            return refusal
        before = self.book.payers[self.given["id"]]
        after, errors = self._payer(before)
        if not errors:
            self._save("payers", before, after, "EDITED")
        return Outcome(frozenset(errors), saved=before["id"])

    def _payer(self, before: Fact) -> tuple[Fact, set[Error]]:
        errors = {
            ("REQUIRED", "input", name)
            for name in ("name", "archived")
            if name in self.given and self.given[name] is None
        }
        after = {**before, **{name: self.given[name] for name in before.keys() & self.given if name != "version"}}
        after["aliases"] = list(dict.fromkeys(laws.kept_text(alias) for alias in after["aliases"] or []))
        given = self.given.get("aliases") or []
        if len(given) > ALIASES:
            errors.add(("LIMIT_REACHED", "input", "aliases"))
            given = []
        for n, alias in enumerate(given):
            errors |= self._name_errors(before["id"], alias, 200, "aliases", str(n))
        if self.given.get("name") is not None:
            errors |= self._name_errors(before["id"], self.given["name"], 100, "name")
            after["name"] = laws.kept_text(self.given["name"])
        after["ediPayerId"] = checked_text(after["ediPayerId"], 80, ("ediPayerId",), errors)
        return after, errors

    def _name_errors(self, own_id: str, name: str, longest: int, *path: str) -> set[Error]:
        """What is wrong with a payer's name or alias: the text, or that another payer has it."""
        errors = set[Error]()
        checked_text(name, longest, path, errors)
        others = (payer for payer in self.book.payers.values() if payer["id"] != own_id)
        if not errors and not laws.same_name(name):
            errors.add(("INVALID", "input", *path))
        elif not errors and any(laws.same_name(name) in names_of(other) for other in others):
            errors.add(("DUPLICATE_PAYER", "input", *path))
        return errors

    def addClient(self) -> Outcome:  # noqa: N802
        blank = {"id": self.new_id, "dateOfBirth": None, "insuranceCollection": "INHERIT"}
        client, errors = self._client(blank)
        if errors:
            return Outcome(frozenset(errors))
        self._save("clients", None, client, "ADDED")
        return Outcome(saved=self.new_id)

    def editClient(self) -> Outcome:  # noqa: N802
        if refusal := self._refusal("clients"):
            return refusal
        before = self.book.clients[self.given["id"]]
        after, errors = self._client(before)
        if not errors:
            self._save("clients", before, after, "EDITED")
        return Outcome(frozenset(errors), saved=before["id"])

    def _client(self, before: Fact) -> tuple[Fact, set[Error]]:
        errors = set[Error]()
        changes: dict[str, Any] = {}
        for name in self.given.keys() & {"firstName", "lastName"}:
            changes[name] = checked_text(self.given[name], 100, (name,), errors)
            if changes[name] is None:
                errors.add(("REQUIRED", "input", name))
        if "dateOfBirth" in self.given:
            changes["dateOfBirth"] = self.given["dateOfBirth"]
        return {**before, **changes}, errors

    def setClientInsuranceCollection(self) -> Outcome:  # noqa: N802
        before = self.book.clients.get(self.given["clientId"])
        if before is None:
            return refused("NOT_FOUND", "clientId")
        self._save("clients", before, {**before, "insuranceCollection": self.given["override"]}, "SETTINGS_CHANGED")
        return Outcome(saved=before["id"])

    def setPortalSettings(self) -> Outcome:  # noqa: N802
        before = self.book.practice
        after = {**before, "collectsInsurance": self.given["collectsInsurance"]}
        if after != before:
            self._note("practice", before, after, "SETTINGS_CHANGED")
            self.book = replace(self.book, practice=after)
        return Outcome(saved=before["id"])

    def _refusal(self, kind: str) -> Outcome | None:
        """Why a record cannot be changed at all: there is none, or it has moved on."""
        found = getattr(self.book, kind).get(self.given["id"])
        if found is None:
            return refused("NOT_FOUND", "id")
        if self.given.get("version") not in (None, found.get("version")):
            return refused("CONFLICT", "version", saved=found["id"])
        return None

    def _save(self, kind: str, before: Fact | None, after: Fact, cause: str, caused_by: str | None = None) -> Fact:
        """Writes a record and its history, where anything changed; answers with what did."""
        if before == after:
            return {}
        if before and "version" in before:
            after = {**after, "version": before["version"] + 1}
        changes = self._note(kind, before, after, cause, caused_by)
        records = {**getattr(self.book, kind), after["id"]: after}
        self.book = replace(self.book, **{kind: records})
        return changes

    def _note(self, kind: str, before: Fact | None, after: Fact, cause: str, caused_by: str | None = None) -> Fact:
        old, new = (words(kind, fact, self.book.payers) if fact else {} for fact in (before, after))
        entry = {
            "actor": RULES if caused_by else self.who,
            "actorRole": None if caused_by else "PRACTITIONER",
            "cause": cause,
            "causedBy": caused_by,
            "fields": differences(old, new),
        }
        entries = (entry, *self.book.history.get(after["id"], ()))
        self.book = replace(self.book, history={**self.book.history, after["id"]: entries})
        return differences(old, new)

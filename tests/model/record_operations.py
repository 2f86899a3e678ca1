"""The mutations of payers, clients and settings."""

from dataclasses import replace

from model.fields import NAME, Path, text
from model.operation import Operation
from model.rules import Error, Fact
from model.state import Outcome
from model.texts import names_of, same_name

PAYER_NAME, ALIAS, ALIASES, EDI_PAYER_ID = 200, 200, 50, 80


class RecordOperations(Operation):
    """Each mutation, under its name in the API."""

    def addPayer(self) -> Outcome:  # noqa: N802
        blank: Fact = {"id": self.new_id, "version": 1, "ediPayerId": None, "aliases": [], "archived": False}
        payer, errors = self._payer(blank)
        if not errors:
            self.save("payers", None, payer, "ADDED")
        return Outcome(frozenset(errors), saved=None if errors else self.new_id)

    def editPayer(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("payers"):
            return refusal
        before = self.state.payers[self.given["id"]]
        after, errors = self._payer(before)
        if not errors:
            self.save("payers", before, after, "EDITED")
        return Outcome(frozenset(errors), saved=before["id"])

    def _payer(self, before: Fact) -> tuple[Fact, set[Error]]:
        errors: set[Error] = set()
        after = {**before, **{name: self.given[name] for name in self.given.keys() & {"name", "archived"}}}
        errors |= {("REQUIRED", "input", name) for name in ("name", "archived") if after[name] is None}
        if after["archived"] is None:
            after["archived"] = before["archived"]
        if self.given.get("name") is not None:
            after["name"] = self._name(after, self.given["name"], PAYER_NAME, ("name",), errors)
        if "ediPayerId" in self.given:
            id_ = after["ediPayerId"] = text(self.given["ediPayerId"], EDI_PAYER_ID, ("ediPayerId",), errors)
            if id_ is not None and len(id_) == 1:
                errors.add(("INVALID", "input", "ediPayerId"))
        if "aliases" in self.given:
            after["aliases"] = self._aliases(after, errors)
        if before["archived"] and after["archived"] is False:
            errors |= self._taken_meanwhile(before)
        return after, errors

    def _taken_meanwhile(self, before: Fact) -> set[Error]:
        """What keeps a payer from coming back: another has a name that it had and that the input does not replace."""
        names = {*([] if "name" in self.given else [before["name"]])}
        names |= {*([] if "aliases" in self.given else before["aliases"])}
        taken = any(self._is_taken(before, name) for name in names)
        return {("DUPLICATE_PAYER", "input", "archived")} if taken else set()

    def _is_taken(self, payer: Fact, name: str) -> bool:
        others = (other for other in self.state.payers.values() if other["id"] != payer["id"])
        return any(same_name(name) in names_of(other) for other in others if not other["archived"])

    def _aliases(self, before: Fact, errors: set[Error]) -> list[str | None]:
        given = self.given["aliases"] or []
        if len(given) > ALIASES:
            errors.add(("LIMIT_REACHED", "input", "aliases"))
            return []
        kept = [self._name(before, alias, ALIAS, ("aliases", str(n)), errors) for n, alias in enumerate(given)]
        return list(dict.fromkeys(kept))

    def _name(self, before: Fact, name: str, longest: int, path: Path, errors: set[Error]) -> str | None:
        """A name or alias as it is stored: with a letter or digit, and unique among payers that are not archived."""
        faults: set[Error] = set()
        kept = text(name, longest, path, faults)
        if not faults and not same_name(name):
            faults.add(("INVALID", "input", *path))
        elif not faults and not before["archived"] and self._is_taken(before, name):
            faults.add(("DUPLICATE_PAYER", "input", *path))
        errors |= faults
        return kept

    def addClient(self) -> Outcome:  # noqa: N802
        client, errors = self._client({"id": self.new_id, "dateOfBirth": None, "insuranceCollection": "INHERIT"})
        if not errors:
            self.save("clients", None, client, "ADDED")
        return Outcome(frozenset(errors), saved=None if errors else self.new_id)

    def editClient(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("clients"):
            return refusal
        before = self.state.clients[self.given["id"]]
        after, errors = self._client(before)
        if not errors:
            self.save("clients", before, after, "EDITED")
        return Outcome(frozenset(errors), saved=before["id"])

    def _client(self, before: Fact) -> tuple[Fact, set[Error]]:
        errors: set[Error] = set()
        after = {**before, **{name: self.given[name] for name in self.given.keys() & {"dateOfBirth"}}}
        for name in self.given.keys() & {"firstName", "lastName"}:
            after[name] = text(self.given[name], NAME, (name,), errors)
            if after[name] is None:
                errors.add(("REQUIRED", "input", name))
        return after, errors

    def setClientInsuranceCollection(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("clients", "clientId"):
            return refusal
        before = self.state.clients[self.given["clientId"]]
        self.save("clients", before, {**before, "insuranceCollection": self.given["override"]}, "SETTINGS_CHANGED")
        return Outcome(saved=before["id"])

    def setPortalSettings(self) -> Outcome:  # noqa: N802
        before = self.state.practice
        after = {**before, "collectsInsurance": self.given["collectsInsurance"]}
        if after != before:
            self.record_history(before, after, "SETTINGS_CHANGED")
            self.state = replace(self.state, practice=after)
        return Outcome(saved=before["id"])

"""The writes of policies."""

from dataclasses import replace

from model import laws
from model.attaching import Attaching
from model.book import Outcome, refused
from model.fields import NO_POLICY, policy_changes
from model.laws import Error, Fact
from model.records import ALIASES
from model.texts import names_of, same_name


class PolicyWrites(Attaching):
    """Each write under the name the API gives it."""

    def addPolicy(self) -> Outcome:  # noqa: N802
        errors: set[Error] = set()
        policy = {**NO_POLICY, "id": self.new_id, "client": self.given["clientId"], "payer": self.given["payerId"]}
        policy |= {"status": self.given.get("status", "ACTIVE"), **policy_changes(self.given, NO_POLICY, errors)}
        if policy["client"] not in self.book.clients:
            errors.add(("NOT_FOUND", "input", "clientId"))
        errors |= self._payer_errors(before=None)
        policy["attachments"] = self.attachments("attachments", [], errors)
        return Outcome(frozenset(errors)) if errors else self.added(policy, "ADDED")

    def added(self, policy: Fact, cause: str) -> Outcome:
        """Puts a new policy on its client's chart, unless it is there, and ends the Primaries before it."""
        chart = self.book.chart(policy["client"])
        if existing := laws.twins(policy, chart):
            return replace(refused("DUPLICATE_POLICY"), existing=existing)
        self.save("policies", None, policy, cause)
        ended = laws.ended_by(policy, chart)
        for id_, (_, end_date) in ended.items():
            before = self.book.policies[id_]
            after = {**before, "endDate": end_date, "endedBy": self.new_id}
            self.save("policies", before, after, "ENDED_BY_NEW_PRIMARY", caused_by=self.new_id)
        is_told = policy["source"] == "PRACTICE"
        warnings = laws.adding_warnings(policy, self.book.chart(policy["client"])) if is_told else ()
        saved = None if self.given.get("dryRun") else self.new_id
        return Outcome(saved=saved, ended=ended, warnings=frozenset(warnings))

    def editPolicy(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        errors: set[Error] = set()
        before = self.book.policies[self.given["id"]]
        after = {**before, **policy_changes(self.given, before, errors), **self._chosen_payer(before)}
        after["endedBy"] = before["endedBy"] if after["endDate"] == before["endDate"] else None
        after["attachments"] = self.attachments("addAttachments", self.kept_attachments(before, errors), errors)
        errors |= self._chosen_payer_errors(before)
        if errors:
            return Outcome(frozenset(errors), saved=before["id"])
        chart = self.book.chart(before["client"])
        if laws.identity(after) != laws.identity(before) and (existing := laws.twins(after, chart)):
            return replace(refused("DUPLICATE_POLICY", saved=before["id"]), existing=existing)
        changes = self.save("policies", before, after, "EDITED")
        settled = self._remember(after) if self.given.get("rememberEnteredName") else []
        warnings = laws.editing_warnings(after, self.book.chart(before["client"]), self.today)
        return Outcome(saved=before["id"], changes=changes, settled=frozenset(settled), warnings=frozenset(warnings))

    def _chosen_payer(self, before: Fact) -> Fact:
        """What choosing a payer changes: it is the payer now, and staff have looked at the policy."""
        if self.given.get("payerId") is None:
            return {}
        return {"payer": self.given["payerId"], **(self._reviewed() if laws.needs_review(before) else {})}

    def _chosen_payer_errors(self, before: Fact) -> set[Error]:
        errors: set[Error] = set()
        if self.given.get("payerId") is not None:
            errors |= self._payer_errors(before["payer"])
        elif "payerId" in self.given and before["payer"] is not None:
            errors.add(("REQUIRED", "input", "payerId"))
        if self.given.get("rememberEnteredName"):
            errors |= {(code, "input", "rememberEnteredName") for code in self._alias_faults(before)}
        return errors

    def _payer_errors(self, before: str | None) -> set[Error]:
        """What is wrong with the payer chosen: there is none, or it is archived and was not the payer before."""
        payer = self.book.payers.get(self.given["payerId"])
        if payer is None:
            return {("NOT_FOUND", "input", "payerId")}
        return {("INVALID", "input", "payerId")} if payer["archived"] and payer["id"] != before else set()

    def _alias_faults(self, policy: Fact) -> set[str]:
        """What is in the way of keeping the client's text as an alias of the payer that is chosen with it."""
        chosen, name = self.given.get("payerId"), same_name(policy["enteredPayerName"] or "")
        if chosen is None or not name:
            return {"INVALID"}
        payer = self.book.payers.get(chosen)
        if payer is None:
            return set()
        if payer["archived"]:
            return {"INVALID"}
        if name not in names_of(payer) and len(payer["aliases"]) >= ALIASES:
            return {"LIMIT_REACHED"}
        others = (other for other in self.book.payers.values() if other["id"] != chosen)
        return {"DUPLICATE_PAYER"} if any(name in names_of(other) for other in others) else set()

    def _remember(self, policy: Fact) -> list[str]:
        """Keeps the client's text as an alias, and settles the policies that wait with the same."""
        text, payer = policy["enteredPayerName"], self.book.payers[policy["payer"]]
        if same_name(text) not in names_of(payer):
            self.save("payers", payer, {**payer, "aliases": [*payer["aliases"], text]}, "EDITED")
        settled = []
        for other in self.book.policies.values():
            if other["payer"] is None and same_name(other["enteredPayerName"] or "") == same_name(text):
                self.save("policies", other, {**other, "payer": payer["id"]}, "PAYER_SETTLED", caused_by=policy["id"])
                settled.append(other["id"])
        return settled

    def makePolicyInactive(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.book.policies[self.given["id"]]
        after = {**before, "status": "INACTIVE", "endDate": self.given.get("endDate") or before["endDate"]}
        if before["effectiveDate"] and after["endDate"] and after["endDate"] < before["effectiveDate"]:
            return refused("END_BEFORE_EFFECTIVE", "endDate", saved=before["id"])
        after["endedBy"] = before["endedBy"] if after["endDate"] == before["endDate"] else None
        changes = self.save("policies", before, after, "MADE_INACTIVE")
        return Outcome(saved=before["id"], changes=changes, warnings=frozenset(laws.inactive_warnings(after)))

    def makePolicyActive(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.book.policies[self.given["id"]]
        after = {**before, "status": "ACTIVE"}
        changes = self.save("policies", before, after, "MADE_ACTIVE")
        warnings = laws.active_warnings(after, self.book.chart(before["client"]), self.today)
        return Outcome(saved=before["id"], changes=changes, warnings=frozenset(warnings))

    def markPolicyReviewed(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.book.policies[self.given["id"]]
        if laws.needs_review(before):
            self.save("policies", before, {**before, **self._reviewed()}, "REVIEWED")
        return Outcome(saved=before["id"])

    def _reviewed(self) -> Fact:
        return {"isReviewed": True, "reviewedBy": self.who}

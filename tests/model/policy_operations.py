"""The mutations of policies."""

from dataclasses import replace

from model import rules
from model.attachment_operations import AttachmentOperations
from model.fields import NO_POLICY, policy_changes
from model.record_operations import ALIASES
from model.rules import Error, Fact
from model.state import Outcome, refused
from model.texts import names_of, same_name


class PolicyOperations(AttachmentOperations):
    """Each mutation, under its name in the API."""

    def addPolicy(self) -> Outcome:  # noqa: N802
        errors: set[Error] = set()
        policy = {**NO_POLICY, "id": self.new_id, "client": self.given["clientId"], "payer": self.given["payerId"]}
        policy |= {"status": self.given.get("status", "ACTIVE"), **policy_changes(self.given, NO_POLICY, errors)}
        if policy["client"] not in self.state.clients:
            errors.add(("NOT_FOUND", "input", "clientId"))
        errors |= self._payer_errors(before=None)
        of_files: set[Error] = set()
        policy["attachments"] = self.attachments("attachments", [], of_files)
        return Outcome(frozenset(errors | of_files)) if errors else self.added(policy, "ADDED", of_files)

    def added(self, policy: Fact, cause: str, errors: set[Error]) -> Outcome:
        """Adds a policy to a chart and ends the Primaries before it, unless it is a duplicate or there are errors.

        Those are of files and limits: a policy that was saved already has used up its uploads.
        """
        chart = self.state.chart(policy["client"])
        if existing := rules.twins(policy, chart):
            return replace(refused("DUPLICATE_POLICY"), existing=existing)
        if errors:
            return Outcome(frozenset(errors))
        self.save("policies", None, policy, cause)
        ended = rules.ended_by(policy, chart)
        for id_, (_, end_date) in ended.items():
            before = self.state.policies[id_]
            after = {**before, "endDate": end_date, "endedBy": self.new_id}
            self.save("policies", before, after, "ENDED_BY_NEW_PRIMARY", caused_by=self.new_id)
        is_told = policy["source"] == "PRACTICE"
        warnings = rules.adding_warnings(policy, self.state.chart(policy["client"])) if is_told else ()
        saved = None if self.given.get("dryRun") else self.new_id
        return Outcome(saved=saved, ended=ended, warnings=frozenset(warnings))

    def editPolicy(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        errors: set[Error] = set()
        before = self.state.policies[self.given["id"]]
        after = {**before, **policy_changes(self.given, before, errors), **self._chosen_payer(before)}
        after["endedBy"] = before["endedBy"] if after["endDate"] == before["endDate"] else None
        after["attachments"] = self.attachments("addAttachments", self.kept_attachments(before, errors), errors)
        errors |= self._chosen_payer_errors(before)
        if errors:
            return Outcome(frozenset(errors), saved=before["id"])
        chart = self.state.chart(before["client"])
        if rules.identity(after) != rules.identity(before) and (existing := rules.twins(after, chart)):
            return replace(refused("DUPLICATE_POLICY", saved=before["id"]), existing=existing)
        changes = self.save("policies", before, after, "EDITED")
        settled = self._remember(after) if self.given.get("rememberEnteredName") else []
        warnings = rules.editing_warnings(after, self.state.chart(before["client"]), self.today)
        return Outcome(saved=before["id"], changes=changes, settled=frozenset(settled), warnings=frozenset(warnings))

    def _chosen_payer(self, before: Fact) -> Fact:
        """The fields that choosing a payer changes: the payer, and that the policy is reviewed."""
        if self.given.get("payerId") is None:
            return {}
        return {"payer": self.given["payerId"], **(self._reviewed() if rules.needs_review(before) else {})}

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
        """The errors of the chosen payer: it does not exist, or is archived and was not the payer before."""
        payer = self.state.payers.get(self.given["payerId"])
        if payer is None:
            return {("NOT_FOUND", "input", "payerId")}
        return {("INVALID", "input", "payerId")} if payer["archived"] and payer["id"] != before else set()

    def _alias_faults(self, policy: Fact) -> set[str]:
        """The errors of remembering the client's text as an alias of the chosen payer."""
        chosen, name = self.given.get("payerId"), same_name(policy["enteredPayerName"] or "")
        if chosen is None or not name:
            return {"INVALID"}
        payer = self.state.payers.get(chosen)
        if payer is None:
            return set()
        if payer["archived"]:
            return {"INVALID"}
        if name not in names_of(payer) and len(payer["aliases"]) >= ALIASES:
            return {"LIMIT_REACHED"}
        others = (other for other in self.state.payers.values() if other["id"] != chosen and not other["archived"])
        return {"DUPLICATE_PAYER"} if any(name in names_of(other) for other in others) else set()

    def _remember(self, policy: Fact) -> list[str]:
        """Adds the client's text as an alias, and chooses the payer for the other policies with the same text."""
        text, payer = policy["enteredPayerName"], self.state.payers[policy["payer"]]
        if same_name(text) not in names_of(payer):
            self.save("payers", payer, {**payer, "aliases": [*payer["aliases"], text]}, "EDITED")
        settled = []
        for other in self.state.policies.values():
            if other["payer"] is None and same_name(other["enteredPayerName"] or "") == same_name(text):
                self.save("policies", other, {**other, "payer": payer["id"]}, "PAYER_SETTLED", caused_by=policy["id"])
                settled.append(other["id"])
        return settled

    def makePolicyInactive(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.state.policies[self.given["id"]]
        after = {**before, "status": "INACTIVE", "endDate": self.given.get("endDate") or before["endDate"]}
        if before["effectiveDate"] and after["endDate"] and after["endDate"] < before["effectiveDate"]:
            return refused("END_BEFORE_EFFECTIVE", "endDate", saved=before["id"])
        after["endedBy"] = before["endedBy"] if after["endDate"] == before["endDate"] else None
        changes = self.save("policies", before, after, "MADE_INACTIVE")
        return Outcome(saved=before["id"], changes=changes, warnings=frozenset(rules.inactive_warnings(after)))

    def makePolicyActive(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.state.policies[self.given["id"]]
        after = {**before, "status": "ACTIVE"}
        changes = self.save("policies", before, after, "MADE_ACTIVE")
        warnings = rules.active_warnings(after, self.state.chart(before["client"]), self.today)
        return Outcome(saved=before["id"], changes=changes, warnings=frozenset(warnings))

    def markPolicyReviewed(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.state.policies[self.given["id"]]
        if rules.needs_review(before):
            self.save("policies", before, {**before, **self._reviewed()}, "REVIEWED")
        return Outcome(saved=before["id"])

    def _reviewed(self) -> Fact:
        return {"isReviewed": True, "reviewedBy": self.who}

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
        ended = rules.ended_by(policy, chart) if self.given.get("endPrevious", True) else {}
        self._move_end_dates(self.new_id, ended)
        warnings = rules.adding_warnings(policy, chart, self.state.chart(policy["client"]))
        saved = None if self.given.get("dryRun") else self.new_id
        return Outcome(saved=saved, ended=ended, warnings=frozenset(warnings))

    def _move_end_dates(self, by: str, moved: Fact) -> None:
        """Sets end dates because of another policy, or takes them away."""
        for id_, (_, end_date) in moved.items():
            before = self.state.policies[id_]
            cause, ended_by = ("ENDED_BY_NEW_PRIMARY", by) if end_date else ("ENDING_UNDONE", None)
            after = {**before, "endDate": end_date, "endedBy": ended_by}
            self.save("policies", before, after, cause, caused_by=by)

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
        ended = rules.ended_by(after, chart) if rules.takes_its_place(before, after) else {}
        ended = {**ended, **rules.following(before, after, chart)}
        self._move_end_dates(before["id"], ended)
        chart_after = self.state.chart(before["client"])
        settled = self._remember(after) if self.given.get("rememberEnteredName") else []
        warnings = rules.editing_warnings(
            before, after, chart_after, self.today, has_payer=self.given.get("payerId") is not None
        ) | self._chart_warnings(before["id"], ended, chart, chart_after)
        return Outcome(
            saved=before["id"],
            ended=ended,
            changes=changes,
            settled=frozenset(settled),
            warnings=frozenset(warnings),
        )

    @staticmethod
    def _chart_warnings(changed: str, moved: Fact, before: list[Fact], after: list[Fact]) -> set[rules.Warned]:
        earlier, later = ({policy["id"]: policy for policy in chart} for chart in (before, after))
        return rules.chart_warnings(changed, moved, earlier, later)

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
            is_used = other["status"] != "ENTERED_IN_ERROR" and other["id"] != policy["id"]
            if is_used and other["payer"] is None and same_name(other["enteredPayerName"] or "") == same_name(text):
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
        return self._status_changed(before, after, "MADE_INACTIVE")

    def makePolicyActive(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.state.policies[self.given["id"]]
        return self._status_changed(before, {**before, "status": "ACTIVE"}, "MADE_ACTIVE")

    def markPolicyEnteredInError(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.state.policies[self.given["id"]]
        return self._status_changed(before, {**before, "status": "ENTERED_IN_ERROR"}, "MARKED_ENTERED_IN_ERROR")

    def _status_changed(self, before: Fact, after: Fact, cause: str) -> Outcome:
        """Saves another status. A policy brought back from an error mark may be a duplicate by now."""
        chart = self.state.chart(before["client"])
        if before["status"] == "ENTERED_IN_ERROR" and (existing := rules.twins(after, chart)):
            return replace(refused("DUPLICATE_POLICY", saved=before["id"]), existing=existing)
        changes = self.save("policies", before, after, cause)
        moved = rules.following(before, after, chart)
        self._move_end_dates(before["id"], moved)
        chart_after = self.state.chart(before["client"])
        warnings = rules.inactive_warnings(after) | rules.active_warnings(after, chart_after, self.today)
        warnings |= self._chart_warnings(before["id"], moved, chart, chart_after)
        return Outcome(saved=before["id"], ended=moved, changes=changes, warnings=frozenset(warnings))

    def markPolicyReviewed(self) -> Outcome:  # noqa: N802
        if refusal := self.refusal("policies"):
            return refusal
        before = self.state.policies[self.given["id"]]
        if rules.needs_review(before):
            self.save("policies", before, {**before, **self._reviewed()}, "REVIEWED")
        return Outcome(saved=before["id"])

    def _reviewed(self) -> Fact:
        return {"isReviewed": True, "reviewedBy": self.who}

"""The mutations of the portal; staff use createUpload too."""

from model.fields import NO_POLICY, policy_changes, text
from model.policy_operations import PolicyOperations
from model.rules import Error
from model.state import Outcome, refused
from model.texts import payer_meant

PAYER_NAME, FILE_NAME = 200, 255
CHART, SUBMISSIONS = 50, 20
"""The most policies on a client's chart, and the most submitted in a day. All in the model are of today."""


class PortalOperations(PolicyOperations):
    """Each mutation, under its name in the API."""

    def submitPolicy(self) -> Outcome:  # noqa: N802
        if not self.state.collects(self.who):
            return refused("INSURANCE_COLLECTION_OFF")
        errors = self._submission_errors()
        policy = {**NO_POLICY, "id": self.new_id, "client": self.who, "source": "PORTAL"}
        policy |= policy_changes(self.given, NO_POLICY, errors)
        entered = text(self.given.get("payerName"), PAYER_NAME, ("payerName",), errors)
        policy |= {"enteredPayerName": entered, "payer": payer_meant(entered or "", self.state.payers.values())}
        later = self._limit_errors()
        policy["attachments"] = self.attachments("attachments", [], later)
        return Outcome(frozenset(errors | later)) if errors else self.added(policy, "SUBMITTED", later)

    def _submission_errors(self) -> set[Error]:
        errors: set[Error] = set()
        if self.given["type"] not in ("PRIMARY", "SECONDARY"):
            errors.add(("INVALID", "input", "type"))
        if all(self.given.get(name) in (None, []) for name in ("payerName", "memberId", "attachments")):
            errors.add(("REQUIRED", "input"))
        return errors

    def _limit_errors(self) -> set[Error]:
        chart = self.state.chart(self.who)
        is_full = len(chart) >= CHART or sum(policy["source"] == "PORTAL" for policy in chart) >= SUBMISSIONS
        return {("LIMIT_REACHED", "input")} if is_full else set()

    def createUpload(self) -> Outcome:  # noqa: N802
        if self.who in self.state.clients and not self.state.collects(self.who):
            return refused("INSURANCE_COLLECTION_OFF")
        errors: set[Error] = set()
        name = text(self.given["fileName"], FILE_NAME, ("fileName",), errors)
        if errors:
            return Outcome(frozenset(errors))
        upload = {"id": self.new_id, "owner": self.who, "fileName": name, "bytes": None}
        self.state = self.state.with_upload(upload, isUsed=False, isLate=False)
        return Outcome(saved=self.new_id)

"""The writes that clients ask for in the portal; staff upload too."""

from model.book import Outcome, refused
from model.fields import NO_POLICY, policy_changes, text
from model.laws import Error
from model.policies import PolicyWrites
from model.texts import payer_meant

PAYER_NAME, FILE_NAME = 200, 255
CHART, SUBMISSIONS = 50, 20
"""Policies of a client from which on they submit no more, and how many they may submit in a day: all of a book's."""


class PortalWrites(PolicyWrites):
    """Each write under the name the API gives it."""

    def submitPolicy(self) -> Outcome:  # noqa: N802
        if not self.book.collects(self.who):
            return refused("INSURANCE_COLLECTION_OFF")
        errors = self._submission_errors()
        policy = {**NO_POLICY, "id": self.new_id, "client": self.who, "source": "PORTAL"}
        policy |= policy_changes(self.given, NO_POLICY, errors)
        entered = text(self.given.get("payerName"), PAYER_NAME, ("payerName",), errors)
        policy |= {"enteredPayerName": entered, "payer": payer_meant(entered or "", self.book.payers.values())}
        policy["attachments"] = self.attachments("attachments", [], errors)
        return Outcome(frozenset(errors)) if errors else self.added(policy, "SUBMITTED")

    def _submission_errors(self) -> set[Error]:
        errors: set[Error] = set()
        chart = self.book.chart(self.who)
        if self.given["type"] not in ("PRIMARY", "SECONDARY"):
            errors.add(("INVALID", "input", "type"))
        if all(self.given.get(name) in (None, []) for name in ("payerName", "memberId", "attachments")):
            errors.add(("REQUIRED", "input"))
        if len(chart) >= CHART or sum(policy["source"] == "PORTAL" for policy in chart) >= SUBMISSIONS:
            errors.add(("LIMIT_REACHED", "input"))
        return errors

    def createUpload(self) -> Outcome:  # noqa: N802
        if self.who in self.book.clients and not self.book.collects(self.who):
            return refused("INSURANCE_COLLECTION_OFF")
        errors: set[Error] = set()
        name = text(self.given["fileName"], FILE_NAME, ("fileName",), errors)
        if errors:
            return Outcome(frozenset(errors))
        upload = {"id": self.new_id, "owner": self.who, "fileName": name, "bytes": None}
        self.book = self.book.with_upload(upload, isUsed=False, isLate=False)
        return Outcome(saved=self.new_id)

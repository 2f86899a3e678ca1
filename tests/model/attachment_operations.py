"""Attaching uploads to policies, and removing attachments."""

from model.operation import Operation
from model.rules import Error, Fact

ATTACHMENTS = 10


class AttachmentOperations(Operation):
    """What mutations of policies do with uploads and attachments."""

    def attachments(self, name: str, kept: list[Fact], errors: set[Error]) -> list[Fact]:
        """The attachments of a policy and the uploads in a field of the input. Too many are refused unseen."""
        given = self.given.get(name) or []
        if given and len(kept) + len(given) > ATTACHMENTS:
            errors.add(("TOO_MANY_ATTACHMENTS", "input", name))
            return kept
        new = [self._use(wanted, (name, str(place)), errors) for place, wanted in enumerate(given)]
        ids = [*self.new_files, *[""] * len(new)]
        return [*kept, *({"id": id_, **file} for id_, file in zip(ids, new, strict=False))]

    def kept_attachments(self, before: Fact, errors: set[Error]) -> list[Fact]:
        """The attachments that are not removed."""
        removed = self.given.get("removeAttachmentIds") or []
        present = [file["id"] for file in before["attachments"]]
        unknown = {place for place, id_ in enumerate(removed) if id_ not in present}
        errors |= {("NOT_FOUND", "input", "removeAttachmentIds", str(place)) for place in unknown}
        return [file for file in before["attachments"] if file["id"] not in removed]

    def _use(self, wanted: Fact, path: tuple[str, ...], errors: set[Error]) -> Fact:
        """Attaches an upload. From then on it is used, also for the rest of this input."""
        upload = self.state.open_uploads(self.who).get(wanted["uploadId"])
        if upload is None:
            errors.add(("UPLOAD_MISSING", "input", *path, "uploadId"))
            return {}
        if upload["bytes"] == "bad":
            errors.add(("UPLOAD_REJECTED", "input", *path, "uploadId"))
        self.state = self.state.with_upload(upload, isUsed=True)
        return {"fileName": upload["fileName"], "side": wanted.get("side", "OTHER")}

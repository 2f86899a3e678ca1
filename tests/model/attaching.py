"""What is attached to a policy, and taken off it."""

from model.laws import Error, Fact
from model.writing import Writing

ATTACHMENTS = 10


class Attaching(Writing):
    """What the writes of policies do with the uploads and the attachments they are given."""

    def attachments(self, name: str, kept: list[Fact], errors: set[Error]) -> list[Fact]:
        """What a policy has attached, once what is given under this name joins what it keeps; too many are not read."""
        given = self.given.get(name) or []
        if given and len(kept) + len(given) > ATTACHMENTS:
            errors.add(("TOO_MANY_ATTACHMENTS", "input", name))
            return kept
        new = [self._used(wanted, (name, str(place)), errors) for place, wanted in enumerate(given)]
        ids = [*self.new_files, *[""] * len(new)]
        return [*kept, *({"id": id_, **file} for id_, file in zip(ids, new, strict=False))]

    def kept_attachments(self, before: Fact, errors: set[Error]) -> list[Fact]:
        """What stays attached."""
        removed = self.given.get("removeAttachmentIds") or []
        present = [file["id"] for file in before["attachments"]]
        unknown = {place for place, id_ in enumerate(removed) if id_ not in present}
        errors |= {("NOT_FOUND", "input", "removeAttachmentIds", str(place)) for place in unknown}
        return [file for file in before["attachments"] if file["id"] not in removed]

    def _used(self, wanted: Fact, path: tuple[str, ...], errors: set[Error]) -> Fact:
        """An upload as it is attached; from here on it is used, even when it is named again at once."""
        upload = self.book.open_uploads(self.who).get(wanted["uploadId"])
        if upload is None:
            errors.add(("UPLOAD_MISSING", "input", *path, "uploadId"))
            return {}
        if upload["bytes"] == "bad":
            errors.add(("UPLOAD_REJECTED", "input", *path, "uploadId"))
        self.book = self.book.with_upload(upload, isUsed=True)
        return {"fileName": upload["fileName"], "side": wanted.get("side", "OTHER")}

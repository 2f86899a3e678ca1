"""An upload: one file on its way to a policy, and where its bytes are stored."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from store.caller import Caller
from store.db.column_types import Id, Instant
from store.db.tables import uploads


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload. The bytes may be sent several times: `content_id` names those that were accepted last.

    Until a file is accepted, `content_id` and what inspection finds (types, size and digests) are None. `refusal` says
    why the last file was not accepted. `policy_id` is set once the upload is used.
    """

    practice_id: str
    id: str
    owner: str
    file_name: str
    announced_size: int
    expires_at: datetime
    content_id: str | None = None
    refusal: str | None = None
    content_type: str | None = None
    byte_size: int | None = None
    preview_type: str | None = None
    policy_id: str | None = None
    file_digest: str | None = None
    preview_digest: str | None = None

    def file_key(self, content_id: str) -> str:
        """The key of the content's file in the file store."""
        return f"{folder(self.practice_id, self.id)}/{content_id}/file"

    def preview_key(self, content_id: str) -> str:
        """The key of the content's preview."""
        return f"{folder(self.practice_id, self.id)}/{content_id}/preview"

    def keys(self, content_id: str | None) -> list[str]:
        """Both keys of the content; none without content."""
        return [self.file_key(content_id), self.preview_key(content_id)] if content_id else []


INSPECTED = ("content_id", "refusal", "content_type", "byte_size", "preview_type", "file_digest", "preview_digest")
"""The columns that the inspection of a file sets; null until a file is inspected."""

COLUMNS = [uploads.c[field.name] for field in fields(Upload)]


def upload_from_row(row: Sequence[Any]) -> Upload:
    """The upload of a row selected with COLUMNS."""
    return Upload(*row)


def folder(practice_id: str, upload_id: str) -> str:
    """The folder of the file store that has everything ever sent for an upload."""
    return f"uploads/{practice_id}/{upload_id}"


def owned_by(caller: Caller) -> sa.ColumnElement[bool]:
    """The caller's own uploads."""
    return sa.and_(uploads.c.practice_id == caller.practice_id, uploads.c.owner == caller.owner)


_BY_ID = sa.and_(
    uploads.c.practice_id == sa.bindparam("practice", type_=Id), uploads.c.id == sa.bindparam("upload", type_=Id)
)
IS_OPEN = sa.and_(_BY_ID, uploads.c.policy_id.is_(None), uploads.c.expires_at > sa.bindparam("now", type_=Instant()))
"""One upload, as long as it is neither used nor expired; `open_parameters` are its parameters."""


def open_parameters(practice_id: str, upload_id: str, now: datetime) -> dict[str, object]:
    """The parameters of IS_OPEN."""
    return {"practice": practice_id, "upload": upload_id, "now": now}

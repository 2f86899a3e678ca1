"""A place reserved for one file on its way to a policy, and where its bytes lie."""

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
    """One upload. What was judged is None until a file was; `refusal` says why the last one was not accepted."""

    practice_id: str
    id: str
    owner: str
    file_name: str
    announced_size: int
    expires_at: datetime
    attempt: str | None = None
    refusal: str | None = None
    content_type: str | None = None
    byte_size: int | None = None
    preview_type: str | None = None
    policy_id: str | None = None
    file_digest: str | None = None
    preview_digest: str | None = None

    def file_key(self, attempt: str) -> str:
        """Where an attempt's file lies."""
        return f"{folder(self.practice_id, self.id)}/{attempt}/file"

    def keys(self, attempt: str | None) -> list[str]:
        """Where all of an attempt lies; nowhere if there was none."""
        return [self.file_key(attempt), self.preview_key(attempt)] if attempt else []

    def preview_key(self, attempt: str) -> str:
        """Where its preview lies."""
        return f"{folder(self.practice_id, self.id)}/{attempt}/preview"


JUDGED = ("attempt", "refusal", "content_type", "byte_size", "preview_type", "file_digest", "preview_digest")
"""The columns that a file's inspection fills; null until one was sent."""

COLUMNS = [uploads.c[field.name] for field in fields(Upload)]


def upload(row: Sequence[Any]) -> Upload:
    """The upload of a row selected with COLUMNS."""
    return Upload(*row)


def folder(practice_id: str, upload_id: str) -> str:
    """Everything that was ever put for an upload lies below."""
    return f"uploads/{practice_id}/{upload_id}"


def owned_by(caller: Caller) -> sa.ColumnElement[bool]:
    """The caller's own uploads."""
    return sa.and_(uploads.c.practice_id == caller.practice_id, uploads.c.owner == caller.owner)


_HERE = sa.and_(
    uploads.c.practice_id == sa.bindparam("practice", type_=Id), uploads.c.id == sa.bindparam("upload", type_=Id)
)
IS_OPEN = sa.and_(_HERE, uploads.c.policy_id.is_(None), uploads.c.expires_at > sa.bindparam("now", type_=Instant()))
"""One upload, as long as it may be used and was not; see `at`."""


def at(practice_id: str, upload_id: str, now: datetime) -> dict[str, object]:
    """The parameters of IS_OPEN."""
    return {"practice": practice_id, "upload": upload_id, "now": now}

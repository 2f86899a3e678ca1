"""Deletes expired uploads, with the files that no policy uses."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.column_types import Instant
from store.db.database import Database
from store.db.practice_guard import across_practices
from store.db.tables import uploads
from store.files import Files
from store.uploads import COLUMNS, Upload, folder, upload_from_row

_GRACE_PERIOD = timedelta(hours=1)
"""A file that began to arrive just before the upload expired must not lose its upload."""
_BATCH = 200

_EXPIRED = across_practices(
    sa.select(*COLUMNS).where(uploads.c.expires_at < sa.bindparam("until", type_=Instant())).limit(_BATCH)
)


async def sweep_uploads(database: Database, files: Files, now: datetime | None = None) -> int:
    """Deletes first the files, then the record that names them: a sweep that is interrupted continues the next time.

    Answers with the number of uploads deleted. The file and preview of a used upload stay, as its policy has them.
    """
    until = (now or datetime.now(UTC)) - _GRACE_PERIOD
    swept = 0
    while rows := await database.read(_EXPIRED, {"until": until}):
        for upload in map(upload_from_row, rows):
            await _delete(database, files, upload)
        swept += len(rows)
    return swept


async def _delete(database: Database, files: Files, upload: Upload) -> None:
    used = upload.keys(upload.content_id) if upload.policy_id else []
    below = folder(upload.practice_id, upload.id)
    await files.delete([key for key in await files.keys(below) if key not in used])
    await files.tidy(below)

    async def delete_record(connection: AsyncConnection) -> None:
        own = sa.and_(uploads.c.practice_id == upload.practice_id, uploads.c.id == upload.id)
        await connection.execute(uploads.delete().where(own))

    await database.write(delete_record, practice_id=upload.practice_id)

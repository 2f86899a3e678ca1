"""Stores a file that was sent for an upload: first the bytes, then the record, which so never names missing bytes."""

from contextlib import suppress
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import limits
from store.db.database import Database
from store.db.tables import uploads
from store.digests import file_digest
from store.files import Files, FilesUnavailable
from store.ids import new_id
from store.inspection import Accepted, Refused
from store.uploads import COLUMNS, INSPECTED, IS_OPEN, Upload, open_parameters, upload_from_row

_OPEN = sa.select(*COLUMNS).where(IS_OPEN)


async def open_upload(database: Database, practice_id: str, upload_id: str) -> Upload | None:
    """The upload while it accepts bytes; None where it does not exist, is used or expired."""
    rows = await database.read(_OPEN, open_parameters(practice_id, upload_id, datetime.now(UTC)))
    return upload_from_row(rows[0]) if rows else None


async def accept_file(database: Database, files: Files, upload: Upload, verdict: Accepted) -> int | None:
    """Stores an accepted file and its preview, which replace an earlier one, and answers with its size in bytes.

    None where the upload was used or deleted in the meantime.
    """
    content_id, size = new_id(), verdict.file.stat().st_size
    await files.put_file(upload.file_key(content_id), verdict.file)
    await files.put_file(upload.preview_key(content_id), verdict.preview)
    recorded = await _record(
        database,
        upload,
        content_id=content_id,
        content_type=verdict.content_type,
        byte_size=size,
        preview_type=verdict.preview_type,
        file_digest=await file_digest(verdict.file),
        preview_digest=await file_digest(verdict.preview),
        expires_at=datetime.now(UTC) + limits.UPLOAD_WAITS_FOR,
    )
    await _delete_files(files, upload, upload.content_id if recorded else content_id)
    return size if recorded else None


async def refuse_file(database: Database, files: Files, upload: Upload, verdict: Refused) -> None:
    """Records why the file was refused, which is the problem of a policy that names this upload."""
    if await _record(database, upload, refusal=verdict.message):
        await _delete_files(files, upload, upload.content_id)


async def _delete_files(files: Files, upload: Upload, content_id: str | None) -> None:
    """Deletes files that no record names any more. What cannot be deleted now is deleted with the upload."""
    with suppress(FilesUnavailable):
        await files.delete(upload.keys(content_id))


async def _record(database: Database, upload: Upload, **values: object) -> bool:
    record = uploads.update().where(IS_OPEN).values({**dict.fromkeys(INSPECTED), **values})

    async def write(connection: AsyncConnection) -> bool:
        parameters = open_parameters(upload.practice_id, upload.id, datetime.now(UTC))
        return (await connection.execute(record, parameters)).rowcount == 1

    return await database.write(write, practice_id=upload.practice_id)

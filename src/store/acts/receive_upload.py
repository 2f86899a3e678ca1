"""Keeping what was put into an upload's place. The bytes come first, the record after: it never promises too much."""

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
from store.uploads import COLUMNS, IS_OPEN, JUDGED, Upload, at, upload

_OPEN = sa.select(*COLUMNS).where(IS_OPEN)


async def open_upload(database: Database, practice_id: str, upload_id: str) -> Upload | None:
    """The upload, as long as it takes bytes: neither used nor late."""
    found = await database.read(_OPEN, at(practice_id, upload_id, datetime.now(UTC)))
    return upload(found[0]) if found else None


async def keep_upload(database: Database, files: Files, place: Upload, verdict: Accepted) -> int | None:
    """Keeps an accepted file and its preview, in place of any sent before, and answers with its size in bytes.

    None where the upload was used or swept meanwhile: what was stored for nothing is swept later.
    """
    attempt, size = new_id(), verdict.file.stat().st_size
    await files.put_file(place.file_key(attempt), verdict.file)
    await files.put_file(place.preview_key(attempt), verdict.preview)
    kept = await _record(
        database,
        place,
        attempt=attempt,
        content_type=verdict.content_type,
        byte_size=size,
        preview_type=verdict.preview_type,
        file_digest=await file_digest(verdict.file),
        preview_digest=await file_digest(verdict.preview),
        expires_at=datetime.now(UTC) + limits.UPLOAD_WAITS_FOR,
    )
    await _forget(files, place, place.attempt if kept else attempt)
    return size if kept else None


async def refuse_upload(database: Database, files: Files, place: Upload, verdict: Refused) -> None:
    """Keeps why the file was refused, for whoever uses the upload all the same."""
    if await _record(database, place, refusal=verdict.message):
        await _forget(files, place, place.attempt)


async def _forget(files: Files, place: Upload, attempt: str | None) -> None:
    """Deletes what nothing names any more. What stays is swept with the upload."""
    with suppress(FilesUnavailable):
        await files.delete(place.keys(attempt))


async def _record(database: Database, place: Upload, **judged: object) -> bool:
    record = uploads.update().where(IS_OPEN).values({**dict.fromkeys(JUDGED), **judged})

    async def unit(connection: AsyncConnection) -> bool:
        parameters = at(place.practice_id, place.id, datetime.now(UTC))
        return (await connection.execute(record, parameters)).rowcount == 1

    return await database.write(unit)

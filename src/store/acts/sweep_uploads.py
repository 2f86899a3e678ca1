"""Sweeping away uploads whose time is over, with whatever bytes no policy kept."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.column_types import Instant
from store.db.database import Database
from store.db.tables import uploads
from store.files import Files
from store.uploads import COLUMNS, Upload, folder, upload

UNDER_WAY = timedelta(hours=1)
"""A file that began to arrive in time may take a while: nothing is swept from under it."""
AT_ONCE = 200

_OVER = sa.select(*COLUMNS).where(uploads.c.expires_at < sa.bindparam("until", type_=Instant())).limit(AT_ONCE)


async def sweep_uploads(database: Database, files: Files, now: datetime | None = None) -> int:
    """Deletes the bytes, then the record that says where to look: a sweep that is cut short is taken up again.

    Answers with how many uploads were swept. A used upload leaves the file and preview that its policy has.
    """
    until = (now or datetime.now(UTC)) - UNDER_WAY
    swept = 0
    while found := await database.read(_OVER, {"until": until}):
        for place in map(upload, found):
            await _sweep(database, files, place)
        swept += len(found)
    return swept


async def _sweep(database: Database, files: Files, place: Upload) -> None:
    kept = place.keys(place.attempt) if place.policy_id else []
    below = folder(place.practice_id, place.id)
    await files.delete([key for key in await files.keys(below) if key not in kept])
    await files.tidy(below)

    async def forget(connection: AsyncConnection) -> None:
        mine = sa.and_(uploads.c.practice_id == place.practice_id, uploads.c.id == place.id)
        await connection.execute(uploads.delete().where(mine))

    await database.write(forget)

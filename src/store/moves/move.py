"""Copies each practice in one transaction, and compares both sides by a digest of every table.

A practice that the target has already is compared and not copied, so a move that was interrupted goes on where it
stopped. Nothing is deleted from the source. Rows are read in batches: memory does not grow with the practice.
"""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.database import Database
from store.db.tables import attachments, metadata, policies, practices, uploads, uploads_under_way
from store.files import Files
from store.uploads import COLUMNS, upload_from_row

_BATCH = 1_000
# Those of a practice, but for the requests that the server was answering when it stopped.
_TABLES = [
    practices,
    *(table for table in metadata.sorted_tables if "practice_id" in table.c and table is not uploads_under_way),
]


class MoveFailed(Exception):
    """A practice is not the same in the target as in the source. The message says which, and in which tables."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many practices were copied, how many were there already, rows of all tables, and files copied."""

    copied: int = 0
    present: int = 0
    rows: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class _Digest:
    """Of the rows of a table in any order, as each database has an order of its own."""

    rows: int = 0
    total: int = 0

    def with_rows(self, rows: Sequence[sa.Row[Any]]) -> "_Digest":
        hashes = (hashlib.sha256(orjson.dumps(list(row), default=str)).digest() for row in rows)
        return _Digest(self.rows + len(rows), self.total + sum(int.from_bytes(each) for each in hashes))


async def move_practices(source: Database, target: Database, files: tuple[Files, Files] | None = None) -> Moved:
    """Copies every practice, and the files that records name if `files` are two stores. Raises MoveFailed.

    Nobody may write to the source meanwhile. The target's tables must be current.
    """
    practices_here, practices_there = await _practices(source), set(await _practices(target))
    rows = stored = 0
    for practice_id in practices_here:
        if files:
            # The files first, so that no record ever refers to a missing one.
            stored += await _copy_files(*files, await _file_keys(source, practice_id))
        if practice_id not in practices_there:
            await _copy(source, target, practice_id)
        here, there = await _digests(source, practice_id), await _digests(target, practice_id)
        differing = [table for table, digest in here.items() if digest != there[table]]
        if differing:
            raise MoveFailed(f"practice {practice_id} differs in the target: {', '.join(differing)}.")
        rows += sum(digest.rows for digest in here.values())
    present = len(practices_there.intersection(practices_here))
    return Moved(len(practices_here) - present, present, rows, stored)


async def _practices(database: Database) -> list[str]:
    async def unit(connection: AsyncConnection) -> list[str]:
        return list((await connection.execute(sa.select(practices.c.id).order_by(practices.c.id))).scalars())

    return await database.write(unit, practice_id=None)


async def _batches(
    connection: AsyncConnection, table: sa.Table, practice_id: str, columns: Sequence[sa.Column[Any]] = ()
) -> AsyncIterator[Sequence[sa.Row[Any]]]:
    """All rows of a practice, a batch at a time, with all columns unless some are named."""
    own = table.c.id if table is practices else table.c.practice_id
    result = await connection.stream(sa.select(*(columns or table.c)).where(own == practice_id))
    async for batch in result.partitions(_BATCH):
        yield batch


async def _copy(source: Database, target: Database, practice_id: str) -> None:
    async def write(there: AsyncConnection) -> None:
        async def read(here: AsyncConnection) -> None:
            for table in _TABLES:
                async for batch in _batches(here, table, practice_id):
                    rows = [dict(row._mapping) for row in batch]
                    # A policy may have been ended by one that comes after it.
                    given = [{**row, "ended_by_id": None} for row in rows] if table is policies else rows
                    await there.execute(table.insert(), given)
            await _copy_ends(here, there, practice_id)

        await source.write(read, practice_id=practice_id)

    await target.write(write, practice_id=practice_id)


async def _copy_ends(here: AsyncConnection, there: AsyncConnection, practice_id: str) -> None:
    """Says of each policy which other one ended it."""
    one = sa.and_(
        policies.c.practice_id == practice_id, policies.c.id == sa.bindparam("ended", type_=policies.c.id.type)
    )
    ended = policies.update().where(one).values(ended_by_id=sa.bindparam("by", type_=policies.c.id.type))
    async for batch in _batches(here, policies, practice_id, [policies.c.id, policies.c.ended_by_id]):
        ends = [{"ended": row.id, "by": row.ended_by_id} for row in batch if row.ended_by_id is not None]
        if ends:
            await there.execute(ended, ends)


async def _digests(database: Database, practice_id: str) -> dict[str, _Digest]:
    """By the table's name."""

    async def unit(connection: AsyncConnection) -> dict[str, _Digest]:
        digests: dict[str, _Digest] = {}
        for table in _TABLES:
            digest = _Digest()
            async for batch in _batches(connection, table, practice_id):
                digest = digest.with_rows(batch)
            digests[table.name] = digest
        return digests

    return await database.write(unit, practice_id=practice_id)


async def _file_keys(database: Database, practice_id: str) -> set[str]:
    """Of all files that attachments and uploads name."""

    async def unit(connection: AsyncConnection) -> set[str]:
        keys = set[str]()
        async for batch in _batches(
            connection, attachments, practice_id, [attachments.c.file_key, attachments.c.preview_key]
        ):
            keys.update(*batch)
        async for batch in _batches(connection, uploads, practice_id, COLUMNS):
            for upload in map(upload_from_row, batch):
                keys.update(upload.keys(upload.content_id))
        return keys

    return await database.write(unit, practice_id=practice_id)


async def _copy_files(source: Files, target: Files, keys: set[str]) -> int:
    """Copies those that the target lacks, or has in part. How many."""
    copied = 0
    for key in sorted(keys):
        size = await source.size(key)
        if size is not None and size != await target.size(key) and (data := await source.get(key)) is not None:
            await target.put(key, data)
            copied += 1
    return copied

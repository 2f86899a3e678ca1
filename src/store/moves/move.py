"""Copies each practice in one transaction, and compares both sides by a digest of every table.

A practice that the target has already is compared and not copied, so a move that was interrupted goes on where it
stopped. Nothing is deleted from the source.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.database import Database
from store.db.tables import metadata, policies, practices, uploads_under_way
from store.files import Files

_BATCH = 2_000
_TABLES = [practices, *(table for table in metadata.sorted_tables if "practice_id" in table.c)]
# Requests that the server was answering when it stopped.
_LEFT_BEHIND = {uploads_under_way}
_MOVED = [table for table in _TABLES if table not in _LEFT_BEHIND]


class MoveFailed(Exception):
    """A practice is not the same in the target as in the source. The message says which, and in which tables."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many practices were copied, how many were there already, rows of all tables, and files copied."""

    copied: int = 0
    present: int = 0
    rows: int = 0
    files: int = 0


async def move_practices(source: Database, target: Database, files: tuple[Files, Files] | None = None) -> Moved:
    """Copies every practice, and the files that records name if `files` are two stores. Raises MoveFailed.

    Nobody may write to the source meanwhile. The target's tables must be current.
    """
    copied = present = rows = stored = 0
    for practice_id in await _practices(source):
        tables = await _read(source, practice_id)
        if files:
            # The files first, so that no record ever refers to a missing one.
            stored += await _copy_files(*files, tables)
        if practice_id in await _practices(target):
            present += 1
        else:
            await _write(target, practice_id, tables)
            copied += 1
        differing = _differences(tables, await _read(target, practice_id))
        if differing:
            raise MoveFailed(f"practice {practice_id} differs in the target: {', '.join(differing)}.")
        rows += sum(map(len, tables.values()))
    return Moved(copied, present, rows, stored)


Rows = Sequence[dict[str, Any]]


async def _practices(database: Database) -> list[str]:
    async def unit(connection: AsyncConnection) -> list[str]:
        return list((await connection.execute(sa.select(practices.c.id).order_by(practices.c.id))).scalars())

    return await database.write(unit, practice_id=None)


async def _read(database: Database, practice_id: str) -> dict[sa.Table, Rows]:
    """Every row of a practice, by table, in the order of the keys."""

    async def unit(connection: AsyncConnection) -> dict[sa.Table, Rows]:
        found: dict[sa.Table, Rows] = {}
        for table in _MOVED:
            own = table.c.id if table is practices else table.c.practice_id
            statement = sa.select(table).where(own == practice_id)
            found[table] = [dict(row._mapping) for row in await connection.execute(statement)]
        return found

    return await database.write(unit, practice_id=practice_id)


async def _write(database: Database, practice_id: str, tables: dict[sa.Table, Rows]) -> None:
    async def unit(connection: AsyncConnection) -> None:
        for table, rows in tables.items():
            # A policy may have been ended by one that comes after it.
            given = [{**row, "ended_by_id": None} for row in rows] if table is policies else rows
            for start in range(0, len(given), _BATCH):
                await connection.execute(table.insert(), list(given[start : start + _BATCH]))
        ended = [
            {"ended": row["id"], "by": row["ended_by_id"]} for row in tables[policies] if row["ended_by_id"] is not None
        ]
        if ended:
            one = sa.and_(
                policies.c.practice_id == practice_id,
                policies.c.id == sa.bindparam("ended", type_=policies.c.id.type),
            )
            by = sa.bindparam("by", type_=policies.c.id.type)
            await connection.execute(policies.update().where(one).values(ended_by_id=by), ended)

    await database.write(unit, practice_id=practice_id)


def _differences(one: dict[sa.Table, Rows], other: dict[sa.Table, Rows]) -> list[str]:
    return [table.name for table in _MOVED if _digest(one[table]) != _digest(other[table])]


def _digest(rows: Rows) -> str:
    """Of all rows in any order: which is the same in both kinds of database."""
    lines = sorted(orjson.dumps(list(row.values()), default=str) for row in rows)
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


async def _copy_files(source: Files, target: Files, tables: dict[sa.Table, Rows]) -> int:
    """Copies the files that attachments and uploads name and the target lacks. How many."""
    keys = [row[name] for row in tables[metadata.tables["attachments"]] for name in ("file_key", "preview_key")]
    for row in tables[metadata.tables["uploads"]]:
        if row["content_id"] is not None:
            folder = f"uploads/{row['practice_id']}/{row['id']}/{row['content_id']}"
            keys += [f"{folder}/file", f"{folder}/preview"]
    copied = 0
    for key in sorted(set(keys)):
        if await target.get(key) is None and (data := await source.get(key)) is not None:
            await target.put(key, data)
            copied += 1
    return copied

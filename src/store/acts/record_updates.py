"""Writes what changed in records that have a version: the columns that differ, in the version that was read.

Another transaction may have written a record since it was read, unless a lock kept it from doing so. Such a record is
not written: the act is carried out again, from what the record is now.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.errors import ChangedMeanwhile

Row: TypeAlias = Mapping[str, Any]

_BATCH = 5_000
"""Records in one statement: a statement of SQLite takes 32,766 parameters."""


async def update_records(
    connection: AsyncConnection, table: sa.Table, practice_id: str, edits: Sequence[tuple[Row, Row]]
) -> None:
    """Writes the edits, each as (row before, row after), in one statement for those that change to the same values.

    Raises ChangedMeanwhile.
    """
    by_change: defaultdict[tuple[tuple[str, Any], ...], list[Row]] = defaultdict(list)
    for before, after in edits:
        by_change[_change(before, after)].append(before)
    for change, rows in by_change.items():
        for start in range(0, len(rows), _BATCH):
            await _update(connection, table, practice_id, dict(change), rows[start : start + _BATCH])


def _change(before: Row, after: Row) -> tuple[tuple[str, Any], ...]:
    """The columns whose values differ, with the new values. The version goes up by one in all of them."""
    return tuple(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in after.items()
        if name != "version" and value != before[name]
    )


async def _update(
    connection: AsyncConnection, table: sa.Table, practice_id: str, change: dict[str, Any], rows: Sequence[Row]
) -> None:
    read = [(row["id"], row["version"]) for row in rows]
    as_read = sa.and_(
        table.c.practice_id == practice_id,
        # By its own condition too: SQLite finds no index for pairs.
        table.c.id.in_([id_ for id_, _ in read]),
        sa.tuple_(table.c.id, table.c.version).in_(read),
    )
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in change.items()}
    written = await connection.execute(table.update().where(as_read).values({**values, "version": table.c.version + 1}))
    if written.rowcount != len(rows):
        raise ChangedMeanwhile

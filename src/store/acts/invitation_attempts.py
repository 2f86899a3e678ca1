"""Counts how often a network has tried to accept an invitation, for all processes that use the database.

Time is cut into windows of the length that attempts count for. Those of this window and of the one before count: at
least as long as they should, and at most twice as long.
"""

import hashlib
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.invitations import FAILURES, FAILURES_WITHIN
from store.db.column_types import Instant
from store.db.database import Database
from store.db.tables import invitation_attempts as attempts

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTED = sa.select(sa.func.coalesce(sa.func.sum(attempts.c.attempts), 0)).where(
    attempts.c.network == sa.bindparam("network"), attempts.c.window_start >= sa.bindparam("since", type_=Instant())
)


async def record_attempt(database: Database, network: str) -> bool:
    """Counts an attempt that has not succeeded yet. False, and counts nothing, where the network has none left."""
    digest = _digest(network)
    since = _window(datetime.now(UTC)) - FAILURES_WITHIN
    # A read first: whoever has no attempts left writes nothing.
    if (await database.read(_COUNTED, {"network": digest, "since": since}))[0][0] >= FAILURES:
        return False

    async def unit(connection: AsyncConnection) -> bool:
        window = _window(await database.now(connection))
        first = postgresql.insert(attempts).values(network=digest, window_start=window, attempts=1)
        counted = first.on_conflict_do_update(
            index_elements=[attempts.c.network, attempts.c.window_start],
            set_={"attempts": attempts.c.attempts + 1},
        )
        # It locks the row: of several at once, each counts those before it.
        await connection.execute(counted)
        total = await connection.execute(_COUNTED, {"network": digest, "since": window - FAILURES_WITHIN})
        if int(total.scalar_one()) <= FAILURES:
            return True
        await connection.rollback()
        return False

    return await database.write(unit, practice_id=None)


async def forget_attempt(database: Database, network: str) -> None:
    """Takes back the latest attempt of a network: it has succeeded."""
    digest = _digest(network)

    async def unit(connection: AsyncConnection) -> None:
        since = _window(await database.now(connection)) - FAILURES_WITHIN
        of_network = sa.and_(attempts.c.network == digest, attempts.c.window_start >= since, attempts.c.attempts > 0)
        latest = sa.select(sa.func.max(attempts.c.window_start)).where(of_network).scalar_subquery()
        row = sa.and_(attempts.c.network == digest, attempts.c.window_start == latest)
        await connection.execute(attempts.update().where(row).values(attempts=attempts.c.attempts - 1))

    await database.write(unit, practice_id=None)


async def delete_old_attempts(database: Database) -> None:
    """Deletes those of windows that no longer count."""

    async def unit(connection: AsyncConnection) -> None:
        since = _window(await database.now(connection)) - FAILURES_WITHIN
        await connection.execute(attempts.delete().where(attempts.c.window_start < since))

    await database.write(unit, practice_id=None)


def _digest(network: str) -> str:
    return hashlib.sha256(network.encode()).hexdigest()


def _window(at: datetime) -> datetime:
    """When the window began that this moment is in."""
    return at - (at - _EPOCH) % timedelta(seconds=FAILURES_WITHIN.total_seconds())

"""PostgreSQL, 15 and later: any number of processes on one database.

Transactions are READ COMMITTED. What keeps acts from each other are row locks, taken in one order: the idempotency
key, the practice, the client, the uploads, the rest.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from store.db import postgresql_errors
from store.db.backend import Engines, PracticeLock
from store.db.column_types import Id
from store.db.compiled_select import Row
from store.db.errors import DatabaseUnavailable
from store.db.postgresql_reader import WAIT_SECONDS, PostgresqlReader
from store.db.practice_guard import PRACTICE, guard_writes
from store.db.statements import announce_statements
from store.db.tables import practices

CONNECTIONS = 8
"""Of one process, for reads; and as many for writes."""

_NAME = "policybook"
_CONNECT_SECONDS = 3
_ANSWER_SECONDS = 6
"""How long a server is waited for that does not answer: longer than it lets a statement run."""
_LIMITS = {
    "application_name": _NAME,
    "statement_timeout": "5000",
    "lock_timeout": "3000",
    "idle_in_transaction_session_timeout": "15000",
    # Compiling a statement takes longer than executing it here.
    "jit": "off",
}

_BIND = sa.text(
    "SELECT set_config('app.practice_id', :practice_id, true), set_config('app.across_practices', :across, true)"
)
_PRACTICE = sa.select(practices.c.id).where(practices.c.id == sa.bindparam("practice", type_=Id))
_LOCKS = {
    "shared": _PRACTICE.with_for_update(read=True),
    # It does not collide with foreign keys that refer to the practice.
    "alone": _PRACTICE.with_for_update(key_share=True),
}
_NOW = sa.select(sa.func.clock_timestamp())
_TAKE_LOCK = sa.text("SELECT pg_advisory_lock(hashtextextended(:name, 0))")
_IS_STANDBY = sa.text("SELECT pg_is_in_recovery()")


class PostgresqlBackend:
    """A database on a PostgreSQL server."""

    connections = CONNECTIONS
    writing_connections = CONNECTIONS

    def __init__(self, url: str) -> None:
        """Opens no connection yet."""
        parsed = sa.make_url(url)
        self.engines = Engines(
            _create_engine(parsed, _options(read_only=True)),
            _create_engine(parsed, _options(read_only=False)),
            _create_engine(parsed, {"timeout": _CONNECT_SECONDS, "server_settings": {"application_name": _NAME}}),
        )
        announce_statements(self.engines.writer.sync_engine)
        guard_writes(self.engines.writer.sync_engine)
        self._reader = PostgresqlReader(parsed, CONNECTIONS, _options(read_only=True))

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows of one statement."""
        return await self._reader.rows(statement, parameters)

    @asynccontextmanager
    async def transaction(self, practice_id: str | None) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees the rows of one practice, or those of all."""
        async with self.engines.writer.connect() as connection:
            try:
                async with connection.begin():
                    await self.bind_practice(connection, practice_id)
                    yield connection
            except BaseException as error:
                if postgresql_errors.is_lost_connection(error):
                    await _terminate(connection)
                raise

    async def bind_practice(self, connection: AsyncConnection, practice_id: str | None) -> None:
        """For the guard, which refuses statements about others, and for row-level security, which hides their rows."""
        connection.sync_connection.info[PRACTICE] = practice_id  # type: ignore[union-attr]  # it is connected
        across = {"practice_id": practice_id or "", "across": "" if practice_id else "on"}
        await connection.execute(_BIND, across)

    async def lock_practice(self, connection: AsyncConnection, practice_id: str, how: PracticeLock) -> None:
        """Locks the row of the practice."""
        await connection.execute(_LOCKS[how], {"practice": practice_id})

    async def now(self, connection: AsyncConnection) -> datetime:
        """The server's time at this moment, not at the beginning of the transaction."""
        now: datetime = (await connection.execute(_NOW)).scalar_one()
        return now

    async def write_nothing(self) -> None:
        """A transaction that writes no row and yet is written to disk, on a server that can be written to."""
        async with self.transaction(None) as connection:
            if (await connection.execute(_IS_STANDBY)).scalar_one():
                raise DatabaseUnavailable("server is a standby, which cannot be written to.")
            # An id of a transaction makes its commit a record of the log, which is waited for.
            await connection.execute(sa.text("SELECT pg_current_xact_id()"))

    @asynccontextmanager
    async def exclusive_work(self, name: str) -> AsyncIterator[None]:
        """An advisory lock of a connection that does nothing else: unlike a row, it need not exist yet."""
        async with self.engines.maintenance.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.exec_driver_sql("SET lock_timeout = 0")
            await connection.execute(_TAKE_LOCK, {"name": f"policybook {name}"})
            try:
                yield
            finally:
                # The lock ends with the connection, which is not returned to the pool.
                await connection.invalidate()

    async def close(self) -> None:
        """Closes all connections."""
        await self._reader.close()
        await self.engines.reader.dispose()
        await self.engines.writer.dispose()
        await self.engines.maintenance.dispose()

    def as_unavailable(self, error: BaseException) -> DatabaseUnavailable | None:
        """The exception for a server that is gone, stopping, full, or does not answer in time."""
        return postgresql_errors.as_unavailable(error)

    def is_to_be_repeated(self, error: BaseException) -> bool:
        """Whether it was a deadlock, a serialization failure, or a key that another transaction wrote first."""
        return postgresql_errors.sqlstate(error) in postgresql_errors.CONFLICTS


def _create_engine(url: sa.URL, options: Mapping[str, Any]) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        # Values are health data: they must not appear in exceptions and logs.
        hide_parameters=True,
        connect_args=dict(options),
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )


def _options(*, read_only: bool) -> dict[str, Any]:
    settings = {**_LIMITS, "default_transaction_read_only": "on" if read_only else "off"}
    return {"timeout": _CONNECT_SECONDS, "command_timeout": _ANSWER_SECONDS, "server_settings": settings}


async def _terminate(connection: AsyncConnection) -> None:
    """Drops a connection without a farewell, which a server that does not answer would not read."""
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is not None:
        driver.terminate()
    await connection.invalidate()

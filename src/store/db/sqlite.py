"""SQLite: one connection that writes, and several that only read. One process serves the file.

Only the writer checkpoints the write-ahead log: up to SQLite 3.51.2, connections that checkpoint at the same time can,
rarely, corrupt the database.
"""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from store.db import sqlite_errors
from store.db.backend import Engines, PracticeLock
from store.db.compiled_select import Row
from store.db.errors import DatabaseUnavailable, UnsupportedDatabase
from store.db.opened_file import OpenedFile
from store.db.practice_guard import PRACTICE, guard_writes
from store.db.sqlite_reader import SqliteReader
from store.db.statements import announce_statements

# At level DEBUG the driver logs all values, which are health data.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

_WRITER_WAIT_SECONDS = 10
"""How long a write waits for its turn, behind others. A write that cannot lock the file fails after five seconds."""
_READERS = 4
"""Connections for reads. The engine has one more, to read the state of the migrations."""
_EXPECTED = "the database URL must look like sqlite+aiosqlite:///policybook.db"


def database_file(url: str) -> Path:
    """The path of the file in a SQLite URL. Raises UnsupportedDatabase for any other URL."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UnsupportedDatabase(_EXPECTED) from error
    if parsed.drivername != "sqlite+aiosqlite" or parsed.database in (None, "", ":memory:"):
        raise UnsupportedDatabase(_EXPECTED)
    return Path(str(parsed.database)).absolute()


class SqliteBackend:
    """A database file."""

    connections = _READERS
    writing_connections = 1

    def __init__(self, url: str, *, checkpoints: bool) -> None:
        """Opens no connection yet. `checkpoints` says whether this process may checkpoint: one process at a time."""
        self.engines = _open_engines(url, checkpoints=checkpoints)
        self._reader = SqliteReader(self.engines.reader, _READERS)
        self._file = OpenedFile(database_file(url))

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows of one statement."""
        self._file.check()
        return await self._reader.rows(statement, parameters)

    @asynccontextmanager
    async def transaction(self, practice_id: str | None) -> AsyncIterator[AsyncConnection]:
        """A transaction that holds the only write lock, and what is needed to be sure that it gets to the disk."""
        self._file.check()
        async with self.engines.writer.begin() as connection:
            info = connection.sync_connection.info  # type: ignore[union-attr]  # it is connected
            info[PRACTICE] = practice_id
            yield connection
            # Again: what is committed to a file that was removed meanwhile is lost. So it is with the log.
            self._file.check()
            self._file.check_log(info)

    async def bind_practice(self, connection: AsyncConnection, practice_id: str) -> None:
        """For the guard, which refuses statements about others."""
        connection.sync_connection.info[PRACTICE] = practice_id  # type: ignore[union-attr]  # it is connected

    async def lock_practice(self, connection: AsyncConnection, practice_id: str, how: PracticeLock) -> None:
        """Nothing to do: every transaction has the whole file to itself."""

    async def now(self, connection: AsyncConnection) -> datetime:  # noqa: ARG002
        """The time of this machine, on which the one process runs."""
        return datetime.now(UTC)

    async def write_nothing(self) -> None:
        """Writes a number in the file's header that nobody reads (SQLite's `user_version`), so that no table grows.

        In the write-ahead log it takes one page of 4 KB, which checkpoints reuse as they do those of any other write.
        """
        async with self.transaction(None) as connection:
            await connection.exec_driver_sql("PRAGMA user_version = 1")

    @asynccontextmanager
    async def exclusive_work(self, name: str) -> AsyncIterator[None]:  # noqa: ARG002
        """Nothing to wait for: commands hold the file's lock (`store.db.process_lock`)."""
        yield

    async def close(self) -> None:
        """Closes all connections; the writer last, as it checkpoints."""
        await self._reader.close()
        await self.engines.reader.dispose()
        await self.engines.writer.dispose()

    def as_unavailable(self, error: BaseException) -> DatabaseUnavailable | None:
        """The exception for a full disk, a lock, a file that is gone and the like."""
        return sqlite_errors.as_unavailable(error)

    def is_to_be_repeated(self, error: BaseException) -> bool:  # noqa: ARG002
        """Never: there is one transaction at a time."""
        return False


def _open_engines(url: str, *, checkpoints: bool) -> Engines:
    """The engines for a database URL. `checkpoints` says whether this process may checkpoint: one process at a time."""
    path = sa.make_url(f"sqlite+aiosqlite:///{database_file(url)}")
    writer_pragmas = ("synchronous=FULL", "foreign_keys=ON") + (() if checkpoints else ("wal_autocheckpoint=0",))
    reader = _create_engine(path, _READERS + 1, ("query_only=ON", "wal_autocheckpoint=0"))
    writer = _create_engine(path, 1, writer_pragmas)

    @sa.event.listens_for(writer.sync_engine, "begin")
    def take_the_write_lock(connection: sa.Connection) -> None:
        # A transaction that took the lock only at its first write could fail there, after another one has written.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    announce_statements(writer.sync_engine)
    guard_writes(writer.sync_engine)
    return Engines(reader, writer, writer)


def _create_engine(url: sa.URL, size: int, pragmas: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=_WRITER_WAIT_SECONDS,
        # Values are health data: they must not appear in exceptions and logs.
        hide_parameters=True,
        # Otherwise the driver would begin transactions by itself, at the first write.
        connect_args={"isolation_level": None},
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )

    @sa.event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "busy_timeout=5000", "trusted_schema=OFF", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine

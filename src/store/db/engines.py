"""Opens the database: SQLite with one connection that writes, and several that only read.

Only the writer checkpoints the write-ahead log: up to SQLite 3.51.2, connections that checkpoint at the same time can,
rarely, corrupt the database.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

import orjson
import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from store.db.statements import announce_statements

# At level DEBUG the driver logs all values, which are health data.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

_WRITER_WAIT_SECONDS = 10
"""How long a write waits for its turn, behind others. A write that cannot lock the file fails after five seconds."""
READERS = 4
"""Connections for `Database.read`. The engine has one more, to read the state of the migrations."""
_EXPECTED = "the database URL must look like sqlite+aiosqlite:///policybook.db"


class UnsupportedDatabase(ValueError):
    """The database URL is not that of a supported database."""


@dataclass(frozen=True, slots=True)
class Engines:
    """The engine for reads and the engine for writes."""

    reader: AsyncEngine
    writer: AsyncEngine


def database_file(url: str) -> Path:
    """The path of the file in a SQLite URL. Raises UnsupportedDatabase for any other URL."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UnsupportedDatabase(_EXPECTED) from error
    if parsed.drivername != "sqlite+aiosqlite" or parsed.database in (None, "", ":memory:"):
        raise UnsupportedDatabase(_EXPECTED)
    return Path(str(parsed.database)).absolute()


def open_engines(url: str, *, checkpoints: bool) -> Engines:
    """The engines for a database URL. `checkpoints` says whether this process may checkpoint: one process at a time."""
    path = sa.make_url(f"sqlite+aiosqlite:///{database_file(url)}")
    writer_pragmas = ("synchronous=FULL", "foreign_keys=ON") + (() if checkpoints else ("wal_autocheckpoint=0",))
    reader = _create_engine(path, READERS + 1, ("query_only=ON", "wal_autocheckpoint=0"))
    writer = _create_engine(path, 1, writer_pragmas)

    @sa.event.listens_for(writer.sync_engine, "begin")
    def take_the_write_lock(connection: sa.Connection) -> None:
        # A transaction that took the lock only at its first write could fail there, after another one has written.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    announce_statements(writer.sync_engine)
    return Engines(reader, writer)


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

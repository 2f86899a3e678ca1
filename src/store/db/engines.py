"""How each database is opened: the one place where databases differ.

SQLite: one writer, and readers that cannot write. Only the writer checkpoints, because up to SQLite 3.51.2 several
connections checkpointing at once can, rarely, lose pages.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

import orjson
import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

# At its finest the driver's log quotes every value, which is health data.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

READERS = 4
"""Connections that read. The engine keeps one more, for what is no plain statement: the state of migrations."""
_EXPECTED = "the database URL must look like sqlite+aiosqlite:///policybook.db"


class UnsupportedDatabase(ValueError):
    """The database URL names a driver this server does not speak."""


@dataclass(frozen=True, slots=True)
class Engines:
    """Where reads go and where writes go."""

    reader: AsyncEngine
    writer: AsyncEngine


def database_file(url: str) -> Path:
    """The file of a SQLite URL. Raises UnsupportedDatabase for any other."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UnsupportedDatabase(_EXPECTED) from error
    if parsed.drivername != "sqlite+aiosqlite" or parsed.database in (None, "", ":memory:"):
        raise UnsupportedDatabase(_EXPECTED)
    return Path(str(parsed.database)).absolute()


def open_engines(url: str, *, checkpoints: bool) -> Engines:
    """The engines for a database URL. `checkpoints` says whether this process is the one that may checkpoint."""
    path = sa.make_url(f"sqlite+aiosqlite:///{database_file(url)}")
    writer_pragmas = ("synchronous=FULL", "foreign_keys=ON") + (() if checkpoints else ("wal_autocheckpoint=0",))
    reader = _sqlite(path, READERS + 1, ("query_only=ON", "wal_autocheckpoint=0"))
    writer = _sqlite(path, 1, writer_pragmas)

    @sa.event.listens_for(writer.sync_engine, "begin")
    def take_the_write_lock(connection: sa.Connection) -> None:
        # Taking the lock at the start, not at the first write, is what keeps two writers from ever deadlocking.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return Engines(reader, writer)


def _sqlite(url: sa.URL, size: int, pragmas: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=size,
        max_overflow=0,
        # Values are health data: they stay out of exceptions and logs.
        hide_parameters=True,
        # The driver would begin transactions by itself, and late.
        connect_args={"isolation_level": None},
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )

    @sa.event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "busy_timeout=5000", "trusted_schema=OFF", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine

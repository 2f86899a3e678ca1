"""The two kinds of database that tests run on: a SQLite file, and a database of a real PostgreSQL server."""

import asyncio
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Protocol, TypeVar

import asyncpg
import sqlalchemy as sa

from support.postgresql_server import PostgresqlServer

T = TypeVar("T")
Rows = list[tuple[Any, ...]]


class TestDatabase(Protocol):
    """A database that a test may look into and change without the server."""

    @property
    def file(self) -> Path:
        """The SQLite file; on PostgreSQL what the files of the server are named after."""

    @property
    def url(self) -> str:
        """As the setting takes it."""

    def rows(self, sql: str, *parameters: object) -> Rows:
        """The rows of a query, over a connection of its own. Parameters stand as `?`."""

    def execute(self, sql: str, *parameters: object) -> int:
        """Changes the database. The number of rows changed."""

    def tables(self) -> list[str]:
        """The names of all tables."""

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""


@dataclass(frozen=True)
class SqliteFile:
    """A SQLite file."""

    file: Path

    @property
    def url(self) -> str:
        """As the setting takes it."""
        return f"sqlite+aiosqlite:///{self.file}"

    def rows(self, sql: str, *parameters: object) -> Rows:
        """The rows of a query."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(sql, parameters).fetchall()

    def execute(self, sql: str, *parameters: object) -> int:
        """Changes the database."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(sql, parameters).rowcount

    def tables(self) -> list[str]:
        """The names of all tables."""
        return [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [name for _, name, *_ in self.rows(f"PRAGMA table_info({table})")]


@dataclass(frozen=True)
class PostgresqlDatabase:
    """A database of a PostgreSQL server. Its values are those that SQLite has: ids and JSON as text, for example."""

    server: PostgresqlServer
    name: str
    file: Path
    user: str = "postgres"

    @property
    def url(self) -> str:
        """As the setting takes it."""
        return self.server.url(self.name, self.user)

    def rows(self, sql: str, *parameters: object) -> Rows:
        """The rows of a query."""
        found = self._run(lambda connection: connection.fetch(_numbered(sql), *parameters))
        return [tuple(map(_plain, row)) for row in found]

    def execute(self, sql: str, *parameters: object) -> int:
        """Changes the database."""
        status = self._run(lambda connection: connection.execute(_numbered(sql), *parameters))
        return int(status.split()[-1]) if status.split()[-1].isdigit() else 0

    def execute_as_user(self, sql: str) -> None:
        """Changes the database as the user of its URL, not as its owner."""
        self._run(lambda connection: connection.execute(sql), self.user)

    def tables(self) -> list[str]:
        """The names of all tables."""
        sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return [name for (name,) in self.rows(sql)]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        sql = "SELECT column_name::text FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position"
        return [name for (name,) in self.rows(sql, table)]

    def _run(self, work: Callable[[Any], Coroutine[Any, Any, T]], user: str = "postgres") -> T:
        async def run() -> T:
            connection = await asyncpg.connect(self.server.url(self.name, user).replace("+asyncpg", ""))
            for kind in ("uuid", "timestamptz", "date"):
                await connection.set_type_codec(kind, encoder=str, decoder=str, schema="pg_catalog")
            try:
                return await work(connection)
            finally:
                await connection.close()

        return in_thread(run)


def in_thread(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Runs asynchronous work to its end, whether or not an event loop runs already."""
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(asyncio.run(work()))
        except BaseException as error:
            failed.append(error)

    thread = Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return found[0]


def _numbered(sql: str) -> str:
    first, *rest = sql.split("?")
    return first + "".join(f"${number}{part}" for number, part in enumerate(rest, 1))


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


class Demo(Protocol):
    """The demo, loaded once: tests that only read use it, tests that write take a copy."""

    @property
    def database(self) -> TestDatabase:
        """The database, which nobody writes to."""

    def copy_to(self, file: Path) -> TestDatabase:
        """A copy of it; its own files are named after this one."""


@dataclass(frozen=True)
class SqliteDemo:
    """The demo in a SQLite file."""

    database: SqliteFile

    def copy_to(self, file: Path) -> SqliteFile:
        """Nobody writes to the demo, so the file is all of it."""
        shutil.copyfile(self.database.file, file)
        return SqliteFile(file)


@dataclass(frozen=True)
class PostgresqlDemo:
    """The demo in a database of a PostgreSQL server."""

    database: PostgresqlDatabase

    def copy_to(self, file: Path) -> PostgresqlDatabase:
        """A database made from the demo's as its template."""
        return copy_database(self.database, file)


def copy_database(source: PostgresqlDatabase, file: Path) -> PostgresqlDatabase:
    """A new database with everything that another one has, to which nobody else may be connected."""
    name = f"test_{uuid.uuid4().hex}"
    template = f'CREATE DATABASE "{name}" TEMPLATE "{source.name}"'
    PostgresqlDatabase(source.server, "postgres", file).execute(template)
    return PostgresqlDatabase(source.server, name, file)


def is_postgresql(url: str) -> bool:
    """Whether a URL is that of a PostgreSQL database."""
    return sa.make_url(url).get_backend_name() == "postgresql"

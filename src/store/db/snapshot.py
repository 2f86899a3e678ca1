"""A SQLite file outside the server: a copy of it made while others write, and what is wrong with it."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import sqlalchemy as sa
from alembic.migration import MigrationContext

LOCKED_SECONDS = 30
"""How long a copy waits for a database that another process has locked for itself."""


class UnreadableDatabase(Exception):
    """SQLite cannot read or write the file: it is damaged, no database, locked, or the disk is full."""


@contextmanager
def open_file(path: Path, how: Literal["served", "at rest", "to edit"]) -> Iterator[sa.Connection]:
    """A connection to a database file in one transaction, committed at the end. Raises UnreadableDatabase.

    `served` reads while others write; `at rest` reads a file that nobody writes, and leaves no file beside it.
    """

    def connect() -> sqlite3.Connection:
        connection = _connect(path, "mode=ro&immutable=1" if how == "at rest" else "mode=rw")
        if how != "to edit":
            connection.execute("PRAGMA query_only=ON")
        return connection

    # Values are health data: they stay out of exceptions.
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            # The driver begins by itself, but only before a write.
            connection.exec_driver_sql("BEGIN")
            yield connection
    except sa.exc.DBAPIError as error:
        raise UnreadableDatabase(str(error.orig)) from error
    except sqlite3.Error as error:
        raise UnreadableDatabase(str(error)) from error


def copy_database(source: Path, target: Path) -> None:
    """Copies a database that may be served, as it was at one instant: every commit before it, and none by half.

    The target, an empty file, becomes a whole database without a write-ahead log. Raises UnreadableDatabase.
    """
    try:
        with closing(_connect(source, "mode=rw")) as read, closing(_connect(target, "mode=rw")) as written:
            read.execute("PRAGMA query_only=ON")
            # In one step: between two, a write by another process would make the copy start again.
            read.backup(written, pages=-1, progress=_impatient())
        with closing(_connect(target, "mode=rw")) as written:
            written.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise UnreadableDatabase(str(error)) from error


def _impatient() -> Callable[[int, int, int], None]:
    """Ends a copy whose source is locked for long: the driver would try for ever."""
    until = time.monotonic() + LOCKED_SECONDS

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    return progress


def damage(connection: sa.Connection) -> list[str]:
    """What SQLite finds wrong in the file itself, one line each."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return [line for text in found if text != "ok" for line in text.splitlines()]


def broken_references(connection: sa.Connection) -> list[str]:
    """Rows that refer to what does not exist, one line each."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [f"{table}, row {row}: refers to a row of {parent} that does not exist" for table, row, parent, _ in found]


def revision_of(connection: sa.Connection) -> str | None:
    """The newest migration applied, or None where none was."""
    return MigrationContext.configure(connection).get_current_revision()


def _connect(path: Path, options: str) -> sqlite3.Connection:
    # An address with a mode never makes a file that is not there.
    connection = sqlite3.connect(f"file:{quote(str(path))}?{options}", uri=True, isolation_level=None)
    for pragma in ("busy_timeout=5000", "trusted_schema=OFF", "wal_autocheckpoint=0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection

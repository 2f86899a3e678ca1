"""Why a database cannot be used, in one sentence for the operator."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncpg
import sqlalchemy as sa
from alembic.util.exc import CommandError

from store.db import postgresql_errors
from store.db.errors import DatabaseUnavailable
from store.db.migrate import fits, is_known
from store.db.process_lock import check_name
from store.db.sqlite_errors import REASONS, sqlite_error_code


class UnusableDatabase(Exception):
    """The database cannot be used. The message says why, and starts with the path of a file."""


@contextmanager
def explain_database_errors(file: Path) -> Iterator[None]:
    """Raises UnusableDatabase instead of the errors of SQLite, SQLAlchemy and Alembic.

    Their messages may contain values, which are health data.
    """
    try:
        yield
    except DatabaseUnavailable as error:
        raise UnusableDatabase(f"{file} {str(error).removeprefix('file ')}") from error
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        code = sqlite_error_code(error)
        reason = REASONS.get(code, f"cannot be used: SQLite reports error {code}.")
        raise UnusableDatabase(f"{file} {reason}") from error
    except CommandError as error:
        raise UnusableDatabase(f"{file} has contradictory migrations: restore it from a backup.") from error


@contextmanager
def explain_server_errors() -> Iterator[None]:
    """Raises UnusableDatabase instead of the errors of a PostgreSQL server, of its driver and of Alembic."""
    try:
        yield
    except DatabaseUnavailable as error:
        raise UnusableDatabase(f"the database {error}") from error
    except CommandError as error:
        raise UnusableDatabase("the database was migrated by a newer version of Policybook: install it.") from error
    except (sa.exc.DBAPIError, ConnectionError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        unavailable = postgresql_errors.as_unavailable(error)
        code = postgresql_errors.sqlstate(error)
        reason = unavailable or f"cannot be used: PostgreSQL reports error {code}."
        raise UnusableDatabase(f"the database {reason}") from error


def check_database(file: Path) -> None:
    """Raises UnusableDatabase, DatabaseInUse (see `check_name`) or OSError if the file cannot be brought up to date.

    The file need not exist.
    Reads only: the database of another program stays as it is.
    """
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise UnusableDatabase(f"{file} is a folder, not a database file.")
    if not stat.S_ISREG(mode):
        raise UnusableDatabase(f"{file} is a device or a pipe, not a database file.")
    check_name(file)
    with explain_database_errors(file), closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        has_revision = "alembic_version" in tables
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall() if has_revision else []
        known = [is_known(revision) for (revision,) in found]
        if "releases" in tables and not all(known):
            (oldest,) = connection.execute("SELECT compatible_from FROM releases").fetchone() or (None,)
            known = [fits(revision, oldest) for (revision,) in found]
    if tables and not has_revision:
        raise UnusableDatabase(f"{file} belongs to another program: it has tables, but not those of Policybook.")
    if not all(known):
        raise UnusableDatabase(f"{file} was migrated by a newer version of Policybook: install that version.")

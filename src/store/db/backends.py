"""Which kind of database a URL is of."""

import sqlalchemy as sa

from store.db.backend import Backend
from store.db.errors import UnsupportedDatabase
from store.db.postgresql import PostgresqlBackend
from store.db.sqlite import SqliteBackend

_EXPECTED = (
    "the database URL must look like sqlite+aiosqlite:///policybook.db or postgresql+asyncpg://user@host/database"
)


def is_postgresql(url: str) -> bool:
    """Whether it is the URL of a PostgreSQL database, not of a SQLite file. Raises UnsupportedDatabase for others."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise UnsupportedDatabase(_EXPECTED) from error
    if parsed.drivername not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        raise UnsupportedDatabase(_EXPECTED)
    return parsed.drivername == "postgresql+asyncpg"


def open_backend(url: str, *, checkpoints: bool) -> Backend:
    """The database of a URL. No connection is opened yet. Raises UnsupportedDatabase."""
    return PostgresqlBackend(url) if is_postgresql(url) else SqliteBackend(url, checkpoints=checkpoints)

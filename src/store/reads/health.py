"""The smallest possible read, for health checks."""

import sqlite3

import sqlalchemy as sa

from store.db.database import Database

_ONE = sa.select(sa.literal(1))


async def answers(database: Database) -> bool:
    """Whether a read succeeds."""
    try:
        return bool(await database.read(_ONE))
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError):
        return False

"""The smallest possible write, for health checks."""

import sqlite3

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.database import Database
from store.db.errors import DatabaseUnavailable


async def is_writable(database: Database) -> bool:
    """Whether something can be written to the database file, to its end: on disk, under its lock.

    Writes a number in the file's header that nobody reads (SQLite's `user_version`), so that no table grows. In the
    write-ahead log it takes one page of 4 KB, which checkpoints reuse as they do those of any other write.
    """

    async def unit(connection: AsyncConnection) -> None:
        await connection.exec_driver_sql("PRAGMA user_version = 1")

    try:
        await database.write(unit)
    except (DatabaseUnavailable, sa.exc.SQLAlchemyError, sqlite3.Error):
        return False
    return True

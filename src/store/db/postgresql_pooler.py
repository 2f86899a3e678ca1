"""Detects a pooler between the server and PostgreSQL that mixes up prepared statements: PgBouncer before 1.21."""

import asyncpg

from store.db.database import Database
from store.db.errors import DatabaseUnavailable


async def refuse_unsafe_pooler(database: Database) -> None:
    """Raises DatabaseUnavailable where a statement prepared on a connection is not found on it later.

    Such a pooler gives each transaction whichever connection to PostgreSQL is free: here the one on which the
    statement was prepared is in use by another transaction when it is executed.
    """
    async with database.engines.reader.connect() as one, database.engines.reader.connect() as other:
        preparing, holding = [(await connection.get_raw_connection()).driver_connection for connection in (one, other)]
        assert isinstance(preparing, asyncpg.Connection)  # noqa: S101 - called for PostgreSQL only
        assert isinstance(holding, asyncpg.Connection)  # noqa: S101
        statement = await preparing.prepare("SELECT 1")
        async with holding.transaction():
            await holding.execute("SELECT 1")
            try:
                await statement.fetchval()
            except asyncpg.InvalidSQLStatementNameError as error:
                reason = "is behind a pooler that mixes up prepared statements: PgBouncer needs version 1.21 or newer."
                raise DatabaseUnavailable(reason) from error

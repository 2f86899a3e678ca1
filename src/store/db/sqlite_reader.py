"""Reads a SQLite database on a small pool of connections, in a single hop to the driver's thread for each statement.

SQLAlchemy's own asyncio layer makes about ten such hops for one statement (cursor, execute, fetch, close, rollback and
so on). Measured, they are most of the time that a small query takes.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.db.compiled_select import CompiledSelects, Row
from store.db.statements import begin_statement


class SqliteReader:
    """A small pool of read-only connections. Each serves one statement at a time."""

    def __init__(self, engine: AsyncEngine, size: int) -> None:
        """Opens no connection yet. `size` is the number of connections."""
        self._engine, self._semaphore = engine, asyncio.Semaphore(size)
        self._idle: list[aiosqlite.Connection] = []
        self._opened: list[AsyncConnection] = []
        self._selects = CompiledSelects(engine.dialect)

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows of the statement."""
        compiled = self._selects.of(statement)
        bound = compiled.bind(parameters)
        async with self._semaphore:
            connection = self._idle.pop() if self._idle else await self._open()
            end_statement = begin_statement(bound.statement)
            try:
                rows = await connection.execute_fetchall(bound.statement, bound.positional_parameters)
            finally:
                end_statement()
                self._idle.append(connection)
        return compiled.convert(rows)

    async def close(self) -> None:
        """Returns the connections to the engine."""
        for connection in self._opened:
            await connection.close()

    async def _open(self) -> aiosqlite.Connection:
        connection = await self._engine.connect()
        self._opened.append(connection)
        driver = (await connection.get_raw_connection()).driver_connection
        assert isinstance(driver, aiosqlite.Connection)  # noqa: S101 - `database_file` allows no other driver
        return driver

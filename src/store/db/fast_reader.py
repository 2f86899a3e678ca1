"""Executes SELECT statements of SQLAlchemy directly on the SQLite driver, in a single hop to the driver's thread.

SQLAlchemy's own asyncio layer makes about ten such hops for one statement (cursor, execute, fetch, close, rollback and
so on). Measured, they are most of the time that a small query takes.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

from store.db.statements import begin_statement

Row = Sequence[Any]
Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _CompiledStatement:
    """A compiled statement with the conversions of its column types.

    `bind_converters` turn Python values of parameters into the database's, by parameter name; `result_converters` turn
    the database's values into Python's, by the index of the column. Most types need neither.
    """

    compiled: SQLCompiler
    bind_converters: Mapping[str, Converter]
    result_converters: tuple[tuple[int, Converter], ...]

    def bind(self, parameters: Mapping[str, object]) -> ExpandedState:
        """The SQL text and its positional parameters. A list becomes as many parameters as it has items."""
        values = self.compiled.construct_params(dict(parameters), _check=False)
        for name, convert in self.bind_converters.items():
            value = values[name]
            values[name] = [convert(item) for item in value] if isinstance(value, list | tuple) else convert(value)
        return self.compiled.construct_expanded_state(values)

    def convert(self, raw_rows: Iterable[Row]) -> Sequence[Row]:
        """The rows with Python values."""
        rows = [list(row) for row in raw_rows]
        for index, convert in self.result_converters:
            for row in rows:
                row[index] = convert(row[index])
        return rows


def _compile(statement: sa.Select[Any], dialect: Dialect) -> _CompiledStatement:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - the only compiler of a SELECT
    results = (
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.selected_columns
    )
    binds = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    return _CompiledStatement(
        compiled,
        {name: convert for name, convert in binds.items() if convert},
        tuple((index, convert) for index, convert in enumerate(results) if convert),
    )


class FastReader:
    """A small pool of read-only connections. Each serves one statement at a time."""

    def __init__(self, engine: AsyncEngine, size: int) -> None:
        """Opens no connection yet. `size` is the number of connections."""
        self._engine, self._semaphore = engine, asyncio.Semaphore(size)
        self._idle: list[aiosqlite.Connection] = []
        self._opened: list[AsyncConnection] = []
        self._compiled: dict[sa.Select[Any], _CompiledStatement] = {}

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows. The compiled statement is cached for good, so build statements once, at import."""
        compiled = self._compiled.get(statement)
        if compiled is None:
            compiled = self._compiled[statement] = _compile(statement, self._engine.dialect)
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

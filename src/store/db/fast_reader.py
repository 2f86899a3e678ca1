"""Reading from SQLite in one step: compiled by SQLAlchemy, executed and fetched in a single hop to the driver's thread.

SQLAlchemy's own way to an asynchronous driver makes some ten hops for a statement (cursor, execute, fetch, close,
rollback ...); measured, that is most of what a small query costs.
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

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A compiled statement, and how values of some parameters and columns become the database's and Python's."""

    compiled: SQLCompiler
    binders: Mapping[str, Callable[[Any], Any]]
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]

    def expanded(self, given: Mapping[str, object]) -> ExpandedState:
        values = self.compiled.construct_params(dict(given), _check=False)
        for name, bind in self.binders.items():
            value = values[name]
            values[name] = [bind(each) for each in value] if isinstance(value, list | tuple) else bind(value)
        return self.compiled.construct_expanded_state(values)

    def converted(self, found: Iterable[Row]) -> Sequence[Row]:
        rows = [list(row) for row in found]
        for place, convert in self.converters:
            for row in rows:
                row[place] = convert(row[place])
        return rows


def _plan(statement: sa.Select[Any], dialect: Dialect) -> _Plan:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - a select compiles to nothing else
    processors = (
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.selected_columns
    )
    binders = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    return _Plan(
        compiled,
        {name: bind for name, bind in binders.items() if bind},
        tuple((place, convert) for place, convert in enumerate(processors) if convert),
    )


class Reader:
    """A few connections of a read-only engine, each lent to one statement at a time."""

    def __init__(self, engine: AsyncEngine, size: int) -> None:
        """Opens nothing yet."""
        self._engine, self._turns = engine, asyncio.Semaphore(size)
        self._idle: list[aiosqlite.Connection] = []
        self._opened: list[AsyncConnection] = []
        self._plans: dict[sa.Select[Any], _Plan] = {}

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows. Statements are built once, at import: each is compiled once and kept."""
        plan = self._plans.get(statement)
        if plan is None:
            plan = self._plans[statement] = _plan(statement, self._engine.dialect)
        expanded = plan.expanded(parameters)
        async with self._turns:
            connection = self._idle.pop() if self._idle else await self._open()
            try:
                found = await connection.execute_fetchall(expanded.statement, expanded.positional_parameters)
            finally:
                self._idle.append(connection)
        return plan.converted(found)

    async def close(self) -> None:
        """Gives the connections back to the engine."""
        for connection in self._opened:
            await connection.close()

    async def _open(self) -> aiosqlite.Connection:
        opened = await self._engine.connect()
        self._opened.append(opened)
        driver = (await opened.get_raw_connection()).driver_connection
        assert isinstance(driver, aiosqlite.Connection)  # noqa: S101 - the engine's URL says so
        return driver

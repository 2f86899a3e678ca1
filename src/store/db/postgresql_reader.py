"""Reads a PostgreSQL database by the driver's prepared statements, without SQLAlchemy's execution."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from store.db.compiled_select import CompiledSelects, Row
from store.db.postgresql_errors import is_lost_connection
from store.db.statements import begin_statement

WAIT_SECONDS = 2
"""How long a read or a write waits for a connection."""

_ROW_SECURITY = "SELECT row_security_active(to_regclass('clients'))"


class PostgresqlReader:
    """A pool of connections that only read. Each serves one statement at a time, in a transaction of its own."""

    def __init__(self, url: sa.URL, size: int, options: Mapping[str, Any]) -> None:
        """Opens no connection yet. `options` are those of asyncpg's connections."""
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._size, self._options = size, options
        self._selects = CompiledSelects(PGDialect_asyncpg())  # type: ignore[no-untyped-call]
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows of the statement. It is executed once more where the connection turns out to be dead."""
        compiled = self._selects.of(statement)
        bound = compiled.bind(parameters)
        practice_id = parameters.get(compiled.practice_parameter) if compiled.practice_parameter else None
        try:
            rows = await self._fetch(bound.statement, bound.positional_parameters or (), practice_id)
        except Exception as error:
            if not is_lost_connection(error) or isinstance(error, TimeoutError):
                raise
            rows = await self._fetch(bound.statement, bound.positional_parameters or (), practice_id)
        return compiled.convert(rows)

    async def close(self) -> None:
        """Closes the connections."""
        if self._pool is not None:
            await self._pool.close()

    async def _fetch(self, sql: str, values: Sequence[Any], practice_id: object) -> Sequence[Row]:
        pool = await self._open()
        async with pool.acquire(timeout=WAIT_SECONDS) as connection:
            end_statement = begin_statement(sql)
            try:
                if not connection.has_row_security:
                    return await connection.fetch(sql, *values)  # type: ignore[no-any-return]
                return await connection.fetch_of_practice(practice_id, sql, values)  # type: ignore[no-any-return]
            except TimeoutError:
                # The server does not answer, so it would not answer the driver's farewell either.
                connection.terminate()
                raise
            finally:
                end_statement()

    async def _open(self) -> asyncpg.Pool:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._address,
                    min_size=0,
                    max_size=self._size,
                    connection_class=_Connection,
                    init=_Connection.prepare_for_reads,
                    **self._options,
                )
        return self._pool


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # its stubs are generic, the class is not
    """A connection that knows whether the server shows its user one practice only."""

    has_row_security = True

    async def prepare_for_reads(self) -> None:
        """Sets up what every read needs."""
        await self.set_type_codec("json", encoder=str, decoder=orjson.loads, schema="pg_catalog")
        self.has_row_security = await self.fetchval(_ROW_SECURITY) is not False

    def get_reset_query(self) -> str:
        """Nothing to reset between two reads, which saves a round trip: settings end with their transaction."""
        return ""

    async def fetch_of_practice(self, practice_id: object, sql: str, values: Sequence[Any]) -> Sequence[Row]:
        """The rows, with only those of a practice visible, or of all where the statement is across practices.

        The settings end with the transaction: a pooler may give the connection's server to somebody else afterwards.
        """
        value = "" if practice_id is None else str(practice_id)
        async with self.transaction(readonly=True):
            await self.execute("SELECT set_config($1, $2, true)", *_setting(value))
            rows: Sequence[Row] = await self.fetch(sql, *values)
            return rows


def _setting(value: str) -> tuple[str, str]:
    return ("app.practice_id", value) if value else ("app.across_practices", "on")

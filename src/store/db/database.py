"""The two doors to the records: every read goes through `read`, every write through `write`.

A unit of work is shielded from cancellation: a client that hangs up must not leave a connection or a lock behind.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.engines import READERS, open_engines
from store.db.fast_reader import Reader, Row

T = TypeVar("T")


class Database:
    """One database and its connections. Close it when done."""

    def __init__(self, url: str, *, checkpoints: bool = True) -> None:
        """Opens nothing yet: connections are made as they are needed."""
        self.engines = open_engines(url, checkpoints=checkpoints)
        self._reader = Reader(self.engines.reader, READERS)
        self._pending: set[asyncio.Task[Any]] = set()

    async def read(self, statement: sa.Select[Any], parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        """All rows of one statement, on a connection of its own that cannot write."""
        return await self._shielded(self._reader.rows(statement, parameters or {}))

    async def write(self, unit: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Runs a unit of work in one transaction: all of it is on disk when this returns, or none of it ever is."""
        return await self._shielded(self._write(unit))

    async def close(self) -> None:
        """Waits for what is under way, then closes every connection. The writer goes last: it checkpoints."""
        await asyncio.gather(*self._pending, return_exceptions=True)
        await self._reader.close()
        await self.engines.reader.dispose()
        await self.engines.writer.dispose()

    async def _write(self, unit: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self.engines.writer.begin() as connection:
            return await unit(connection)

    async def _shielded(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(work)
        # The event loop keeps only weak references: without this one, abandoned work could vanish half done.
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return await asyncio.shield(task)

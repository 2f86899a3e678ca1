"""Access to the database: every read goes through `Database.read`, every write through `Database.write`.

Reads and writes are shielded from cancellation: a client that disconnects must not leave a connection or a lock behind.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.engines import READERS, open_engines
from store.db.fast_reader import FastReader, Row

T = TypeVar("T")


class Database:
    """A database and its connections. Call `close` when done."""

    def __init__(self, url: str, *, checkpoints: bool = True) -> None:
        """Opens no connection yet. `checkpoints` says whether this process may checkpoint the WAL; see `engines`."""
        self.engines = open_engines(url, checkpoints=checkpoints)
        self._reader = FastReader(self.engines.reader, READERS)
        self._pending: set[asyncio.Task[Any]] = set()

    async def read(self, statement: sa.Select[Any], parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        """All rows of one statement, on a connection that cannot write."""
        return await self._shielded(self._reader.rows(statement, parameters or {}))

    async def write(self, unit: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Runs `unit` in one transaction. When this returns, all of it is on disk; if it raises, none of it is."""
        return await self._shielded(self._write(unit))

    async def close(self) -> None:
        """Waits for reads and writes in progress and closes all connections; the writer last, as it checkpoints."""
        await asyncio.gather(*self._pending, return_exceptions=True)
        await self._reader.close()
        await self.engines.reader.dispose()
        await self.engines.writer.dispose()

    async def _write(self, unit: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self.engines.writer.begin() as connection:
            return await unit(connection)

    async def _shielded(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(work)
        # The event loop only holds weak references: without this one, an abandoned task could be garbage-collected.
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return await asyncio.shield(task)

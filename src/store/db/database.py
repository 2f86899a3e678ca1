"""Access to the database: every read goes through `Database.read`, every write through `Database.write`.

Reads and writes are shielded from cancellation: a client that disconnects must not leave a connection or a lock behind.
Both raise DatabaseUnavailable where the machine fails: a full disk, a lock, a file that is gone.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.engines import READERS, database_file, open_engines
from store.db.errors import as_unavailable
from store.db.fast_reader import FastReader, Row
from store.db.opened_file import OpenedFile

T = TypeVar("T")


class Database:
    """A database and its connections. Call `close` when done."""

    def __init__(self, url: str, *, checkpoints: bool = True) -> None:
        """Opens no connection yet. `checkpoints` says whether this process may checkpoint the WAL; see `engines`."""
        self.engines = open_engines(url, checkpoints=checkpoints)
        self._reader = FastReader(self.engines.reader, READERS)
        self._file = OpenedFile(database_file(url))
        self._pending: set[asyncio.Task[Any]] = set()
        self.reads = self.writes = 0
        """Reads and writes under way, including those that wait for a connection."""

    async def read(self, statement: sa.Select[Any], parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        """All rows of one statement, on a connection that cannot write."""
        return await self._shielded(self._read(statement, parameters or {}))

    async def write(self, unit: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Runs `unit` in one transaction. When this returns, all of it is on disk; if it raises, none of it is."""
        return await self._shielded(self._write(unit))

    async def close(self) -> None:
        """Waits for reads and writes in progress and closes all connections; the writer last, as it checkpoints."""
        await asyncio.gather(*self._pending, return_exceptions=True)
        await self._reader.close()
        await self.engines.reader.dispose()
        await self.engines.writer.dispose()

    async def _read(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        self.reads += 1
        try:
            self._file.check()
            return await self._reader.rows(statement, parameters)
        except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
            if unavailable := as_unavailable(error):
                raise unavailable from error
            raise
        finally:
            self.reads -= 1

    async def _write(self, unit: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        self.writes += 1
        try:
            self._file.check()
            async with self.engines.writer.begin() as connection:
                result = await unit(connection)
                # Again: what is committed to a file that was removed meanwhile is lost. So it is with the log.
                self._file.check()
                self._file.check_log(connection.sync_connection.info)  # type: ignore[union-attr]  # it is connected
            return result
        except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
            if unavailable := as_unavailable(error):
                raise unavailable from error
            raise
        finally:
            self.writes -= 1

    async def _shielded(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(work)
        # The event loop only holds weak references: without this one, an abandoned task could be garbage-collected.
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return await asyncio.shield(task)

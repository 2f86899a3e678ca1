"""Access to the database: every read goes through `Database.read`, every write through `Database.write`.

Reads and writes are shielded from cancellation: a client that disconnects must not leave a connection or a lock behind.
Both raise DatabaseUnavailable where the machine fails: a full disk, a lock, a server that does not answer.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.backend import Engines, PracticeLock
from store.db.backends import open_backend
from store.db.compiled_select import Row
from store.db.errors import ChangedMeanwhile, DatabaseUnavailable

T = TypeVar("T")

_ATTEMPTS = 5
"""How often a transaction is run that others at the same time have undone."""


class Database:
    """A database and its connections. Call `close` when done."""

    def __init__(self, url: str, *, checkpoints: bool = True) -> None:
        """Opens no connection yet. `checkpoints` says whether this process may checkpoint a SQLite file."""
        self._backend = open_backend(url, checkpoints=checkpoints)
        self._pending: set[asyncio.Task[Any]] = set()
        self.reads = self.writes = 0
        """Reads and writes under way, including those that wait for a connection."""

    @property
    def engines(self) -> Engines:
        """SQLAlchemy's engines, for migrations and for what is done to the database as a whole."""
        return self._backend.engines

    @property
    def connections(self) -> int:
        """How many reads are executed at once; the others wait."""
        return self._backend.connections

    @property
    def writing_connections(self) -> int:
        """How many transactions are under way at once; the others wait."""
        return self._backend.writing_connections

    async def read(self, statement: sa.Select[Any], parameters: Mapping[str, object] | None = None) -> Sequence[Row]:
        """All rows of one statement, on a connection that cannot write."""
        return await self._shielded(self._read(statement, parameters or {}))

    async def write(self, unit: Callable[[AsyncConnection], Awaitable[T]], *, practice_id: str | None) -> T:
        """Runs `unit` in one transaction. When this returns, all of it is on disk; if it raises, none of it is.

        The transaction reaches the records of one practice, or of every one where there is no `practice_id`. It is run
        again where others at the same time have kept it from being committed.
        """
        return await self._shielded(self._write(unit, practice_id))

    async def bind_practice(self, connection: AsyncConnection, practice_id: str) -> None:
        """Has the rest of a transaction that began without a practice reach the records of this one only."""
        await self._backend.bind_practice(connection, practice_id)

    async def lock_practice(self, connection: AsyncConnection, practice_id: str, how: PracticeLock) -> None:
        """Waits, in a transaction of `write`, until the practice can be held that way."""
        await self._backend.lock_practice(connection, practice_id, how)

    async def now(self, connection: AsyncConnection) -> datetime:
        """The time by the clock that all processes share, in a transaction of `write`."""
        return await self._backend.now(connection)

    def exclusive_work(self, name: str) -> AbstractAsyncContextManager[None]:
        """Lets one process at a time do a work on the whole database, such as "migrate"; the others wait."""
        return self._backend.exclusive_work(name)

    async def is_writable(self) -> bool:
        """Whether something can be written, to its end: on disk, under the locks of a write."""
        try:
            await self._shielded(self._guarded(self._backend.write_nothing()))
        except Exception:
            return False
        return True

    async def close(self) -> None:
        """Waits for reads and writes in progress and closes all connections."""
        await asyncio.gather(*self._pending, return_exceptions=True)
        await self._backend.close()

    async def _read(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        self.reads += 1
        try:
            return await self._guarded(self._backend.rows(statement, parameters))
        finally:
            self.reads -= 1

    async def _write(self, unit: Callable[[AsyncConnection], Awaitable[T]], practice_id: str | None) -> T:
        self.writes += 1
        try:
            return await self._guarded(self._repeated(unit, practice_id))
        finally:
            self.writes -= 1

    async def _repeated(self, unit: Callable[[AsyncConnection], Awaitable[T]], practice_id: str | None) -> T:
        for _ in range(_ATTEMPTS):
            try:
                async with self._backend.transaction(practice_id) as connection:
                    return await unit(connection)
            except Exception as error:
                if not isinstance(error, ChangedMeanwhile) and not self._backend.is_to_be_repeated(error):
                    raise
        raise DatabaseUnavailable("has too many writes of the same records at the same time.")

    async def _guarded(self, work: Awaitable[T]) -> T:
        try:
            return await work
        except Exception as error:
            if unavailable := self._backend.as_unavailable(error):
                raise unavailable from error
            raise

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._pending.discard(task)
        if not task.cancelled():
            # Read, so that asyncio does not log it where whoever asked has gone.
            task.exception()

    async def _shielded(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(work)
        # The event loop only holds weak references: without this one, an abandoned task could be garbage-collected.
        self._pending.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

"""Records who read which chart after the response is made: a request executes no statement more for it.

Entries are written together within a quarter of a second, and at shutdown. Only a crash can lose any: those of the last
quarter of a second. While the database cannot be written, entries wait in a queue of limited length; when that is full,
requests that read charts are refused, because a read that cannot be recorded must not be answered.
"""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from gql.errors import log, log_failure
from store.acts.record_accesses import ChartRead, record_accesses
from store.caller import Caller
from store.db.database import Database

WRITE_INTERVAL_SECONDS = 0.25
MAX_WAITING = 10_000
"""Requests whose reads wait to be recorded."""
MAX_WAIT_SECONDS = 5.0
"""How long a request waits for room in the queue. The next write needs at most as long for the database's lock."""


class AccessesNotRecorded(Exception):
    """The queue is full: the database has taken no entries for a while."""


class AccessRecorder:
    """Takes reads from requests and writes them in the background. Call `open` first and `close` at shutdown."""

    def __init__(self, database: Database, kept_for: timedelta) -> None:
        """`kept_for` is how long each entry is kept."""
        self._database, self._kept_for = database, kept_for
        self._queue: asyncio.Queue[ChartRead] = asyncio.Queue(MAX_WAITING)
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Starts to write."""
        self._task = asyncio.create_task(self._write_until_closed())

    async def close(self) -> None:
        """Writes what waits and stops. By then no request may be in progress."""
        self._closing.set()
        if self._task:
            await self._task

    async def add(self, charts_read: Mapping[Caller, Iterable[str]], operation: str | None) -> None:
        """Takes what a request read, by the caller it was read for. Raises AccessesNotRecorded."""
        now = datetime.now(UTC)
        for caller, subject_ids in charts_read.items():
            if ids := frozenset(subject_ids):
                await self._put(ChartRead(caller, now, operation, ids))

    async def _put(self, read: ChartRead) -> None:
        try:
            self._queue.put_nowait(read)
        except asyncio.QueueFull:
            try:
                await asyncio.wait_for(self._queue.put(read), MAX_WAIT_SECONDS)
            except TimeoutError:
                raise AccessesNotRecorded from None

    async def _write_until_closed(self) -> None:
        waiting: list[ChartRead] = []
        closing = False
        while not closing:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), WRITE_INTERVAL_SECONDS)
            closing = self._closing.is_set()
            room = MAX_WAITING - len(waiting)
            waiting += [self._queue.get_nowait() for _ in range(min(room, self._queue.qsize()))]
            if await self._is_written(waiting):
                waiting = []
        if lost := len(waiting) + self._queue.qsize():
            log.error("%s requests that read charts could not be recorded", lost)

    async def _is_written(self, waiting: list[ChartRead]) -> bool:
        try:
            if waiting:
                await record_accesses(self._database, waiting, self._kept_for)
        except Exception as error:
            # They wait for the next attempt.
            log_failure(error)
            return False
        return True

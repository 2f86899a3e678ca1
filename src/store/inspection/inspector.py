"""Hands files to worker processes, and tells a file that is at fault from a machine that is."""

import asyncio
import math
import multiprocessing
from asyncio import Future, Task
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

from pebble import ProcessExpired, ProcessPool

from store.inspection.verdicts import TOO_MUCH, Accepted, Refused
from store.inspection.worker import judge, prepare

WAITING = 64
"""Files that may wait for a worker. The 65th is better sent again later than kept for minutes."""
_FILES_A_WORKER = 100
"""Then a fresh process takes its place: decoders leak."""
_STARTING = 30.0
"""Seconds in which a worker must be ready, on the slowest machine."""
_TRIES = 3


class InspectorBusy(Exception):
    """So many files wait already that this one is better sent again later."""


class InspectorFailed(Exception):
    """Workers cannot be started, or the inspector is closed: nothing is known of the file."""


class Inspector:
    """Judges files by reading them in full, `workers` at a time.

    Each has `seconds` from when its reading begins, and a process of its own with `memory_bytes` of address space.
    Nothing is started before the first file.
    """

    def __init__(self, workers: int = 2, seconds: float = 20.0, memory_bytes: int = 1024 * 1024 * 1024) -> None:
        """Costs nothing, and belongs to the event loop that uses it first."""
        self._free: Final = [_Worker(seconds, memory_bytes) for _ in range(workers)]
        self._all: Final = tuple(self._free)
        self._turn: Final = asyncio.Semaphore(workers)
        self._waiting = 0

    async def inspect(self, source: Path, folder: Path) -> Accepted | Refused:
        """Reads the file at `source`, and writes what is kept of it into the folder, which must be there and empty.

        Raises InspectorBusy, InspectorFailed or OSError (a full disk): none of them says anything of the file.
        Once this has returned or raised, cancelled or not, nobody writes into the folder any more.
        """
        if self._waiting >= WAITING:
            raise InspectorBusy
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        # The one that worked last: a second process starts only when two files come at once.
        worker = self._free.pop()
        try:
            return await worker.judge(source, folder)
        finally:
            self._free.append(worker)
            self._turn.release()

    async def close(self) -> None:
        """Stops the workers, and gives up whatever is being read. Safe to repeat; there is no way back."""
        await asyncio.gather(*(worker.close() for worker in self._all))


class _Worker:
    """One process, remade when it ends.

    Each has a pool to itself: what is stopped or dies takes no lock or pipe with it that another uses.
    """

    def __init__(self, seconds: float, memory_bytes: int) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._pool: ProcessPool | None = None
        self._answer: Future[Accepted | Refused] | None = None
        self._stopping: set[Task[None]] = set()
        self._closed = False

    async def judge(self, source: Path, folder: Path) -> Accepted | Refused:
        """The verdict on one file. A process that was gone before the file came says nothing: the next is asked."""
        for _ in range(_TRIES):
            if self._closed:
                break
            try:
                return await self._ask(source, folder)
            except (TimeoutError, ProcessExpired):
                return Refused(TOO_MUCH)
            except BrokenProcessPool:
                await self._stop()
        raise InspectorFailed("no worker can be started")

    async def close(self) -> None:
        self._closed = True
        if self._answer is not None:
            self._answer.cancel()
        await self._stop()
        await asyncio.gather(*self._stopping)

    async def _ask(self, source: Path, folder: Path) -> Accepted | Refused:
        task = _task(source, folder, self._seconds)
        try:
            # The clock of the time-out starts when the process takes the file, not while it is being started.
            future = self._open().schedule(judge, task, timeout=self._seconds)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        answer = self._answer = asyncio.wrap_future(future)
        try:
            # A pool that breaks between two looks at it would never answer.
            await asyncio.wait({answer}, timeout=self._seconds + _STARTING)
        finally:
            self._answer = None
            if not answer.done():
                answer.cancel()
                await self._stop()
        if answer.cancelled():
            raise InspectorFailed("the inspector was closed, or no worker answered")
        return answer.result()

    def _open(self) -> ProcessPool:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=_FILES_A_WORKER,
                initializer=prepare,
                initargs=(self._memory_bytes,),
                # The server has threads, so a fork of it could lock up; and it would hold all that the server holds.
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool

    async def _stop(self) -> None:
        """Returns when the process is gone. Whoever does not wait for it leaves the worker with a fresh start."""
        pool, self._pool = self._pool, None
        if pool is not None:
            stopping = asyncio.ensure_future(asyncio.to_thread(_end, pool))
            self._stopping.add(stopping)
            stopping.add_done_callback(self._stopping.discard)
            await asyncio.shield(stopping)


def _task(source: Path, folder: Path, seconds: float) -> tuple[str, str, int]:
    # The worker may have another working folder.
    return str(source.absolute()), str(folder.absolute()), math.ceil(seconds)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()

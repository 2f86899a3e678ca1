"""Runs inspections in worker processes, and tells a bad file from a failure of this machine."""

import asyncio
import multiprocessing
import signal
from asyncio import Future, Task
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

from pebble import ProcessExpired, ProcessPool

from store.inspection.results import TOO_EXPENSIVE, Accepted, Refused
from store.inspection.worker import initialize, inspect_file

MAX_WAITING = 64
"""Files that may wait for a worker. Any more would wait for minutes: they are better sent again later."""
_FILES_PER_WORKER = 100
"""Then a new process replaces it: decoders leak memory."""
CPU_SECONDS = 10
"""For one file. Photos of 24 to 50 megapixels take one to three seconds."""
WALL_CLOCK_SECONDS = 120.0
"""For one file on a machine that is so busy that a worker gets a tenth of a CPU."""
_START_SECONDS = 30.0
"""In which a worker must have started, on the slowest machine."""
_MAX_ATTEMPTS = 3


class InspectorBusy(Exception):
    """Too many files are waiting: this one should be sent again later."""


class InspectionTimedOut(InspectorBusy):
    """The machine was too busy to finish this file, which has not used up its CPU time."""


class InspectorFailed(Exception):
    """Workers cannot be started, or the inspector was closed. It says nothing about the file."""


class Inspector:
    """Inspects files, `workers` at a time.

    Each file may use `seconds` of CPU time, within `wall_clock_seconds` of which the machine may spend the rest on
    something else. Each worker process has `memory_bytes` of address space. Workers are
    started when they are first needed. There are three, so that two files of the slowest kind do not delay the rest.
    """

    def __init__(
        self,
        workers: int = 3,
        seconds: int = CPU_SECONDS,
        memory_bytes: int = 1024 * 1024 * 1024,
        wall_clock_seconds: float = WALL_CLOCK_SECONDS,
    ) -> None:
        """Starts no process yet. An inspector belongs to the event loop that uses it first."""
        self._free: Final = [_Worker(seconds, memory_bytes, wall_clock_seconds) for _ in range(workers)]
        self._all: Final = tuple(self._free)
        self._semaphore: Final = asyncio.Semaphore(workers)
        self._waiting = 0

    async def inspect(self, source: Path, folder: Path) -> Accepted | Refused:
        """Inspects the file at `source`, and writes the sanitized file and its preview into the empty folder `folder`.

        Raises InspectorBusy, InspectorFailed or OSError (such as a full disk): none of them says anything about the
        file. Once this has returned, raised or been cancelled, nothing writes into the folder any more.
        """
        if self._waiting >= MAX_WAITING:
            raise InspectorBusy
        self._waiting += 1
        try:
            await self._semaphore.acquire()
        finally:
            self._waiting -= 1
        # The last one used: a second process is started only if two files arrive at the same time.
        worker = self._free.pop()
        try:
            return await worker.inspect(source, folder)
        finally:
            self._free.append(worker)
            self._semaphore.release()

    async def close(self) -> None:
        """Stops the workers and cancels their inspections. Safe to repeat; the inspector cannot be used again."""
        await asyncio.gather(*(worker.close() for worker in self._all))


class _Worker:
    """One worker process, started again when it ends.

    Each has a pool of its own: a process that is killed may break the locks and pipes of its pool.
    """

    def __init__(self, seconds: int, memory_bytes: int, wall_clock_seconds: float) -> None:
        self._seconds = seconds
        self._wall_clock_seconds = wall_clock_seconds
        self._memory_bytes = memory_bytes
        self._pool: ProcessPool | None = None
        self._result: Future[Accepted | Refused] | None = None
        self._stopping: set[Task[None]] = set()
        self._closed = False

    async def inspect(self, source: Path, folder: Path) -> Accepted | Refused:
        """Inspects one file. If the process had died before the file reached it, a new one gets the file."""
        for _ in range(_MAX_ATTEMPTS):
            if self._closed:
                break
            try:
                return await self._run(source, folder)
            except ProcessExpired as error:
                return Refused(TOO_EXPENSIVE, timed_out=error.exitcode == -signal.SIGXCPU)
            except TimeoutError as error:
                raise InspectionTimedOut from error
            except BrokenProcessPool:
                await self._stop()
        raise InspectorFailed("no worker can be started")

    async def close(self) -> None:
        self._closed = True
        if self._result is not None:
            self._result.cancel()
        await self._stop()
        await asyncio.gather(*self._stopping)

    async def _run(self, source: Path, folder: Path) -> Accepted | Refused:
        arguments = _arguments(source, folder, self._seconds)
        try:
            # The time-out begins when the process takes the file, not while the process is starting.
            future = self._open().schedule(inspect_file, arguments, timeout=self._wall_clock_seconds)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        result = self._result = asyncio.wrap_future(future)
        try:
            # Without this time-out, a pool that breaks at the wrong moment would never return a result.
            await asyncio.wait({result}, timeout=self._wall_clock_seconds + _START_SECONDS)
        finally:
            self._result = None
            if not result.done():
                result.cancel()
                await self._stop()
        if result.cancelled():
            raise InspectorFailed("the inspector was closed, or the worker did not respond")
        return result.result()

    def _open(self) -> ProcessPool:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=_FILES_PER_WORKER,
                initializer=initialize,
                initargs=(self._memory_bytes,),
                # A fork could deadlock, as the server has threads, and it would inherit the server's memory.
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool

    async def _stop(self) -> None:
        """Stops the process and waits until it has ended. If the caller is cancelled, the process is stopped anyway."""
        pool, self._pool = self._pool, None
        if pool is not None:
            task = asyncio.ensure_future(asyncio.to_thread(_stop_pool, pool))
            self._stopping.add(task)
            task.add_done_callback(self._stopping.discard)
            await asyncio.shield(task)


def _arguments(source: Path, folder: Path, seconds: int) -> tuple[str, str, int]:
    # The worker may have another working directory.
    return str(source.absolute()), str(folder.absolute()), seconds


def _stop_pool(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()

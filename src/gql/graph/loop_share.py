"""Long answers share the event loop with other requests.

When a batch is loaded, every field that waited for it resumes in one pass of the event loop. A list of 100 charts would
keep the loop for a tenth of a second that way. So a field that finds the pass to have lasted for SHARE_SECONDS resumes
in the next one: in between, the loop serves other connections.

The next batch waits for the fields that were put off: it has all their keys, as if they had resumed together.
"""

import asyncio
import time
from collections.abc import Callable, Generator
from typing import Any

SHARE_SECONDS = 0.005
"""How long the fields that resume in one pass may compute, all requests together, until the rest is put off."""


class _Pass:
    """The current pass of the event loop. One for the process, which has one loop."""

    def __init__(self) -> None:
        self._started: float | None = None

    def is_used_up(self) -> bool:
        """Whether the fields that resume have had their share. Their time counts from the first of them."""
        now = time.perf_counter()
        if self._started is None:
            self._started = now
            asyncio.get_running_loop().call_soon(self._end)
        return now - self._started > SHARE_SECONDS

    def _end(self) -> None:
        self._started = None


_PASS = _Pass()


class LoopShare:
    """The fields of one request that were put off, and the batches that wait for them."""

    def __init__(self) -> None:
        """Nothing is put off yet."""
        self._put_off = 0
        self._batches: list[Callable[[], object]] = []

    def resume(self) -> Generator[None, None, None]:
        """Yields to the event loop until a pass has time for one field more. For coroutines that are generators."""
        if not _PASS.is_used_up():
            return
        self._put_off += 1
        try:
            yield
            while _PASS.is_used_up():
                yield
        finally:
            self._put_off -= 1
            if not self._put_off:
                self._dispatch_batches()

    def dispatch(self, batch: Callable[[], object]) -> None:
        """Dispatches a batch once no field is put off."""
        if self._put_off:
            self._batches.append(batch)
        else:
            batch()

    def _dispatch_batches(self) -> None:
        # In the next pass: the field that has just resumed has a key to add.
        loop = asyncio.get_running_loop()
        for batch in self._batches:
            loop.call_soon(self.dispatch, batch)
        self._batches = []


class BatchLoop:
    """The event loop as Strawberry's DataLoader uses it: a call without arguments is the dispatch of a batch."""

    def __init__(self, share: LoopShare) -> None:
        """Batches wait for the fields that `share` has put off."""
        self._share, self._loop = share, asyncio.get_running_loop()

    def call_soon(self, callback: Callable[..., object], *arguments: Any, **options: Any) -> asyncio.Handle:
        """Dispatches a batch in the next pass of the loop, or when the fields that were put off have resumed."""
        if arguments or options:
            return self._loop.call_soon(callback, *arguments, **options)
        return self._loop.call_soon(self._share.dispatch, callback)

    def __getattr__(self, name: str) -> Any:
        """All else is the loop's own."""
        return getattr(self._loop, name)

"""Long answers share the event loop with other requests.

When a batch is loaded, every field that waited for it resumes in one pass of the event loop. A list of 100 charts would
keep the loop for a tenth of a second that way. So a field that finds the pass to have lasted for SHARE_SECONDS resumes
in the next one: in between the loop serves other connections.
"""

import asyncio
import time
from collections.abc import Generator

SHARE_SECONDS = 0.005
"""How long the fields that resume in one pass may compute, all requests together, until the rest is put off."""


class LoopShare:
    """The time that the fields of this pass of the event loop have taken. One for the process: it has one loop."""

    def __init__(self) -> None:
        """Measures from the first field that resumes in a pass."""
        self._started: float | None = None

    def put_off(self) -> Generator[None, None, None]:
        """Yields to the event loop until there is time in a pass. For coroutines that are generators."""
        while self._is_used_up():
            yield

    def _is_used_up(self) -> bool:
        now = time.perf_counter()
        if self._started is None:
            self._started = now
            asyncio.get_running_loop().call_soon(self._next_pass)
        return now - self._started > SHARE_SECONDS

    def _next_pass(self) -> None:
        self._started = None


LOOP_SHARE = LoopShare()

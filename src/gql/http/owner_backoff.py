"""A back-off per owner: whoever sends files that use up their CPU time waits before the next one, longer each time."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

FIRST_WAIT_SECONDS = 30
MAX_WAIT_SECONDS = 15 * 60
FORGET_SECONDS = 60 * 60
"""After the end of the last wait, an owner starts anew."""


class OwnerMustWait(Exception):
    """The owner's last file used up its CPU time."""

    def __init__(self, retry_seconds: int = FIRST_WAIT_SECONDS) -> None:
        """`retry_seconds` is how long the owner still has to wait."""
        super().__init__(retry_seconds)
        self.retry_seconds = retry_seconds


@dataclass(slots=True)
class _Wait:
    seconds: int
    until: float


class OwnerBackoff:
    """Doubles an owner's wait with each time-out, up to MAX_WAIT_SECONDS."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` answers with seconds since any moment."""
        self._clock = clock
        self._waits: dict[str, _Wait] = {}

    def check(self, owner: str) -> None:
        """Raises OwnerMustWait while the owner has to wait."""
        wait = self._waits.get(owner)
        if wait is not None and (left := wait.until - self._clock()) > 0:
            raise OwnerMustWait(math.ceil(left))

    def record_timeout(self, owner: str) -> None:
        """Begins the owner's next wait."""
        now = self._clock()
        self._waits = {name: wait for name, wait in self._waits.items() if now < wait.until + FORGET_SECONDS}
        earlier = self._waits.get(owner)
        seconds = min(2 * earlier.seconds, MAX_WAIT_SECONDS) if earlier else FIRST_WAIT_SECONDS
        self._waits[owner] = _Wait(seconds, now + seconds)

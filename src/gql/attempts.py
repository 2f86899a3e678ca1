"""How often somebody may guess: failures are counted for a minute, by address and all together.

Guessing 256 bits is hopeless; this keeps those who try anyway from the database. A right answer counts for nothing.
"""

import time
from collections import Counter, deque
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Interface, ip_address

SECONDS = 60
MOST_FROM_ONE = 10
MOST = 1_000
"""From everywhere. So many failures, at most, are remembered."""


class Attempts:
    """The failures of the last minute, in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Takes a clock that counts seconds."""
        self._clock = clock
        self._failures: deque[tuple[float, str]] = deque()
        self._by_origin: Counter[str] = Counter()

    def may_try(self, address: str) -> bool:
        """Whether there is room for one more failure, from this address and in all."""
        self._forget()
        return len(self._failures) < MOST and self._by_origin[_origin(address)] < MOST_FROM_ONE

    def failed(self, address: str) -> None:
        """Counts a failure."""
        origin = _origin(address)
        self._failures.append((self._clock(), origin))
        self._by_origin[origin] += 1

    def _forget(self) -> None:
        while self._failures and self._failures[0][0] <= self._clock() - SECONDS:
            _, origin = self._failures.popleft()
            self._by_origin[origin] -= 1
            if not self._by_origin[origin]:
                del self._by_origin[origin]


def _origin(address: str) -> str:
    """Whom an address stands for: of IPv6, one subscriber has 2^64 and could use a new one each time."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Interface(f"{address}/64").network)

"""How often somebody may miss: attempts are counted for a while, by address.

An attempt counts until it turns out well, so that many at once are no more than many in a row.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Interface, ip_address
from itertools import count

from insurance.invitations import MISSES, MISSES_WITHIN

REMEMBERED = 10_000
"""Attempts, at most: beyond, the oldest is forgotten. Nobody has to wait because of what others do."""


class RateLimiter:
    """The attempts of the last `MISSES_WITHIN` that are under way or were misses, in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Takes a clock that counts seconds."""
        self._clock, self._numbers = clock, count()
        self._counted: OrderedDict[int, tuple[float, str]] = OrderedDict()
        self._by_origin: Counter[str] = Counter()

    def count(self, address: str) -> int | None:
        """Counts an attempt as a miss, and answers with its number; None where the address has no more to miss."""
        self._forget()
        origin = _origin(address)
        if self._by_origin[origin] >= MISSES:
            return None
        if len(self._counted) >= REMEMBERED:
            self.take_back(next(iter(self._counted)))
        number = next(self._numbers)
        self._counted[number] = self._clock(), origin
        self._by_origin[origin] += 1
        return number

    def take_back(self, number: int) -> None:
        """The attempt was no miss. One that is forgotten already stays so."""
        _, origin = self._counted.pop(number, (0.0, None))
        if origin is None:
            return
        self._by_origin[origin] -= 1
        if not self._by_origin[origin]:
            del self._by_origin[origin]

    def _forget(self) -> None:
        over = self._clock() - MISSES_WITHIN.total_seconds()
        while self._counted and self._counted[oldest := next(iter(self._counted))][0] <= over:
            self.take_back(oldest)


def _origin(address: str) -> str:
    """Whom an address stands for: of IPv6, one subscriber has 2^64 and could use a new one each time."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Interface(f"{address}/64").network)

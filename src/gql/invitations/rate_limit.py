"""Limits failed attempts to accept an invitation, by network address (a sliding window, in memory).

Every attempt counts as failed until it succeeds: many attempts at the same time are no way around the limit.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Interface, ip_address
from itertools import count

from insurance.invitations import FAILURES, FAILURES_WITHIN

MAX_ATTEMPTS = 10_000
"""Attempts in memory. Beyond that the oldest is forgotten, so that nobody is locked out by what others do."""


class RateLimiter:
    """Allows an address `FAILURES` failed attempts within `FAILURES_WITHIN`. Attempts in progress count as failed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` is in seconds."""
        self._clock, self._ids = clock, count()
        self._attempts: OrderedDict[int, tuple[float, str]] = OrderedDict()
        self._count_by_network: Counter[str] = Counter()

    def acquire(self, address: str) -> int | None:
        """Records an attempt and returns its id; None if the address has no attempts left."""
        self._forget_expired()
        network = network_of(address)
        if self._count_by_network[network] >= FAILURES:
            return None
        if len(self._attempts) >= MAX_ATTEMPTS:
            self.release(next(iter(self._attempts)))
        attempt_id = next(self._ids)
        self._attempts[attempt_id] = self._clock(), network
        self._count_by_network[network] += 1
        return attempt_id

    def release(self, attempt_id: int) -> None:
        """Removes an attempt, because it succeeded. Does nothing if it is forgotten already."""
        _, network = self._attempts.pop(attempt_id, (0.0, None))
        if network is None:
            return
        self._count_by_network[network] -= 1
        if not self._count_by_network[network]:
            del self._count_by_network[network]

    def _forget_expired(self) -> None:
        expired = self._clock() - FAILURES_WITHIN.total_seconds()
        while self._attempts and self._attempts[oldest := next(iter(self._attempts))][0] <= expired:
            self.release(oldest)


def network_of(address: str) -> str:
    """The address, or for IPv6 its /64 network: one subscriber has 2^64 addresses and could use a new one each time."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or IPv6Interface(f"{address}/64").network)

"""A queue per owner, so that one owner's many requests do not delay everybody else's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class QueueFull(Exception):
    """The owner's queue is full: the request should be sent again later."""


@dataclass(slots=True)
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class PerOwnerQueue:
    """Runs one request at a time for each owner, in the order of arrival.

    `max_length` limits one owner's queue, the running request included.
    """

    def __init__(self, max_length: int) -> None:
        """Starts with no queues: each exists only while it is in use."""
        self._max_length = max_length
        self._queues: dict[str, _Queue] = {}

    @property
    def length(self) -> int:
        """Requests of all owners, the running ones included."""
        return sum(queue.length for queue in self._queues.values())

    @asynccontextmanager
    async def acquire(self, owner: str) -> AsyncIterator[None]:
        """Waits until the owner's earlier requests are done. Raises QueueFull, without waiting."""
        queue = self._queues.setdefault(owner, _Queue())
        if queue.length >= self._max_length:
            raise QueueFull
        queue.length += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.length -= 1
            if not queue.length:
                del self._queues[owner]

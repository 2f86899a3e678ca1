"""Turns, so that nobody's many requests keep everybody else waiting."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class TooManyWaiting(Exception):
    """So many of this owner's requests wait already that one more is better sent again later."""


@dataclass(slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class PerOwnerQueue:
    """One at a time for each owner, in the order they come; `longest` may stand in an owner's line at once."""

    def __init__(self, longest: int) -> None:
        """Nobody waits yet."""
        self._longest = longest
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def of(self, owner: str) -> AsyncIterator[None]:
        """The owner's turn. Raises TooManyWaiting at once."""
        line = self._lines.setdefault(owner, _Line())
        if line.length >= self._longest:
            raise TooManyWaiting
        line.length += 1
        try:
            async with line.lock:
                yield
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[owner]

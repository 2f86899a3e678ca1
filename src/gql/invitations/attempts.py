"""Limits failed attempts to accept an invitation: within this process, or among several that use one database."""

from typing import Protocol

from gql.invitations.rate_limit import RateLimiter, network_of
from store.acts.invitation_attempts import forget_attempt, record_attempt
from store.db.database import Database


class Attempts(Protocol):
    """Counts the attempts of each network. Every attempt counts as failed until it succeeds."""

    async def begin(self, address: str) -> int | None:
        """Records an attempt and answers with what it is ended by; None where the address has no attempts left."""

    async def succeed(self, address: str, attempt: int) -> None:
        """Takes back an attempt, because it succeeded."""


class LocalAttempts:
    """Counts in memory, for one process: what strangers try writes nothing."""

    def __init__(self) -> None:
        """Nobody has tried yet."""
        self._limiter = RateLimiter()

    async def begin(self, address: str) -> int | None:
        """Records an attempt."""
        return self._limiter.acquire(address)

    async def succeed(self, address: str, attempt: int) -> None:  # noqa: ARG002
        """Takes back an attempt."""
        self._limiter.release(attempt)


class SharedAttempts:
    """Counts in the database, for all processes that use it."""

    def __init__(self, database: Database) -> None:
        """Counts on from what is there."""
        self._database = database

    async def begin(self, address: str) -> int | None:
        """Records an attempt."""
        return 0 if await record_attempt(self._database, network_of(address)) else None

    async def succeed(self, address: str, attempt: int) -> None:  # noqa: ARG002
        """Takes back an attempt: any of the network, as they are alike."""
        await forget_attempt(self._database, network_of(address))

"""Which request receives an upload, and how many bytes may be under way: within this process, or among several.

A SQLite database is served by one process, which counts in memory: a stranger's upload writes nothing then. On
PostgreSQL the database counts for all processes.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol, TypeAlias

from gql.http.upload_budget import OWNER_BYTES, TOTAL_BYTES, BudgetExhausted, OwnerOverBudget, UploadBudget
from store.acts.claim_upload import claim_upload, has_claim, release_upload
from store.db.database import Database
from store.uploads import Upload

IsHeld: TypeAlias = Callable[[], Awaitable[bool]]
"""Whether the request still has the upload: no newer one has taken it."""


class UploadClaims(Protocol):
    """Gives uploads to the requests that send their files."""

    @property
    def bytes_under_way(self) -> int:
        """Announced bytes of the files that this process receives or checks."""

    def claim(self, owner: str, upload: Upload) -> AbstractAsyncContextManager[IsHeld]:
        """Has the upload until the context is left. Raises OwnerOverBudget and BudgetExhausted."""


class LocalUploadClaims:
    """For one process: newer requests cancel earlier ones, so a request that goes on has its upload."""

    def __init__(self) -> None:
        """Nothing is under way."""
        self._budget = UploadBudget()

    @property
    def bytes_under_way(self) -> int:
        """Announced bytes."""
        return self._budget.bytes_under_way

    @asynccontextmanager
    async def claim(self, owner: str, upload: Upload) -> AsyncIterator[IsHeld]:
        """Counts the bytes while the context lasts."""
        with self._budget.reserve(owner, upload.announced_size):
            yield _always


class SharedUploadClaims:
    """For several processes that use one database."""

    def __init__(self, database: Database) -> None:
        """Nothing is under way in this process."""
        self._database, self.bytes_under_way = database, 0

    @asynccontextmanager
    async def claim(self, owner: str, upload: Upload) -> AsyncIterator[IsHeld]:  # noqa: ARG002
        """Keeps a row for the upload while the context lasts."""
        claim, total, of_owner = await claim_upload(self._database, upload)
        try:
            if of_owner + upload.announced_size > OWNER_BYTES:
                raise OwnerOverBudget
            if total + upload.announced_size > TOTAL_BYTES:
                raise BudgetExhausted
            self.bytes_under_way += upload.announced_size
            try:
                yield lambda: has_claim(self._database, upload, claim)
            finally:
                self.bytes_under_way -= upload.announced_size
        finally:
            await asyncio.shield(release_upload(self._database, upload, claim))


async def _always() -> bool:
    return True

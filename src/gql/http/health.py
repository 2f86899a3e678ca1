"""Health checks: `/livez` says whether the process runs, `/readyz` whether it can serve requests."""

import asyncio
from collections.abc import Awaitable
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from store.db.database import Database
from store.files import Files

READY_TIMEOUT_SECONDS = 2
CHECK_SECONDS = 3
VERSION = version("policybook")


async def live(_request: Request) -> Response:
    """Answers 200 and the version as long as the event loop runs."""
    return PlainTextResponse(f"live, policybook {VERSION}")


class Readiness:
    """Answers 200 if the database can be written within READY_TIMEOUT_SECONDS, else 503.

    A file store that does not answer is mentioned in the text, but the status stays 200: everything else still works.
    However often it is asked, it writes at most once in CHECK_SECONDS.
    """

    def __init__(self, database: Database, files: Files) -> None:
        """Checks nothing yet."""
        self._database, self._files = database, files
        self._check: asyncio.Task[bool] | None = None
        self._checked_at = 0.0

    async def handle(self, _request: Request) -> Response:
        """Answers one request."""
        checks = (_within_timeout(self._database_works()), _within_timeout(self._files.answers()))
        has_database, has_files = await asyncio.gather(*checks)
        if not has_database:
            return PlainTextResponse("the database cannot be written", 503, {"Retry-After": "1"})
        return PlainTextResponse("ready" if has_files else "ready, but the file store does not answer")

    async def _database_works(self) -> bool:
        """The result of the latest check, or of a new one. Checks do not overlap."""
        now = asyncio.get_running_loop().time()
        if self._check is None or (self._check.done() and now - self._checked_at >= CHECK_SECONDS):
            self._check = asyncio.create_task(self._database.is_writable())
            self._checked_at = now
        return await asyncio.shield(self._check)


async def _within_timeout(check: Awaitable[bool]) -> bool:
    try:
        return await asyncio.wait_for(check, READY_TIMEOUT_SECONDS)
    except TimeoutError:
        return False

"""Health checks: `/livez` says whether the process runs, `/readyz` whether it can serve requests."""

import asyncio
from collections.abc import Awaitable, Callable
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from store.db.database import Database
from store.files import Files
from store.reads.health import answers

READY_TIMEOUT_SECONDS = 2
VERSION = version("policybook")


async def live(_request: Request) -> Response:
    """Answers 200 and the version as long as the event loop runs."""
    return PlainTextResponse(f"live, policybook {VERSION}")


def ready(database: Database, files: Files) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that answers 200 if the database answers within READY_TIMEOUT_SECONDS, else 503.

    A file store that does not answer is mentioned in the text, but the status stays 200: everything else still works.
    """

    async def handle(_request: Request) -> Response:
        checks = (_within_timeout(answers(database)), _within_timeout(files.answers()))
        has_database, has_files = await asyncio.gather(*checks)
        if not has_database:
            return PlainTextResponse("the database does not answer", 503, {"Retry-After": "1"})
        return PlainTextResponse("ready" if has_files else "ready, but the file store does not answer")

    return handle


async def _within_timeout(check: Awaitable[bool]) -> bool:
    try:
        return await asyncio.wait_for(check, READY_TIMEOUT_SECONDS)
    except TimeoutError:
        return False

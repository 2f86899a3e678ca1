"""Whether the process runs, and whether it can serve."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from store.db.database import Database
from store.files import Files
from store.reads.health import answers

READY_SECONDS = 2


async def live(_request: Request) -> Response:
    """200 as long as the event loop turns."""
    return PlainTextResponse("live")


def ready(database: Database, files: Files) -> Callable[[Request], Awaitable[Response]]:
    """200 when the database answers in time, else 503.

    A file store that does not answer is named and no reason to be sent no requests: all but files is served.
    """

    async def respond(_request: Request) -> Response:
        has_database, has_files = await asyncio.gather(_in_time(answers(database)), _in_time(files.answers()))
        if not has_database:
            return PlainTextResponse("the database does not answer", 503, {"Retry-After": "1"})
        return PlainTextResponse("ready" if has_files else "ready, but the file store does not answer")

    return respond


async def _in_time(answer: Awaitable[bool]) -> bool:
    try:
        return await asyncio.wait_for(answer, READY_SECONDS)
    except TimeoutError:
        return False

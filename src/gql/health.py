"""Whether the process runs, and whether it can serve."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from store.database import Database
from store.reads.health import answers

READY_SECONDS = 2


async def live(_request: Request) -> Response:
    """200 as long as the event loop turns."""
    return PlainTextResponse("live")


def ready(database: Database) -> Callable[[Request], Awaitable[Response]]:
    """200 when the database answers in time, else 503."""

    async def respond(_request: Request) -> Response:
        try:
            is_ready = await asyncio.wait_for(answers(database), READY_SECONDS)
        except TimeoutError:
            is_ready = False
        if is_ready:
            return PlainTextResponse("ready")
        return PlainTextResponse("the database does not answer", 503, {"Retry-After": "1"})

    return respond

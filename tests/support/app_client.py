"""A browser, on a server with settings of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx2 import ASGITransport, AsyncClient

from gql.app import create_app
from gql.settings import Settings


@asynccontextmanager
async def browsing(settings: Settings) -> AsyncIterator[AsyncClient]:
    """A browser without a token."""
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as http,
    ):
        yield http

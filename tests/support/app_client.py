"""An HTTP client of the application in this process, without a network in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.types import ASGIApp

from gql.app import create_app
from gql.settings import Settings


def client_of(app: ASGIApp, address: str = "127.0.0.1", host: str = "127.0.0.1:8000") -> AsyncClient:
    """A client at this IP address, without a token; `host` is the server's name and port."""
    return AsyncClient(transport=ASGITransport(app, client=(address, 50_000)), base_url=f"http://{host}")


@asynccontextmanager
async def running_app(settings: Settings) -> AsyncIterator[Starlette]:
    """The application, started, as `policybook serve` makes it."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@asynccontextmanager
async def app_client(settings: Settings) -> AsyncIterator[AsyncClient]:
    """A client without a token of an application with these settings."""
    async with running_app(settings) as app, client_of(app) as http:
        yield http

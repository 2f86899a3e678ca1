"""The server: one Starlette application, put together from its settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route

from gql import demo_page, graphiql, widgets
from gql.demo import DemoDesk
from gql.engine import Engine
from gql.explore import Explorer
from gql.file_route import FileView
from gql.health import live, ready
from gql.refusals import EXCEPTION_HANDLERS, Masked
from gql.schema import executable
from gql.settings import Settings
from gql.view import GraphQLView
from store.database import Database
from store.files import Files


def create_app(settings: Settings) -> Starlette:
    """The application. Raises BadLocalKey and UnsupportedDatabase where the settings cannot work."""
    local_key = settings.resolved_local_key
    database, files = Database(settings.database_url), Files(settings.resolved_files_url)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await database.close()

    return Starlette(
        routes=_routes(settings, database, files, local_key),
        middleware=_middleware(settings),
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )


def _routes(settings: Settings, database: Database, files: Files, local_key: bytes) -> list[BaseRoute]:
    page = settings.serves_graphiql
    view = GraphQLView(Engine(executable), database, local_key, public_url=settings.public_url, page=page)
    routes: list[BaseRoute] = [
        Route("/graphql", view.respond, methods=["GET", "POST"]),
        Route("/files/{link}", FileView(database, files, local_key).respond, methods=["GET"]),
        Route("/livez", live),
        Route("/readyz", ready(database)),
        *widgets.routes(),
    ]
    explorer = Explorer(settings, database, local_key)
    if page:
        routes += graphiql.routes(explorer.config)
    if settings.in_development:
        routes += demo_page.routes(DemoDesk(explorer, database, local_key).config, widgets.are_built)
    return routes


def _middleware(settings: Settings) -> list[Middleware]:
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
        max_age=600,
    )
    return [cors, Middleware(Masked)] if settings.cors_origins else [Middleware(Masked)]

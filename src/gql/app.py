"""The server: one Starlette application, put together from its settings."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route

from gql import demo_page, graphiql, widgets
from gql.callers import Callers
from gql.demo import DemoDesk
from gql.engine import Engine
from gql.explore import Explorer
from gql.file_route import FileView
from gql.health import live, ready
from gql.housekeeping import housekeeping
from gql.mail import Mailer
from gql.oidc import Issuer
from gql.portal import Portal
from gql.refusals import EXCEPTION_HANDLERS, Masked
from gql.schema import executable
from gql.settings import Settings
from gql.tokens import mint_session
from gql.upload_route import UploadView
from gql.view import GraphQLView
from store.database import Database
from store.files import Files


def create_app(settings: Settings) -> Starlette:
    """The application. Raises BadLocalKey, BadFilesUrl and UnsupportedDatabase where the settings cannot work."""
    local_key = settings.resolved_local_key
    database, files = Database(settings.database_url), Files(settings.resolved_files_url)
    callers = Callers(local_key, Issuer(settings.trust) if settings.trust else None)
    uploads = UploadView(database, files, local_key, settings.incoming_folder)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as closing:
            # Whatever one of them fails at, the others are closed: the database last, as all of them use it.
            closing.push_async_callback(database.close)
            closing.push_async_callback(callers.close)
            closing.push_async_callback(uploads.close)
            uploads.open()
            await closing.enter_async_context(housekeeping(database, files))
            yield

    return Starlette(
        routes=[*_routes(settings, database, files, callers, local_key), uploads.route],
        middleware=_middleware(settings),
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )


def _routes(
    settings: Settings, database: Database, files: Files, callers: Callers, local_key: bytes
) -> list[BaseRoute]:
    page = settings.serves_graphiql
    view = GraphQLView(
        Engine(executable),
        database,
        callers,
        local_key,
        portal=_portal(settings, local_key),
        public_url=settings.public_url,
        page=page,
    )
    routes: list[BaseRoute] = [
        Route("/graphql", view.respond, methods=["GET", "POST"]),
        Route("/files/{link}", FileView(database, files, local_key).respond, methods=["GET"]),
        Route("/livez", live),
        Route("/readyz", ready(database, files)),
        *widgets.routes(),
    ]
    explorer = Explorer(settings, database, local_key)
    if page:
        routes += graphiql.routes(explorer.config)
    if settings.in_development:
        routes += demo_page.routes(DemoDesk(explorer, database, local_key).config, widgets.are_built)
    return routes


def _portal(settings: Settings, local_key: bytes) -> Portal:
    mailer = Mailer(settings.mail_server) if settings.mail_server else None
    return Portal(partial(mint_session, local_key), settings.portal_url, mailer, settings.smtp_from)


def _middleware(settings: Settings) -> list[Middleware]:
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "HEAD", "POST", "PUT"],
        allow_headers=["Authorization", "Content-Type", "Range"],
        expose_headers=["Accept-Ranges", "Content-Disposition", "Content-Range", "Retry-After"],
        max_age=600,
    )
    return [cors, Middleware(Masked)] if settings.cors_origins else [Middleware(Masked)]

"""The server: builds the Starlette application from the settings."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from gql.auth.authenticate import Authenticator
from gql.auth.local_tokens import mint_session
from gql.auth.oidc import OidcAuthenticator
from gql.auth.signed_links import LinkSigner
from gql.auth.viewer_ids import ViewerIds
from gql.execution.executor import Executor
from gql.housekeeping import housekeeping
from gql.http.access_recorder import AccessRecorder
from gql.http.compression import CompressionMiddleware
from gql.http.cors import cors_middleware
from gql.http.download_endpoint import DownloadEndpoint
from gql.http.error_responses import EXCEPTION_HANDLERS, ErrorMiddleware
from gql.http.graphql_endpoint import GraphQLEndpoint
from gql.http.health import VERSION, Readiness, live
from gql.http.incoming_folder import IncomingFolder
from gql.http.nosniff import NoSniffMiddleware
from gql.http.schema_endpoint import SchemaEndpoint
from gql.http.upload_claims import LocalUploadClaims, SharedUploadClaims
from gql.http.upload_endpoint import UploadEndpoint
from gql.invitations.attempts import LocalAttempts, SharedAttempts
from gql.invitations.delivery import InvitationDelivery
from gql.invitations.smtp import Mailer
from gql.observability.loop_lag import measured_loop_lag
from gql.observability.metrics import Metrics, watch_database
from gql.observability.request_middleware import RequestMiddleware
from gql.observability.tracing import open_tracer
from gql.pages import demo, graphiql, widgets
from gql.pages.demo_config import DemoConfig
from gql.pages.graphiql_config import GraphiqlConfig, example_documents
from gql.schema import executable, print_sdl
from gql.settings import Settings
from store.db.database import Database
from store.files import Files


def create_app(settings: Settings) -> Starlette:
    """The application. Raises BadLocalKey, BadFilesUrl and UnsupportedDatabase for settings that cannot work."""
    local_key, previous_keys = settings.resolved_local_key, settings.resolved_previous_keys
    signer = LinkSigner(local_key, previous_keys)
    database, files = Database(settings.database_url), Files(settings.resolved_files_url)
    oidc = OidcAuthenticator(settings.oidc_provider) if settings.oidc_provider else None
    authenticator = Authenticator(local_key, oidc, previous_keys)
    access_recorder = AccessRecorder(database, settings.access_retention)
    folder = IncomingFolder(settings.local_files.incoming, shared=settings.on_postgresql)
    claims = SharedUploadClaims(database) if settings.on_postgresql else LocalUploadClaims()
    uploads = UploadEndpoint(database, files, signer, folder, claims)
    metrics, tracer = Metrics({document["name"] for document in example_documents()}, VERSION), open_tracer()
    watch_database(metrics, database)
    _watch_uploads(metrics, uploads)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as exit_stack:
            # Each is closed even if another fails to; the database last, as the others use it.
            exit_stack.push_async_callback(database.close)
            exit_stack.push_async_callback(authenticator.close)
            exit_stack.push_async_callback(access_recorder.close)
            exit_stack.push_async_callback(uploads.close)
            if tracer:
                exit_stack.callback(tracer.close)
            uploads.open()
            if settings.metrics_address:
                await exit_stack.enter_async_context(measured_loop_lag(metrics.loop_lag))
            access_recorder.open()
            await exit_stack.enter_async_context(housekeeping(database, files, settings.access_retention))
            yield

    app = Starlette(
        routes=[*_routes(settings, database, files, authenticator, local_key, signer, access_recorder), uploads.route],
        middleware=[Middleware(RequestMiddleware, metrics=metrics, tracer=tracer), *_middleware(settings)],
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )
    # Starlette would redirect /graphql/ to an absolute URL with the host that the request names.
    app.router.redirect_slashes = False
    app.state.metrics, app.state.database = metrics, database
    return app


def _watch_uploads(metrics: Metrics, uploads: UploadEndpoint) -> None:
    metrics.watch_queue("uploads", lambda: uploads.counts.queued)
    metrics.watch_upload_bytes(lambda: uploads.counts.bytes_under_way)

    def verdicts() -> dict[str, int]:
        counts = uploads.counts
        refused = counts.refused - counts.timed_out
        return {"accepted": counts.accepted, "refused": refused, "timed_out": counts.timed_out}

    metrics.watch_counts("uploads_judged", "Uploaded files that were checked.", "verdict", verdicts)


def _routes(
    settings: Settings,
    database: Database,
    files: Files,
    authenticator: Authenticator,
    local_key: bytes,
    signer: LinkSigner,
    access_recorder: AccessRecorder,
) -> list[BaseRoute]:
    endpoint = GraphQLEndpoint(
        Executor(executable, introspection=settings.serves_introspection),
        database,
        authenticator,
        signer,
        ViewerIds(local_key),
        access_recorder=access_recorder,
        delivery=_delivery(settings, database, local_key),
        public_url=settings.public_url,
        browser_page=graphiql.page if settings.serves_graphiql else None,
    )
    routes: list[BaseRoute] = [
        Route("/graphql", endpoint.handle, methods=["GET", "POST"]),
        Route("/schema.graphql", SchemaEndpoint(print_sdl()).handle, methods=["GET"]),
        Route("/files/{link}", DownloadEndpoint(database, files, signer, access_recorder).handle, methods=["GET"]),
        Route("/livez", live),
        Route("/readyz", Readiness(database, files).handle),
        *widgets.routes(),
    ]
    if settings.serves_graphiql:
        routes += graphiql.routes(GraphiqlConfig(settings, database, local_key).config)
    if settings.in_development:
        routes += demo.routes(DemoConfig(settings, database, local_key).config, widgets.are_built)
    return routes


def _delivery(settings: Settings, database: Database, local_key: bytes) -> InvitationDelivery:
    mailer = Mailer(settings.mail_server) if settings.mail_server else None
    attempts = SharedAttempts(database) if settings.on_postgresql else LocalAttempts()
    return InvitationDelivery(
        partial(mint_session, local_key), settings.portal_url, mailer, settings.smtp_from, attempts
    )


def _middleware(settings: Settings) -> list[Middleware]:
    return [
        Middleware(NoSniffMiddleware),
        *cors_middleware(settings.cors_origins, settings.cors_headers),
        Middleware(ErrorMiddleware),
        Middleware(CompressionMiddleware),
    ]

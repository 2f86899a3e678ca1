"""The command `policybook serve`."""

from typing import Annotated

import typer

from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.database_command import CommandError, hold_database, run_on_database
from gql.garbage_collector import tune_garbage_collector
from gql.http.server import run_server
from gql.listening import Address, listen
from gql.observability.logs import configure_logs
from gql.observability.metrics_server import serve_metrics
from gql.pages.personas import PERSONAS, has_demo
from gql.settings import Settings
from gql.workers import run_workers
from store.acts.idempotency import delete_expired_outcomes
from store.db.postgresql_pooler import refuse_unsafe_pooler
from store.db.postgresql_roles import owns_tables


def add_command(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)] = None,
    workers: Annotated[int, typer.Option(help="Processes that serve it; on PostgreSQL only.", min=1, max=64)] = 1,
) -> None:
    """Start the server."""
    options = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings().model_copy(update=options)
    _check(settings, workers)
    with hold_database(settings):
        run_on_database(delete_expired_outcomes, settings)
        address = Address(settings.host, settings.port)
        if workers > 1:
            with listen(address) as sockets:
                _print_start_message(settings)
                run_workers(settings, address, sockets, workers)
            return
        application = create_app(settings)
        with (
            listen(address) as sockets,
            serve_metrics(settings.metrics_listen_address, application.state.metrics.registry),
        ):
            _print_start_message(settings)
            configure_logs(settings.resolved_log_format)
            tune_garbage_collector()
            run_server(application, address, sockets, settings.trusted_proxies)


def _check(settings: Settings, workers: int) -> None:
    """Raises CommandError, and what the settings raise, before a process is started or a file made."""
    incoming = settings.local_files.incoming
    if incoming.exists() and not incoming.is_dir():
        raise CommandError(f"{incoming} is a file, and must be a folder or not exist: uploads in progress go there.")
    # It says what is wrong with the key, or makes one, before several processes would.
    _ = settings.resolved_local_key
    if not settings.on_postgresql:
        if workers > 1:
            raise CommandError("a SQLite database is served by one process. Several need PostgreSQL.")
        return
    if not settings.in_development and not settings.has_shared_files:
        raise CommandError(
            "POLICYBOOK_FILES_URL must be a bucket, as other machines may use the database too. "
            "Set POLICYBOOK_FILES_SHARED=true for a folder that every machine reaches, or if this is the only one."
        )
    run_on_database(refuse_unsafe_pooler, settings)
    if not settings.in_development and run_on_database(owns_tables, settings):
        # A warning only: each statement says its practice all the same.
        warning = (
            "row-level security does not apply to this database user, who owns the tables. "
            "`policybook migrate --serving-role NAME` makes one to whom it does."
        )
        typer.echo(f"policybook: {warning}", err=True)


def _print_start_message(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Policybook serves its GraphQL API at {address}/graphql")
    if settings.serves_graphiql:
        typer.echo(f"GraphiQL, to explore the API:  open {address}/graphql in a browser")
    if settings.in_development:
        typer.echo(f"Demo page with the widgets:    open {address}/ in a browser")
        _print_persona_tokens(settings)
    elif settings.portal_url is None:
        # A warning only: a proxy may serve the portal at the server's own address.
        warning = (
            "POLICYBOOK_PORTAL_URL is not set: links of invitations lead to /, which this server answers with 404."
        )
        typer.echo(f"policybook: {warning}", err=True)
    typer.echo("Press Ctrl+C to stop.")


def _print_persona_tokens(settings: Settings) -> None:
    if not run_on_database(has_demo, settings):
        typer.echo("There is no demo practice in the database. To load it, stop the server and run `policybook demo`.")
        return
    typer.echo("Headers to send as one of the demo's personas, valid for twelve hours:")
    for name, caller in PERSONAS.values():
        typer.echo(f"\n{name}:\n  Authorization: Bearer {mint(settings.resolved_local_key, caller)}")
    typer.echo("")

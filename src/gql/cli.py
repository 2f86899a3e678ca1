"""Policybook's command line. Settings come from the environment: see docs/operating.md."""

import asyncio
import gc
import os
import uuid
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Annotated, TypeVar

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.backup_cli import add_commands as add_backup_commands
from gql.global_ids import global_id, local_id
from gql.http.health import VERSION
from gql.http.server import run_server
from gql.listening import Address, CannotListen, listen
from gql.observability.logs import configure_logs
from gql.observability.metrics_server import serve_metrics
from gql.pages.personas import PERSONAS, has_demo
from gql.payers_cli import BadPayerList
from gql.payers_cli import add_commands as add_payers_commands
from gql.schema import print_sdl
from gql.settings import BadLocalKey, Settings
from insurance.enums import Role
from store.acts.add_practice import BadPractice, add_practice
from store.acts.idempotency import delete_expired_outcomes
from store.backups.errors import BackupError
from store.caller import Caller
from store.db.database import Database
from store.db.engines import UnsupportedDatabase
from store.db.migrate import is_current, migrate
from store.db.process_lock import DatabaseInUse, hold_process_lock
from store.db.unusable_database import UnusableDatabase, check_database, explain_database_errors
from store.demo import load_demo
from store.files import BadFilesUrl, Files, FilesUnavailable
from store.reads.practices import all_practices

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
practice_app = typer.Typer(no_args_is_help=True, help="The practices on this server.")
app.add_typer(practice_app, name="practice")
add_backup_commands(app)

T = TypeVar("T")


class CommandError(Exception):
    """The command cannot be carried out. The message says why, in one line."""


def main() -> None:
    """Runs the command line. Errors that the user can fix are printed as one line, with exit status 2."""
    # The files it creates contain health data: only their owner may read them.
    os.umask(0o077)
    try:
        app()
    except ValidationError as error:
        _exit_with("; ".join(map(_describe_setting, error.errors())))
    except OSError as error:
        _exit_with(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    except (
        CommandError,
        CannotListen,
        BackupError,
        BadPayerList,
        BadPractice,
        DatabaseInUse,
        UnusableDatabase,
        BadFilesUrl,
        BadLocalKey,
        UnsupportedDatabase,
    ) as error:
        _exit_with(str(error))
    except FilesUnavailable as error:
        _exit_with(f"the file store does not answer: {error}")


def _describe_setting(problem: ErrorDetails) -> str:
    """A validation error in one line, without the value, which may be a secret."""
    reason = problem["msg"].removeprefix("Value error, ")
    # An error about several settings together names them in its message.
    return f"POLICYBOOK_{problem['loc'][0]}".upper() + ": " + reason if problem["loc"] else reason


def _exit_with(message: str) -> None:
    typer.echo(f"policybook: {message}", err=True)
    raise SystemExit(2)


def _run(work: Callable[[Database], Awaitable[T]], settings: Settings, *, alone: bool = False) -> T:
    """Runs `work` on the database and closes it. With `alone`, no other Policybook process may use the database."""
    file = settings.database_path
    check_database(file)
    if work is not migrate and not file.exists():
        raise CommandError("there is no database yet. Run `policybook migrate` first.")

    async def run() -> T:
        database = Database(settings.database_url, checkpoints=alone)
        try:
            if work is not migrate and not await is_current(database):
                raise CommandError("the database's tables are not up to date. Run `policybook migrate` first.")
            return await work(database)
        finally:
            await database.close()

    with hold_process_lock(file) if alone else nullcontext(), explain_database_errors(file):
        return asyncio.run(run())


add_payers_commands(app, lambda work: _run(work, Settings()))


def _print_version(requested: bool) -> None:
    if requested:
        typer.echo(f"policybook {VERSION}")
        raise typer.Exit


@app.callback()
def _global_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    # Its callback does the work.
    del version


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)] = None,
) -> None:
    """Start the server."""
    options = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings().model_copy(update=options)
    check_database(settings.database_path)
    with hold_process_lock(settings.database_path):
        _check_incoming_folder(settings)
        application = create_app(settings)
        _run(delete_expired_outcomes, settings)
        address = Address(settings.host, settings.port)
        with (
            listen(address) as sockets,
            serve_metrics(settings.metrics_listen_address, application.state.metrics.registry),
        ):
            _print_start_message(settings)
            configure_logs(settings.resolved_log_format)
            tune_garbage_collector()
            run_server(application, address, sockets, settings.trusted_proxies)


def _check_incoming_folder(settings: Settings) -> None:
    folder = settings.incoming_folder
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file, and must be a folder or not exist: uploads in progress go there.")


def tune_garbage_collector() -> None:
    """Makes the garbage collector run less often, and skip the objects that live as long as the process.

    A response creates many short-lived objects and hardly any reference cycles. With the default settings, a quarter
    of the time went into looking for cycles. Looking more rarely still lets cycles pile up, and the event loop waits
    while they are freed: validation of a document leaves a thousand objects in cycles. Under documents that differed
    each time, on a busy machine, thresholds of 10,000, 10 and 5 made a collection of the second generation take up to
    60 ms, these up to 33.
    Mixed reads take as much processor time and memory with either.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 4, 3)


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
    if not _run(has_demo, settings):
        typer.echo("There is no demo practice in the database. To load it, stop the server and run `policybook demo`.")
        return
    typer.echo("Headers to send as one of the demo's personas, valid for twelve hours:")
    for name, caller in PERSONAS.values():
        typer.echo(f"\n{name}:\n  Authorization: Bearer {mint(settings.resolved_local_key, caller)}")
    typer.echo("")


@app.command(name="migrate")
def migrate_command() -> None:
    """Create the database, or update its tables to this version. Safe to repeat."""
    _run(migrate, Settings(), alone=True)
    typer.echo("The database is up to date.")


@app.command()
def demo(
    when_empty: Annotated[
        bool, typer.Option("--when-empty", help="Do nothing if the database has a practice already.")
    ] = False,
) -> None:
    """Load two demo practices with made-up clients. Safe to repeat."""
    settings = Settings()

    async def load(database: Database) -> bool:
        return await load_demo(database, Files(settings.resolved_files_url))

    # Reading the practices takes no lock: it works while the server runs.
    is_wanted = not (when_empty and _run(all_practices, settings))
    typer.echo(
        "The demo practices are loaded."
        if is_wanted and _run(load, settings, alone=True)
        else "The database has practices already: nothing was loaded."
    )


@practice_app.command("add")
def practice_add(
    name: Annotated[str, typer.Argument(help="The practice's name.")],
    time_zone: Annotated[str, typer.Option(help="IANA time zone.")] = "America/New_York",
) -> None:
    """Add a practice and print its id."""
    practice = _run(lambda database: add_practice(database, name, time_zone), Settings())
    typer.echo(global_id("Practice", practice.id))


@practice_app.command("list")
def practice_list() -> None:
    """List the practices, one per line, starting with the id."""
    for practice in _run(all_practices, Settings()):
        typer.echo(f"{global_id('Practice', practice.id)}  {practice.name}  ({practice.time_zone})")


@app.command()
def token(
    practice: Annotated[str, typer.Option(help="The practice's id: the API's global id, or the UUID.")],
    role: Annotated[Role, typer.Option(help="The role of the caller.", case_sensitive=False)],
    name: Annotated[str | None, typer.Option(help="The practitioner's name, as the history shows it.")] = None,
    client: Annotated[str | None, typer.Option(help="The client's id, for a token to the portal.")] = None,
) -> None:
    """Print a bearer token, signed with the local key and valid for twelve hours."""
    key = Settings().resolved_local_key
    if (role is Role.CLIENT) != (client is not None):
        raise CommandError("--role client needs --client, and no other role takes it.")
    client_id = client and _record_id(client, "Client")
    caller = Caller(
        _record_id(practice, "Practice"), role, f"local:{client_id or name or 'practitioner'}", name, client_id
    )
    typer.echo(mint(key, caller))


def _record_id(text: str, type_name: str) -> str:
    try:
        return local_id(type_name, text) or str(uuid.UUID(text))
    except ValueError as error:
        raise CommandError(f"{text} is not the id of a {type_name.lower()}.") from error


@app.command()
def schema() -> None:
    """Print the GraphQL schema in SDL."""
    typer.echo(print_sdl(), nl=False)

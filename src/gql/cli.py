"""Policybook's command line. Settings come from the environment: see README."""

import asyncio
import gc
import os
import signal
import sys
import uuid
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer
import uvicorn
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.backup_cli import add_commands as add_backup_commands
from gql.global_ids import global_id, local_id
from gql.pages.personas import PERSONAS, has_demo
from gql.schema import print_sdl
from gql.settings import BadLocalKey, Settings
from insurance.enums import Role
from store.acts.add_practice import BadPractice, add_practice
from store.acts.retries import forget_old_outcomes
from store.backups.errors import BackupError
from store.caller import Caller
from store.db.database import Database
from store.db.engines import UnsupportedDatabase
from store.db.migrate import is_current, migrate
from store.db.process_lock import DatabaseInUse, sole_process
from store.demo import load_demo
from store.files import BadFilesUrl, Files, FilesUnavailable
from store.reads.practices import all_practices

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
practice_app = typer.Typer(no_args_is_help=True, help="The practices on this server.")
app.add_typer(practice_app, name="practice")
add_backup_commands(app)

T = TypeVar("T")


class Refused(Exception):  # noqa: N818 - reads as what it says
    """The command cannot be carried out; the message says why."""


def main() -> None:
    """Runs the command line, with one clear line for whatever the user can mend."""
    # What is made holds health data: it is for its owner only.
    os.umask(0o077)
    try:
        app()
    except ValidationError as error:
        _give_up("; ".join(map(_setting, error.errors())))
    except OSError as error:
        _give_up(f"{error.filename}: {error.strerror}")
    except (Refused, BackupError, BadPractice, DatabaseInUse, BadFilesUrl, BadLocalKey, UnsupportedDatabase) as error:
        _give_up(str(error))
    except FilesUnavailable as error:
        _give_up(f"the file store does not answer: {error}")


def _setting(problem: ErrorDetails) -> str:
    """What is wrong with a setting, without the value: it may be a secret."""
    reason = problem["msg"].removeprefix("Value error, ")
    # What is wrong with several settings together names them itself.
    return f"POLICYBOOK_{problem['loc'][0]}".upper() + ": " + reason if problem["loc"] else reason


def _give_up(message: str) -> None:
    typer.echo(f"policybook: {message}", err=True)
    raise SystemExit(2)


def _run(work: Callable[[Database], Awaitable[T]], settings: Settings, *, alone: bool = False) -> T:
    """Runs the work on the database, alone where nobody else may be at it, and closes the database."""

    if settings.database_path.is_dir():
        raise Refused(f"{settings.database_path} is a folder, not a database file.")
    if work is not migrate and not settings.database_path.exists():
        raise Refused("there is no database yet: run `policybook migrate` first.")

    async def run() -> T:
        database = Database(settings.database_url, checkpoints=alone)
        try:
            if work is not migrate and not await is_current(database):
                raise Refused("the database's tables are not the newest: run `policybook migrate` first.")
            return await work(database)
        finally:
            await database.close()

    if not alone:
        return asyncio.run(run())
    with sole_process(settings.database_path):
        return asyncio.run(run())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)] = None,
) -> None:
    """Serve the API."""
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings().model_copy(update=given)
    with sole_process(settings.database_path):
        asgi = create_app(settings)
        _run(forget_old_outcomes, settings)
        _greet(settings)
        spare_the_collector()
        # The server ends in order and then repeats the signal: to have been told to stop is no failure.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        uvicorn.run(
            asgi,
            host=settings.host,
            port=settings.port,
            # An access log would keep URLs, and those of GET requests hold queries.
            access_log=False,
            server_header=False,
            ws="none",
            log_level="warning",
            limit_concurrency=512,
            timeout_graceful_shutdown=10,
        )


def spare_the_collector() -> None:
    """Has the garbage collector look less often, and never through what lives as long as the process.

    An answer makes many short-lived objects and no cycles to speak of: looking for some took a quarter of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def _greet(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Policybook serves {address}/graphql")
    if settings.serves_graphiql:
        typer.echo(f"GraphiQL:  open {address}/graphql in a browser")
    if not settings.in_development and settings.portal_url is None:
        # No reason to refuse: a proxy may have the portal at the server's own address.
        typer.echo("policybook: POLICYBOOK_PORTAL_URL is not set: invitations lead to /, which is 404 here.", err=True)
    if settings.in_development and _run(has_demo, settings):
        for name, caller in PERSONAS.values():
            typer.echo(f"\n{name}:\n  Authorization: Bearer {mint(settings.resolved_local_key, caller)}")


@app.command(name="migrate")
def migrate_command() -> None:
    """Bring the database to the newest tables. Safe to repeat."""
    _run(migrate, Settings(), alone=True)
    typer.echo("The tables are the newest.")


@app.command()
def demo(
    when_empty: Annotated[bool, typer.Option("--when-empty", help="Only into a database without a practice.")] = False,
) -> None:
    """Load the demo practices. Safe to repeat."""
    settings = Settings()

    async def load(database: Database) -> bool:
        if when_empty and await all_practices(database):
            return False
        return await load_demo(database, Files(settings.resolved_files_url))

    typer.echo("The demo is loaded." if _run(load, settings, alone=True) else "Nothing to load.")


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
    """List the practices, a line each, id first."""
    for practice in _run(all_practices, Settings()):
        typer.echo(f"{global_id('Practice', practice.id)}  {practice.name}  ({practice.time_zone})")


@app.command()
def token(
    practice: Annotated[str, typer.Option(help="The practice's id, as the API shows it or plain.")],
    role: Annotated[Role, typer.Option(help="Who is calling.", case_sensitive=False)],
    name: Annotated[str | None, typer.Option(help="A practitioner's name, as the history will show it.")] = None,
    client: Annotated[str | None, typer.Option(help="The client's id, for a portal token.")] = None,
) -> None:
    """Print a bearer token, good for twelve hours, signed with the local key."""
    key = Settings().resolved_local_key
    if (role is Role.CLIENT) != (client is not None):
        raise Refused("--client goes with --role client, and that role needs it.")
    client_id = client and _plain_id(client, "Client")
    caller = Caller(
        _plain_id(practice, "Practice"), role, f"local:{client_id or name or 'practitioner'}", name, client_id
    )
    typer.echo(mint(key, caller))


def _plain_id(text: str, type_name: str) -> str:
    try:
        return local_id(type_name, text) or str(uuid.UUID(text))
    except ValueError as error:
        raise Refused(f"{text} is no id of a {type_name.lower()}.") from error


@app.command()
def schema() -> None:
    """Print the schema in GraphQL's schema definition language."""
    typer.echo(print_sdl(), nl=False)

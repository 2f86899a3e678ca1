"""Policybook's command line. Settings come from the environment: see docs/operating.md."""

import os
import uuid
from typing import Annotated

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gql.auth.local_tokens import mint
from gql.backup_cli import add_commands as add_backup_commands
from gql.database_command import CommandError, run_on_database
from gql.global_ids import global_id, local_id
from gql.http.health import VERSION
from gql.listening import CannotListen
from gql.move_cli import add_command as add_move_command
from gql.payers_cli import BadPayerList
from gql.payers_cli import add_commands as add_payers_commands
from gql.schema import print_sdl
from gql.serve_cli import add_command as add_serve_command
from gql.settings import BadLocalKey, Settings
from gql.workers import WorkersFailed
from insurance.enums import Role
from store.acts.add_practice import BadPractice, add_practice
from store.backups.errors import BackupError
from store.caller import Caller
from store.db.database import Database
from store.db.errors import UnsupportedDatabase
from store.db.migrate import migrate
from store.db.postgresql_roles import BadRole, grant_serving_role
from store.db.process_lock import DatabaseInUse
from store.db.unusable_database import UnusableDatabase
from store.demo import load_demo
from store.files import BadFilesUrl, Files, FilesUnavailable
from store.reads.practices import all_practices

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
practice_app = typer.Typer(no_args_is_help=True, help="The practices on this server.")
app.add_typer(practice_app, name="practice")
add_backup_commands(app)


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
        BadRole,
        DatabaseInUse,
        UnusableDatabase,
        BadFilesUrl,
        BadLocalKey,
        UnsupportedDatabase,
        WorkersFailed,
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


add_serve_command(app)
add_move_command(app)
add_payers_commands(app, lambda work: run_on_database(work, Settings()))


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


@app.command(name="migrate")
def migrate_command(
    serving_role: Annotated[
        str | None, typer.Option(help="A PostgreSQL role for `serve`: made if missing, granted what it needs.")
    ] = None,
) -> None:
    """Create the tables, or update them to this version. Safe to repeat."""
    settings = Settings()
    if serving_role and not settings.on_postgresql:
        raise CommandError("--serving-role is for PostgreSQL: a SQLite file has no roles.")
    run_on_database(migrate, settings, alone=True)
    if serving_role:
        run_on_database(lambda database: grant_serving_role(database, serving_role), settings)
        typer.echo(f"The role {serving_role} may serve the database. Set its password, or how it signs in.")
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
    is_wanted = not (when_empty and run_on_database(all_practices, settings))
    typer.echo(
        "The demo practices are loaded."
        if is_wanted and run_on_database(load, settings, alone=True)
        else "The database has practices already: nothing was loaded."
    )


@practice_app.command("add")
def practice_add(
    name: Annotated[str, typer.Argument(help="The practice's name.")],
    time_zone: Annotated[str, typer.Option(help="IANA time zone.")] = "America/New_York",
) -> None:
    """Add a practice and print its id."""
    practice = run_on_database(lambda database: add_practice(database, name, time_zone), Settings())
    typer.echo(global_id("Practice", practice.id))


@practice_app.command("list")
def practice_list() -> None:
    """List the practices, one per line, starting with the id."""
    for practice in run_on_database(all_practices, Settings()):
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

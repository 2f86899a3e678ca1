"""The command `policybook move`: from the database of the settings to another, such as from SQLite to PostgreSQL."""

from typing import Annotated

import typer

from gql.database_command import CommandError, run_on_database
from gql.settings import Settings
from store.db.backends import is_postgresql
from store.db.database import Database
from store.db.migrate import migrate
from store.db.unusable_database import explain_server_errors
from store.files import Files
from store.moves import Moved, MoveFailed, move_practices


def add_command(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("move")(move_command)


def move_command(
    to: Annotated[str, typer.Option(help="The URL of the other database, on PostgreSQL.")],
    files_to: Annotated[str | None, typer.Option(help="The URL of another file store, if files move too.")] = None,
) -> None:
    """Copy all practices to another database, and compare them. Stop the server first. Safe to repeat."""
    settings = Settings()
    if settings.on_postgresql or not is_postgresql(to):
        raise CommandError("practices move from a SQLite file to PostgreSQL, and in no other direction.")

    async def move(source: Database) -> Moved:
        target = Database(to)
        try:
            await migrate(target)
            return await move_practices(source, target, files)
        except MoveFailed as error:
            raise CommandError(str(error)) from error
        finally:
            await target.close()

    files = (Files(settings.resolved_files_url), Files(files_to)) if files_to else None
    with explain_server_errors():
        moved = run_on_database(move, settings, alone=True)
    typer.echo(
        f"{moved.copied} practices were copied and {moved.present} were there already: {moved.rows} rows are the same, "
        f"{moved.files} files were copied."
    )

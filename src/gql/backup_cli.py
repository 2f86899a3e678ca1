"""The commands that back up, restore and verify the database and its files."""

import asyncio
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from gql.settings import Settings
from store.backups.backup import back_up
from store.backups.errors import BackupError
from store.backups.restore import Restored, restore
from store.backups.verify import verify, verify_backup
from store.db.migrate import is_newest
from store.db.process_lock import check_name
from store.db.snapshot import UnreadableDatabase
from store.files import Files

T = TypeVar("T")


def add_commands(app: typer.Typer) -> None:
    """Adds `backup`, `restore` and `verify` to the command line."""
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)
    app.command("verify")(verify_command)


def backup_command(
    folder: Annotated[Path, typer.Argument(help="Where to: the same folder each time, for this alone.")],
) -> None:
    """Back up the database and its files into a folder, while the server runs. Copies only files that are new."""
    settings = _with_a_database()
    done = _run(back_up(settings.database_path, Files(settings.resolved_files_url), folder), folder)
    typer.echo(
        f"Backed up the database and {len(done.files)} files ({done.copied} copied), as of {done.created_at:%FT%TZ}."
    )
    _report(done.problems)


def restore_command(folder: Annotated[Path, typer.Argument(help="A folder that `policybook backup` wrote.")]) -> None:
    """Put a backup in place where there is no database yet: all of it, or nothing."""
    settings = _of_sqlite()

    async def run() -> Restored:
        # A folder for files is made only once there is something to put there.
        return await restore(folder, settings.database_path, lambda: Files(settings.resolved_files_url))

    restored = _run(run(), folder)
    manifest = restored.manifest
    typer.echo(f"Restored the database and {len(manifest.files)} files, as of {manifest.created_at:%FT%TZ}.")
    if not is_newest(manifest.schema_revision):
        typer.echo("Its tables are an earlier version's: run `policybook migrate` before you serve it.")
    for flaw in restored.flaws:
        typer.echo(flaw)


def verify_command(
    folder: Annotated[Path | None, typer.Argument(help="A backup's folder; else what is served.")] = None,
) -> None:
    """Check that the database and every file is whole: a line for each problem, and exit code 1 if there is one."""
    if folder is None:
        settings = _with_a_database()
        found = _run(verify(settings.database_path, Files(settings.resolved_files_url)), settings.database_path)
    else:
        found = _run(asyncio.to_thread(verify_backup, folder), folder)
    _report(found.problems)
    typer.echo(f"The database and {found.files} files are whole.")


def _of_sqlite() -> Settings:
    settings = Settings()
    if settings.on_postgresql:
        raise BackupError(
            "this is for SQLite. Back up PostgreSQL with its own tools, such as pgBackRest, and afterwards the files."
        )
    return settings


def _with_a_database() -> Settings:
    settings = _of_sqlite()
    if not settings.database_path.is_file():
        raise BackupError(f"there is no database at {settings.database_path}")
    check_name(settings.database_path)
    return settings


def _run(work: Coroutine[Any, Any, T], place: Path) -> T:
    """Runs the work, with one error for what the machine may fail at. `place` is what it was most likely about."""
    try:
        return asyncio.run(work)
    except UnreadableDatabase as error:
        raise BackupError(f"the database cannot be read or copied: {error}") from error
    except OSError as error:
        raise BackupError(f"{error.filename or place}: {error.strerror}") from error


def _report(problems: Sequence[str]) -> None:
    for problem in sorted(problems):
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)

"""The commands for lists of payers: `policybook payers import` and `policybook payers export`."""

import csv
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from gql.global_ids import local_id
from insurance.enums import Role
from insurance.payer_list import COLUMNS, NAME, row_of
from store.acts.import_payers import PayersImported, import_payers
from store.caller import Caller
from store.db.database import Database
from store.reads.payers import offered_payers
from store.reads.practices import all_practices

Run = Callable[[Callable[[Database], Awaitable[Any]]], Any]
Practice = Annotated[str, typer.Option(help="The practice's id, as `policybook practice list` prints it.")]


class BadPayerList(ValueError):
    """The file is no list of payers, or the practice does not exist; the message says why."""


def add_commands(app: typer.Typer, run: Run) -> None:
    """Adds the commands. `run` runs work on the database of the settings."""
    payers = typer.Typer(no_args_is_help=True, help="Lists of payers, as CSV files.")
    app.add_typer(payers, name="payers")

    @payers.command("import")
    def import_command(
        file: Annotated[Path, typer.Argument(help="A CSV file in UTF-8 whose first row names the columns.")],
        practice: Practice,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, but save nothing.")] = False,
    ) -> None:
        """Add the payers of a CSV file to a practice, all of them or none."""
        rows, unused = read_rows(file)
        if unused:
            typer.echo(f"Columns not used: {', '.join(unused)}.")

        async def work(database: Database) -> PayersImported:
            practice_id = await _practice_id(database, practice)
            return await import_payers(database, practice_id, rows, dry_run=dry_run)

        report(run(work), dry_run=dry_run)

    @payers.command("export")
    def export_command(practice: Practice) -> None:
        """Print a practice's payers as CSV, without archived ones."""

        async def work(database: Database) -> list[dict[str, str]]:
            caller = Caller(await _practice_id(database, practice), Role.PRACTITIONER, "local:export")
            found = await offered_payers(database, caller)
            return [row_of(payer) for payer in found]

        rows = run(work)
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_rows(file: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The rows of a CSV file, each with the number of its line, and the columns that mean nothing here.

    Raises BadPayerList for a file that is no CSV file in UTF-8, or has no column `name`.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text, restkey="", restval="", strict=True)
            columns = [column.strip() for column in reader.fieldnames or ()]
            reader.fieldnames = columns
            rows = [(reader.line_num, {name: value for name, value in row.items() if name}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadPayerList(f"{file.name} is no CSV file in UTF-8.") from error
    if NAME not in columns:
        raise BadPayerList(f"{file.name} needs a column `name`. Others are {', '.join(COLUMNS[1:])}.")
    return rows, [column for column in columns if column not in COLUMNS]


def report(imported: PayersImported, *, dry_run: bool) -> None:
    """Prints what was done, or every row that keeps it from being done. Exits with status 2 for the latter."""
    for conflict in imported.conflicts:
        typer.echo(f"Row {conflict.row}: {conflict.name!r}: {conflict.reason}", err=True)
    counts = (
        f"{imported.created} created, {imported.matched} matched ({imported.completed} completed), "
        f"{imported.repeated} repeated, {len(imported.conflicts)} conflicting"
    )
    typer.echo(f"{counts}. {'Nothing was saved.' if dry_run or imported.conflicts else 'All were saved.'}")
    if imported.conflicts:
        raise typer.Exit(2)


async def _practice_id(database: Database, text: str) -> str:
    wanted = local_id("Practice", text) or text
    for practice in await all_practices(database):
        if practice.id == wanted:
            return practice.id
    raise BadPayerList("There is no such practice. `policybook practice list` lists them.")

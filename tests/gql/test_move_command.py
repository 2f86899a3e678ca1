"""`policybook move`: all that a SQLite server has is on PostgreSQL afterwards, and the same."""

from pathlib import Path

import pytest

from store.db.tables import metadata
from support.command_line import CommandLine
from support.database_records import copy_demo
from support.databases import PostgresqlDatabase, SqliteDemo, SqliteFile
from support.postgresql_server import PostgresqlServer

pytestmark = pytest.mark.postgresql_only


@pytest.fixture
def source(sqlite_demo: SqliteDemo, tmp_path: Path) -> SqliteFile:
    """A copy of the demo, with its files."""
    return SqliteFile(copy_demo(sqlite_demo.database.file, tmp_path))


@pytest.fixture
def target(postgresql: PostgresqlServer, tmp_path: Path) -> PostgresqlDatabase:
    """An empty database."""
    name = f"move_{tmp_path.name[-20:]}".replace("-", "_").lower()
    PostgresqlDatabase(postgresql, "postgres", tmp_path).execute(f'CREATE DATABASE "{name}"')
    return PostgresqlDatabase(postgresql, name, tmp_path / "moved.db")


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line."""
    return CommandLine(tmp_path, monkeypatch, capsys)


def counts(database: SqliteFile | PostgresqlDatabase) -> dict[str, int]:
    return {
        table.name: database.rows(f"SELECT count(*) FROM {table.name}")[0][0]
        for table in metadata.sorted_tables
        if "practice_id" in table.c
    }


def test_every_row_and_every_file_moves(
    source: SqliteFile, target: PostgresqlDatabase, command: CommandLine, tmp_path: Path
) -> None:
    settings = {"database_url": source.url}
    files = f"file://{tmp_path}/moved"
    first = command("move", "--to", target.url, "--files-to", files, **settings).output
    assert first.startswith("2 practices were copied and 0 were there already")
    assert counts(target) == counts(source)
    original = Path(f"{source.file}.files")
    moved = {path.relative_to(tmp_path / "moved") for path in (tmp_path / "moved").rglob("*") if path.is_file()}
    assert moved == {path.relative_to(original) for path in original.rglob("*") if path.is_file()}
    again = command("move", "--to", target.url, "--files-to", files, **settings).output
    assert again.startswith("0 practices were copied and 2 were there already")
    assert again.endswith("0 files were copied.")


def test_a_move_goes_on_where_it_stopped(source: SqliteFile, target: PostgresqlDatabase, command: CommandLine) -> None:
    command("move", "--to", target.url, database_url=source.url)
    last = source.rows("SELECT id FROM practices ORDER BY id DESC LIMIT 1")[0][0]
    target.execute("ALTER TABLE changes DISABLE TRIGGER USER")
    target.execute("UPDATE policies SET ended_by_id = NULL WHERE practice_id = ?", last)
    for table in reversed(metadata.sorted_tables):
        if "practice_id" in table.c:
            target.execute(f"DELETE FROM {table.name} WHERE practice_id = ?", last)
    target.execute("DELETE FROM practices WHERE id = ?", last)
    told = command("move", "--to", target.url, database_url=source.url).output
    assert told.startswith("1 practices were copied and 1 were there already")
    assert counts(target) == counts(source)


def test_a_difference_is_told(source: SqliteFile, target: PostgresqlDatabase, command: CommandLine) -> None:
    command("move", "--to", target.url, database_url=source.url)
    target.execute("UPDATE clients SET first_name = 'Another' WHERE id = (SELECT id FROM clients LIMIT 1)")
    refused = command("move", "--to", target.url, database_url=source.url).error
    assert refused.endswith("differs in the target: clients.")


def test_in_the_other_direction_it_is_refused(target: PostgresqlDatabase, command: CommandLine) -> None:
    assert "in no other direction" in command("move", "--to", "sqlite+aiosqlite:///x.db", database_url=target.url).error

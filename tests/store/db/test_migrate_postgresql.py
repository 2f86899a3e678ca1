"""Migrations on PostgreSQL: by several commands at once, beside a server that is busy, and of two releases."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from store.db.database import Database
from store.db.migrate import _config, fits, is_current, migrate, newest
from store.db.tables import metadata
from store.demo import load_demo
from store.files import Files
from store.reads.practices import all_practices
from support.command_line import CommandLine
from support.databases import PostgresqlDatabase
from support.postgresql_server import PostgresqlServer

pytestmark = pytest.mark.postgresql_only


@pytest.fixture
def empty(postgresql: PostgresqlServer, tmp_path: Path) -> PostgresqlDatabase:
    """A database without a table."""
    name = f"empty_{tmp_path.name}"
    PostgresqlDatabase(postgresql, "postgres", tmp_path).execute(f'CREATE DATABASE "{name}"')
    return PostgresqlDatabase(postgresql, name, tmp_path / "policybook.db")


async def test_many_at_once_migrate_and_load_the_demo_once(empty: PostgresqlDatabase, tmp_path: Path) -> None:
    servers = [Database(empty.url) for _ in range(4)]
    await asyncio.gather(*map(migrate, servers))
    files = Files(f"file://{tmp_path}/files")
    assert sorted(await asyncio.gather(*(load_demo(server, files) for server in servers))) == [
        False,
        False,
        False,
        True,
    ]
    assert len(await all_practices(servers[0])) == 2
    for server in servers:
        assert await is_current(server)
        await server.close()


async def test_the_migrations_make_the_tables_that_the_code_expects(empty: PostgresqlDatabase) -> None:
    database = Database(empty.url)
    await migrate(database)

    def found(connection: sa.Connection) -> dict[str, dict[str, tuple[str, bool]]]:
        inspector = sa.inspect(connection)
        return {
            table: {
                column["name"]: (column["type"].compile(connection.dialect), bool(column["nullable"]))
                for column in inspector.get_columns(table)
            }
            for table in inspector.get_table_names()
            if table != "alembic_version"
        }

    async with database.engines.reader.connect() as connection:
        made = await connection.run_sync(found)
    dialect = database.engines.reader.dialect
    expected = {
        table.name: {column.name: (column.type.compile(dialect), bool(column.nullable)) for column in table.c}
        for table in metadata.sorted_tables
    }
    assert {name: set(columns) for name, columns in made.items()} == {
        name: set(columns) for name, columns in expected.items()
    }
    for name, columns in expected.items():
        assert {column: kind[1] for column, kind in made[name].items()} == {
            column: kind[1] for column, kind in columns.items()
        }
    await database.close()


async def test_a_table_in_use_is_waited_for_without_holding_up_requests(empty: PostgresqlDatabase) -> None:
    database = Database(empty.url)

    def upgrade(connection: sa.Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0014")

    async with database.engines.maintenance.connect() as connection:
        await connection.run_sync(upgrade)
    async with database.engines.maintenance.connect() as busy:
        await busy.execute(sa.text("SELECT count(*) FROM clients"))
        migrating = asyncio.create_task(migrate(database))
        await asyncio.sleep(3)
        assert not migrating.done()
        # Between two attempts of the migration others get their turn.
        assert await asyncio.wait_for(asyncio.to_thread(empty.rows, "SELECT count(*) FROM clients"), 5)
        await busy.rollback()
    await asyncio.wait_for(migrating, 20)
    assert await is_current(database)
    await database.close()


async def test_a_release_works_on_what_a_newer_one_has_added(empty: PostgresqlDatabase) -> None:
    database = Database(empty.url)
    await migrate(database)
    empty.execute("UPDATE alembic_version SET version_num = '9000'")
    assert await is_current(database)
    # Migrated again by the older release, it stays as it is.
    await migrate(database)
    empty.execute("UPDATE releases SET compatible_from = '9000'")
    assert not await is_current(database)
    await database.close()


@pytest.mark.parametrize(
    ("revision", "compatible_from", "expected"),
    [
        (None, None, False),
        ("0001", None, False),
        (newest(), newest(), True),
        ("9000", newest(), True),
        ("9000", "9000", False),
        ("9000", None, False),
    ],
)
def test_which_tables_fit(revision: str | None, compatible_from: str | None, expected: bool) -> None:
    assert fits(revision, compatible_from) is expected


def test_commands_say_in_one_line_what_is_wrong(
    empty: PostgresqlDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = CommandLine(tmp_path, monkeypatch, capsys)
    assert "Run `policybook migrate` first" in command("practice", "list", database_url=empty.url).error
    nowhere = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"
    assert command("migrate", database_url=nowhere).error == "the database server does not answer."
    missing = empty.server.url("missing")
    assert command("migrate", database_url=missing).error == "the database server has no database of this name."
    assert "pgBackRest" in command("backup", "folder", database_url=empty.url).error
    assert "roles" in command("migrate", "--serving-role", "x").error

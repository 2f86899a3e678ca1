"""Migrations: afterwards the database is the one that the code expects, whatever it was before."""

import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from store.db.database import Database
from store.db.migrate import is_current, migrate
from store.db.tables import metadata

# A comma outside of parentheses within the definition of a table.
_ITEMS = re.compile(r",(?![^()]*\)[^()]*[,)])")


@pytest.fixture
async def fresh(tmp_path: Path) -> AsyncIterator[Database]:
    """A database whose file is not there yet."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/policybook.db")
    yield database
    await database.close()


def statements_of(file: Path) -> dict[str, set[str]]:
    """The SQL of each table and index of a database, as sets of items: the order of items does not matter.

    SQLite puts a column that is added to a table on the table's last line.
    """
    with sqlite3.connect(file) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        ).fetchall()
    connection.close()
    return {
        name: {" ".join(item.replace('"', "").strip(" \t\n()").split()) for item in _ITEMS.split(sql)}
        for name, sql in found
        if "alembic" not in name
    }


async def test_a_migrated_database_has_the_tables_to_the_letter(fresh: Database, tmp_path: Path) -> None:
    await migrate(fresh)
    declared = tmp_path / "declared.db"
    engine = sa.create_engine(f"sqlite:///{declared}")
    metadata.create_all(engine)
    engine.dispose()
    assert statements_of(tmp_path / "policybook.db") == statements_of(declared)


async def test_alembic_finds_nothing_left_to_migrate(fresh: Database) -> None:
    await migrate(fresh)

    def compare(connection: sa.Connection) -> object:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)

    async with fresh.engines.reader.connect() as connection:
        assert await connection.run_sync(compare) == []


async def test_a_database_is_current_once_it_is_migrated_and_not_before(fresh: Database) -> None:
    assert not await is_current(fresh)
    await migrate(fresh)
    assert await is_current(fresh)


async def test_migrating_again_changes_nothing(fresh: Database, tmp_path: Path) -> None:
    await migrate(fresh)
    before = statements_of(tmp_path / "policybook.db")
    await migrate(fresh)
    assert statements_of(tmp_path / "policybook.db") == before
    assert await is_current(fresh)


async def test_every_tenant_table_has_the_practice_in_its_key_and_in_every_reference() -> None:
    of_no_practice = {"practices", "releases", "leases", "invitation_attempts"}
    for table in metadata.tables.values():
        if table.name not in of_no_practice:
            assert "practice_id" in table.primary_key.columns, table.name
            for reference in table.foreign_key_constraints:
                assert "practice_id" in reference.column_keys, reference.name


async def test_a_migration_that_fails_leaves_nothing_of_itself(fresh: Database, tmp_path: Path) -> None:
    await fresh.write(
        lambda connection: connection.execute(sa.text("CREATE TABLE changes (note TEXT)")), practice_id=None
    )
    with pytest.raises(sa.exc.OperationalError):
        await migrate(fresh)
    assert set(statements_of(tmp_path / "policybook.db")) == {"changes"}
    assert not await is_current(fresh)
    await fresh.write(lambda connection: connection.execute(sa.text("DROP TABLE changes")), practice_id=None)
    await migrate(fresh)
    assert await is_current(fresh)

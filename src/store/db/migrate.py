"""Migrates a database to the current tables (Alembic), and says whether this release fits the tables it finds."""

import asyncio
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.db.database import Database
from store.db.postgresql_errors import sqlstate
from store.db.tables import releases

_MIGRATIONS = Path(__file__).parents[1] / "migrations"
_LOCK_NOT_AVAILABLE = "55P03"
_ATTEMPTS = 15
"""How often a migration is tried whose tables are in use for longer than requests are to wait for them."""


async def migrate(database: Database) -> None:
    """Applies the pending migrations, each in its own transaction. Safe to repeat, also at the same time."""
    async with database.exclusive_work("migrate"):
        for attempt in range(_ATTEMPTS):
            try:
                async with database.engines.maintenance.connect() as connection:
                    await connection.run_sync(_upgrade)
            except sa.exc.DBAPIError as error:
                if sqlstate(error) != _LOCK_NOT_AVAILABLE or attempt == _ATTEMPTS - 1:
                    raise
                await asyncio.sleep(1)
            else:
                return


async def is_current(database: Database) -> bool:
    """Whether the tables have all that this release needs, and nothing that it cannot work with."""
    async with database.engines.reader.connect() as connection:
        return fits(*await connection.run_sync(revision_and_release))


def revision_and_release(connection: sa.Connection) -> tuple[str | None, str | None]:
    """The newest migration applied, and from which release's newest migration on the tables can be used."""
    revision = MigrationContext.configure(connection).get_current_revision()
    knows_releases = revision is not None and sa.inspect(connection).has_table(releases.name)
    oldest = connection.execute(sa.select(releases.c.compatible_from)).scalar() if knows_releases else None
    return revision, oldest


def fits(revision: str | None, compatible_from: str | None) -> bool:
    """Whether this release can use tables at a revision that releases from `compatible_from` on can use.

    Migrations are numbered in the order in which they are applied.
    """
    if revision is None:
        return False
    return revision == newest() or (newest() <= revision and newest() >= (compatible_from or revision))


@cache
def newest() -> str:
    """Where this release's migrations end."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def is_newest(revision: str | None) -> bool:
    """Whether the revision is where this version's migrations end."""
    return revision == newest()


def is_known(revision: str | None) -> bool:
    """Whether this version's migrations lead to the revision: a newer version's do not."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _upgrade(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Requests wait behind a migration that waits for a table. They are not to wait for long.
        connection.exec_driver_sql("SET lock_timeout = '2s'")
        connection.commit()
        # The setting stays with the connection.
        connection.connection.detach()
    found = revision_and_release(connection)
    connection.rollback()
    if fits(*found):
        # Up to date, or migrated by a newer release that this one can work beside.
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config

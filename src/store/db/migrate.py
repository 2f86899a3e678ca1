"""Migrates a database to the current tables (Alembic)."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.db.database import Database

_MIGRATIONS = Path(__file__).parents[1] / "migrations"


async def migrate(database: Database) -> None:
    """Applies the pending migrations, each in its own transaction. Safe to repeat."""
    async with database.engines.writer.connect() as connection:
        await connection.run_sync(_upgrade)


async def is_current(database: Database) -> bool:
    """Whether no migration is pending."""
    async with database.engines.reader.connect() as connection:
        revision = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
    return is_newest(revision)


def is_newest(revision: str | None) -> bool:
    """Whether the revision is where this version's migrations end."""
    return revision == ScriptDirectory.from_config(_config()).get_current_head()


def is_known(revision: str | None) -> bool:
    """Whether this version's migrations lead to the revision: a newer version's do not."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _upgrade(connection: sa.Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config

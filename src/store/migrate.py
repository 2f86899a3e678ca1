"""Brings a database to the newest tables."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from store.database import Database


async def migrate(database: Database) -> None:
    """Applies every migration that is missing, in one transaction each. Safe to repeat."""
    async with database.engines.writer.connect() as connection:
        await connection.run_sync(_upgrade)


def _upgrade(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

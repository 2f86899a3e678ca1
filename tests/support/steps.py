"""Counts the steps that SQLite's virtual machine takes: a cost that does not depend on the machine."""

from collections.abc import Awaitable
from typing import Any

import sqlalchemy as sa

from store.db.database import Database


class StepCounter:
    """A database, and a count of the steps in it."""

    def __init__(self, database: Database) -> None:
        """Counts the steps of every connection that the database opens from now on."""
        self.database, self._tens = database, 0
        for engine in (database.engines.reader, database.engines.writer):
            sa.event.listen(engine.sync_engine, "connect", self._watch)

    def _watch(self, connection: Any, _entry: object) -> None:
        connection.run_async(lambda driver: driver.set_progress_handler(self._count, 10))

    def _count(self) -> None:
        self._tens += 1

    async def steps(self, work: Awaitable[object]) -> int:
        """How many steps the work takes, to the ten."""
        before = self._tens
        await work
        return 10 * (self._tens - before)

"""Practices: the caller's own, and all of them for whoever runs the server."""

from collections.abc import Sequence

import sqlalchemy as sa

from insurance.facts import Practice
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.db.practice_guard import across_practices
from store.reads import scope
from store.reads.batch_results import by_id

OWN = sa.select(*row_mapping.PRACTICE).where(tables.practices.c.id == scope.PRACTICE_ID, scope.BELONGS_TO_PRACTICE)
_ALL = across_practices(sa.select(*row_mapping.PRACTICE).order_by(tables.practices.c.id))


async def practices_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Practice | None]:
    """The practices in the order of the ids: the caller's own, None for any other.

    A portal caller whose client is not of the practice has none.
    """
    rows = await database.read(OWN, caller.scope)
    return by_id(ids, map(row_mapping.practice, rows))


async def all_practices(database: Database) -> list[Practice]:
    """Every practice, oldest first. For the command line only: it is not scoped to a caller."""
    return [row_mapping.practice(row) for row in await database.read(_ALL)]

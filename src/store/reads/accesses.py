"""Who read each chart, newest first. For staff only."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from insurance.facts import Access
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import grouped
from store.reads.pages import LIMIT, Keyset, Page, PageRequest, page_of


def _limited_by_client(statement: sa.Select[Any], order: Sequence[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """A page for each client in one statement: rows are numbered per client and limited by that number."""
    number = sa.func.row_number().over(partition_by=tables.accesses.c.client_id, order_by=order).label("number")
    numbered = statement.add_columns(number).subquery()
    return sa.select(*list(numbered.c)[:-1]).where(numbered.c.number <= LIMIT).order_by(numbered.c.number)


_NEWEST_FIRST = Keyset(
    sa.select(*row_mapping.ACCESS).where(scope.ACCESSES, tables.accesses.c.client_id.in_(scope.IDS)),
    (tables.accesses.c.at, tables.accesses.c.id),
    reachable=scope.ACCESSES,
    descending=True,
    limited=_limited_by_client,
)


async def accesses_pages(
    database: Database, caller: Caller, request: PageRequest, client_ids: Sequence[str]
) -> list[Page[Access]]:
    """The same page of who read each chart, newest first, in one statement."""
    rows = await _NEWEST_FIRST.read(database, {**caller.scope, "ids": client_ids}, request)
    by_client = grouped(client_ids, map(row_mapping.access, rows), lambda access: access.client_id)
    return [page_of(request, entries) for entries in by_client]

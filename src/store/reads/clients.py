"""Clients, by id and as the practice's list."""

from collections.abc import Sequence

import sqlalchemy as sa

from insurance.facts import Client
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id
from store.reads.pages import Keyset, Page, PageRequest, page_of
from store.reads.search import contains, search_pattern

BY_ID = sa.select(*row_mapping.CLIENT).where(scope.CLIENTS, tables.clients.c.id.in_(scope.IDS))

_ALL = sa.select(*row_mapping.CLIENT).where(scope.CLIENTS)
_LISTS = {False: _ALL, True: _ALL.where(contains(tables.clients.c.search_text))}
_ORDER = (tables.clients.c.last_name_key, tables.clients.c.first_name_key, tables.clients.c.id)
_PAGES = {searched: Keyset(rows, _ORDER, reachable=scope.CLIENTS) for searched, rows in _LISTS.items()}
_COUNTS = {searched: sa.select(sa.func.count()).select_from(rows.subquery()) for searched, rows in _LISTS.items()}


async def clients_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Client | None]:
    """The clients in the order of the ids, None where the caller can see none."""
    rows = await database.read(BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.client, rows))


async def clients_page(database: Database, caller: Caller, request: PageRequest, search: str | None) -> Page[Client]:
    """A page of charts by last name, first name, id; of those whose name contains `search` in any case."""
    pattern = search_pattern(search)
    parameters = {**caller.scope, **request.parameters, "pattern": pattern}
    rows = await database.read(_PAGES[pattern is not None].statement(request), parameters)
    return page_of(request, [row_mapping.client(row) for row in rows])


async def count_clients(database: Database, caller: Caller, search: str | None) -> int:
    """How many charts that list has in total."""
    pattern = search_pattern(search)
    rows = await database.read(_COUNTS[pattern is not None], {**caller.scope, "pattern": pattern})
    return int(rows[0][0])

"""Clients, by id and as the practice's list."""

from collections.abc import Sequence

import sqlalchemy as sa

from insurance.facts import Client
from insurance.search import SearchKind, search_terms
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id
from store.reads.pages import Keyset, Page, PageRequest, page_of
from store.reads.search import SearchIndex

BY_ID = sa.select(*row_mapping.CLIENT).where(scope.CLIENTS, tables.clients.c.id.in_(scope.IDS))

_words = tables.search_words
BORN_ON = sa.select(*row_mapping.CLIENT).where(
    scope.CLIENTS,
    tables.clients.c.id.in_(
        sa.select(_words.c.subject_id).where(
            _words.c.practice_id == scope.PRACTICE_ID,
            _words.c.kind == sa.literal_column(f"'{SearchKind.CLIENT}'"),
            _words.c.beginning == sa.bindparam("birth", type_=_words.c.beginning.type),
        )
    ),
)
_ALL = sa.select(*row_mapping.CLIENT).where(scope.CLIENTS)
_BY_NAME = Keyset(
    _ALL,
    (tables.clients.c.last_name_key, tables.clients.c.first_name_key, tables.clients.c.id),
    reachable=scope.CLIENTS,
)
_COUNT = sa.select(sa.func.count()).select_from(_ALL.subquery())
_SEARCH = SearchIndex(SearchKind.CLIENT, scope.own_chart(_words.c.subject_id))


async def clients_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Client | None]:
    """The clients in the order of the ids, None where the caller can see none."""
    rows = await database.read(BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.client, rows))


async def clients_page(database: Database, caller: Caller, request: PageRequest, search: str | None) -> Page[Client]:
    """A page of charts by last name, first name, id; of those that the search finds."""
    terms = search_terms(search or "")
    if not terms:
        rows = await _BY_NAME.read(database, caller.scope, request)
        return page_of(request, [row_mapping.client(row) for row in rows])
    positions = await _BY_NAME.positions(database, caller.scope, request)
    ids = await _SEARCH.ids(database, caller.scope, terms, request, positions)
    return page_of(request, [client for client in await clients_by_id(database, caller, ids) if client])


async def count_clients(database: Database, caller: Caller, search: str | None) -> int:
    """How many charts that list has in total; of those that a search finds, up to COUNTED_RESULTS."""
    if terms := search_terms(search or ""):
        return await _SEARCH.count(database, caller.scope, terms)
    rows = await database.read(_COUNT, caller.scope)
    return int(rows[0][0])

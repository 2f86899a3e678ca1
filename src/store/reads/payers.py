"""Payers, by id and as the practice's list."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from insurance.enums import Role
from insurance.facts import Payer
from insurance.search import SearchKind, search_terms
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id
from store.reads.pages import Keyset, Page, PageRequest, page_of
from store.reads.search import SearchIndex

BY_ID = sa.select(*row_mapping.PAYER).where(scope.PAYERS, tables.payers.c.id.in_(scope.IDS))


@dataclass(frozen=True, slots=True)
class PayerList:
    """A list of payers: those that match `search`, with or without archived ones."""

    search: str | None = None
    include_archived: bool = False


_ALL = sa.select(*row_mapping.PAYER).where(tables.payers.c.practice_id == scope.PRACTICE_ID)
_OFFERED = _ALL.where(tables.payers.c.archived.is_(False))
_ORDER = (tables.payers.c.name_key, tables.payers.c.id)
_EXPORTED = _OFFERED.where(scope.IS_STAFF).order_by(*_ORDER)
# The practice's own lists, without and with archived payers; and the portal's list for autocomplete.
_LISTS = {"offered": _OFFERED, "all": _ALL, "portal": _OFFERED.where(scope.BELONGS_TO_PRACTICE)}
_BY_NAME = {name: Keyset(rows, _ORDER, reachable=scope.PAYERS) for name, rows in _LISTS.items()}
_COUNTS = {name: sa.select(sa.func.count()).select_from(rows.subquery()) for name, rows in _LISTS.items()}

_words = tables.search_words
_NOT_ARCHIVED = _words.c.archived.is_(False)
# The portal's list is searched by the names alone.
_SEARCHES = {
    "offered": SearchIndex(SearchKind.PAYER, _NOT_ARCHIVED),
    "all": SearchIndex(SearchKind.PAYER, sa.true()),
    "portal": SearchIndex(
        SearchKind.PAYER, sa.and_(_NOT_ARCHIVED, _words.c.of_name.is_(True), scope.BELONGS_TO_PRACTICE)
    ),
}


def _list_of(caller: Caller, listed: PayerList) -> str:
    if caller.role is Role.CLIENT:
        return "portal"
    return "all" if listed.include_archived else "offered"


async def payers_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Payer | None]:
    """The payers in the order of the ids, None where the caller can see none."""
    rows = await database.read(BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.payer, rows))


async def payers_page(database: Database, caller: Caller, request: PageRequest, listed: PayerList) -> Page[Payer]:
    """A page of payers by name; of those that the search finds. A portal caller never gets an archived one."""
    name, terms = _list_of(caller, listed), search_terms(listed.search or "")
    keyset = _BY_NAME[name]
    if not terms:
        rows = await keyset.read(database, caller.scope, request)
        return page_of(request, [row_mapping.payer(row) for row in rows])
    positions = await keyset.positions(database, caller.scope, request)
    ids = await _SEARCHES[name].ids(database, caller.scope, terms, request, positions)
    return page_of(request, [payer for payer in await payers_by_id(database, caller, ids) if payer])


async def count_payers(database: Database, caller: Caller, listed: PayerList) -> int:
    """How many payers that list has in total; of those that a search finds, up to COUNTED_RESULTS."""
    if terms := search_terms(listed.search or ""):
        return await _SEARCHES[_list_of(caller, listed)].count(database, caller.scope, terms)
    rows = await database.read(_COUNTS[_list_of(caller, listed)], caller.scope)
    return int(rows[0][0])


ALL = _ALL


async def offered_payers(database: Database, caller: Caller) -> list[Payer]:
    """Every payer of the practice that is not archived, by name: for practitioners, who may export the list."""
    rows = await database.read(_EXPORTED, caller.scope)
    return [row_mapping.payer(row) for row in rows]

"""Payers, one by one and as the practice's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import sqlalchemy as sa

from insurance.enums import Role
from insurance.facts import Payer
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id
from store.reads.pages import Keyset, Page, PageRequest, page_of
from store.reads.search import contains, search_pattern

BY_ID = sa.select(*row_mapping.PAYER).where(scope.PAYERS, tables.payers.c.id.in_(scope.IDS))


@dataclass(frozen=True, slots=True)
class PayerList:
    """Which list of payers is meant: what is searched for, and whether archived ones belong to it."""

    search: str | None = None
    include_archived: bool = False


# The practice's own list, and what a portal caller types ahead in: no archived payer, no text but the name.
def _listed(portal: bool, archived: bool, searched: bool) -> sa.Select[tuple[object, ...]]:
    statement = sa.select(*row_mapping.PAYER).where(tables.payers.c.practice_id == scope.PRACTICE_ID)
    if not archived:
        statement = statement.where(tables.payers.c.archived.is_(False))
    if searched:
        statement = statement.where(contains(tables.payers.c.name_key if portal else tables.payers.c.search_text))
    return statement


_LISTS = {kind: _listed(*kind) for kind in product((False, True), repeat=3)}
_ORDER = (tables.payers.c.name_key, tables.payers.c.id)
_PAGES = {kind: Keyset(rows_, _ORDER, reachable=scope.PAYERS) for kind, rows_ in _LISTS.items()}
_COUNTS = {kind: sa.select(sa.func.count()).select_from(rows_.subquery()) for kind, rows_ in _LISTS.items()}


def _kind(caller: Caller, wanted: PayerList) -> tuple[bool, bool, bool]:
    portal = caller.role is Role.CLIENT
    return (portal, wanted.include_archived and not portal, search_pattern(wanted.search) is not None)


async def payers_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Payer | None]:
    """The payers in the order asked, None where the caller reaches none."""
    found = await database.read(BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.payer, found))


async def payers_page(database: Database, caller: Caller, request: PageRequest, wanted: PayerList) -> Page[Payer]:
    """A page of payers by name. A portal caller never meets an archived one, whatever they ask."""
    parameters = {**caller.scope, **request.parameters, "pattern": search_pattern(wanted.search)}
    found = await database.read(_PAGES[_kind(caller, wanted)].statement(request), parameters)
    return page_of(request, [row_mapping.payer(row) for row in found])


async def count_payers(database: Database, caller: Caller, wanted: PayerList) -> int:
    """How many payers that list has in all."""
    parameters = {**caller.scope, "pattern": search_pattern(wanted.search)}
    found = await database.read(_COUNTS[_kind(caller, wanted)], parameters)
    return int(found[0][0])


ALL = _LISTS[(False, True, False)]
_OFFERED = _LISTS[(False, False, False)].where(scope.IS_STAFF)


async def offered_payers(database: Database, caller: Caller) -> tuple[Payer, ...]:
    """Every payer of the practice that is not archived: what staff may choose from. None for a portal caller."""
    return tuple(row_mapping.payer(row) for row in await database.read(_OFFERED, caller.scope))

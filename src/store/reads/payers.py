"""Payers, by id and as the practice's list."""

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
    """A list of payers: those that match `search`, with or without archived ones."""

    search: str | None = None
    include_archived: bool = False


# The practice's own list; and the portal's list for autocomplete, without archived payers, searched by name only.
def _listed(portal: bool, archived: bool, searched: bool) -> sa.Select[tuple[object, ...]]:
    statement = sa.select(*row_mapping.PAYER).where(tables.payers.c.practice_id == scope.PRACTICE_ID)
    if portal:
        statement = statement.where(scope.BELONGS_TO_PRACTICE)
    if not archived:
        statement = statement.where(tables.payers.c.archived.is_(False))
    if searched:
        statement = statement.where(contains(tables.payers.c.name_key if portal else tables.payers.c.search_text))
    return statement


_LISTS = {kind: _listed(*kind) for kind in product((False, True), repeat=3)}
_ORDER = (tables.payers.c.name_key, tables.payers.c.id)
_PAGES = {kind: Keyset(rows, _ORDER, reachable=scope.PAYERS) for kind, rows in _LISTS.items()}
_COUNTS = {kind: sa.select(sa.func.count()).select_from(rows.subquery()) for kind, rows in _LISTS.items()}


def _kind(caller: Caller, listed: PayerList) -> tuple[bool, bool, bool]:
    portal = caller.role is Role.CLIENT
    return (portal, listed.include_archived and not portal, search_pattern(listed.search) is not None)


async def payers_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Payer | None]:
    """The payers in the order of the ids, None where the caller can see none."""
    rows = await database.read(BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.payer, rows))


async def payers_page(database: Database, caller: Caller, request: PageRequest, listed: PayerList) -> Page[Payer]:
    """A page of payers by name. A portal caller never gets an archived one."""
    parameters = {**caller.scope, **request.parameters, "pattern": search_pattern(listed.search)}
    rows = await database.read(_PAGES[_kind(caller, listed)].statement(request), parameters)
    return page_of(request, [row_mapping.payer(row) for row in rows])


async def count_payers(database: Database, caller: Caller, listed: PayerList) -> int:
    """How many payers that list has in total."""
    parameters = {**caller.scope, "pattern": search_pattern(listed.search)}
    rows = await database.read(_COUNTS[_kind(caller, listed)], parameters)
    return int(rows[0][0])


ALL = _LISTS[(False, True, False)]
_OFFERED = _LISTS[(False, False, False)].where(scope.IS_STAFF)


async def offered_payers(database: Database, caller: Caller) -> tuple[Payer, ...]:
    """Every payer of the practice that is not archived: those that staff can choose. Empty for a portal caller."""
    return tuple(row_mapping.payer(row) for row in await database.read(_OFFERED, caller.scope))

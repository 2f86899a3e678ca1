"""Suggests payers, from an index of the practice's payers that is kept in memory and brought up to date when read.

Bringing it up to date reads only the payers that have changed, a few at a time, so that other requests are answered
in between.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from insurance.payer_suggestions import PayerIndex, PayerSuggestion
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import payers, scope

_MOST_TEXTS = 40_000
"""How many names and aliases are kept in memory; then the practices whose index was read longest ago are forgotten."""
_BATCH = 10
"""How many payers are added to an index before other requests are answered."""
_READ_AT_ONCE = 200

_VERSION = sa.select(tables.practices.c.payers_version).where(
    tables.practices.c.id == scope.PRACTICE_ID, scope.IS_STAFF
)
_PAYER_VERSIONS = sa.select(tables.payers.c.id, tables.payers.c.version).where(
    tables.payers.c.practice_id == scope.PRACTICE_ID
)


class _PracticeIndex:
    """The index of one practice, and which version of the practice's payers it has."""

    def __init__(self) -> None:
        self.index, self.version, self.lock = PayerIndex(), -1, asyncio.Lock()


_indexes: WeakKeyDictionary[Database, OrderedDict[str, _PracticeIndex]] = WeakKeyDictionary()


async def payer_suggestions(
    database: Database, caller: Caller, texts: Sequence[tuple[str, int]]
) -> list[list[PayerSuggestion]]:
    """For each normalised text, as many of the most similar payers as are wanted. None for a portal caller."""
    index = await _current_index(database, caller)
    suggestions = []
    for entered, first in texts:
        # One text takes a fraction of a millisecond; after each, other requests are answered.
        await asyncio.sleep(0)
        suggestions.append(index.suggestions(entered, first) if index else [])
    return suggestions


async def _current_index(database: Database, caller: Caller) -> PayerIndex | None:
    rows = await database.read(_VERSION, caller.scope)
    if not rows:
        return None
    kept = _indexes.setdefault(database, OrderedDict())
    practice = kept.setdefault(caller.practice_id, _PracticeIndex())
    kept.move_to_end(caller.practice_id)
    async with practice.lock:
        if practice.version != rows[0][0]:
            await _bring_up_to_date(database, caller, practice)
            practice.version = rows[0][0]
    while len(kept) > 1 and sum(one.index.size for one in kept.values()) > _MOST_TEXTS:
        kept.popitem(last=False)
    return practice.index


async def _bring_up_to_date(database: Database, caller: Caller, practice: _PracticeIndex) -> None:
    rows = await database.read(_PAYER_VERSIONS, caller.scope)
    current: dict[str, int] = {row[0]: row[1] for row in rows}
    if practice.index.size > 4 * len(current) + 1_000:
        # Mostly texts of earlier versions.
        practice.index = PayerIndex()
    known = practice.index.versions
    changed = [id_ for id_, version in current.items() if known.get(id_) != version]
    for start in range(0, len(changed), _READ_AT_ONCE):
        await _add(database, caller, practice.index, changed[start : start + _READ_AT_ONCE])


async def _add(database: Database, caller: Caller, index: PayerIndex, ids: Sequence[str]) -> None:
    rows = await database.read(payers.BY_ID, {**caller.scope, "ids": ids})
    for number, row in enumerate(rows):
        index.add(row_mapping.payer(row))
        if number % _BATCH == 0:
            await asyncio.sleep(0)

"""Keeps the words by which charts and payers are found. Only the rows that a change adds or removes are written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from insurance.facts import Client, Payer, Policy
from store import row_mapping
from store.acts.unit_of_work import UnitOfWork
from store.db import tables

_words = tables.search_words
_DELETE = _words.delete().where(*(column == sa.bindparam(f"key_{column.name}") for column in _words.primary_key))


async def index_client(unit: UnitOfWork, before: Client | None, after: Client) -> None:
    """Writes how a chart is found now, after a change of the client's record."""
    practice_id = unit.caller.practice_id
    if before and row_mapping.client_search_rows(practice_id, before, ()) == row_mapping.client_search_rows(
        practice_id, after, ()
    ):
        return
    member_ids = [policy.member_id for policy in await unit.chart(after.id)] if before else []
    rows_before = row_mapping.client_search_rows(practice_id, before, member_ids) if before else []
    await _replace(unit, rows_before, row_mapping.client_search_rows(practice_id, after, member_ids))


async def index_member_ids(unit: UnitOfWork, edits: Iterable[tuple[Policy | None, Policy]]) -> None:
    """Writes how charts are found now, after policies have changed: (before, after) each, None before a new one."""
    previous: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    for before, after in edits:
        member_id = before.member_id if before else None
        if member_id != after.member_id:
            previous[after.client_id][after.id] = member_id
    practice_id = unit.caller.practice_id
    for client_id, ids_before in previous.items():
        client, chart = await unit.client(client_id), await unit.chart(client_id)
        if client:
            before_change = [ids_before.get(policy.id, policy.member_id) for policy in chart]
            rows_before = row_mapping.client_search_rows(practice_id, client, before_change)
            now = [policy.member_id for policy in chart]
            await _replace(unit, rows_before, row_mapping.client_search_rows(practice_id, client, now))


async def index_payer(unit: UnitOfWork, before: Payer, after: Payer) -> None:
    """Writes how a payer that has changed is found now."""
    practice_id = unit.caller.practice_id
    await _replace(
        unit, row_mapping.payer_search_rows(practice_id, before), row_mapping.payer_search_rows(practice_id, after)
    )
    await _note_changed_payers(unit)


async def index_new_payers(unit: UnitOfWork, payers: Sequence[Payer]) -> None:
    """Writes how new payers are found, in two statements however many there are."""
    practice_id = unit.caller.practice_id
    await unit.insert(_words, [row for payer in payers for row in row_mapping.payer_search_rows(practice_id, payer)])
    await _note_changed_payers(unit)


async def _note_changed_payers(unit: UnitOfWork) -> None:
    """Writes that the practice's payers have changed."""
    practices = tables.practices
    changed = practices.update().where(practices.c.id == unit.caller.practice_id)
    await unit.connection.execute(changed.values(payers_version=practices.c.payers_version + 1))


async def _replace(unit: UnitOfWork, before: Sequence[row_mapping.Values], after: Sequence[row_mapping.Values]) -> None:
    kept = {tuple(row.items()) for row in before} & {tuple(row.items()) for row in after}
    if gone := [_key(row) for row in before if tuple(row.items()) not in kept]:
        await unit.connection.execute(_DELETE, gone)
    await unit.insert(_words, [row for row in after if tuple(row.items()) not in kept])


def _key(row: row_mapping.Values) -> dict[str, object]:
    return {f"key_{column.name}": row[column.name] for column in _words.primary_key}

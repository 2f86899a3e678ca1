"""Writes payers and the names that each keeps for itself, each write with its entry in the history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from insurance.enums import ChangeCause
from insurance.facts import Payer
from insurance.history import differences, payer_texts
from store import row_mapping
from store.acts.history_writer import change_entry, insert_changes
from store.acts.search_writer import index_new_payers, index_payer
from store.acts.unit_of_work import UnitOfWork
from store.db import tables

_names = tables.payer_names


async def insert_payers(unit: UnitOfWork, payers: Sequence[Payer]) -> None:
    """Adds payers and their names, in as many statements however many payers there are."""
    practice_id = unit.caller.practice_id
    await unit.insert(tables.payers, [row_mapping.payer_row(practice_id, payer) for payer in payers])
    await unit.insert(_names, [row for payer in payers for row in row_mapping.payer_name_rows(practice_id, payer)])
    await index_new_payers(unit, payers)
    entries = [
        change_entry(unit, payer.id, ChangeCause.ADDED, differences({}, payer_texts(payer, {}))) for payer in payers
    ]
    await insert_changes(unit, entries)


async def insert_payer(unit: UnitOfWork, payer: Payer) -> None:
    """Adds a payer and its names."""
    await insert_payers(unit, [payer])


async def update_payer(unit: UnitOfWork, before: Payer, after: Payer, payers: Mapping[str, Payer]) -> Payer:
    """Writes what changed in a payer and answers with it as stored. Without a change nothing is written.

    `payers` are all of the practice, as a payer may have been merged into any of them.
    """
    changes = differences(payer_texts(before, payers), payer_texts(after, payers))
    if not changes:
        return before
    practice_id, stored = unit.caller.practice_id, replace(after, version=before.version + 1)
    rows = (row_mapping.payer_row(practice_id, payer) for payer in (before, stored))
    await unit.update(tables.payers, [(next(rows), next(rows))])
    own_names = sa.and_(_names.c.practice_id == practice_id, _names.c.payer_id == stored.id)
    await unit.connection.execute(_names.delete().where(own_names))
    await unit.insert(_names, row_mapping.payer_name_rows(practice_id, stored))
    await index_payer(unit, before, stored)
    await insert_changes(unit, [change_entry(unit, stored.id, ChangeCause.EDITED, changes)])
    return stored

"""Writes payers and the names that each keeps for itself, each write with its entry in the history."""

from dataclasses import replace

import sqlalchemy as sa

from insurance.enums import ChangeCause
from insurance.facts import Payer
from insurance.history import differences, payer_texts
from store import row_mapping
from store.acts.history_writer import change_entry, insert_changes
from store.acts.search_writer import index_payer
from store.acts.unit_of_work import UnitOfWork
from store.db import tables

_names = tables.payer_names


async def insert_payer(unit: UnitOfWork, payer: Payer) -> None:
    """Adds a payer and its names."""
    practice_id = unit.caller.practice_id
    await unit.insert(tables.payers, [row_mapping.payer_row(practice_id, payer)])
    await unit.insert(_names, row_mapping.payer_name_rows(practice_id, payer))
    await index_payer(unit, None, payer)
    await insert_changes(unit, [change_entry(unit, payer.id, ChangeCause.ADDED, differences({}, payer_texts(payer)))])


async def update_payer(unit: UnitOfWork, before: Payer, after: Payer) -> Payer:
    """Writes what changed in a payer and answers with it as stored. Without a change nothing is written."""
    changes = differences(payer_texts(before), payer_texts(after))
    if not changes:
        return before
    practice_id, stored = unit.caller.practice_id, replace(after, version=before.version + 1)
    await unit.update(tables.payers, [row_mapping.payer_row(practice_id, stored)])
    own_names = sa.and_(_names.c.practice_id == practice_id, _names.c.payer_id == stored.id)
    await unit.connection.execute(_names.delete().where(own_names))
    await unit.insert(_names, row_mapping.payer_name_rows(practice_id, stored))
    await index_payer(unit, before, stored)
    await insert_changes(unit, [change_entry(unit, stored.id, ChangeCause.EDITED, changes)])
    return stored

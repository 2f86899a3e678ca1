"""Writes the practice's settings, each write with its entry in the history."""

from dataclasses import replace

import sqlalchemy as sa

from insurance.enums import ChangeCause
from insurance.facts import Practice
from insurance.history import differences, practice_texts
from store.acts.history_writer import change_entry, insert_changes
from store.acts.unit_of_work import UnitOfWork
from store.db import tables
from store.db.errors import ChangedMeanwhile


async def update_practice(unit: UnitOfWork, before: Practice, after: Practice) -> Practice:
    """Writes the practice's settings where they changed."""
    changes = differences(practice_texts(before), practice_texts(after))
    if changes:
        after = replace(after, version=before.version + 1)
        as_read = sa.and_(tables.practices.c.id == after.id, tables.practices.c.version == before.version)
        statement = tables.practices.update().where(as_read)
        values = {"collects_insurance": after.collects_insurance, "version": after.version}
        if (await unit.connection.execute(statement.values(values))).rowcount != 1:
            raise ChangedMeanwhile
        await insert_changes(unit, [change_entry(unit, after.id, ChangeCause.SETTINGS_CHANGED, changes)])
    return after

"""Writes the history: each write of a fact adds one entry, in the same transaction."""

from collections.abc import Sequence

from insurance.enums import ChangeCause
from insurance.facts import Change, FieldChange, Policy
from store import row_mapping
from store.acts.unit_of_work import UnitOfWork
from store.db import tables

RULES_ACTOR = "Policybook"
"""The actor of an entry where a rule acted and not a person."""


def change_entry(
    unit: UnitOfWork,
    subject_id: str,
    cause: ChangeCause,
    changes: tuple[FieldChange, ...],
    caused_by: Policy | None = None,
) -> Change:
    """An entry of the history. Where another policy caused the change, a rule acted and not the caller."""
    caller = unit.caller
    if caused_by:
        return Change(unit.new_id(), subject_id, unit.now, RULES_ACTOR, None, cause, caused_by.id, changes)
    return Change(
        unit.new_id(),
        subject_id,
        unit.now,
        caller.display_name,
        caller.role,
        cause,
        None,
        changes,
        actor_id=caller.subject,
    )


async def insert_changes(unit: UnitOfWork, entries: Sequence[Change]) -> None:
    """Adds entries to the history in one statement."""
    await unit.insert(tables.changes, [row_mapping.change_row(unit.caller.practice_id, entry) for entry in entries])

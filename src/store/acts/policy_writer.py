"""Writes policies, each write with its entry in the history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from insurance import history
from insurance.enums import ChangeCause
from insurance.facts import FieldChange, Payer, Policy
from store import row_mapping
from store.acts.history_writer import change_entry, insert_changes
from store.acts.search_writer import index_member_ids
from store.acts.unit_of_work import UnitOfWork
from store.db import tables

Payers = Mapping[str, Payer]


async def insert_policy(
    unit: UnitOfWork, policy: Policy, payers: Payers, cause: ChangeCause, attachments: history.FieldTexts
) -> None:
    """Adds a policy. `attachments` is what the history records of its files, which are rows of their own."""
    await unit.insert(tables.policies, [row_mapping.policy_row(unit.caller.practice_id, policy)])
    await index_member_ids(unit, [(None, policy)])
    changes = history.differences({}, {**history.policy_texts(policy, payers), **attachments})
    await insert_changes(unit, [change_entry(unit, policy.id, cause, changes)])


async def update_policy(
    unit: UnitOfWork,
    before: Policy,
    after: Policy,
    payers: Payers,
    cause: ChangeCause,
    caused_by: Policy | None = None,
    attachments: tuple[FieldChange, ...] = (),
) -> Policy:
    """Writes what changed in a policy and answers with it as stored. Without a change nothing is written.

    `attachments` is what changed in its files, which are rows of their own.
    """
    (stored,) = await update_policies(unit, [(before, after)], payers, cause, caused_by, attachments)
    return stored


async def update_policies(
    unit: UnitOfWork,
    edits: Sequence[tuple[Policy, Policy]],
    payers: Payers,
    cause: ChangeCause,
    caused_by: Policy | None = None,
    attachments: tuple[FieldChange, ...] = (),
) -> list[Policy]:
    """The same for several policies, each as (before, after), in one statement for those that get the same values."""
    stored, changed, entries = [], [], []
    for before, edited in edits:
        after = replace(edited, version=before.version + 1, updated_at=unit.now)
        texts = history.policy_texts(before, payers), history.policy_texts(after, payers)
        if changes := (*history.differences(*texts), *attachments):
            changed.append((before, after))
            entries.append(change_entry(unit, after.id, cause, changes, caused_by))
        stored.append(after if changes else before)
    row = partial(row_mapping.policy_row, unit.caller.practice_id)
    await unit.update(tables.policies, [(row(before), row(after)) for before, after in changed])
    await index_member_ids(unit, [(before, after) for (before, _), after in zip(edits, stored, strict=True)])
    await insert_changes(unit, entries)
    return stored

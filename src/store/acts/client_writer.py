"""Writes clients, each write with its entry in the history."""

from dataclasses import replace

from insurance.enums import ChangeCause
from insurance.facts import Client
from insurance.history import client_texts, differences
from store import row_mapping
from store.acts.history_writer import change_entry, insert_changes
from store.acts.search_writer import index_client
from store.acts.unit_of_work import UnitOfWork
from store.db import tables


async def insert_client(unit: UnitOfWork, client: Client) -> None:
    """Adds a client."""
    await unit.insert(tables.clients, [row_mapping.client_row(unit.caller.practice_id, client)])
    await index_client(unit, None, client)
    changes = differences({}, client_texts(client))
    await insert_changes(unit, [change_entry(unit, client.id, ChangeCause.ADDED, changes)])


async def update_client(unit: UnitOfWork, before: Client, after: Client, cause: ChangeCause) -> Client:
    """Writes what changed in a client's record or settings and answers with the client as stored.

    An invitation is recorded even where nothing changed.
    """
    changes = differences(client_texts(before), client_texts(after))
    if changes:
        after = replace(after, version=before.version + 1, updated_at=unit.now)
        rows = (row_mapping.client_row(unit.caller.practice_id, client) for client in (before, after))
        await unit.update(tables.clients, [(next(rows), next(rows))])
        await index_client(unit, before, after)
    if changes or cause is ChangeCause.INVITED:
        await insert_changes(unit, [change_entry(unit, after.id, cause, changes)])
    return after

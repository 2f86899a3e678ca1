"""Adding and editing clients, and the client's own setting for collecting insurance.

Portal article: Controlling Whether Clients Can Add Insurance.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from insurance.client_input import checked_client
from insurance.enums import ChangeCause, CollectionOverride
from insurance.facts import Client
from insurance.possible_duplicates import possible_duplicate_of, possible_duplicate_warnings
from insurance.problems import not_found
from store.acts.client_writer import insert_client, update_client
from store.acts.idempotency import Retry
from store.acts.outcomes import ClientSaved
from store.acts.unit_of_work import UnitOfWork, perform
from store.caller import Caller
from store.db.database import Database

Input = Mapping[str, Any]


async def add_client(database: Database, caller: Caller, values: Input, *, retry: Retry | None = None) -> ClientSaved:
    """Adds a client with the values of the input, by attribute. Warns of one who may be the same person."""

    async def add(unit: UnitOfWork) -> ClientSaved:
        blank = Client(
            unit.new_id(), "", "", None, CollectionOverride.INHERIT, created_at=unit.now, updated_at=unit.now
        )
        client, problems = checked_client(blank, values, await unit.today())
        if problems:
            return ClientSaved(problems=tuple(problems))
        existing = await _existing(unit, client)
        await insert_client(unit, client)
        warnings = tuple(possible_duplicate_warnings(client, existing))
        return ClientSaved(client=client, existing_client=existing, warnings=warnings)

    return await perform(database, caller, add, practice="shared", retry=retry)


async def _existing(unit: UnitOfWork, client: Client) -> Client | None:
    """A client of this name and date of birth whom the practice has already."""
    born_the_same_day = await unit.clients_born_on(client.date_of_birth) if client.date_of_birth else []
    return possible_duplicate_of(client, born_the_same_day)


async def edit_client(
    database: Database,
    caller: Caller,
    client_id: str | None,
    version: int | None,
    values: Input,
    *,
    retry: Retry | None = None,
) -> ClientSaved:
    """Changes the fields that the input has."""

    async def edit(unit: UnitOfWork) -> ClientSaved:
        client = await unit.client(client_id)
        if client is None:
            return ClientSaved(problems=(not_found("client", "id"),))
        if problems := await unit.conflict(client.id, client.version, version):
            return ClientSaved(client=client, problems=tuple(problems))
        after, problems = checked_client(client, values, await unit.today())
        if problems:
            return ClientSaved(client=client, problems=tuple(problems))
        return ClientSaved(client=await update_client(unit, client, after, ChangeCause.EDITED))

    return await perform(database, caller, edit, practice="shared", retry=retry)


async def set_client_insurance_collection(
    database: Database,
    caller: Caller,
    client_id: str | None,
    override: CollectionOverride,
    *,
    retry: Retry | None = None,
) -> ClientSaved:
    """Sets the client's override; it takes precedence over the practice's default in both directions."""

    async def change(unit: UnitOfWork) -> ClientSaved:
        client = await unit.client(client_id)
        if client is None:
            return ClientSaved(problems=(not_found("client", "client_id"),))
        after = replace(client, collection_override=override)
        return ClientSaved(client=await update_client(unit, client, after, ChangeCause.SETTINGS_CHANGED))

    return await perform(database, caller, change, practice="shared", retry=retry)

"""Adding and editing clients, and whether they are asked for insurance.

Portal article: Controlling Whether Clients Can Add Insurance.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from insurance import limits
from insurance.enums import ChangeCause, CollectionOverride
from insurance.facts import Client
from insurance.names_input import checked_text
from insurance.problems import Problem, UserErrorCode
from store.acts.act import Act, perform
from store.acts.outcomes import ClientSaved
from store.acts.refusals import not_found
from store.acts.retries import Retry
from store.caller import Caller
from store.db.database import Database
from store.ids import new_id

Given = Mapping[str, Any]


async def add_client(database: Database, caller: Caller, given: Given, *, retry: Retry | None = None) -> ClientSaved:
    """Adds a client with the fields given under the API's names."""

    async def add(act: Act) -> ClientSaved:
        blank = Client(new_id(), "", "", None, CollectionOverride.INHERIT)
        client, problems = _checked(blank, given)
        if problems:
            return ClientSaved(problems=tuple(problems))
        await act.add_client(client)
        return ClientSaved(client=client)

    return await perform(database, caller, add, retry=retry)


async def edit_client(
    database: Database, caller: Caller, client_id: str | None, given: Given, *, retry: Retry | None = None
) -> ClientSaved:
    """Changes what is given."""

    async def edit(act: Act) -> ClientSaved:
        client = await act.client(client_id)
        if client is None:
            return ClientSaved(problems=(not_found("client", "id"),))
        after, problems = _checked(client, given)
        if problems:
            return ClientSaved(client=client, problems=tuple(problems))
        return ClientSaved(client=await act.change_client(client, after, ChangeCause.EDITED))

    return await perform(database, caller, edit, retry=retry)


async def set_client_insurance_collection(
    database: Database,
    caller: Caller,
    client_id: str | None,
    override: CollectionOverride,
    *,
    retry: Retry | None = None,
) -> ClientSaved:
    """Sets the client's override; it wins over the practice's default in both directions."""

    async def change(act: Act) -> ClientSaved:
        client = await act.client(client_id)
        if client is None:
            return ClientSaved(problems=(not_found("client", "clientId"),))
        after = replace(client, collection_override=override)
        return ClientSaved(client=await act.change_client(client, after, ChangeCause.SETTINGS_CHANGED))

    return await perform(database, caller, change, retry=retry)


def _checked(before: Client, given: Given) -> tuple[Client, list[Problem]]:
    problems: list[Problem] = []
    changes: dict[str, Any] = {}
    for name, attribute in (("firstName", "first_name"), ("lastName", "last_name")):
        if name in given and given[name] is None:
            problems.append(Problem(UserErrorCode.REQUIRED, "This is required and cannot be emptied.", (name,)))
        elif name in given:
            changes[attribute] = checked_text(given[name], limits.NAME, (name,), problems)
    if "dateOfBirth" in given:
        changes["date_of_birth"] = given["dateOfBirth"]
    return replace(before, **changes), problems

"""editClient: changes a client's record."""

from datetime import date

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import Sex
from gql.graph.fields import attribute
from gql.mutations.inputs import (
    AddressInput,
    Input,
    fields_set,
    idempotency_key,
    optional,
    retry_of,
    value_or_none,
    version,
)
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.client import Client
from store.acts import save_client as act
from store.acts.outcomes import ClientSaved


@input_type
class EditClientInput:
    """Changes to a client. Fields left out stay as they are; null clears an optional field."""

    id: strawberry.ID = strawberry.field(description="The client to edit.")
    version: int | None = version("client")
    first_name: str | None = optional(descriptions.FIRST_NAME)
    middle_name: str | None = optional(descriptions.MIDDLE_NAME)
    last_name: str | None = optional(descriptions.LAST_NAME)
    date_of_birth: date | None = optional(descriptions.DATE_OF_BIRTH)
    sex: Sex | None = optional(descriptions.SEX)
    address: AddressInput | None = optional(f"{descriptions.ADDRESS} Fields left out stay; null removes the address.")
    idempotency_key: str | None = idempotency_key()


@object_type
class EditClientPayload:
    """The result of `editClient`."""

    client: Client | None = attribute(description=descriptions.CURRENT_CLIENT)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def edit_client(context: Context, *, input: Input[EditClientInput]) -> ClientSaved:
    """Edits the client."""
    fields, retry = fields_set(input, exclude=("id", "version", "idempotency_key")), retry_of(ClientSaved, input)
    client_id, seen = local_id("Client", input.id), value_or_none(input.version)
    return await act.edit_client(context.database, context.viewer, client_id, seen, fields, retry=retry)

"""editClient: changes to a client's record."""

from datetime import date
from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import given, idempotency_key, optional, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.client import Client
from store.acts import save_client as act
from store.acts.outcomes import ClientSaved


@strawberry.input(description="Changes to a client. Fields left out stay; null clears an optional field.")
class EditClientInput:
    """Changes to a client."""

    id: strawberry.ID = strawberry.field(description="The client.")
    first_name: str | None = optional("First name.")
    last_name: str | None = optional("Last name.")
    date_of_birth: date | None = optional("Date of birth.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of editing a client.")
class EditClientPayload:
    """What became of editing a client."""

    client: Client | None = attribute(description="The client as they are now.")
    user_errors: list[UserError] = user_errors()


async def edit_client(
    context: Context,
    *,
    input: Annotated[EditClientInput, strawberry.argument(description="The client.")],
) -> ClientSaved:
    """Edits the client."""
    fields, retry = given(input, "id", "idempotency_key"), retry_of(ClientSaved, input)
    return await act.edit_client(context.database, context.signed_in, local_id("Client", input.id), fields, retry=retry)

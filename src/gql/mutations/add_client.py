"""addClient: a person who comes into care."""

from datetime import date
from typing import Annotated

import strawberry

from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import given, idempotency_key, optional, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.client import Client
from store.acts import save_client as act
from store.acts.outcomes import ClientSaved


@strawberry.input(description="A new client.")
class AddClientInput:
    """A new client."""

    first_name: str = strawberry.field(description="First name.")
    last_name: str = strawberry.field(description="Last name.")
    date_of_birth: date | None = optional("Date of birth.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of adding a client.")
class AddClientPayload:
    """What became of adding a client."""

    client: Client | None = attribute(description="The new client; null when nothing was saved.")
    user_errors: list[UserError] = user_errors()


async def add_client(
    context: Context,
    *,
    input: Annotated[AddClientInput, strawberry.argument(description="The client.")],
) -> ClientSaved:
    """Adds the client."""
    fields, retry = given(input, "idempotency_key"), retry_of(ClientSaved, input)
    return await act.add_client(context.database, context.signed_in, fields, retry=retry)

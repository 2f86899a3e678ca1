"""addClient: adds a client to the practice."""

from datetime import date

import strawberry

from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import Sex
from gql.graph.fields import attribute
from gql.mutations.inputs import AddressInput, Input, fields_set, idempotency_key, optional, retry_of
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.client import Client
from gql.types.eligibility import PolicyWarning
from store.acts import save_client as act
from store.acts.outcomes import ClientSaved


@input_type
class AddClientInput:
    """A new client."""

    first_name: str = strawberry.field(description=descriptions.FIRST_NAME)
    last_name: str = strawberry.field(description=descriptions.LAST_NAME)
    middle_name: str | None = optional(descriptions.MIDDLE_NAME)
    date_of_birth: date | None = optional(descriptions.DATE_OF_BIRTH)
    sex: Sex | None = optional(descriptions.SEX)
    address: AddressInput | None = optional(descriptions.ADDRESS)
    idempotency_key: str | None = idempotency_key()


@object_type
class AddClientPayload:
    """The result of `addClient`."""

    client: Client | None = attribute(description="The new client. Null if nothing was saved.")
    existing_client: Client | None = attribute(
        description="A client of this name and date of birth whom the practice has already. The new one is saved all "
        "the same."
    )
    warnings: list[PolicyWarning] = attribute(description=descriptions.WARNINGS)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def add_client(context: Context, *, input: Input[AddClientInput]) -> ClientSaved:
    """Adds the client."""
    fields, retry = fields_set(input, exclude=("idempotency_key",)), retry_of(ClientSaved, input)
    return await act.add_client(context.database, context.viewer, fields, retry=retry)

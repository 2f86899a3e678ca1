"""setClientInsuranceCollection: whether one client is asked for insurance."""

from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.enums import CollectionOverride
from gql.graph.fields import attribute
from gql.mutations.inputs import idempotency_key, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.client import Client
from store.acts import save_client as act
from store.acts.outcomes import ClientSaved


@strawberry.input(description="A client's Requested Information.")
class SetClientInsuranceCollectionInput:
    """A client's Requested Information."""

    client_id: strawberry.ID = strawberry.field(description="The client.")
    override: CollectionOverride = strawberry.field(description="Inherit the practice's default, or on, or off.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of the setting.")
class SetClientInsuranceCollectionPayload:
    """What became of the setting."""

    client: Client | None = attribute(description="The client as they are now.")
    user_errors: list[UserError] = user_errors()


async def set_client_insurance_collection(
    context: Context,
    *,
    input: Annotated[SetClientInsuranceCollectionInput, strawberry.argument(description="The setting.")],
) -> ClientSaved:
    """Sets the client's override."""
    client_id, retry = local_id("Client", input.client_id), retry_of(ClientSaved, input)
    return await act.set_client_insurance_collection(
        context.database, context.signed_in, client_id, input.override, retry=retry
    )

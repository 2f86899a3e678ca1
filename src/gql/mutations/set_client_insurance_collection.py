"""setClientInsuranceCollection: whether one client may add insurance in the portal."""

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import CollectionOverride
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, idempotency_key, retry_of
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.client import Client
from store.acts import save_client as act
from store.acts.outcomes import ClientSaved


@input_type
class SetClientInsuranceCollectionInput:
    """The insurance setting in a client's Requested Information."""

    client_id: strawberry.ID = strawberry.field(description="The client.")
    override: CollectionOverride = strawberry.field(description="Follow the practice's default, or on, or off.")
    idempotency_key: str | None = idempotency_key()


@object_type
class SetClientInsuranceCollectionPayload:
    """The result of `setClientInsuranceCollection`."""

    client: Client | None = attribute(description=descriptions.CURRENT_CLIENT)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def set_client_insurance_collection(
    context: Context, *, input: Input[SetClientInsuranceCollectionInput]
) -> ClientSaved:
    """Sets the client's override."""
    client_id, retry = local_id("Client", input.client_id), retry_of(ClientSaved, input)
    return await act.set_client_insurance_collection(
        context.database, context.viewer, client_id, input.override, retry=retry
    )

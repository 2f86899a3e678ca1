"""addPayer: adds an insurer that the practice works with."""

import strawberry

from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute
from gql.mutations.inputs import AddressInput, Input, fields_set, idempotency_key, optional, retry_of
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.payer import Payer
from store.acts import save_payer as act
from store.acts.outcomes import PayerSaved


@input_type
class AddPayerInput:
    """A new payer."""

    name: str = strawberry.field(description=descriptions.PAYER_NAME)
    edi_payer_id: str | None = optional(descriptions.EDI_PAYER_ID)
    aliases: list[str] | None = optional(f"{descriptions.ALIASES} At most 50.")
    address: AddressInput | None = optional(f"{descriptions.ADDRESS} Claims on paper are sent there.")
    idempotency_key: str | None = idempotency_key()


@object_type
class AddPayerPayload:
    """The result of `addPayer`."""

    payer: Payer | None = attribute(description="The new payer. Null if nothing was saved.")
    existing_payer: Payer | None = attribute(
        description="With `DUPLICATE_PAYER`: the payer that has the name or alias already."
    )
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def add_payer(context: Context, *, input: Input[AddPayerInput]) -> PayerSaved:
    """Adds the payer."""
    fields, retry = fields_set(input, exclude=("idempotency_key",)), retry_of(PayerSaved, input)
    return await act.add_payer(context.database, context.viewer, fields, retry=retry)

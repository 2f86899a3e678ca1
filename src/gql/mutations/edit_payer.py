"""editPayer: changes a payer, and archives it or brings it back."""

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
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
from gql.types.payer import Payer
from store.acts import save_payer as act
from store.acts.outcomes import PayerSaved


@input_type
class EditPayerInput:
    """Changes to a payer. Fields left out stay as they are; null clears an optional field."""

    id: strawberry.ID = strawberry.field(description="The payer to edit.")
    version: int | None = version("payer")
    name: str | None = optional(descriptions.PAYER_NAME)
    edi_payer_id: str | None = optional(descriptions.EDI_PAYER_ID)
    aliases: list[str] | None = optional(f"{descriptions.ALIASES} At most 50, which replace those there are.")
    archived: bool | None = optional(
        "True archives the payer: it keeps its policies and cannot be chosen for others, and its names are free. "
        "False brings it back."
    )
    address: AddressInput | None = optional(f"{descriptions.ADDRESS} Claims on paper are sent there.")
    idempotency_key: str | None = idempotency_key()


@object_type
class EditPayerPayload:
    """The result of `editPayer`."""

    payer: Payer | None = attribute(description="The payer as it is now. With `CONFLICT`, as someone else has left it.")
    existing_payer: Payer | None = attribute(
        description="With `DUPLICATE_PAYER`: the payer that has the name or alias already."
    )
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def edit_payer(context: Context, *, input: Input[EditPayerInput]) -> PayerSaved:
    """Edits the payer."""
    fields, retry = fields_set(input, exclude=("id", "version", "idempotency_key")), retry_of(PayerSaved, input)
    payer_id, seen = local_id("Payer", input.id), value_or_none(input.version)
    return await act.edit_payer(context.database, context.viewer, payer_id, seen, fields, retry=retry)

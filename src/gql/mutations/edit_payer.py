"""editPayer: changes to an insurer, archiving included."""

from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import given, idempotency_key, known, optional, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.payer import Payer
from store.acts import save_payer as act
from store.acts.outcomes import PayerSaved


@strawberry.input(description="Changes to a payer. Fields left out stay; null clears an optional field.")
class EditPayerInput:
    """Changes to a payer."""

    id: strawberry.ID = strawberry.field(description="The payer.")
    version: int | None = optional("The version the edit was made from: if the payer has moved on, `CONFLICT`.")
    name: str | None = optional("The name, unique in the practice.")
    edi_payer_id: str | None = optional("The Payer ID printed on cards.")
    aliases: list[str] | None = optional("Other texts it goes by, unique in the practice; 50 at most.")
    archived: bool | None = optional("Whether it is no longer offered. Its policies stay.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of editing a payer.")
class EditPayerPayload:
    """What became of editing a payer."""

    payer: Payer | None = attribute(description="The payer as it is now; with `CONFLICT`, as somebody else left it.")
    user_errors: list[UserError] = user_errors()


async def edit_payer(
    context: Context,
    *,
    input: Annotated[EditPayerInput, strawberry.argument(description="The payer.")],
) -> PayerSaved:
    """Edits the payer."""
    fields, retry = given(input, "id", "version", "idempotency_key"), retry_of(PayerSaved, input)
    payer_id, version = local_id("Payer", input.id), known(input.version)
    return await act.edit_payer(context.database, context.signed_in, payer_id, version, fields, retry=retry)

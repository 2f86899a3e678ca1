"""addPayer: an insurer the practice works with."""

from typing import Annotated

import strawberry

from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import given, idempotency_key, optional, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.payer import Payer
from store.acts import save_payer as act
from store.acts.outcomes import PayerSaved


@strawberry.input(description="A new payer.")
class AddPayerInput:
    """A new payer."""

    name: str = strawberry.field(description="The name, unique in the practice.")
    edi_payer_id: str | None = optional("The Payer ID printed on cards.")
    aliases: list[str] | None = optional("Other texts it goes by, unique in the practice; 50 at most.")

    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of adding a payer.")
class AddPayerPayload:
    """What became of adding a payer."""

    payer: Payer | None = attribute(description="The new payer; null when nothing was saved.")
    user_errors: list[UserError] = user_errors()


async def add_payer(
    context: Context,
    *,
    input: Annotated[AddPayerInput, strawberry.argument(description="The payer.")],
) -> PayerSaved:
    """Adds the payer."""
    fields, retry = given(input, "idempotency_key"), retry_of(PayerSaved, input)
    return await act.add_payer(context.database, context.signed_in, fields, retry=retry)

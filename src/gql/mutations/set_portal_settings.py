"""setPortalSettings: whether clients are asked for insurance by default."""

from typing import Annotated

import strawberry

from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import idempotency_key, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.practice import Practice
from store.acts import set_portal_settings as act
from store.acts.outcomes import PracticeSaved


@strawberry.input(description="The practice's portal settings.")
class SetPortalSettingsInput:
    """The practice's portal settings."""

    collects_insurance: bool = strawberry.field(description="Whether clients may add insurance by default.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of the settings.")
class SetPortalSettingsPayload:
    """What became of the settings."""

    practice: Practice | None = attribute(description="The practice as it is now.")
    user_errors: list[UserError] = user_errors()


async def set_portal_settings(
    context: Context,
    *,
    input: Annotated[SetPortalSettingsInput, strawberry.argument(description="The settings.")],
) -> PracticeSaved:
    """Sets the practice's default."""
    retry = retry_of(PracticeSaved, input)
    return await act.set_portal_settings(context.database, context.signed_in, input.collects_insurance, retry=retry)

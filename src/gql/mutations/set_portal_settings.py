"""setPortalSettings: whether clients may add insurance in the portal, by default."""

import strawberry

from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, idempotency_key, retry_of, value_or_none, version
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.practice import Practice
from store.acts import set_portal_settings as act
from store.acts.outcomes import PracticeSaved


@input_type
class SetPortalSettingsInput:
    """The practice's portal settings."""

    collects_insurance: bool = strawberry.field(
        description="Whether clients may add insurance in the portal, unless something else is set for one client."
    )
    version: int | None = version("practice")
    idempotency_key: str | None = idempotency_key()


@object_type
class SetPortalSettingsPayload:
    """The result of `setPortalSettings`."""

    practice: Practice | None = attribute(description="The practice as it is now.")
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def set_portal_settings(context: Context, *, input: Input[SetPortalSettingsInput]) -> PracticeSaved:
    """Sets the practice's default."""
    retry, seen = retry_of(PracticeSaved, input), value_or_none(input.version)
    return await act.set_portal_settings(context.database, context.viewer, input.collects_insurance, seen, retry=retry)

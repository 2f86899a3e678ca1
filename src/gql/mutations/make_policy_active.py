"""makePolicyActive: a policy that is used again."""

from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import idempotency_key, known, optional, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.change import FieldChange
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy
from store.acts import change_status as act
from store.acts.outcomes import StatusChanged


@strawberry.input(description="Which policy to make active.")
class MakePolicyActiveInput:
    """Which policy to make active."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = optional("The version this was decided from: if the policy has moved on, `CONFLICT`.")

    dry_run: bool = strawberry.field(
        default=False, description="Check and foretell, save nothing: policy comes back as stored. Keys are ignored."
    )
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of making a policy active.")
class MakePolicyActivePayload:
    """What became of making a policy active."""

    policy: Policy | None = attribute(description="The policy as it is now; with `CONFLICT`, as somebody else left it.")
    changes: list[FieldChange] = attribute(description="What changed, or would change, field by field.")
    warnings: list[PolicyWarning] = attribute(description="What to look at.")
    user_errors: list[UserError] = user_errors()


async def make_policy_active(
    context: Context,
    *,
    input: Annotated[MakePolicyActiveInput, strawberry.argument(description="The policy.")],
) -> StatusChanged:
    """Makes the policy active."""
    return await act.make_policy_active(
        context.database,
        context.signed_in,
        local_id("Policy", input.id),
        known(input.version),
        dry_run=input.dry_run,
        retry=retry_of(StatusChanged, input),
    )

"""markPolicyReviewed: staff have looked at what the client entered."""

from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.fields import attribute
from gql.mutations.inputs import idempotency_key, known, optional, retry_of
from gql.mutations.payload import UserError, user_errors
from gql.types.policy import Policy
from store.acts import mark_policy_reviewed as act
from store.acts.outcomes import PolicyReviewed


@strawberry.input(description="Which policy was reviewed.")
class MarkPolicyReviewedInput:
    """Which policy was reviewed."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = optional("The version that was reviewed: if the policy has moved on, `CONFLICT`.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of marking a policy reviewed.")
class MarkPolicyReviewedPayload:
    """What became of marking a policy reviewed."""

    policy: Policy | None = attribute(description="The policy as it is now; with `CONFLICT`, as somebody else left it.")
    user_errors: list[UserError] = user_errors()


async def mark_policy_reviewed(
    context: Context,
    *,
    input: Annotated[MarkPolicyReviewedInput, strawberry.argument(description="The policy.")],
) -> PolicyReviewed:
    """Marks the policy reviewed."""
    policy_id, retry = local_id("Policy", input.id), retry_of(PolicyReviewed, input)
    return await act.mark_policy_reviewed(
        context.database, context.signed_in, policy_id, known(input.version), retry=retry
    )

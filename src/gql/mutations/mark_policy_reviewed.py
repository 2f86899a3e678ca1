"""markPolicyReviewed: staff have reviewed what the client entered in the portal."""

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, idempotency_key, retry_of, value_or_none, version
from gql.mutations.payload import UserError, replayed, user_errors
from gql.types.policy import Policy
from store.acts import mark_policy_reviewed as act
from store.acts.outcomes import PolicyReviewed


@input_type
class MarkPolicyReviewedInput:
    """The policy that was reviewed."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = version("policy")
    idempotency_key: str | None = idempotency_key()


@object_type
class MarkPolicyReviewedPayload:
    """The result of `markPolicyReviewed`."""

    policy: Policy | None = attribute(description=descriptions.CURRENT_POLICY)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def mark_policy_reviewed(context: Context, *, input: Input[MarkPolicyReviewedInput]) -> PolicyReviewed:
    """Marks the policy reviewed."""
    policy_id, retry = local_id("Policy", input.id), retry_of(PolicyReviewed, input)
    return await act.mark_policy_reviewed(
        context.database, context.viewer, policy_id, value_or_none(input.version), retry=retry
    )

"""makePolicyActive: a policy that staff use again."""

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.mutations.inputs import Input, dry_run, idempotency_key, retry_of, value_or_none, version
from gql.mutations.policy_status import PolicyStatusPayload
from store.acts import change_status as act
from store.acts.outcomes import StatusChanged


@input_type
class MakePolicyActiveInput:
    """The policy to make active."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = version("policy")
    dry_run: bool = dry_run()
    idempotency_key: str | None = idempotency_key()


@object_type
class MakePolicyActivePayload(PolicyStatusPayload):
    """The result of `makePolicyActive`."""


async def make_policy_active(context: Context, *, input: Input[MakePolicyActiveInput]) -> StatusChanged:
    """Makes the policy active."""
    return await act.make_policy_active(
        context.database,
        context.viewer,
        local_id("Policy", input.id),
        value_or_none(input.version),
        dry_run=input.dry_run,
        retry=retry_of(StatusChanged, input),
    )

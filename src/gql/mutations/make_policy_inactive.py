"""makePolicyInactive: a policy that the client no longer has."""

from datetime import date

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.mutations.inputs import Input, dry_run, idempotency_key, optional, retry_of, value_or_none, version
from gql.mutations.policy_status import PolicyStatusPayload
from store.acts import change_status as act
from store.acts.outcomes import StatusChanged


@input_type
class MakePolicyInactiveInput:
    """The policy to make inactive, and the last day of its coverage."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = version("policy")
    end_date: date | None = optional(
        "The last day of coverage, such as `2025-12-31`. Left out or null, the policy keeps the end date it has."
    )
    dry_run: bool = dry_run()
    idempotency_key: str | None = idempotency_key()


@object_type
class MakePolicyInactivePayload(PolicyStatusPayload):
    """The result of `makePolicyInactive`."""


async def make_policy_inactive(context: Context, *, input: Input[MakePolicyInactiveInput]) -> StatusChanged:
    """Makes the policy inactive."""
    return await act.make_policy_inactive(
        context.database,
        context.viewer,
        local_id("Policy", input.id),
        value_or_none(input.version),
        value_or_none(input.end_date),
        dry_run=input.dry_run,
        retry=retry_of(StatusChanged, input),
    )

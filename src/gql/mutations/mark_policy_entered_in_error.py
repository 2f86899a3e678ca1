"""markPolicyEnteredInError: a policy that should not be on the chart, such as one of somebody else."""

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute
from gql.mutations.inputs import Input, dry_run, idempotency_key, retry_of, value_or_none, version
from gql.mutations.payload import EndedPolicy, UserError, ended_policies, replayed, user_errors
from gql.types.change import FieldChange
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy
from store.acts import change_status as act
from store.acts.outcomes import StatusChanged


@input_type
class MarkPolicyEnteredInErrorInput:
    """The policy that should not be on the chart."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = version("policy")
    dry_run: bool = dry_run()
    idempotency_key: str | None = idempotency_key()


@object_type
class MarkPolicyEnteredInErrorPayload:
    """The result of `markPolicyEnteredInError`."""

    policy: Policy | None = attribute(description=descriptions.CURRENT_POLICY)
    changes: list[FieldChange] = attribute(description=descriptions.CHANGES)
    ended_policies: list[EndedPolicy] = ended_policies()
    warnings: list[PolicyWarning] = attribute(description=descriptions.WARNINGS)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def mark_policy_entered_in_error(
    context: Context, *, input: Input[MarkPolicyEnteredInErrorInput]
) -> StatusChanged:
    """Marks the policy entered in error."""
    return await act.mark_policy_entered_in_error(
        context.database,
        context.viewer,
        local_id("Policy", input.id),
        value_or_none(input.version),
        dry_run=input.dry_run,
        retry=retry_of(StatusChanged, input),
    )

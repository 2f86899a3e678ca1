"""addPolicy: adds a policy to a chart."""

from datetime import date
from decimal import Decimal

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import InsuranceType, MedicareSecondaryReason, PolicyStatus, PolicyType, Relationship
from gql.graph.fields import attribute, loaded
from gql.graph.loaders import Loaders
from gql.mutations.inputs import (
    AttachmentInput,
    Input,
    PolicyholderInput,
    dry_run,
    fields_set,
    idempotency_key,
    optional,
    retry_of,
    uploads_to_attach,
)
from gql.mutations.payload import EndedPolicy, UserError, existing_policy, replayed, user_errors
from gql.types.client import Client
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy
from store.acts import add_policy as act
from store.acts.outcomes import PolicyAdded

_NOT_FIELDS = ("client_id", "payer_id", "status", "attachments", "end_previous", "dry_run", "idempotency_key")


@input_type
class AddPolicyInput:
    """A new policy, as staff enter it."""

    client_id: strawberry.ID = strawberry.field(description="The client whose chart gets the policy.")
    type: PolicyType = strawberry.field(description=descriptions.POLICY_TYPE)
    relationship: Relationship = strawberry.field(description=descriptions.RELATIONSHIP)
    payer_id: strawberry.ID = strawberry.field(
        description="The insurer that pays: a payer of the practice that is not archived."
    )
    insurance_type: InsuranceType = strawberry.field(description=descriptions.INSURANCE_TYPE)
    member_id: str = strawberry.field(description=descriptions.MEMBER_ID)
    effective_date: date = strawberry.field(description=descriptions.EFFECTIVE_DATE)
    status: PolicyStatus = strawberry.field(
        default=PolicyStatus.ACTIVE, description="Whether staff use the policy: active, as usual, or inactive."
    )
    plan_id: str | None = optional(descriptions.PLAN_ID)
    plan_name: str | None = optional(descriptions.PLAN_NAME)
    group_id: str | None = optional(descriptions.GROUP_ID)
    copay: Decimal | None = optional(descriptions.COPAY)
    deductible: Decimal | None = optional(descriptions.DEDUCTIBLE)
    end_date: date | None = optional(descriptions.END_DATE)
    employer_or_school: str | None = optional(descriptions.EMPLOYER_OR_SCHOOL)
    medicare_secondary_reason: MedicareSecondaryReason | None = optional(descriptions.MEDICARE_SECONDARY_REASON)
    policyholder: PolicyholderInput | None = optional(descriptions.POLICYHOLDER)
    attachments: list[AttachmentInput] | None = optional(descriptions.ATTACHMENTS)
    end_previous: bool = strawberry.field(
        default=True,
        description=(
            "Whether a new Primary ends the open ones before it. False for a plan beside the regular one, such as an "
            "employee assistance program."
        ),
    )
    dry_run: bool = dry_run(" `policy` is null then.")
    idempotency_key: str | None = idempotency_key()


@object_type
class AddPolicyPayload:
    """The result of `addPolicy`."""

    policy: Policy | None = attribute(description="The new policy. Null if nothing was saved.")
    client: Client | None = loaded(
        Loaders.client, lambda outcome: outcome.client_id, description="The client whose chart got the policy."
    )
    ended_policies: list[EndedPolicy] = attribute(description="The policies that the new Primary ended, or would end.")
    warnings: list[PolicyWarning] = attribute(description=descriptions.WARNINGS)
    existing_policy: Policy | None = existing_policy()
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def add_policy(context: Context, *, input: Input[AddPolicyInput]) -> PolicyAdded:
    """Adds the policy."""
    new = act.NewPolicy(
        client_id=local_id("Client", input.client_id),
        payer_id=local_id("Payer", input.payer_id),
        status=input.status,
        fields=fields_set(input, exclude=_NOT_FIELDS),
        attachments=uploads_to_attach(input.attachments),
        end_previous=input.end_previous,
    )
    retry = retry_of(PolicyAdded, input)
    return await act.add_policy(context.database, context.viewer, new, dry_run=input.dry_run, retry=retry)

"""addPolicy: a new policy on a chart."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.enums import InsuranceType, PolicyStatus, PolicyType, Relationship
from gql.graph.fields import attribute, loaded
from gql.graph.loaders import Loaders
from gql.mutations.inputs import AttachmentInput, PolicyholderInput, given, idempotency_key, optional, retry_of, wanted
from gql.mutations.payload import EndedPolicy, UserError, existing_policy, user_errors
from gql.types.client import Client
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy
from store.acts import add_policy as act
from store.acts.outcomes import PolicyAdded


@strawberry.input(description="A new policy, as staff enter it.")
class AddPolicyInput:
    """A new policy, as staff enter it."""

    client_id: strawberry.ID = strawberry.field(description="Whose policy it is.")
    type: PolicyType = strawberry.field(description="When its payer is billed.")
    relationship: Relationship = strawberry.field(description="The client's relationship to the policyholder.")
    payer_id: strawberry.ID = strawberry.field(description="Who pays: a payer of the practice that is not archived.")
    insurance_type: InsuranceType = strawberry.field(description="The kind of coverage.")
    member_id: str = strawberry.field(description="As printed on the card.")
    effective_date: date = strawberry.field(description="The first day of coverage.")
    status: PolicyStatus = strawberry.field(default=PolicyStatus.ACTIVE, description="Active unless told.")
    plan_id: str | None = optional("The plan's identifier.")
    group_id: str | None = optional("The group's identifier.")
    copay: Decimal | None = optional("What the client pays for each visit.")
    deductible: Decimal | None = optional("What the client pays in a year before the payer does.")
    end_date: date | None = optional("The last day of coverage.")
    employer_or_school: str | None = optional("Through whom a group plan comes.")
    policyholder: PolicyholderInput | None = optional("Who holds the policy when that is not the client.")
    attachments: list[AttachmentInput] | None = optional("Pictures or PDFs of the card, at most 10.")
    dry_run: bool = strawberry.field(
        default=False,
        description=(
            "Check and foretell, save nothing: policy is null, what would happen is in endedPolicies and warnings. "
            "Keys are ignored."
        ),
    )
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of adding a policy.")
class AddPolicyPayload:
    """What became of adding a policy."""

    policy: Policy | None = attribute(description="The new policy; null when nothing was saved.")
    client: Client | None = loaded(Loaders.client, lambda outcome: outcome.client_id, description="Whose chart it is.")
    ended_policies: list[EndedPolicy] = attribute(description="The Primaries that the new one ended, or would end.")
    warnings: list[PolicyWarning] = attribute(description="What to look at.")
    existing_policy: Policy | None = existing_policy()
    user_errors: list[UserError] = user_errors()


async def add_policy(
    context: Context,
    *,
    input: Annotated[AddPolicyInput, strawberry.argument(description="The policy.")],
) -> PolicyAdded:
    """Adds the policy."""
    new = act.NewPolicy(
        client_id=local_id("Client", input.client_id),
        payer_id=local_id("Payer", input.payer_id),
        status=input.status,
        fields=given(input, "client_id", "payer_id", "status", "attachments", "dry_run", "idempotency_key"),
        attachments=wanted(input.attachments),
    )
    retry = retry_of(PolicyAdded, input)
    return await act.add_policy(context.database, context.signed_in, new, dry_run=input.dry_run, retry=retry)

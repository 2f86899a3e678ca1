"""submitPolicy: a client adds their own policy in the portal."""

from datetime import date

import strawberry

from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import InsuranceType, PolicyType, Relationship
from gql.graph.fields import attribute, loaded
from gql.graph.loaders import Loaders
from gql.mutations.inputs import (
    AttachmentInput,
    ClientFactsInput,
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
from store.acts import submit_policy as act
from store.acts.outcomes import PolicyAdded


@input_type
class SubmitPolicyInput:
    """A policy as the client knows it: the type, and at least one of payer name, member ID and a photo of the card.

    Staff fill in what is missing.
    """

    type: PolicyType = strawberry.field(description="When the payer is billed: `PRIMARY` or `SECONDARY`.")
    payer_name: str | None = optional("The insurer's name as the client knows it, such as `Blue Cross of TX`.")
    member_id: str | None = optional(descriptions.MEMBER_ID)
    relationship: Relationship | None = optional(descriptions.RELATIONSHIP)
    insurance_type: InsuranceType | None = optional(descriptions.INSURANCE_TYPE)
    plan_id: str | None = optional(descriptions.PLAN_ID)
    plan_name: str | None = optional(descriptions.PLAN_NAME)
    group_id: str | None = optional(descriptions.GROUP_ID)
    employer_or_school: str | None = optional(descriptions.EMPLOYER_OR_SCHOOL)
    effective_date: date | None = optional(descriptions.EFFECTIVE_DATE)
    end_date: date | None = optional(descriptions.END_DATE)
    policyholder: PolicyholderInput | None = optional(descriptions.POLICYHOLDER)
    attachments: list[AttachmentInput] | None = optional(descriptions.ATTACHMENTS)
    client: ClientFactsInput | None = optional(
        "Facts of the client's own record that are still empty, see `policyForm.clientFields`. One that is there "
        "already is `INVALID`."
    )
    dry_run: bool = dry_run(" `policy` is null then.")
    idempotency_key: str | None = idempotency_key()


@object_type
class SubmitPolicyPayload:
    """The result of `submitPolicy`."""

    policy: Policy | None = attribute(description="The new policy. Null if nothing was saved.")
    client: Client | None = loaded(
        Loaders.client, lambda outcome: outcome.client_id, description="The client, with their own chart."
    )
    ended_policies: list[EndedPolicy] = attribute(description="The policies that the new Primary ended, or would end.")
    warnings: list[PolicyWarning] = attribute(description=descriptions.WARNINGS)
    existing_policy: Policy | None = existing_policy()
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def submit_policy(context: Context, *, input: Input[SubmitPolicyInput]) -> PolicyAdded:
    """Submits the policy."""
    submission = act.Submission(
        fields=fields_set(input, exclude=("client", "attachments", "dry_run", "idempotency_key")),
        client_facts=fields_set(input.client) if input.client else {},
        attachments=uploads_to_attach(input.attachments),
    )
    retry = retry_of(PolicyAdded, input)
    return await act.submit_policy(context.database, context.viewer, submission, dry_run=input.dry_run, retry=retry)

"""submitPolicy: a client's own policy, from the portal."""

from datetime import date
from typing import Annotated

import strawberry

from gql.graph.context import Context
from gql.graph.enums import InsuranceType, PolicyType, Relationship
from gql.graph.fields import attribute, loaded
from gql.graph.loaders import Loaders
from gql.mutations.inputs import (
    AttachmentInput,
    PolicyholderInput,
    given,
    idempotency_key,
    optional,
    retry_of,
    wanted,
)
from gql.mutations.payload import EndedPolicy, UserError, existing_policy, user_errors
from gql.types.client import Client
from gql.types.policy import Policy
from store.acts import submit_policy as act
from store.acts.outcomes import PolicyAdded


@strawberry.input(
    description=(
        "A policy as a client knows it: the type, and at least one of the payer's name, the member ID and a card. "
        "What is missing the practice fills in."
    )
)
class SubmitPolicyInput:
    """A policy as a client knows it."""

    type: PolicyType = strawberry.field(description="`PRIMARY` or `SECONDARY`.")
    payer_name: str | None = optional("The insurance company, as the card or the client says it.")
    member_id: str | None = optional("As printed on the card.")
    relationship: Relationship | None = optional("The client's relationship to the policyholder.")
    insurance_type: InsuranceType | None = optional("The kind of coverage.")
    plan_id: str | None = optional("The plan's identifier.")
    group_id: str | None = optional("The group's identifier.")
    employer_or_school: str | None = optional("Through whom a group plan comes.")
    effective_date: date | None = optional("The first day of coverage.")
    end_date: date | None = optional("The last day of coverage.")
    policyholder: PolicyholderInput | None = optional("Who holds the policy when that is not the client.")
    attachments: list[AttachmentInput] | None = optional("Pictures or PDFs of the card, at most 10.")
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of submitting a policy.")
class SubmitPolicyPayload:
    """What became of submitting a policy."""

    policy: Policy | None = attribute(description="The new policy; null when nothing was saved.")
    client: Client | None = loaded(
        Loaders.client, lambda outcome: outcome.client_id, description="The client's own chart."
    )
    ended_policies: list[EndedPolicy] = attribute(description="The Primaries that the new one ended.")
    existing_policy: Policy | None = existing_policy()
    user_errors: list[UserError] = user_errors()


async def submit_policy(
    context: Context,
    *,
    input: Annotated[SubmitPolicyInput, strawberry.argument(description="The policy.")],
) -> PolicyAdded:
    """Submits the policy."""
    submission = act.Submission(
        fields=given(input, "attachments", "idempotency_key"), attachments=wanted(input.attachments)
    )
    retry = retry_of(PolicyAdded, input)
    return await act.submit_policy(context.database, context.signed_in, submission, retry=retry)

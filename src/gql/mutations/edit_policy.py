"""editPolicy: changes to a policy, and settling its payer."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from gql.global_ids import local_id
from gql.graph.context import Context
from gql.graph.enums import InsuranceType, PolicyType, Relationship
from gql.graph.fields import attribute
from gql.mutations.inputs import (
    AttachmentInput,
    PolicyholderInput,
    given,
    idempotency_key,
    known,
    optional,
    retry_of,
    wanted,
)
from gql.mutations.payload import UserError, existing_policy, user_errors
from gql.types.change import FieldChange
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy
from store.acts import edit_policy as act
from store.acts.outcomes import PolicyEdited

_APART = (
    "id",
    "version",
    "remember_entered_name",
    "add_attachments",
    "remove_attachment_ids",
    "dry_run",
    "idempotency_key",
)


@strawberry.input(description="Changes to a policy. Fields left out stay; null clears an optional field.")
class EditPolicyInput:
    """Changes to a policy."""

    id: strawberry.ID = strawberry.field(description="The policy.")
    version: int | None = optional("The version the edit was made from: if the policy has moved on, `CONFLICT`.")
    type: PolicyType | None = optional("When its payer is billed.")
    relationship: Relationship | None = optional("The client's relationship to the policyholder.")
    payer_id: strawberry.ID | None = optional("Who pays. Saving with a payer clears Needs Payer and marks it reviewed.")
    remember_entered_name: bool = strawberry.field(
        default=False,
        description=(
            "With payerId: keep the client's text as an alias and settle every waiting policy with the same text."
        ),
    )
    insurance_type: InsuranceType | None = optional("The kind of coverage.")
    member_id: str | None = optional("As printed on the card.")
    plan_id: str | None = optional("The plan's identifier.")
    group_id: str | None = optional("The group's identifier.")
    copay: Decimal | None = optional("What the client pays for each visit.")
    deductible: Decimal | None = optional("What the client pays in a year before the payer does.")
    effective_date: date | None = optional("The first day of coverage.")
    end_date: date | None = optional("The last day of coverage.")
    employer_or_school: str | None = optional("Through whom a group plan comes.")
    policyholder: PolicyholderInput | None = optional(
        "Who holds the policy: merged field by field; null clears it whole."
    )
    add_attachments: list[AttachmentInput] | None = optional("Files to attach: a policy can have 10 at most.")
    remove_attachment_ids: list[strawberry.ID] | None = optional(
        "Attachments to take off the policy. The history keeps their names."
    )
    dry_run: bool = strawberry.field(
        default=False,
        description=(
            "Check and foretell, save nothing: policy comes back as stored, what would change is in changes, "
            "settledPolicies and warnings. Keys are ignored."
        ),
    )
    idempotency_key: str | None = idempotency_key()


@strawberry.type(description="What became of editing a policy.")
class EditPolicyPayload:
    """What became of editing a policy."""

    policy: Policy | None = attribute(description="The policy as it is now; with `CONFLICT`, as somebody else left it.")
    changes: list[FieldChange] = attribute(description="What changed, or would change, field by field.")
    settled_policies: list[Policy] = attribute(description="The other policies that were settled, or would be.")
    existing_policy: Policy | None = existing_policy()
    warnings: list[PolicyWarning] = attribute(description="What to look at.")
    user_errors: list[UserError] = user_errors()


async def edit_policy(
    context: Context,
    *,
    input: Annotated[EditPolicyInput, strawberry.argument(description="The changes.")],
) -> PolicyEdited:
    """Edits the policy."""
    edit = act.PolicyEdit(
        policy_id=local_id("Policy", input.id),
        version=known(input.version),
        payer_id=local_id("Payer", input.payer_id) if input.payer_id else None,
        remember_entered_name=input.remember_entered_name,
        fields=given(input, *_APART),
        add_attachments=wanted(input.add_attachments),
        remove_attachments=tuple(local_id("Attachment", each) for each in known(input.remove_attachment_ids) or ()),
    )
    retry = retry_of(PolicyEdited, input)
    return await act.edit_policy(context.database, context.signed_in, edit, dry_run=input.dry_run, retry=retry)

"""editPolicy: changes a policy, and chooses the payer of one that needs a payer."""

from datetime import date
from decimal import Decimal

import strawberry

from gql.global_ids import local_id
from gql.graph import descriptions
from gql.graph.context import Context
from gql.graph.declarations import input_type, object_type
from gql.graph.enums import InsuranceType, MedicareSecondaryReason, PolicyType, Relationship
from gql.graph.fields import attribute
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
    value_or_none,
    version,
)
from gql.mutations.payload import EndedPolicy, UserError, ended_policies, existing_policy, replayed, user_errors
from gql.types.change import FieldChange
from gql.types.eligibility import PolicyWarning
from gql.types.policy import Policy
from store.acts import edit_policy as act
from store.acts.outcomes import PolicyEdited

_NOT_FIELDS = (
    "id",
    "version",
    "remember_entered_name",
    "add_attachments",
    "remove_attachment_ids",
    "dry_run",
    "idempotency_key",
)


@input_type
class EditPolicyInput:
    """Changes to a policy. Fields left out stay as they are; null clears an optional field."""

    id: strawberry.ID = strawberry.field(description="The policy to edit.")
    version: int | None = version("policy")
    type: PolicyType | None = optional(descriptions.POLICY_TYPE)
    relationship: Relationship | None = optional(descriptions.RELATIONSHIP)
    payer_id: strawberry.ID | None = optional(
        "The insurer that pays. Saving it clears Needs Payer and marks the policy reviewed."
    )
    remember_entered_name: bool = strawberry.field(
        default=False,
        description=(
            "With `payerId`: save the client's text as an alias of the payer, and give the payer to all policies that "
            "need one and have the same text."
        ),
    )
    insurance_type: InsuranceType | None = optional(descriptions.INSURANCE_TYPE)
    member_id: str | None = optional(descriptions.MEMBER_ID)
    plan_id: str | None = optional(descriptions.PLAN_ID)
    plan_name: str | None = optional(descriptions.PLAN_NAME)
    group_id: str | None = optional(descriptions.GROUP_ID)
    copay: Decimal | None = optional(descriptions.COPAY)
    deductible: Decimal | None = optional(descriptions.DEDUCTIBLE)
    effective_date: date | None = optional(descriptions.EFFECTIVE_DATE)
    end_date: date | None = optional(descriptions.END_DATE)
    employer_or_school: str | None = optional(descriptions.EMPLOYER_OR_SCHOOL)
    medicare_secondary_reason: MedicareSecondaryReason | None = optional(descriptions.MEDICARE_SECONDARY_REASON)
    policyholder: PolicyholderInput | None = optional(
        "The person who holds the policy. Fields left out stay; null removes the policyholder."
    )
    add_attachments: list[AttachmentInput] | None = optional("Uploaded files to attach. A policy has at most 10.")
    remove_attachment_ids: list[strawberry.ID] | None = optional(
        "Attachments to remove. The history keeps their file names."
    )
    dry_run: bool = dry_run()
    idempotency_key: str | None = idempotency_key()


@object_type
class EditPolicyPayload:
    """The result of `editPolicy`."""

    policy: Policy | None = attribute(description=descriptions.CURRENT_POLICY)
    changes: list[FieldChange] = attribute(description=descriptions.CHANGES)
    ended_policies: list[EndedPolicy] = ended_policies()
    settled_policies: list[Policy] = attribute(
        rows=50,
        description="The other policies that got the payer, or would get it, because they have the same payer text.",
    )
    existing_policy: Policy | None = existing_policy()
    warnings: list[PolicyWarning] = attribute(description=descriptions.WARNINGS)
    replayed: bool = replayed()
    user_errors: list[UserError] = user_errors()


async def edit_policy(context: Context, *, input: Input[EditPolicyInput]) -> PolicyEdited:
    """Edits the policy."""
    edit = act.PolicyEdit(
        policy_id=local_id("Policy", input.id),
        version=value_or_none(input.version),
        payer_id=local_id("Payer", input.payer_id) if input.payer_id else None,
        remember_entered_name=input.remember_entered_name,
        fields=fields_set(input, exclude=_NOT_FIELDS),
        add_attachments=uploads_to_attach(input.add_attachments),
        remove_attachments=tuple(
            local_id("Attachment", id_) for id_ in value_or_none(input.remove_attachment_ids) or ()
        ),
    )
    retry = retry_of(PolicyEdited, input)
    return await act.edit_policy(context.database, context.viewer, edit, dry_run=input.dry_run, retry=retry)

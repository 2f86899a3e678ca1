"""Policies."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from gql.errors import BadUserInput
from gql.graph import descriptions
from gql.graph.connections import MAX_SIZE, UncountedConnection
from gql.graph.context import Context
from gql.graph.cost import rows_argument
from gql.graph.declarations import node_type
from gql.graph.enums import (
    InsuranceType,
    MedicareSecondaryReason,
    PolicyField,
    PolicySource,
    PolicyStanding,
    PolicyStatus,
    PolicyType,
    Relationship,
    Role,
)
from gql.graph.fields import attribute, computed, loaded
from gql.graph.history_connection import history
from gql.graph.loaders import Loaders
from gql.graph.permissions import PRACTITIONERS
from gql.types import policy_claims
from gql.types.attachment import Attachment
from gql.types.change import Change
from gql.types.claim_form import ClaimBox
from gql.types.eligibility import ClaimReadiness, Eligibility
from gql.types.node import Node
from gql.types.payer import Payer, PayerSuggestion
from gql.types.policyholder import Policyholder
from insurance import facts, payer_suggestions
from insurance.needs_payer import needs_payer
from insurance.policy_form import missing_fields
from insurance.policyholder_address import with_current_address
from insurance.review import needs_review
from insurance.standing import standing

if TYPE_CHECKING:
    from gql.types.client import Client

SUGGESTIONS = 3
"""How many payers are suggested when the caller does not say."""


def _needs_payer(policy: facts.Policy) -> bool:
    return needs_payer(policy)


def _needs_review(policy: facts.Policy) -> bool:
    return needs_review(policy)


def _missing_fields(policy: facts.Policy) -> list[PolicyField]:
    return missing_fields(policy)


def _can_edit(_policy: facts.Policy, context: Context) -> bool:
    return context.viewer.role is Role.PRACTITIONER


def _can_make_inactive(policy: facts.Policy, context: Context) -> bool:
    return policy.status is PolicyStatus.ACTIVE and context.viewer.role is Role.PRACTITIONER


def _policy_id(policy: facts.Policy) -> str:
    return policy.id


def _client_id(policy: facts.Policy) -> str:
    return policy.client_id


On: TypeAlias = Annotated[
    date | None, strawberry.argument(description="The day; today in the practice's time zone when left out.")
]


def _practice_id_for_today(_policy: facts.Policy, context: Context, *, on: On = None) -> str | None:
    return context.viewer.practice_id if on is None else None


def _standing(
    policy: facts.Policy, practice: facts.Practice | None, context: Context, *, on: On = None
) -> PolicyStanding:
    today = context.today(practice) if practice else None
    return standing(policy, on or today or date.max)


def _payer_id(policy: facts.Policy) -> str | None:
    return policy.payer_id


def _ended_by_id(policy: facts.Policy) -> str | None:
    return policy.ended_by_id


def _client_with_address(policy: facts.Policy) -> str | None:
    shares = policy.policyholder is not None and policy.policyholder.same_address_as_client
    return policy.client_id if shares else None


def _policyholder(policy: facts.Policy, client: facts.Client | None) -> facts.Policyholder | None:
    return with_current_address(policy.policyholder, client)


def _suggestions_key(
    policy: facts.Policy,
    *,
    first: Annotated[
        int | None, rows_argument(f"How many payers at most, from 0 to {MAX_SIZE}.", max_rows=MAX_SIZE)
    ] = SUGGESTIONS,
) -> tuple[str, int] | None:
    if first is not None and first < 0:
        raise BadUserInput("`first` cannot be negative.")
    entered = payer_suggestions.text_to_suggest_for(policy)
    return (entered, min(SUGGESTIONS if first is None else first, MAX_SIZE)) if entered else None


def _suggestions(
    _policy: facts.Policy, suggestions: list[payer_suggestions.PayerSuggestion] | None
) -> list[payer_suggestions.PayerSuggestion]:
    return suggestions or []


@node_type(facts.Policy)
class Policy(Node):
    """An insurance policy on a client's chart. Policies are never deleted."""

    version: int = attribute(
        description="Goes up by one with each change. Send it with an edit, and a conflicting edit is refused."
    )
    client: Annotated["Client", strawberry.lazy("gql.types.client")] = loaded(
        Loaders.client, _client_id, description="The client whose chart the policy is on."
    )
    type: PolicyType = attribute(description=descriptions.POLICY_TYPE)
    status: PolicyStatus = attribute(description="Active, inactive or entered in error, as staff have set it.")
    standing: PolicyStanding = loaded(
        Loaders.practice,
        _practice_id_for_today,
        _standing,
        cost=1,
        description="Its state on a day, in one word: what to show in place of the status alone.",
    )
    source: PolicySource = attribute(description="Who entered the policy: the practice, or the client in the portal.")
    relationship: Relationship | None = attribute(description=descriptions.RELATIONSHIP)
    policyholder: Policyholder | None = loaded(
        Loaders.client,
        _client_with_address,
        _policyholder,
        description="The person who holds the policy. Null if that is the client, or not known.",
    )
    payer: Payer | None = loaded(
        Loaders.payer, _payer_id, description="The insurer that pays. Null as long as the policy needs a payer."
    )
    entered_payer_name: str | None = attribute(
        description="The insurer's name as the client typed it in the portal, such as `Blue Cross of TX`. Kept as is."
    )
    needs_payer: bool = computed(_needs_payer, description="Whether staff still have to choose the payer.")
    payer_suggestions: list[PayerSuggestion] | None = loaded(
        Loaders.payer_suggestions,
        _suggestions_key,
        _suggestions,
        allow=PRACTITIONERS,
        cost=50,
        rows=SUGGESTIONS,
        description="The payers most similar to what the client typed, best first. Empty once a payer is chosen.",
    )
    insurance_type: InsuranceType | None = attribute(description=descriptions.INSURANCE_TYPE)
    medicare_secondary_reason: MedicareSecondaryReason | None = attribute(
        description=descriptions.MEDICARE_SECONDARY_REASON
    )
    member_id: str | None = attribute(description=descriptions.MEMBER_ID)
    plan_id: str | None = attribute(description=descriptions.PLAN_ID)
    plan_name: str | None = attribute(description=descriptions.PLAN_NAME)
    group_id: str | None = attribute(description=descriptions.GROUP_ID)
    copay: Decimal | None = attribute(description=descriptions.COPAY)
    deductible: Decimal | None = attribute(description=descriptions.DEDUCTIBLE)
    employer_or_school: str | None = attribute(description=descriptions.EMPLOYER_OR_SCHOOL)
    effective_date: date | None = attribute(description=descriptions.EFFECTIVE_DATE)
    end_date: date | None = attribute(description=descriptions.END_DATE)
    attachments: list[Attachment] = loaded(
        Loaders.attachments_of_policy, _policy_id, description="Photos and PDFs of the insurance card."
    )
    missing_fields: list[PolicyField] = computed(
        _missing_fields, cost=1, description="The required fields that are still empty, in the form's order."
    )
    needs_review: bool = computed(
        _needs_review, description="Whether the client entered the policy and staff have not reviewed it yet."
    )
    reviewed_at: datetime | None = attribute(description="When staff reviewed the policy. Null if they have not.")
    reviewed_by: str | None = attribute(allow=PRACTITIONERS, description="The name of who reviewed the policy.")
    ended_by: Annotated["Policy", strawberry.lazy("gql.types.policy")] | None = loaded(
        Loaders.policy,
        _ended_by_id,
        description="The newer Primary that this policy's end date follows. Null once staff have changed that date.",
    )
    eligibility: Eligibility | None = loaded(
        Loaders.policies_of_client,
        _client_id,
        policy_claims.eligibility_on,
        allow=PRACTITIONERS,
        description="Whether a claim for this date of service may use the policy, and why or why not.",
    )
    claim_readiness: ClaimReadiness | None = loaded(
        Loaders.claim_chart,
        _client_id,
        policy_claims.readiness,
        allow=PRACTITIONERS,
        cost=policy_claims.READINESS_COST,
        description="Whether a claim for this date of service can be sent as it is, and what to correct first.",
    )
    claim_form: list[ClaimBox] | None = loaded(
        Loaders.claim_chart,
        _client_id,
        policy_claims.form,
        allow=PRACTITIONERS,
        cost=policy_claims.FORM_COST,
        rows=policy_claims.FORM_BOXES,
        description="Boxes 1 to 11d of the form CMS-1500 as a claim with this policy would fill them, in the form's "
        "order. A box that a problem leaves empty says so: these are the problems of `claimReadiness` on `PAPER`.",
    )
    history: UncountedConnection[Change] | None = history("Changes of the policy, newest first.")
    viewer_can_edit: bool = computed(
        _can_edit, description="Whether this caller may edit the policy. If not, do not show the edit form."
    )
    viewer_can_make_inactive: bool = computed(
        _can_make_inactive,
        description="Whether this caller may make the policy inactive: it is active, and the caller is staff.",
    )
    created_at: datetime = attribute(description="When the policy was entered.")
    updated_at: datetime = attribute(description="When the policy last changed.")

"""Policies."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import strawberry

from gql.global_ids import global_id
from gql.graph.connections import MAX_SIZE, UncountedConnection
from gql.graph.context import Context
from gql.graph.enums import InsuranceType, PolicyField, PolicySource, PolicyStatus, PolicyType, Relationship, Role, Sex
from gql.graph.fields import attribute, derived, loaded
from gql.graph.history_connection import history
from gql.graph.loaders import ClaimChart, Loaders
from gql.graph.permissions import STAFF
from gql.types.attachment import Attachment
from gql.types.change import Change
from gql.types.eligibility import ClaimReadiness, Eligibility
from gql.types.node import Node
from gql.types.payer import Payer, PayerSuggestion
from insurance import claim_readiness as readiness
from insurance import eligibility as eligible
from insurance import facts
from insurance.needs_payer import needs_payer
from insurance.payer_suggestions import PayerSuggestion as Suggestion
from insurance.payer_suggestions import payer_suggestions
from insurance.policy_form import missing_fields
from insurance.review import needs_review

if TYPE_CHECKING:
    from gql.types.client import Client

DateOfService: TypeAlias = Annotated[date, strawberry.argument(description="The day a claim is for.")]


def _id(policy: facts.Policy) -> str:
    return global_id("Policy", policy.id)


def _needs_payer(policy: facts.Policy) -> bool:
    return needs_payer(policy)


def _needs_review(policy: facts.Policy) -> bool:
    return needs_review(policy)


def _missing_fields(policy: facts.Policy) -> list[PolicyField]:
    return missing_fields(policy)


def _can_edit(_policy: facts.Policy, context: Context) -> bool:
    return context.signed_in.role is Role.PRACTITIONER


def _can_make_inactive(policy: facts.Policy, context: Context) -> bool:
    return policy.status is PolicyStatus.ACTIVE and context.signed_in.role is Role.PRACTITIONER


def _policy_id(policy: facts.Policy) -> str:
    return policy.id


def _client_id(policy: facts.Policy) -> str:
    return policy.client_id


def _payer_id(policy: facts.Policy) -> str | None:
    return policy.payer_id


def _ended_by_id(policy: facts.Policy) -> str | None:
    return policy.ended_by_id


def _offered_payers(policy: facts.Policy) -> tuple[()] | None:
    return () if needs_payer(policy) else None


def _payer_suggestions(
    policy: facts.Policy,
    payers: tuple[facts.Payer, ...] | None,
    *,
    first: Annotated[int | None, strawberry.argument(description="How many at most, 1 to 100.")] = 3,
) -> list[Suggestion]:
    size = max(1, min(3 if first is None else first, MAX_SIZE))
    return payer_suggestions(policy, payers or (), size)


def _eligibility(policy: facts.Policy, chart: tuple[facts.Policy, ...], *, dos: DateOfService) -> eligible.Eligibility:
    return eligible.eligibility(policy, dos, chart)


def _claim_readiness(policy: facts.Policy, chart: ClaimChart, *, dos: DateOfService) -> readiness.ClaimReadiness:
    answer = eligible.eligibility(policy, dos, chart.policies)
    return readiness.claim_readiness(policy, dos, answer, chart.payers.get(policy.payer_id or ""))


@strawberry.type(description="A postal address (CMS-1500 box 7).")
class Address:
    """A postal address."""

    line1: str | None = attribute(description="Street and number.")
    line2: str | None = attribute(description="Apartment or suite.")
    city: str | None = attribute(description="City.")
    state: str | None = attribute(description="State, such as `NY`.")
    postal_code: str | None = attribute(description="ZIP code.")


@strawberry.type(description="Who holds the policy when that is not the client (CMS-1500 boxes 4, 7 and 11a).")
class Policyholder:
    """Who holds the policy."""

    first_name: str | None = attribute(description="First name.")
    last_name: str | None = attribute(description="Last name.")
    date_of_birth: date | None = attribute(description="Date of birth.")
    sex: Sex | None = attribute(description="Sex.")
    address: Address | None = attribute(description="Address.")


@strawberry.type(description="One insurance policy on a client's chart. Policies are never deleted.")
class Policy(Node):
    """One insurance policy on a client's chart."""

    @classmethod
    def is_type_of(cls, fact: Any, _info: Any) -> bool:
        """Policies resolve from the policy's fact."""
        return isinstance(fact, facts.Policy)

    id: strawberry.ID = derived(_id, description="The policy's global id.")
    version: int = attribute(description="Grows by one with each change. Send it with an edit to catch conflicts.")
    client: Annotated["Client", strawberry.lazy("gql.types.client")] = loaded(
        Loaders.client, _client_id, description="Whose policy it is."
    )
    type: PolicyType = attribute(description="When its payer is billed.")
    status: PolicyStatus = attribute(description="Active or inactive, as staff set it.")
    source: PolicySource = attribute(description="Who entered it first.")
    relationship: Relationship | None = attribute(description="The client's relationship to the policyholder.")
    policyholder: Policyholder | None = attribute(description="Who holds it; null when that is the client or unknown.")
    payer: Payer | None = loaded(Loaders.payer, _payer_id, description="Who pays; null while the policy needs a payer.")
    entered_payer_name: str | None = attribute(
        description="What the client typed in the portal; kept forever, to help find the payer."
    )
    needs_payer: bool = derived(_needs_payer, description="Whether no payer is chosen yet.")
    payer_suggestions: list[PayerSuggestion] | None = loaded(
        Loaders.offered_payers,
        _offered_payers,
        _payer_suggestions,
        allow=STAFF,
        description="The payers nearest to what the client typed, best first; none once a payer is chosen.",
    )
    insurance_type: InsuranceType | None = attribute(description="The kind of coverage.")
    member_id: str | None = attribute(description="As printed on the card (CMS-1500 box 1a).")
    plan_id: str | None = attribute(description="The plan's identifier, where the card has one.")
    group_id: str | None = attribute(description="The group's identifier (CMS-1500 box 11).")
    copay: Decimal | None = attribute(description="What the client pays for each visit.")
    deductible: Decimal | None = attribute(description="What the client pays in a year before the payer does.")
    employer_or_school: str | None = attribute(description="Through whom a group plan comes.")
    effective_date: date | None = attribute(description="The first day of coverage.")
    end_date: date | None = attribute(description="The last day of coverage.")
    attachments: list[Attachment] = loaded(
        Loaders.attachments_of_policy, _policy_id, description="Pictures and PDFs of the card."
    )
    missing_fields: list[PolicyField] = derived(
        _missing_fields, description="The required fields that are still empty, in the form's order."
    )
    needs_review: bool = derived(
        _needs_review, description="Whether the client entered it and no practitioner has reviewed it yet."
    )
    reviewed_at: datetime | None = attribute(description="When staff reviewed what the client entered.")
    reviewed_by: str | None = attribute(allow=STAFF, description="Who reviewed it.")
    ended_by: Annotated["Policy", strawberry.lazy("gql.types.policy")] | None = loaded(
        Loaders.policy,
        _ended_by_id,
        description="The newer Primary that set the end date; null once staff have changed that date.",
    )
    eligibility: Eligibility | None = loaded(
        Loaders.policies_of_client,
        _client_id,
        _eligibility,
        allow=STAFF,
        description="Is it offered for a claim on this day, and why or why not.",
    )
    claim_readiness: ClaimReadiness | None = loaded(
        Loaders.claim_chart,
        _client_id,
        _claim_readiness,
        allow=STAFF,
        description="Would a claim on this day go through clean.",
    )
    history: UncountedConnection[Change] | None = history("Changes of the policy, newest first.")
    viewer_can_edit: bool = derived(_can_edit, description="Whether this caller may edit it.")
    viewer_can_make_inactive: bool = derived(
        _can_make_inactive, description="Whether this caller may make it inactive: it is active, and they are staff."
    )
    created_at: datetime = attribute(description="When it was entered.")
    updated_at: datetime = attribute(description="When it last changed.")

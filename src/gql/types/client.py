"""Clients and their charts."""

from datetime import date
from typing import Annotated, Any

import strawberry

from gql.errors import BadUserInput
from gql.global_ids import global_id
from gql.graph.connections import UncountedConnection
from gql.graph.context import Context
from gql.graph.enums import CollectionOverride, PolicyStatus, PolicyType, Role
from gql.graph.fields import attribute, derived, loaded
from gql.graph.history_connection import history
from gql.graph.loaders import Loaders
from gql.graph.permissions import STAFF
from gql.types.change import Change
from gql.types.node import Node
from gql.types.policy import DateOfService, Policy
from insurance import coverage_timeline, facts, insurance_collection
from insurance.eligibility import eligible_policies


def _id(client: facts.Client) -> str:
    return global_id("Client", client.id)


def _client_id(client: facts.Client) -> str:
    return client.id


def _policies(
    _client: facts.Client,
    chart: tuple[facts.Policy, ...],
    *,
    status: Annotated[PolicyStatus | None, strawberry.argument(description="Only policies with this status.")] = None,
    type: Annotated[PolicyType | None, strawberry.argument(description="Only policies of this type.")] = None,
) -> list[facts.Policy]:
    return [policy for policy in chart if status in (None, policy.status) and type in (None, policy.type)]


def _eligible_policies(
    _client: facts.Client, chart: tuple[facts.Policy, ...], *, dos: DateOfService
) -> list[facts.Policy]:
    return eligible_policies(chart, dos)


def _coverage_timeline(
    _client: facts.Client,
    chart: tuple[facts.Policy, ...],
    *,
    from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
    to: Annotated[date, strawberry.argument(description="The last day, on or after the first.")],
) -> list[coverage_timeline.CoverageSpan]:
    if to < from_:
        raise BadUserInput("`to` must be on or after `from`.")
    return coverage_timeline.coverage_timeline(chart, from_, to)


def _practice_id(_client: facts.Client, context: Context) -> str:
    return context.signed_in.practice_id


def _insurance_collection(client: facts.Client, practice: facts.Practice) -> insurance_collection.InsuranceCollection:
    return insurance_collection.insurance_collection(client.collection_override, practice.collects_insurance)


def _can_add_policy(client: facts.Client, practice: facts.Practice, context: Context) -> bool:
    return context.signed_in.role is Role.PRACTITIONER or _insurance_collection(client, practice).enabled


def _first(span: coverage_timeline.CoverageSpan) -> date:
    return span.first


def _last(span: coverage_timeline.CoverageSpan) -> date:
    return span.last


@strawberry.type(description="Whether the client may add insurance in the portal, and what decides it.")
class InsuranceCollection:
    """Whether the client may add insurance in the portal."""

    override: CollectionOverride = attribute(description="What is set for this client; it wins over the default.")
    practice_default: bool = attribute(description="What the practice has set for all clients.")
    enabled: bool = attribute(description="What follows: whether this client may add insurance.")


@strawberry.type(description="A stretch of days, both ends inclusive, on which the same policies cover.")
class CoverageSpan:
    """A stretch of days on which the same policies cover."""

    from_: date = derived(_first, name="from", description="The first day.")
    to: date = derived(_last, description="The last day.")
    primary: list[Policy] = attribute(description="The Primary policies that cover.")
    others: list[Policy] = attribute(description="The other policies that cover, in billing order.")
    gap: bool = attribute(description="No Primary covers.")
    overlap: bool = attribute(description="Two or more Primaries cover.")


@strawberry.type(description="A person in care of the practice. With their policies they are a chart.")
class Client(Node):
    """A person in care of the practice."""

    @classmethod
    def is_type_of(cls, fact: Any, _info: Any) -> bool:
        """Clients resolve from the client's fact."""
        return isinstance(fact, facts.Client)

    id: strawberry.ID = derived(_id, description="The client's global id.")
    first_name: str = attribute(description="First name.")
    last_name: str = attribute(description="Last name.")
    display_name: str = attribute(description="First and last name together.")
    date_of_birth: date | None = attribute(description="Date of birth.")
    policies: list[Policy] = loaded(
        Loaders.policies_of_client,
        _client_id,
        _policies,
        description=(
            "Every policy on the chart, inactive ones included: active first, then type in billing order, then newest."
        ),
    )
    eligible_policies: list[Policy] | None = loaded(
        Loaders.policies_of_client,
        _client_id,
        _eligible_policies,
        allow=STAFF,
        description="The policies a claim for this date of service may use, best first.",
    )
    coverage_timeline: list[CoverageSpan] | None = loaded(
        Loaders.policies_of_client,
        _client_id,
        _coverage_timeline,
        allow=STAFF,
        description="Stretches of time with the policies in force, gaps and overlaps included, ready to draw.",
    )
    insurance_collection: InsuranceCollection = loaded(
        Loaders.practice,
        _practice_id,
        _insurance_collection,
        description="Whether the client may add insurance in the portal, and why.",
    )
    viewer_can_add_policy: bool = loaded(
        Loaders.practice, _practice_id, _can_add_policy, description="Whether this caller may add a policy here."
    )
    history: UncountedConnection[Change] | None = history(
        "Changes of the client's own record and settings, newest first."
    )

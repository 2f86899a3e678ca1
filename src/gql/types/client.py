"""Clients and their charts."""

from datetime import date
from typing import Annotated, Any, TypeAlias

import strawberry

from gql.connections import UncountedConnection
from gql.context import Info
from gql.errors import BadUserInput
from gql.fields import attribute, derived, loaded
from gql.history import history_of
from gql.ids import global_id
from gql.permissions import STAFF
from gql.types.change import Change
from gql.types.node import Node
from gql.types.policy import DateOfService, Policy
from gql.words import CollectionOverride, PolicyStatus, PolicyType, Role
from insurance import collection, coverage_timeline, facts
from insurance.eligibility import eligible_policies

Fact: TypeAlias = strawberry.Parent[facts.Client]


def _id(client: Fact) -> str:
    return global_id("Client", client.id)


async def _policies(
    client: Fact,
    info: Info,
    status: Annotated[PolicyStatus | None, strawberry.argument(description="Only policies with this status.")] = None,
    type: Annotated[PolicyType | None, strawberry.argument(description="Only policies of this type.")] = None,  # noqa: A002
) -> list[facts.Policy]:
    chart = await info.context.loaders.policies_of_client.load(client.id)
    return [policy for policy in chart if status in (None, policy.status) and type in (None, policy.type)]


async def _eligible_policies(client: Fact, info: Info, dos: DateOfService) -> list[facts.Policy]:
    return eligible_policies(await info.context.loaders.policies_of_client.load(client.id), dos)


async def _coverage_timeline(
    client: Fact,
    info: Info,
    from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
    to: Annotated[date, strawberry.argument(description="The last day, on or after the first.")],
) -> list[coverage_timeline.CoverageSpan]:
    if to < from_:
        raise BadUserInput("`to` must be on or after `from`.")
    chart = await info.context.loaders.policies_of_client.load(client.id)
    return coverage_timeline.coverage_timeline(chart, from_, to)


async def _insurance_collection(client: Fact, info: Info) -> collection.InsuranceCollection:
    practice = await info.context.loaders.practice.load(info.context.signed_in.practice_id)
    assert practice is not None, "a client belongs to a practice"  # noqa: S101 - a foreign key says so
    return collection.insurance_collection(client.collection_override, practice.collects_insurance)


async def _can_add_policy(client: Fact, info: Info) -> bool:
    is_staff = info.context.signed_in.role is Role.PRACTITIONER
    return is_staff or (await _insurance_collection(client, info)).enabled


def _first(span: strawberry.Parent[coverage_timeline.CoverageSpan]) -> date:
    return span.first


def _last(span: strawberry.Parent[coverage_timeline.CoverageSpan]) -> date:
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
        _policies,
        description=(
            "Every policy on the chart, inactive ones included: active first, then type in billing order, then newest."
        ),
    )
    eligible_policies: list[Policy] | None = loaded(
        _eligible_policies,
        allow=STAFF,
        description="The policies a claim for this date of service may use, best first.",
    )
    coverage_timeline: list[CoverageSpan] | None = loaded(
        _coverage_timeline,
        allow=STAFF,
        description="Stretches of time with the policies in force, gaps and overlaps included, ready to draw.",
    )
    insurance_collection: InsuranceCollection = loaded(
        _insurance_collection, description="Whether the client may add insurance in the portal, and why."
    )
    viewer_can_add_policy: bool = loaded(_can_add_policy, description="Whether this caller may add a policy here.")
    history: UncountedConnection[Change] | None = loaded(
        history_of, allow=STAFF, description="Changes of the client's own record and settings, newest first."
    )

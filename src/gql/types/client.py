"""Clients and their charts."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from gql.errors import BadUserInput
from gql.graph import descriptions
from gql.graph.connections import UncountedConnection
from gql.graph.context import Context
from gql.graph.declarations import node_type, object_type
from gql.graph.enums import CollectionOverride, PolicyStatus, PolicyType, Role, Sex
from gql.graph.fields import attribute, computed, loaded
from gql.graph.history_connection import history
from gql.graph.loaders import Loaders
from gql.graph.permissions import PRACTITIONERS
from gql.types.access import Access, accesses
from gql.types.address import Address
from gql.types.change import Change
from gql.types.node import Node
from gql.types.policy import Policy
from gql.types.policy_claims import DateOfService
from insurance import coverage_timeline, facts, insurance_collection
from insurance.eligibility import eligible_policies


def _client_id(client: facts.Client) -> str:
    return client.id


# Sex and address are loaded by id even where the client is at hand, from a list: whoever reads them reads the chart,
# and the loader is where that is noted.
def _sex(_client: facts.Client, loaded_client: facts.Client | None) -> Sex | None:
    return loaded_client.sex if loaded_client else None


def _address(_client: facts.Client, loaded_client: facts.Client | None) -> facts.Address | None:
    return loaded_client.address if loaded_client else None


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
    from_: Annotated[date, strawberry.argument(name="from", description="The first day, such as `2025-01-01`.")],
    to: Annotated[date, strawberry.argument(description="The last day: `from` or a later day.")],
) -> list[coverage_timeline.CoverageSpan]:
    if to < from_:
        raise BadUserInput("`to` must be on or after `from`.")
    return coverage_timeline.coverage_timeline(chart, from_, to)


def _practice_id(_client: facts.Client, context: Context) -> str:
    return context.viewer.practice_id


def _insurance_collection(client: facts.Client, practice: facts.Practice) -> insurance_collection.InsuranceCollection:
    return insurance_collection.insurance_collection(client.collection_override, practice.collects_insurance)


def _can_add_policy(client: facts.Client, practice: facts.Practice, context: Context) -> bool:
    return context.viewer.role is Role.PRACTITIONER or _insurance_collection(client, practice).enabled


def _first(span: coverage_timeline.CoverageSpan) -> date:
    return span.first


def _last(span: coverage_timeline.CoverageSpan) -> date:
    return span.last


@object_type
class InsuranceCollection:
    """Whether the client may add insurance in the portal, and which setting decides it."""

    override: CollectionOverride = attribute(
        description="What is set for this client. ON and OFF win over the practice's default."
    )
    practice_default: bool = attribute(description="The practice's default for all clients.")
    enabled: bool = attribute(description="The result: whether this client may add insurance in the portal.")


@object_type
class CoverageSpan:
    """A period in which the same policies cover every day, its first and last day included."""

    from_: date = computed(_first, name="from", description="The first day of the period.")
    to: date = computed(_last, description="The last day of the period.")
    primary: list[Policy] = attribute(description="The Primary policies that cover the period.")
    others: list[Policy] = attribute(description="The other policies that cover the period, in billing order.")
    gap: bool = attribute(description="Whether no Primary covers the period.")
    overlap: bool = attribute(description="Whether two or more Primaries cover the period.")


@node_type(facts.Client)
class Client(Node):
    """A client of the practice. The client and their policies together are the client's chart."""

    version: int = attribute(
        description="Goes up by one with each change. Send it with an edit, and a conflicting edit is refused."
    )
    first_name: str = attribute(description=descriptions.FIRST_NAME)
    middle_name: str | None = attribute(description=descriptions.MIDDLE_NAME)
    last_name: str = attribute(description=descriptions.LAST_NAME)
    display_name: str = attribute(description="First and last name together, such as `Cleo Marchetti`.")
    date_of_birth: date | None = attribute(description=descriptions.DATE_OF_BIRTH)
    sex: Sex | None = loaded(Loaders.client, _client_id, _sex, description=descriptions.SEX)
    address: Address | None = loaded(
        Loaders.client, _client_id, _address, description=f"{descriptions.ADDRESS} Claims need it (CMS-1500 box 5)."
    )
    policies: list[Policy] = loaded(
        Loaders.policies_of_client,
        _client_id,
        _policies,
        description=(
            "All policies on the chart, inactive ones too. Active ones come first, then in billing order, then the "
            "newest first."
        ),
    )
    eligible_policies: list[Policy] | None = loaded(
        Loaders.policies_of_client,
        _client_id,
        _eligible_policies,
        allow=PRACTITIONERS,
        description="The policies that a claim for this date of service may use, best first.",
    )
    coverage_timeline: list[CoverageSpan] | None = loaded(
        Loaders.policies_of_client,
        _client_id,
        _coverage_timeline,
        allow=PRACTITIONERS,
        cost=20,
        description="The days from `from` to `to` as periods of equal coverage, gaps and overlaps marked, for a chart.",
    )
    insurance_collection: InsuranceCollection = loaded(
        Loaders.practice,
        _practice_id,
        _insurance_collection,
        description="Whether the client may add insurance in the portal, and which setting decides it.",
    )
    viewer_can_add_policy: bool = loaded(
        Loaders.practice,
        _practice_id,
        _can_add_policy,
        cost=8,
        description="Whether this caller may add a policy to the chart. If not, do not show the form.",
    )
    created_at: datetime = attribute(description="When the client was added; 1970 where that was not written down.")
    updated_at: datetime = attribute(description="When the client's record or settings last changed.")
    history: UncountedConnection[Change] | None = history(
        "Changes of the client's record and settings, newest first. Those of policies are with each policy."
    )
    accesses: UncountedConnection[Access] | None = accesses(
        "Who read this chart or a file on it, newest first. An entry is there within a second of the request. Lists "
        "that only name clients are not recorded."
    )

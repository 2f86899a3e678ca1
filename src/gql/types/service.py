"""Which policies claims for several services may use, in one query."""

from dataclasses import dataclass
from datetime import date

import strawberry

from gql.graph.codes import ClaimChannel
from gql.graph.declarations import input_type, object_type
from gql.graph.fields import attribute, loaded
from gql.graph.loaders import Loaders
from gql.types.client import Client
from gql.types.eligibility import ClaimReadiness, Eligibility
from gql.types.policy import Policy
from gql.types.policy_claims import READINESS_COST
from insurance.claims import claim_options
from insurance.claims.claim import ClaimChart


@dataclass(frozen=True, slots=True)
class Service:
    """A service that a client received on a day. `client_id` is None where the id in the request is not a client's."""

    client_id: str | None
    dos: date
    channel: ClaimChannel


def _client_id(service: Service) -> str | None:
    return service.client_id


def _options(service: Service, chart: ClaimChart | None) -> list[claim_options.ClaimOption] | None:
    return claim_options.claim_options(chart, service.dos, service.channel) if chart else None


@input_type
class ServiceInput:
    """A service to be claimed."""

    client_id: strawberry.ID = strawberry.field(description="The client who received the service.")
    dos: date = strawberry.field(description="The date of service, such as `2025-03-14`.")
    channel: ClaimChannel = strawberry.field(
        default=ClaimChannel.ELECTRONIC, description="How the claim is sent: what it needs to be ready depends on it."
    )


@object_type
class ClaimOption:
    """A policy that a claim for the service may use, with what to know before choosing it."""

    policy: Policy = attribute(description="The policy.")
    eligibility: Eligibility = attribute(cost=2, description="Why the policy is offered.")
    readiness: ClaimReadiness = attribute(
        cost=READINESS_COST, description="Whether a claim with this policy can be sent as it is."
    )
    other_insurance: list[Policy] = attribute(
        cost=1, rows=2, description="The other policies covering the day, in billing order: a claim names them too."
    )


@object_type
class ServiceEligibility:
    """The policies that a claim for one service may use."""

    client: Client | None = loaded(
        Loaders.client,
        _client_id,
        description="The client who received the service. Null if there is no such client in the practice.",
    )
    dos: date = attribute(description="The date of service.")
    options: list[ClaimOption] | None = loaded(
        Loaders.claim_chart,
        _client_id,
        _options,
        rows=3,
        description="The policies that are offered, best first. Null if there is no such client in the practice.",
    )

"""What claims for several services may use, asked at once."""

from dataclasses import dataclass
from datetime import date

import strawberry

from gql.graph.fields import attribute, loaded
from gql.graph.loaders import ClaimChart, Loaders
from gql.types.client import Client
from gql.types.eligibility import ClaimReadiness, Eligibility
from gql.types.policy import Policy
from insurance import claim_options


@dataclass(frozen=True, slots=True)
class Service:
    """A service asked about: whose, and on which day. `client_id` is None where the id was none of a client."""

    client_id: str | None
    dos: date


def _client_id(service: Service) -> str | None:
    return service.client_id


def _options(service: Service, chart: ClaimChart | None) -> list[claim_options.ClaimOption] | None:
    return claim_options.claim_options(chart.policies, chart.payers, service.dos) if chart else None


@strawberry.input(description="A service to be claimed.")
class ServiceInput:
    """A service to be claimed."""

    client_id: strawberry.ID = strawberry.field(description="Whose service it was.")
    dos: date = strawberry.field(description="The date of service.")


@strawberry.type(description="A policy a claim for this service may use, and how good a choice it is.")
class ClaimOption:
    """A policy a claim may use."""

    policy: Policy = attribute(description="The policy.")
    eligibility: Eligibility = attribute(description="Why it is offered.")
    readiness: ClaimReadiness = attribute(description="Whether a claim with it would go through clean.")


@strawberry.type(description="What a claim for one service may use.")
class ServiceEligibility:
    """What a claim for one service may use."""

    client: Client | None = loaded(
        Loaders.client,
        _client_id,
        description="Whose service it was; null when there is no such client for this caller.",
    )
    dos: date = attribute(description="The date of service.")
    options: list[ClaimOption] | None = loaded(
        Loaders.claim_chart,
        _client_id,
        _options,
        description="The policies on offer, best first; null when there is no such client for this caller.",
    )

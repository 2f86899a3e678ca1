"""What claims for several services may use, asked at once."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import strawberry

from gql.context import Info
from gql.fields import attribute, loaded
from gql.types.client import Client
from gql.types.eligibility import ClaimReadiness, Eligibility
from gql.types.policy import Policy
from insurance import claim_options, facts


@dataclass(frozen=True, slots=True)
class Service:
    """A service asked about: whose, and on which day. `client_id` is None where the id was none of a client."""

    client_id: str | None
    dos: date


Fact: TypeAlias = strawberry.Parent[Service]


async def _client(service: Fact, info: Info) -> facts.Client | None:
    return await info.context.loaders.client.load(service.client_id) if service.client_id else None


async def _options(service: Fact, info: Info) -> list[claim_options.ClaimOption] | None:
    if await _client(service, info) is None or service.client_id is None:
        return None
    chart = await info.context.loaders.claim_chart.load(service.client_id)
    return claim_options.claim_options(chart.policies, chart.payers, service.dos)


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
        _client, description="Whose service it was; null when there is no such client for this caller."
    )
    dos: date = attribute(description="The date of service.")
    options: list[ClaimOption] | None = loaded(
        _options, description="The policies on offer, best first; null when there is no such client for this caller."
    )

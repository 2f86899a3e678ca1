"""What a policy says of claims: resolvers of `Policy`, and what they cost."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from gql.graph.codes import ClaimChannel
from insurance import eligibility, facts
from insurance.claims import claim_form, claim_problems, claim_readiness
from insurance.claims.claim import ClaimChart

READINESS_COST = 16
"""What it takes to check a claim, in plain values of an answer."""

FORM_COST = 32
"""What it takes to check a claim and to print its form: twice the time."""

FORM_BOXES = 15

DateOfService: TypeAlias = Annotated[
    date, strawberry.argument(description="The date of service, such as `2025-03-14`.")
]

Channel: TypeAlias = Annotated[ClaimChannel, strawberry.argument(description="How the claim is sent.")]


def eligibility_on(
    policy: facts.Policy, chart: tuple[facts.Policy, ...], *, dos: DateOfService
) -> eligibility.Eligibility:
    """Whether a claim may use the policy."""
    return eligibility.eligibility(policy, dos, chart)


def readiness(
    policy: facts.Policy, chart: ClaimChart, *, dos: DateOfService, channel: Channel = ClaimChannel.ELECTRONIC
) -> claim_problems.ClaimReadiness:
    """Whether the claim can be sent as it is."""
    return claim_readiness.claim_readiness(chart.claim(policy, dos, channel))


def form(policy: facts.Policy, chart: ClaimChart, *, dos: DateOfService) -> Sequence[claim_form.ClaimBox]:
    """The boxes of the claim on paper."""
    return claim_form.claim_form(chart.claim(policy, dos, ClaimChannel.PAPER))

"""A new claim is offered every eligible policy, with its eligibility and claim readiness, best choice first.

Article: Understanding How Policies Are Selected for Claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from insurance.claims.claim_problems import ClaimChannel, ClaimReadiness
from insurance.claims.claim_readiness import claim_readiness
from insurance.claims.other_insurance import other_insurance
from insurance.eligibility import Eligibility, eligibility, eligible_policies
from insurance.facts import Client, Payer, Policy


@dataclass(frozen=True, slots=True)
class ClaimChart:
    """What a claim is checked against: the client, all policies on their chart, and the payers of these by id."""

    client: Client
    policies: tuple[Policy, ...]
    payers: Mapping[str, Payer]


@dataclass(frozen=True)
class ClaimOption:
    """A policy a claim may use. How good a choice it is is worked out when asked, and once."""

    policy: Policy
    chart: ClaimChart
    dos: date
    channel: ClaimChannel

    @cached_property
    def eligibility(self) -> Eligibility:
        """Why the policy is offered."""
        return eligibility(self.policy, self.dos, self.chart.policies)

    @cached_property
    def readiness(self) -> ClaimReadiness:
        """Whether a claim with this policy can be sent as it is."""
        chart = self.chart
        return claim_readiness(self.policy, chart.policies, chart.client, chart.payers, self.dos, self.channel)

    @cached_property
    def other_insurance(self) -> Sequence[Policy]:
        """The other policies covering the day, in billing order."""
        return other_insurance(self.policy, self.chart.policies, self.dos)


def claim_options(chart: ClaimChart, dos: date, channel: ClaimChannel = ClaimChannel.ELECTRONIC) -> list[ClaimOption]:
    """The options of one chart for a date of service, best first."""
    return [ClaimOption(policy, chart, dos, channel) for policy in eligible_policies(chart.policies, dos)]

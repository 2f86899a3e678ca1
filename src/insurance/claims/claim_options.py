"""A new claim is offered every eligible policy, with its eligibility and claim readiness, best choice first.

Article: Understanding How Policies Are Selected for Claims.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from insurance.claims.claim import Claim, ClaimChart
from insurance.claims.claim_problems import ClaimChannel, ClaimReadiness
from insurance.claims.claim_readiness import claim_readiness
from insurance.eligibility import Eligibility, eligible_policies
from insurance.facts import Policy


@dataclass(frozen=True)
class ClaimOption:
    """A policy a claim may use. How good a choice it is is worked out when asked, and once."""

    claim: Claim

    @property
    def policy(self) -> Policy:
        """The policy."""
        return self.claim.policy

    @property
    def eligibility(self) -> Eligibility:
        """Why the policy is offered."""
        return self.claim.eligibility

    @cached_property
    def readiness(self) -> ClaimReadiness:
        """Whether a claim with this policy can be sent as it is."""
        return claim_readiness(self.claim)

    @property
    def other_insurance(self) -> Sequence[Policy]:
        """The other policies covering the day, in billing order."""
        return self.claim.others


def claim_options(chart: ClaimChart, dos: date, channel: ClaimChannel = ClaimChannel.ELECTRONIC) -> list[ClaimOption]:
    """The options of one chart for a date of service, best first."""
    return [ClaimOption(chart.claim(policy, dos, channel)) for policy in eligible_policies(chart.policies, dos)]

"""What a claim is checked against: one policy on one day, with the rest of its chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from insurance.claims.claim_problems import ClaimChannel
from insurance.claims.other_insurance import other_insurance
from insurance.coverage import covers
from insurance.eligibility import Eligibility, eligibility
from insurance.enums import InsuranceType, Relationship
from insurance.facts import Client, Payer, Policy


@dataclass(frozen=True, slots=True)
class ClaimChart:
    """What claims of one client are checked against: the client, all their policies, and the payers of these by id."""

    client: Client
    policies: tuple[Policy, ...]
    payers: Mapping[str, Payer]

    def claim(self, policy: Policy, dos: date, channel: ClaimChannel) -> "Claim":
        """A claim with one of the chart's policies, for a date of service."""
        return Claim(policy, self.policies, self.client, self.payers, dos, channel)


@dataclass(frozen=True)
class Claim:
    """A claim for a date of service. `chart` holds all policies of the client, this one too; `payers` are by id."""

    policy: Policy
    chart: Sequence[Policy]
    client: Client
    payers: Mapping[str, Payer]
    dos: date
    channel: ClaimChannel

    @cached_property
    def eligibility(self) -> Eligibility:
        """Whether the policy is offered on the day."""
        return eligibility(self.policy, self.dos, self.chart)

    @cached_property
    def others(self) -> tuple[Policy, ...]:
        """The other policies covering the day, in billing order."""
        return other_insurance(self.policy, self.chart, self.dos)

    @property
    def covered(self) -> bool:
        """Whether the policy covers the day."""
        return covers(self.policy, self.dos)

    @property
    def electronic(self) -> bool:
        """Whether the claim is an 837P; else it is the form on paper."""
        return self.channel is ClaimChannel.ELECTRONIC

    @property
    def payer(self) -> Payer | None:
        """The insurer that the claim goes to."""
        return self.payers.get(self.policy.payer_id or "")

    @property
    def has_policyholder(self) -> bool:
        """Whether someone other than the client holds the policy. Medicare covers each person on their own policy."""
        is_medicare = self.policy.insurance_type is InsuranceType.MEDICARE
        return not is_medicare and self.policy.relationship not in (None, Relationship.SELF)

    @property
    def client_loop(self) -> str:
        """The 837P loop of the client: the subscriber's, or the patient's where someone else holds the policy."""
        return "2010CA" if self.has_policyholder else "2010BA"

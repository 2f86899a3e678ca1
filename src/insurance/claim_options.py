"""A new claim is offered every eligible policy, with its eligibility and claim readiness, best choice first.

Article: Understanding How Policies Are Selected for Claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from insurance.claim_readiness import ClaimReadiness, claim_readiness
from insurance.eligibility import Eligibility, eligibility, eligible_policies
from insurance.facts import Payer, Policy


@dataclass(frozen=True, slots=True)
class ClaimOption:
    """A policy a claim may use, and how good a choice it is."""

    policy: Policy
    eligibility: Eligibility
    readiness: ClaimReadiness


def claim_options(chart: Sequence[Policy], payers: Mapping[str, Payer], dos: date) -> list[ClaimOption]:
    """The options of one chart for a date of service, best first. `payers` holds the chart's payers by id."""

    def option(policy: Policy) -> ClaimOption:
        answer = eligibility(policy, dos, chart)
        return ClaimOption(policy, answer, claim_readiness(policy, dos, answer, payers.get(policy.payer_id or "")))

    return [option(policy) for policy in eligible_policies(chart, dos)]

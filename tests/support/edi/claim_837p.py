"""A claim as the loops 2000B to 2400 of an 837P, from what its chart says.

The claim's number, charge, diagnosis and service line are constants: no chart has them.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_readiness import claim_readiness
from insurance.claims.claim_text import claim_text, has_letter_or_digit
from insurance.enums import InsuranceType, MedicareSecondaryReason, PolicyType, Relationship
from insurance.facts import Policy
from support.edi.people import PATIENT, SUBSCRIBER, demographics, name, payer_name
from support.edi.segments import date_text, segment

MOST_OTHERS = 10
"""How often loop 2320 may repeat."""

_SEQUENCE = {PolicyType.PRIMARY: "P", PolicyType.SECONDARY: "S", PolicyType.TERTIARY: "T", PolicyType.OTHER: "A"}
_FILING = {
    InsuranceType.MEDICARE: "MB",
    InsuranceType.MEDICAID: "MC",
    InsuranceType.TRICARE: "CH",
    InsuranceType.CHAMPVA: "VA",
    InsuranceType.GROUP_HEALTH_PLAN: "CI",
    InsuranceType.FECA_BLACK_LUNG: "OF",
    InsuranceType.OTHER: "ZZ",
}
_RELATIONSHIPS = {
    Relationship.SELF: "18",
    Relationship.SPOUSE: "01",
    Relationship.CHILD: "19",
    Relationship.OTHER: "G8",
}
_SECONDARY_REASONS = {
    MedicareSecondaryReason.WORKING_AGED: "12",
    MedicareSecondaryReason.END_STAGE_RENAL_DISEASE: "13",
    MedicareSecondaryReason.NO_FAULT: "14",
    MedicareSecondaryReason.WORKERS_COMPENSATION: "15",
    MedicareSecondaryReason.PUBLIC_HEALTH_SERVICE: "16",
    MedicareSecondaryReason.BLACK_LUNG: "41",
    MedicareSecondaryReason.VETERANS_AFFAIRS: "42",
    MedicareSecondaryReason.DISABLED_UNDER_65: "43",
    MedicareSecondaryReason.OTHER_LIABILITY: "47",
}
_GROUP_NAME = 60
"""The longest SBR04. It is cut there: a name that payers read, but match nothing by."""


def claim_segments(claim: Claim) -> Iterator[str]:
    """Subscriber, patient, claim, other insurance and service line, in the order of TR3."""
    yield from _subscriber(claim)
    if claim.has_policyholder:
        yield segment("HL", "3", "2", "23", "0")
        yield segment("PAT", _relationship(claim.policy))
        yield name(PATIENT, claim.client)
        yield from demographics(claim.client, claim.client.address)
    yield segment("CLM", "1", "150", "", "", "11:B:1", "Y", "A", "Y", "Y")
    yield segment("HI", "ABK:F411")
    for other in named_others(claim):
        yield from _other_insurance(claim, other)
    yield segment("LX", "1")
    yield segment("SV1", "HC:90837", "150", "UN", "1", "", "", "1")
    yield segment("DTP", "472", "D8", date_text(claim.dos))


def named_others(claim: Claim) -> list[Policy]:
    """The other policies that the claim names: those that are complete enough to be billed themselves.

    A policy that still needs its payer, for one, is no insurance yet that could be named.
    """
    ready = (other for other in claim.others if claim_readiness(_claim_with(claim, other)).ready)
    return list(ready)[:MOST_OTHERS]


def _claim_with(claim: Claim, policy: Policy) -> Claim:
    return Claim(policy, claim.chart, claim.client, claim.payers, claim.dos, claim.channel)


def _subscriber(claim: Claim) -> Iterator[str]:
    policy, client = claim.policy, claim.client
    yield segment("HL", "2", "1", "22", "1" if claim.has_policyholder else "0")
    yield _coverage(policy, relationship="" if claim.has_policyholder else _relationship(policy))
    if claim.has_policyholder:
        yield name(SUBSCRIBER, policy.policyholder, policy.member_id)
    else:
        yield name(SUBSCRIBER, client, policy.member_id)
        yield from demographics(client, client.address)
    yield payer_name(claim.payer)


def _other_insurance(claim: Claim, other: Policy) -> Iterator[str]:
    """Loops 2320, 2330A and 2330B."""
    its_claim = _claim_with(claim, other)
    yield _coverage(other, relationship=_relationship(other))
    yield segment("OI", "", "", "Y", "", "", "Y")
    yield name(SUBSCRIBER, other.policyholder if its_claim.has_policyholder else claim.client, other.member_id)
    yield payer_name(its_claim.payer)


def _coverage(policy: Policy, relationship: str) -> str:
    """SBR. The group's name stands in for its number, and only Medicare after another payer has a reason."""
    group = claim_text(policy.group_id) if has_letter_or_digit(policy.group_id) else ""
    group_name = "" if group else claim_text(policy.plan_name)[:_GROUP_NAME].rstrip()
    is_medicare = policy.insurance_type is InsuranceType.MEDICARE
    asked = is_medicare and policy.type is not PolicyType.PRIMARY
    reason = _SECONDARY_REASONS[policy.medicare_secondary_reason] if asked and policy.medicare_secondary_reason else ""
    filing = _FILING[policy.insurance_type] if policy.insurance_type else ""
    return segment("SBR", _SEQUENCE[policy.type], relationship, group, group_name, reason, "", "", "", filing)


def _relationship(policy: Policy) -> str:
    return _RELATIONSHIPS[policy.relationship] if policy.relationship else ""

"""Corrects claims as a biller would: by filling in what their problems name."""

from dataclasses import replace
from typing import Any

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemSubject
from insurance.claims.claim_readiness import claim_readiness
from insurance.enums import InsuranceType, MedicareSecondaryReason, Relationship, Sex
from insurance.facts import Address, Policyholder
from support.factories import day

_VALUES: dict[str, Any] = {
    "relationship": Relationship.SELF,
    "payer_id": "aetna",
    "insurance_type": InsuranceType.GROUP_HEALTH_PLAN,
    "medicare_secondary_reason": MedicareSecondaryReason.WORKING_AGED,
    "member_id": "W123456789",
    "group_id": "086210",
    "name": "Aetna",
    "edi_payer_id": "60054",
    "first_name": "Ada",
    "middle_name": "B",
    "last_name": "Reyes",
    "date_of_birth": day("1980-05-17"),
    "sex": Sex.FEMALE,
    "line1": "12 Elm Street",
    "line2": "Apt 4",
    "city": "Austin",
    "state": "TX",
    "postal_code": "78701",
}
"""What a biller may enter into each field that a problem can name. Dates are the date of service."""

_NOTHING = {
    "policyholder": Policyholder(None, None, None, None, None),
    "address": Address(None, None, None, None, None),
}


def _filled(record: Any, path: str, claim: Claim) -> Any:
    """The record with the named input filled in."""
    name, _, rest = path.partition(".")
    if rest:
        return replace(record, **{name: _filled(getattr(record, name) or _NOTHING[name], rest, claim)})
    value = claim.dos if name in ("effective_date", "end_date") else _VALUES[name]
    return replace(record, **{name: value})


def corrected(claim: Claim, problem: ClaimProblem) -> Claim:
    """The claim with everything filled in that the problem names, on the record that it names."""
    policy, client, payers = claim.policy, claim.client, dict(claim.payers)
    for path in problem.inputs:
        match problem.on:
            case ClaimProblemSubject.POLICY:
                policy = _filled(policy, path, claim)
            case ClaimProblemSubject.CLIENT:
                client = _filled(client, path, claim)
            case ClaimProblemSubject.PAYER:
                payer = payers[policy.payer_id or ""]
                payers[payer.id] = _filled(payer, path, claim)
    chart = tuple(policy if other.id == policy.id else other for other in claim.chart)
    return Claim(policy, chart, client, payers, claim.dos, claim.channel)


def made_ready(claim: Claim, *, rounds: int = 30) -> Claim:
    """The claim with all filled in that blocks it. No field brings back a policy that was entered in error.

    AssertionError where that takes more rounds.
    """
    for _ in range(rounds):
        blockers = [problem for problem in claim_readiness(claim).problems if problem.blocking and problem.inputs]
        if not blockers:
            return claim
        claim = corrected(claim, blockers[0])
    raise AssertionError(blockers)

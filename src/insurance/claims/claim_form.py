"""The boxes of the CMS-1500 that say who is insured, with whom, as they would be printed for a claim.

Source: NUCC "1500 Claim Form Reference Instruction Manual", version 02/12, items 1 to 11d. Medicare, item 11: CMS
"Medicare Claims Processing Manual", chapter 26, section 10.2.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from insurance.claims.claim import Claim
from insurance.claims.claim_form_text import address_text, birth_text, capitals, name_text, number_text
from insurance.claims.claim_problems import ClaimChannel, ClaimProblem
from insurance.claims.claim_readiness import claim_readiness
from insurance.claims.claim_text import has_letter_or_digit
from insurance.enums import InsuranceType, PolicyType
from insurance.facts import Policy
from insurance.medicare_id import is_medicare_id


@dataclass(frozen=True, slots=True)
class ClaimBox:
    """A box of the form with its value, or with the problem that leaves it empty; neither where none is needed.

    An address has three lines: the street, the city with the state, the postal code.
    """

    box: str
    label: str
    value: str | None
    problem: ClaimProblem | None


def claim_form(claim: Claim) -> tuple[ClaimBox, ...]:
    """The boxes in the form's order. The problems are those of claims on paper, whatever the claim's channel."""
    problems = _problems(replace(claim, channel=ClaimChannel.PAPER))
    return tuple(_box(box, label, printed(claim), problems.get(box)) for box, (label, printed) in _BOXES.items())


def _problems(claim: Claim) -> Mapping[str, ClaimProblem]:
    """The first problem of each box; blocking ones are first."""
    found: dict[str, ClaimProblem] = {}
    for problem in claim_readiness(claim).problems:
        if problem.box:
            found.setdefault(problem.box, problem)
    holder = claim.policy.policyholder
    if claim.has_policyholder and holder and holder.same_address_as_client and "5" in found:
        found["7"] = found["5"]
    return found


def _box(box: str, label: str, value: str | None, problem: ClaimProblem | None) -> ClaimBox:
    """What must be corrected is not printed as it is; what is to be checked leaves a filled box alone."""
    if problem and problem.blocking:
        return ClaimBox(box, label, None, problem)
    return ClaimBox(box, label, value, None if value else problem)


_INSURANCE_TYPES = {
    InsuranceType.MEDICARE: "MEDICARE",
    InsuranceType.MEDICAID: "MEDICAID",
    InsuranceType.TRICARE: "TRICARE",
    InsuranceType.CHAMPVA: "CHAMPVA",
    InsuranceType.GROUP_HEALTH_PLAN: "GROUP HEALTH PLAN",
    InsuranceType.FECA_BLACK_LUNG: "FECA BLK LUNG",
    InsuranceType.OTHER: "OTHER",
}


def _insurance_type(claim: Claim) -> str | None:
    kind = claim.policy.insurance_type
    return _INSURANCE_TYPES[kind] if kind else None


def _member_id(claim: Claim) -> str | None:
    """As on the card. The dashes of a Medicare Beneficiary Identifier are for reading alone."""
    member_id, kind = claim.policy.member_id, claim.policy.insurance_type
    is_mbi = kind is InsuranceType.MEDICARE and member_id is not None and is_medicare_id(member_id)
    return number_text(member_id) if is_mbi else capitals(member_id)


def _relationship(claim: Claim) -> str | None:
    # The form's words are the same: SELF, SPOUSE, CHILD, OTHER.
    relationship = claim.policy.relationship
    return relationship.value if relationship else None


def _policyholder_name(claim: Claim) -> str | None:
    return name_text(claim.policy.policyholder) if claim.has_policyholder else None


def _policyholder_address(claim: Claim) -> str | None:
    holder = claim.policy.policyholder
    if holder is None or not claim.has_policyholder:
        return None
    return address_text(claim.client.address if holder.same_address_as_client else holder.address)


def _policyholder_birth(claim: Claim) -> str | None:
    return birth_text(claim.policy.policyholder) if claim.has_policyholder else None


def _group_number(claim: Claim) -> str | None:
    """Before Medicare there is no other insurance that the box could name: NONE."""
    return "NONE" if _is_medicare_first(claim) else _number(claim.policy.group_id)


def _plan_name(claim: Claim) -> str | None:
    return None if _is_medicare_first(claim) else capitals(claim.policy.plan_name)


def _is_medicare_first(claim: Claim) -> bool:
    return claim.policy.insurance_type is InsuranceType.MEDICARE and claim.policy.type is PolicyType.PRIMARY


def _number(text: str | None) -> str | None:
    return number_text(text) if has_letter_or_digit(text) else None


def _other(claim: Claim) -> Policy | None:
    """The form has room for one other policy: the first in billing order."""
    return claim.others[0] if claim.others else None


def _other_name(claim: Claim) -> str | None:
    """Only a name that is not in box 2 already."""
    other = _other(claim)
    return _policyholder_name(replace(claim, policy=other)) if other else None


def _other_number(claim: Claim) -> str | None:
    other = _other(claim)
    return (_number(other.group_id) or _number(other.member_id)) if other else None


def _other_plan(claim: Claim) -> str | None:
    """The plan, or else the insurer: without either, the payer would not know of whom the form speaks."""
    other = _other(claim)
    if other is None:
        return None
    payer = claim.payers.get(other.payer_id or "")
    return capitals(other.plan_name) or capitals(payer.name if payer else other.entered_payer_name)


def _has_other(claim: Claim) -> str:
    return "YES" if claim.others else "NO"


_BOXES: Mapping[str, tuple[str, Callable[[Claim], str | None]]] = {
    "1": ("Type of insurance", _insurance_type),
    "1a": ("Insured's ID number", _member_id),
    "2": ("Patient's name", lambda claim: name_text(claim.client)),
    "3": ("Patient's birth date, sex", lambda claim: birth_text(claim.client)),
    "4": ("Insured's name", _policyholder_name),
    "5": ("Patient's address", lambda claim: address_text(claim.client.address)),
    "6": ("Patient relationship to insured", _relationship),
    "7": ("Insured's address", _policyholder_address),
    "9": ("Other insured's name", _other_name),
    "9a": ("Other insured's policy or group number", _other_number),
    "9d": ("Insurance plan name or program name", _other_plan),
    "11": ("Insured's policy, group or FECA number", _group_number),
    "11a": ("Insured's date of birth, sex", _policyholder_birth),
    "11c": ("Insurance plan name or program name", _plan_name),
    "11d": ("Is there another health benefit plan?", _has_other),
}
"""Label and value of each box."""

"""A claim is ready when every field that the CMS-1500 form requires is filled in and the policy is offered.

Article: Managing Client Insurance Policies. Form: CMS-1500, version 02/12.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from insurance.eligibility import Eligibility, EligibilityReason
from insurance.enums import InsuranceType, PolicyField, Relationship
from insurance.facts import Address, Payer, Policy, Policyholder
from insurance.medicare_id import is_medicare_id
from insurance.policy_form import missing_fields
from insurance.review import needs_review
from insurance.warnings import PolicyWarningCode


class ClaimProblemCode(StrEnum):
    """Why a claim would be rejected, or should be checked before it is sent."""

    NEEDS_PAYER = "NEEDS_PAYER"
    MISSING_FIELD = "MISSING_FIELD"
    POLICYHOLDER_INCOMPLETE = "POLICYHOLDER_INCOMPLETE"
    NOT_OFFERED = "NOT_OFFERED"
    OUTSIDE_COVERAGE_DATES = "OUTSIDE_COVERAGE_DATES"
    INVALID_MEDICARE_ID = "INVALID_MEDICARE_ID"
    MEDICARE_DEPENDENT = "MEDICARE_DEPENDENT"
    PAYER_WITHOUT_ID = "PAYER_WITHOUT_ID"
    NOT_REVIEWED = "NOT_REVIEWED"
    MULTIPLE_PRIMARY = "MULTIPLE_PRIMARY"


@dataclass(frozen=True, slots=True)
class ClaimProblem:
    """A blocker or a warning, with the field to correct and its CMS-1500 box, where there is one."""

    code: ClaimProblemCode
    blocking: bool
    message: str
    field: PolicyField | None = None
    box: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimReadiness:
    """Ready means that nothing blocks; warnings may remain. Blockers come first."""

    ready: bool
    problems: tuple[ClaimProblem, ...]


# The payer is in the form's unnumbered carrier block; the effective date is not on the form.
_BOXES = {PolicyField.RELATIONSHIP: "6", PolicyField.INSURANCE_TYPE: "1", PolicyField.MEMBER_ID: "1a"}
_LABELS = {
    PolicyField.TYPE: "Type",
    PolicyField.RELATIONSHIP: "Client's relationship to the policyholder",
    PolicyField.PAYER: "Payer",
    PolicyField.INSURANCE_TYPE: "Insurance Type",
    PolicyField.MEMBER_ID: "Member ID",
    PolicyField.EFFECTIVE_DATE: "Effective Date",
}


def claim_readiness(policy: Policy, dos: date, answer: Eligibility, payer: Payer | None) -> ClaimReadiness:
    """Every problem a claim for this day would have, given the policy's eligibility on it and its payer."""
    blockers = tuple(_blockers(policy, answer))
    return ClaimReadiness(not blockers, blockers + tuple(_warnings(policy, dos, answer, payer)))


def _blockers(policy: Policy, answer: Eligibility) -> Iterator[ClaimProblem]:
    for field in missing_fields(policy):
        if field is PolicyField.PAYER:
            yield _blocker(ClaimProblemCode.NEEDS_PAYER, "Choose the payer.", field)
        else:
            yield _blocker(ClaimProblemCode.MISSING_FIELD, f"{_LABELS[field]} is missing.", field, _BOXES.get(field))
    # The policyholder's details are required only where the policyholder is known to be someone else.
    if policy.relationship not in (None, Relationship.SELF):
        yield from _policyholder_gaps(policy.policyholder)
    if not answer.eligible:
        yield _blocker(ClaimProblemCode.NOT_OFFERED, answer.explanation, _date_to_correct(answer.reason))


def _policyholder_gaps(holder: Policyholder | None) -> Iterator[ClaimProblem]:
    address = (holder and holder.address) or Address(None, None, None, None, None)
    boxes: Mapping[str, Mapping[str, object]] = {
        "4": {
            "first name": holder and holder.first_name,
            "last name": holder and holder.last_name,
        },
        "7": {
            "address line 1": address.line1,
            "city": address.city,
            "state": address.state,
            "postal code": address.postal_code,
        },
        "11a": {
            "date of birth": holder and holder.date_of_birth,
            "sex": holder and holder.sex,
        },
    }
    for box, parts in boxes.items():
        if missing := [label for label, value in parts.items() if value is None]:
            message = f"The policyholder's {_listed(missing)} {'is' if len(missing) == 1 else 'are'} missing."
            yield _blocker(ClaimProblemCode.POLICYHOLDER_INCOMPLETE, message, PolicyField.POLICYHOLDER, box)


def _warnings(policy: Policy, dos: date, answer: Eligibility, payer: Payer | None) -> Iterator[ClaimProblem]:
    eligibility_warnings = {warning.code: warning.message for warning in answer.warnings}
    if message := eligibility_warnings.get(PolicyWarningCode.OUTSIDE_COVERAGE_DATES):
        starts_later = policy.effective_date is not None and dos < policy.effective_date
        field = PolicyField.EFFECTIVE_DATE if starts_later else PolicyField.END_DATE
        yield _warning(ClaimProblemCode.OUTSIDE_COVERAGE_DATES, message, field)
    if policy.insurance_type is InsuranceType.MEDICARE:
        yield from _medicare_warnings(policy)
    if payer is not None and payer.edi_payer_id is None:
        message = f"{payer.name} has no EDI payer ID, so the claim cannot be sent electronically."
        yield _warning(ClaimProblemCode.PAYER_WITHOUT_ID, message, PolicyField.PAYER)
    if needs_review(policy):
        yield _warning(ClaimProblemCode.NOT_REVIEWED, "The client entered this policy, and it is not reviewed yet.")
    if message := eligibility_warnings.get(PolicyWarningCode.MULTIPLE_PRIMARY):
        yield _warning(ClaimProblemCode.MULTIPLE_PRIMARY, message, PolicyField.TYPE)


def _medicare_warnings(policy: Policy) -> Iterator[ClaimProblem]:
    if policy.member_id is not None and not is_medicare_id(policy.member_id):
        message = "The Member ID is not a Medicare Beneficiary Identifier, which looks like 1EG4-TE5-MK73."
        yield _warning(ClaimProblemCode.INVALID_MEDICARE_ID, message, PolicyField.MEMBER_ID, "1a")
    if policy.relationship not in (None, Relationship.SELF):
        message = "Medicare covers each person on their own policy: the relationship should be Self."
        yield _warning(ClaimProblemCode.MEDICARE_DEPENDENT, message, PolicyField.RELATIONSHIP, "6")


def _date_to_correct(reason: EligibilityReason) -> PolicyField | None:
    if reason is EligibilityReason.ENTERED_IN_ERROR:
        return None
    starts = (EligibilityReason.BEFORE_COVERAGE, EligibilityReason.INACTIVE_WITHOUT_EFFECTIVE_DATE)
    return PolicyField.EFFECTIVE_DATE if reason in starts else PolicyField.END_DATE


def _blocker(
    code: ClaimProblemCode, message: str, field: PolicyField | None = None, box: str | None = None
) -> ClaimProblem:
    return ClaimProblem(code, True, message, field, box)


def _warning(
    code: ClaimProblemCode, message: str, field: PolicyField | None = None, box: str | None = None
) -> ClaimProblem:
    return ClaimProblem(code, False, message, field, box)


def _listed(labels: Iterable[str]) -> str:
    *most, last = labels
    return f"{', '.join(most)} and {last}" if most else last

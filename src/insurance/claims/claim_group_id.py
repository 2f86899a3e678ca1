"""A claim under someone else's policy has the group number, and one under FECA or Black Lung the FECA number.

CMS-1500 box 11 (NUCC 02/12: the insured's policy, group or FECA number); 837P 2000B SBR03.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.claims.claim_text import has_letter_or_digit
from insurance.enums import InsuranceType, PolicyField


def claim_group_id(claim: Claim) -> Iterator[ClaimProblem]:
    """FECA_NUMBER_MISSING, or else GROUP_ID_MISSING to check where the client is not the policyholder."""
    if has_letter_or_digit(claim.policy.group_id):
        return
    if claim.policy.insurance_type is InsuranceType.FECA_BLACK_LUNG:
        message = "The FECA number is missing: enter it as the Group ID."
        yield _problem(ClaimProblemCode.FECA_NUMBER_MISSING, True, message)
    elif claim.has_policyholder:
        message = "The Group ID is missing. Most payers ask for it where someone else is the policyholder."
        yield _problem(ClaimProblemCode.GROUP_ID_MISSING, False, message)


def _problem(code: ClaimProblemCode, blocking: bool, message: str) -> ClaimProblem:
    return ClaimProblem(code, blocking, message, PolicyField.GROUP_ID, "11", "2000B SBR03", inputs=("group_id",))

"""A claim carries a member ID that a payer can find: the insurer's own, not a word in its place.

CMS-1500 box 1a; 837P 2010BA NM109 (2 to 80 characters). Medicare: CMS, "Understanding the MBI Format". TRICARE: the
sponsor's Social Security number (9 digits) or DoD Benefits Number (11 digits).
"""

import re
from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.claims.claim_text import RESERVED, letters_and_digits
from insurance.enums import InsuranceType, PolicyField
from insurance.medicare_id import is_medicare_id

_NOT_IDS = frozenset({
    "NA", "NO", "NIL", "NULL", "NONE", "UNK", "UNKNOWN", "PENDING", "TBA", "TBD", "APPLIED", "APPLIEDFOR", "ASK",
    "MISSING", "NOID", "NOMEMBERID", "NOTAPPLICABLE", "NOTAVAILABLE", "NOTKNOWN", "ONFILE", "SEECARD",
    "TOBEDETERMINED",
})  # fmt: skip
_IN_CLAIMS = re.compile("[A-Z0-9]*")


def claim_member_id(claim: Claim) -> Iterator[ClaimProblem]:
    """INVALID_MEMBER_ID; INVALID_MEDICARE_ID and TRICARE_ID_LENGTH to check. A missing one is another rule's."""
    member_id, kind = claim.policy.member_id, claim.policy.insurance_type
    if member_id is None:
        return
    if fault := member_id_fault(member_id):
        yield _problem(ClaimProblemCode.INVALID_MEMBER_ID, True, fault)
    if kind is InsuranceType.MEDICARE and not is_medicare_id(member_id):
        message = "The Member ID is not a Medicare Beneficiary Identifier, which looks like 1EG4-TE5-MK73."
        yield _problem(ClaimProblemCode.INVALID_MEDICARE_ID, False, message)
    if kind is InsuranceType.TRICARE and not _is_tricare_id(member_id):
        message = "A TRICARE Member ID has 9 digits (Social Security number) or 11 (DoD Benefits Number)."
        yield _problem(ClaimProblemCode.TRICARE_ID_LENGTH, False, message)


def member_id_fault(member_id: str) -> str | None:
    """What keeps the ID from a claim, as a sentence; None where nothing does."""
    if letters_and_digits(member_id) in _NOT_IDS:
        return "The Member ID is a word in place of the ID. Enter the ID on the insurance card."
    return identifier_fault(member_id, "Member ID")


def identifier_fault(text: str, label: str) -> str | None:
    """What keeps an identifier (X12 element 67) from a claim, as a sentence; None where nothing does."""
    significant = letters_and_digits(text)
    if not RESERVED.isdisjoint(text):
        return f"The {label} has a character that electronic claims reserve: *, ~, : or ^."
    if not _IN_CLAIMS.fullmatch(significant):
        return f"The {label} has a letter or digit other than A to Z and 0 to 9."
    return f"The {label} has fewer than 2 letters or digits." if len(significant) < 2 else None


def _is_tricare_id(member_id: str) -> bool:
    digits = letters_and_digits(member_id)
    return digits.isdecimal() and len(digits) in (9, 11)


def _problem(code: ClaimProblemCode, blocking: bool, message: str) -> ClaimProblem:
    inputs = ("member_id",)
    return ClaimProblem(code, blocking, message, PolicyField.MEMBER_ID, "1a", "2010BA NM109", inputs=inputs)

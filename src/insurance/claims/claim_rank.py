"""One policy of each rank covers a day: a Secondary follows a Primary, a Tertiary a Secondary. `OTHER` has no rank.

CMS-1500 box 11d (is there another health benefit plan?); 837P 2000B SBR01 (payer responsibility) and loop 2320.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.date_text import date_text
from insurance.enums import PolicyField, PolicyStatus, PolicyType
from insurance.warnings import PolicyWarningCode

_BEFORE = {
    PolicyType.SECONDARY: (PolicyType.PRIMARY, ClaimProblemCode.NO_PRIMARY),
    PolicyType.TERTIARY: (PolicyType.SECONDARY, ClaimProblemCode.NO_SECONDARY),
}


def claim_rank(claim: Claim) -> Iterator[ClaimProblem]:
    """To check: NO_PRIMARY and NO_SECONDARY, MULTIPLE_PRIMARY, and SAME_RANK for the ranks after it."""
    yield from _nothing_before(claim)
    for warning in claim.eligibility.warnings:
        if warning.code is PolicyWarningCode.MULTIPLE_PRIMARY:
            yield _rank_problem(ClaimProblemCode.MULTIPLE_PRIMARY, warning.message)
    if claim.covered and claim.policy.type in _BEFORE:
        same = sum(other.type is claim.policy.type for other in claim.others)
        if same:
            rank, day = claim.policy.type.value.title(), date_text(claim.dos)
            message = f"{same + 1} {rank} policies cover {day}: choose which one to bill first."
            yield _rank_problem(ClaimProblemCode.SAME_RANK, message)


def _nothing_before(claim: Claim) -> Iterator[ClaimProblem]:
    policy = claim.policy
    # A policy entered in error is billed after nothing.
    if policy.type not in _BEFORE or policy.status is PolicyStatus.ENTERED_IN_ERROR:
        return
    before, code = _BEFORE[policy.type]
    if not any(other.type is before for other in claim.others):
        rank, missing = policy.type.value.title(), before.value.title()
        message = f"This policy is {rank}, but no {missing} covers {date_text(claim.dos)}."
        yield ClaimProblem(code, False, message, PolicyField.TYPE, "11d", "2320 SBR01", inputs=("type",))


def _rank_problem(code: ClaimProblemCode, message: str) -> ClaimProblem:
    return ClaimProblem(code, False, message, PolicyField.TYPE, None, "2000B SBR01", inputs=("type",))

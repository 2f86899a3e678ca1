"""Medicare covers each person on their own policy, and asks why another payer is billed before it.

CMS-1500 box 6; 837P 2000B SBR02 and SBR05 (Insurance Type Code: 12 13 14 15 16 41 42 43 47). What its member ID looks
like is in `claim_member_id`.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.enums import InsuranceType, PolicyField, PolicyType, Relationship


def claim_medicare(claim: Claim) -> Iterator[ClaimProblem]:
    """MEDICARE_DEPENDENT, and MEDICARE_SECONDARY_REASON_MISSING where Medicare is not the Primary."""
    policy = claim.policy
    if policy.insurance_type is not InsuranceType.MEDICARE:
        return
    if policy.relationship not in (None, Relationship.SELF):
        field, inputs = PolicyField.RELATIONSHIP, ("relationship",)
        message = "Medicare covers each person on their own policy: the relationship should be Self."
        code = ClaimProblemCode.MEDICARE_DEPENDENT
        yield ClaimProblem(code, True, message, field, "6", "2000B SBR02", inputs=inputs)
    if policy.type is not PolicyType.PRIMARY and policy.medicare_secondary_reason is None:
        field, inputs = PolicyField.MEDICARE_SECONDARY_REASON, ("medicare_secondary_reason",)
        message = "Medicare is not the Primary here: choose the reason why another payer is billed first."
        code = ClaimProblemCode.MEDICARE_SECONDARY_REASON_MISSING
        yield ClaimProblem(code, True, message, field, None, "2000B SBR05", inputs=inputs)

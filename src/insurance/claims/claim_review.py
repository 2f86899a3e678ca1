"""A policy that a client entered should be reviewed before a claim uses it.

Portal article: Reviewing Client-Entered Insurance Policies.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.review import needs_review


def claim_review(claim: Claim) -> Iterator[ClaimProblem]:
    """NOT_REVIEWED, to check."""
    if needs_review(claim.policy):
        message = "The client entered this policy, and it is not reviewed yet."
        yield ClaimProblem(ClaimProblemCode.NOT_REVIEWED, False, message)

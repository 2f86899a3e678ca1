"""A claim is ready when nothing would make the payer, or the clearinghouse before it, reject it.

Article: Understanding How Policies Are Selected for Claims. One rule a module; this one is their list.
"""

from collections.abc import Callable, Iterable, Iterator

from insurance.claims.billing_order import billing_order
from insurance.claims.claim import Claim
from insurance.claims.claim_addresses import claim_addresses
from insurance.claims.claim_client import claim_client
from insurance.claims.claim_group_id import claim_group_id
from insurance.claims.claim_lengths import claim_lengths
from insurance.claims.claim_medicare import claim_medicare
from insurance.claims.claim_member_id import claim_member_id
from insurance.claims.claim_payer import claim_payer
from insurance.claims.claim_policyholder import claim_policyholder
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode, ClaimReadiness, ClaimVerdict
from insurance.claims.claim_rank import claim_rank
from insurance.claims.claim_review import claim_review
from insurance.claims.coverage_of_service import coverage_of_service
from insurance.claims.required_fields import required_fields

RULES: tuple[Callable[[Claim], Iterator[ClaimProblem]], ...] = (
    coverage_of_service,
    required_fields,
    claim_member_id,
    claim_medicare,
    claim_policyholder,
    claim_client,
    claim_addresses,
    claim_group_id,
    claim_payer,
    claim_lengths,
    claim_rank,
    billing_order,
    claim_review,
)
"""Every rule, in the order in which problems are listed."""

_VERDICTS = {
    ClaimProblemCode.NOT_OFFERED: ClaimVerdict.NOT_OFFERED,
    ClaimProblemCode.OUTSIDE_COVERAGE_DATES: ClaimVerdict.OUTSIDE_COVERAGE,
}


def claim_readiness(claim: Claim) -> ClaimReadiness:
    """Every problem of the claim, the blocking ones first."""
    problems = [problem for rule in RULES for problem in rule(claim)]
    problems.sort(key=lambda problem: not problem.blocking)
    is_ready = not any(problem.blocking for problem in problems)
    return ClaimReadiness(claim.channel, _verdict(problems, is_ready), is_ready, tuple(problems))


def _verdict(problems: Iterable[ClaimProblem], is_ready: bool) -> ClaimVerdict:
    for problem in problems:
        if problem.code in _VERDICTS:
            return _VERDICTS[problem.code]
    if not is_ready:
        return ClaimVerdict.INCOMPLETE
    return ClaimVerdict.CHECK if any(True for _ in problems) else ClaimVerdict.READY

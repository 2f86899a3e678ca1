"""A claim is for a day on which its policy is offered and covers the client.

Article: Understanding How Policies Are Selected for Claims.
"""

from collections.abc import Iterator

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimProblem, ClaimProblemCode
from insurance.eligibility import EligibilityReason
from insurance.enums import PolicyField
from insurance.warnings import PolicyWarningCode

_START, _END = PolicyField.EFFECTIVE_DATE, PolicyField.END_DATE
_DATES_TO_CORRECT = {
    EligibilityReason.BEFORE_COVERAGE: (_START,),
    EligibilityReason.AFTER_COVERAGE: (_END,),
}


def coverage_of_service(claim: Claim) -> Iterator[ClaimProblem]:
    """NOT_OFFERED, or OUTSIDE_COVERAGE_DATES where an active policy is offered outside its own dates.

    A policy entered in error has no field that would help: staff make it active where it belongs on the chart.
    """
    answer = claim.eligibility
    if not answer.eligible:
        fields = _dates_to_correct(claim, answer.reason)
        yield _problem(ClaimProblemCode.NOT_OFFERED, answer.explanation, fields)
    for warning in answer.warnings:
        if warning.code is PolicyWarningCode.OUTSIDE_COVERAGE_DATES:
            starts = claim.policy.effective_date
            field = _START if starts is not None and claim.dos < starts else _END
            yield _problem(ClaimProblemCode.OUTSIDE_COVERAGE_DATES, warning.message, (field,))


def _dates_to_correct(claim: Claim, reason: EligibilityReason) -> tuple[PolicyField, ...]:
    """The dates to enter or correct, the one to show first; none where no date would help."""
    starts, ends = claim.policy.effective_date, claim.policy.end_date
    # One date alone would leave the policy out still, if the other is missing too or is on the wrong side of the day.
    if reason is EligibilityReason.INACTIVE_WITHOUT_END_DATE:
        return (_END,) if starts is not None and starts <= claim.dos else (_END, _START)
    if reason is EligibilityReason.INACTIVE_WITHOUT_EFFECTIVE_DATE:
        return (_START,) if ends is not None and ends >= claim.dos else (_START, _END)
    return _DATES_TO_CORRECT.get(reason, ())


def _problem(code: ClaimProblemCode, message: str, fields: tuple[PolicyField, ...]) -> ClaimProblem:
    inputs = tuple(field.value.lower() for field in fields)
    return ClaimProblem(code, True, message, fields[0] if fields else None, inputs=inputs)

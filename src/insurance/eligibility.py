"""A claim offers every active policy, and an inactive one whose two dates include the date of service.

Article: Understanding How Policies Are Selected for Claims. `dos` is the date of service.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from insurance.coverage import covers
from insurance.date_text import date_text
from insurance.enums import BILLING_ORDER, PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.needs_payer import needs_payer
from insurance.warnings import PolicyWarning, PolicyWarningCode


class EligibilityReason(StrEnum):
    """Why a policy is offered for a date of service, or why it is not."""

    ACTIVE = "ACTIVE"
    INACTIVE_WITHIN_COVERAGE = "INACTIVE_WITHIN_COVERAGE"
    BEFORE_COVERAGE = "BEFORE_COVERAGE"
    AFTER_COVERAGE = "AFTER_COVERAGE"
    INACTIVE_WITHOUT_END_DATE = "INACTIVE_WITHOUT_END_DATE"
    INACTIVE_WITHOUT_EFFECTIVE_DATE = "INACTIVE_WITHOUT_EFFECTIVE_DATE"
    ENTERED_IN_ERROR = "ENTERED_IN_ERROR"


_BY_STATUS_ALONE = {
    PolicyStatus.ACTIVE: EligibilityReason.ACTIVE,
    PolicyStatus.ENTERED_IN_ERROR: EligibilityReason.ENTERED_IN_ERROR,
}
OFFERED = frozenset({EligibilityReason.ACTIVE, EligibilityReason.INACTIVE_WITHIN_COVERAGE})


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer for one policy on one date of service."""

    eligible: bool
    reason: EligibilityReason
    covers_date_of_service: bool
    warnings: tuple[PolicyWarning, ...]
    explanation: str
    remedy: str | None


def eligibility_reason(policy: Policy, dos: date) -> EligibilityReason:
    """Why the policy is or is not offered. An active one always is.

    An inactive one needs both dates, and the day between them. One entered in error never is.
    """
    if policy.status in _BY_STATUS_ALONE:
        return _BY_STATUS_ALONE[policy.status]
    if policy.end_date is None:
        return EligibilityReason.INACTIVE_WITHOUT_END_DATE
    if policy.effective_date is None:
        return EligibilityReason.INACTIVE_WITHOUT_EFFECTIVE_DATE
    if dos < policy.effective_date:
        return EligibilityReason.BEFORE_COVERAGE
    if dos > policy.end_date:
        return EligibilityReason.AFTER_COVERAGE
    return EligibilityReason.INACTIVE_WITHIN_COVERAGE


def is_offered(policy: Policy, dos: date) -> bool:
    """Whether a claim for this date of service may use the policy."""
    return eligibility_reason(policy, dos) in OFFERED


def eligible_policies(chart: Iterable[Policy], dos: date) -> list[Policy]:
    """The policies of one chart that a claim may use, best first.

    Those covering the day come first, then billing order, then the later effective date (absent last), then id.
    """

    def best_first(policy: Policy) -> tuple[bool, int, int, str]:
        starts = policy.effective_date.toordinal() if policy.effective_date else 0
        return (not covers(policy, dos), BILLING_ORDER[policy.type], -starts, policy.id)

    return sorted((policy for policy in chart if is_offered(policy, dos)), key=best_first)


def eligibility(policy: Policy, dos: date, chart: Sequence[Policy]) -> Eligibility:
    """Whether and why a claim for this day may use the policy, read together with the rest of its chart."""
    reason = eligibility_reason(policy, dos)
    covering = covers(policy, dos)
    return Eligibility(
        eligible=reason in OFFERED,
        reason=reason,
        covers_date_of_service=covering,
        warnings=tuple(_warnings(policy, dos, covering, chart)),
        explanation=_explanation(policy, dos, reason, covering),
        remedy=_remedy(policy, dos, reason, covering),
    )


def _warnings(policy: Policy, dos: date, covering: bool, chart: Sequence[Policy]) -> Iterable[PolicyWarning]:
    if policy.status is PolicyStatus.ACTIVE and not covering:
        message = f"{date_text(dos)} is outside the policy's coverage dates ({_dates(policy)})."
        yield PolicyWarning(PolicyWarningCode.OUTSIDE_COVERAGE_DATES, message)
    if covering and (others := _other_covering_primaries(policy, dos, chart)):
        message = f"{len(others) + 1} Primary policies cover {date_text(dos)}: choose which one to bill first."
        yield PolicyWarning(PolicyWarningCode.MULTIPLE_PRIMARY, message, others)
    if needs_payer(policy):
        message = "The policy needs a payer before a claim can be sent."
        yield PolicyWarning(PolicyWarningCode.NEEDS_PAYER, message)


def _other_covering_primaries(policy: Policy, dos: date, chart: Sequence[Policy]) -> tuple[Policy, ...]:
    if policy.type is not PolicyType.PRIMARY:
        return ()
    return tuple(
        other for other in chart if other.id != policy.id and other.type is PolicyType.PRIMARY and covers(other, dos)
    )


def _dates(policy: Policy) -> str:
    first, last = policy.effective_date, policy.end_date
    if first and last:
        return f"{date_text(first)} to {date_text(last)}"
    if first:
        return f"from {date_text(first)}"
    return f"until {date_text(last)}" if last else "no dates set"


_EXPLANATIONS = {
    EligibilityReason.ACTIVE: "Offered: the policy is active, and its coverage dates include {day}.",
    EligibilityReason.INACTIVE_WITHIN_COVERAGE: "Offered: the policy is inactive, but it covered {day} ({dates}).",
    EligibilityReason.BEFORE_COVERAGE: (
        "Not offered: the policy is inactive, and its coverage starts after {day} ({dates})."
    ),
    EligibilityReason.AFTER_COVERAGE: (
        "Not offered: the policy is inactive, and its coverage ended before {day} ({dates})."
    ),
    EligibilityReason.INACTIVE_WITHOUT_END_DATE: "Not offered: the policy is inactive and has no End Date.",
    EligibilityReason.INACTIVE_WITHOUT_EFFECTIVE_DATE: "Not offered: the policy is inactive and has no Effective Date.",
    EligibilityReason.ENTERED_IN_ERROR: "Not offered: the policy was entered in error.",
}
_OUTSIDE = "Offered because the policy is active, though {day} is outside its coverage dates ({dates})."
_UNDATED = "Offered: the policy is active. Its coverage dates are not set."


def _explanation(policy: Policy, dos: date, reason: EligibilityReason, covering: bool) -> str:
    sentence = _EXPLANATIONS[reason]
    if reason is EligibilityReason.ACTIVE and not covering:
        sentence = _OUTSIDE
    elif reason is EligibilityReason.ACTIVE and not (policy.effective_date or policy.end_date):
        sentence = _UNDATED
    return sentence.format(day=date_text(dos), dates=_dates(policy))


def _remedy(policy: Policy, dos: date, reason: EligibilityReason, covering: bool) -> str | None:
    if reason is EligibilityReason.ENTERED_IN_ERROR:
        return "Make the policy active, if it belongs on this chart"
    if reason is EligibilityReason.INACTIVE_WITHOUT_END_DATE:
        return "Add an End Date" if policy.effective_date else "Add an Effective Date and an End Date"
    if reason is EligibilityReason.INACTIVE_WITHOUT_EFFECTIVE_DATE:
        return "Add an Effective Date"
    if reason is EligibilityReason.BEFORE_COVERAGE or (not covering and _starts_after(policy, dos)):
        return "Check the Effective Date"
    if reason is EligibilityReason.AFTER_COVERAGE or not covering:
        return "Check the End Date"
    return "Choose the payer" if needs_payer(policy) else None


def _starts_after(policy: Policy, dos: date) -> bool:
    return policy.effective_date is not None and dos < policy.effective_date

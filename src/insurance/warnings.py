"""Warnings about a policy: they prevent nothing, and staff should see them."""

from dataclasses import dataclass
from enum import StrEnum

from insurance.facts import Policy


class PolicyWarningCode(StrEnum):
    """What a warning is about."""

    OUTSIDE_COVERAGE_DATES = "OUTSIDE_COVERAGE_DATES"
    MULTIPLE_PRIMARY = "MULTIPLE_PRIMARY"
    OVERLAPPING_COVERAGE = "OVERLAPPING_COVERAGE"
    SAME_RANK = "SAME_RANK"
    CLOSED_PRIMARY = "CLOSED_PRIMARY"
    LEAVES_GAP = "LEAVES_GAP"
    NOT_OFFERED_WITHOUT_END_DATE = "NOT_OFFERED_WITHOUT_END_DATE"
    NOT_OFFERED_WITHOUT_EFFECTIVE_DATE = "NOT_OFFERED_WITHOUT_EFFECTIVE_DATE"
    END_DATE_IN_PAST = "END_DATE_IN_PAST"
    NEEDS_PAYER = "NEEDS_PAYER"
    STILL_INCOMPLETE = "STILL_INCOMPLETE"
    LOOKS_LIKE_A_NEW_POLICY = "LOOKS_LIKE_A_NEW_POLICY"
    POSSIBLE_DUPLICATE = "POSSIBLE_DUPLICATE"


@dataclass(frozen=True, slots=True)
class PolicyWarning:
    """A code, one sentence for people, and the other policies it is about."""

    code: PolicyWarningCode
    message: str
    policies: tuple[Policy, ...] = ()

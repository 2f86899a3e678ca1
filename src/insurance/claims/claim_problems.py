"""What may be wrong with a claim: codes, and problems with the place to correct."""

from dataclasses import dataclass
from enum import StrEnum

from insurance.enums import PolicyField


class ClaimChannel(StrEnum):
    """How a claim is sent: as an X12 837P (005010X222A1), or as the form CMS-1500 (02/12) on paper."""

    ELECTRONIC = "ELECTRONIC"
    PAPER = "PAPER"


class ClaimProblemCode(StrEnum):
    """Why a claim would be rejected, or should be checked before it is sent."""

    NEEDS_PAYER = "NEEDS_PAYER"
    MISSING_FIELD = "MISSING_FIELD"
    NOT_OFFERED = "NOT_OFFERED"
    OUTSIDE_COVERAGE_DATES = "OUTSIDE_COVERAGE_DATES"
    PAYER_WITHOUT_ID = "PAYER_WITHOUT_ID"
    PAYER_WITHOUT_ADDRESS = "PAYER_WITHOUT_ADDRESS"
    CLIENT_INCOMPLETE = "CLIENT_INCOMPLETE"
    POLICYHOLDER_INCOMPLETE = "POLICYHOLDER_INCOMPLETE"
    INVALID_MEMBER_ID = "INVALID_MEMBER_ID"
    INVALID_ADDRESS = "INVALID_ADDRESS"
    TOO_LONG_FOR_CLAIM = "TOO_LONG_FOR_CLAIM"
    FECA_NUMBER_MISSING = "FECA_NUMBER_MISSING"
    MEDICARE_DEPENDENT = "MEDICARE_DEPENDENT"
    MEDICARE_SECONDARY_REASON_MISSING = "MEDICARE_SECONDARY_REASON_MISSING"
    INVALID_MEDICARE_ID = "INVALID_MEDICARE_ID"
    TRICARE_ID_LENGTH = "TRICARE_ID_LENGTH"
    GROUP_ID_MISSING = "GROUP_ID_MISSING"
    NO_PRIMARY = "NO_PRIMARY"
    NO_SECONDARY = "NO_SECONDARY"
    MULTIPLE_PRIMARY = "MULTIPLE_PRIMARY"
    SAME_RANK = "SAME_RANK"
    CHECK_BILLING_ORDER = "CHECK_BILLING_ORDER"
    NOT_REVIEWED = "NOT_REVIEWED"


class ClaimProblemSubject(StrEnum):
    """Whose record is to be corrected."""

    POLICY = "POLICY"
    CLIENT = "CLIENT"
    PAYER = "PAYER"


class ClaimVerdict(StrEnum):
    """How ready a claim is, in one word."""

    READY = "READY"
    CHECK = "CHECK"
    INCOMPLETE = "INCOMPLETE"
    OUTSIDE_COVERAGE = "OUTSIDE_COVERAGE"
    NOT_OFFERED = "NOT_OFFERED"


@dataclass(frozen=True, slots=True)
class ClaimProblem:
    """A blocker, or something to check.

    `field` is the policy form's; `inputs` are the values to fill in or correct, as the edit input of the record in `on`
    names them, such as `policyholder.address.city`. `box` is the CMS-1500's, `segment` the 837P's loop and segment,
    such as `2010BA NM109`.
    """

    code: ClaimProblemCode
    blocking: bool
    message: str
    field: PolicyField | None = None
    box: str | None = None
    segment: str | None = None
    on: ClaimProblemSubject = ClaimProblemSubject.POLICY
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimReadiness:
    """Ready means that nothing blocks; problems to check may remain. Blockers come first."""

    channel: ClaimChannel
    verdict: ClaimVerdict
    ready: bool
    problems: tuple[ClaimProblem, ...]

"""Problems a person can mend: what is wrong, in a sentence, and where in what they gave."""

from dataclasses import dataclass
from enum import StrEnum


class UserErrorCode(StrEnum):
    """What kind of problem it is."""

    INVALID = "INVALID"
    BLANK = "BLANK"
    TOO_LONG = "TOO_LONG"
    REQUIRED = "REQUIRED"
    NOT_FOUND = "NOT_FOUND"
    END_BEFORE_EFFECTIVE = "END_BEFORE_EFFECTIVE"
    DUPLICATE_POLICY = "DUPLICATE_POLICY"
    DUPLICATE_PAYER = "DUPLICATE_PAYER"
    CONFLICT = "CONFLICT"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    INSURANCE_COLLECTION_OFF = "INSURANCE_COLLECTION_OFF"
    INVITATION_INVALID = "INVITATION_INVALID"
    LIMIT_REACHED = "LIMIT_REACHED"
    UPLOAD_MISSING = "UPLOAD_MISSING"
    UPLOAD_REJECTED = "UPLOAD_REJECTED"
    TOO_MANY_ATTACHMENTS = "TOO_MANY_ATTACHMENTS"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. The path leads through the input, in the API's names: `("endDate",)`; empty for the whole input."""

    code: UserErrorCode
    message: str
    path: tuple[str, ...] = ()

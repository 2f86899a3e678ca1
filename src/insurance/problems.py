"""Problems that a person can correct: what is wrong, in one sentence, and where in the input."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from insurance.date_text import instant_text


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
    """One problem. The path leads to a field of the input: `("end_date",)`, `("aliases", "0")`; empty: all of it."""

    code: UserErrorCode
    message: str
    path: tuple[str, ...] = ()


def not_found(noun: str, *path: str) -> Problem:
    """NOT_FOUND: the id belongs to nothing the caller can reach, whether it exists or not."""
    return Problem(UserErrorCode.NOT_FOUND, f"There is no such {noun}.", path)


def required(path: tuple[str, ...]) -> Problem:
    """REQUIRED: an edit would empty a required field."""
    return Problem(UserErrorCode.REQUIRED, "This is required and cannot be emptied.", path)


def version_conflict(stored_version: int, version: int | None, changed: str = "") -> list[Problem]:
    """CONFLICT where the edit was made from an older version than the stored one (article: Editing an Existing Policy).

    Without a version nothing is compared. `changed` says who has changed the record, and when.
    """
    if version is None or version == stored_version:
        return []
    changed = changed or "Someone else has changed this in the meantime."
    return [Problem(UserErrorCode.CONFLICT, f"{changed} Review the current version and save again.", ("version",))]


def changed_text(actor: str, at: datetime) -> str:
    """Who changed a record, and when; `at` is in the practice's time zone."""
    return f"{actor} changed this on {instant_text(at)}."

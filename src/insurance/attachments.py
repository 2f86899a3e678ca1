"""What may be attached to a policy (articles: Adding a New Insurance Policy; in the portal's, insurance cards)."""

from collections.abc import Collection, Sequence

from insurance import limits
from insurance.facts import Attachment, FieldChange
from insurance.history import attachment_texts
from insurance.problems import Problem, UserErrorCode
from insurance.text import text_problem, trimmed

EXTENSIONS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
}
"""Of what is kept; the first is the usual one."""


# A name that reads backwards may seem to be of another type (Unicode Standard Annex 9).
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def count_problem(count: int, path: tuple[str, ...], room: int = limits.ATTACHMENTS) -> list[Problem]:
    """TOO_MANY_ATTACHMENTS where there is no room on the policy for so many."""
    if count <= max(room, 0):
        return []
    message = f"A policy can have at most {limits.ATTACHMENTS} attachments."
    return [Problem(UserErrorCode.TOO_MANY_ATTACHMENTS, message, path)]


def missing_upload(path: tuple[str, ...]) -> Problem:
    """UPLOAD_MISSING, of an upload that is not there for its caller, whatever the reason."""
    message = "This file is not there: it was used already, or not sent in time. Please add it again."
    return Problem(UserErrorCode.UPLOAD_MISSING, message, path)


def reserved_problems(count: int) -> list[Problem]:
    """LIMIT_REACHED where a client has reserved so many places within the hour that they may reserve no more."""
    if count < limits.UPLOADS_AN_HOUR:
        return []
    return [Problem(UserErrorCode.LIMIT_REACHED, "You have sent very many files. Please try again in an hour.")]


def changed_attachments(
    current: Sequence[Attachment], removed_ids: Collection[str | None], added: Sequence[Attachment]
) -> tuple[FieldChange, ...]:
    """What the history says of it: nothing where nothing is removed or added; else both lists, even if they look alike.

    Phones give every photo the same name.
    """
    kept = [attachment for attachment in current if attachment.id not in removed_ids]
    if len(kept) == len(current) and not added:
        return ()
    before, after = (attachment_texts(each).get("attachments") for each in (current, [*kept, *added]))
    return (FieldChange("attachments", before, after),)


def announced_problems(file_name: str, content_type: str, byte_size: int) -> list[Problem]:
    """What is wrong with a file before any of it was sent."""
    problems = []
    if found := text_problem(trimmed(file_name), limits.FILE_NAME):
        problems.append(Problem(*found, ("file_name",)))
    elif any(character in _TURNING for character in file_name):
        message = "This cannot contain characters that turn the direction of reading."
        problems.append(Problem(UserErrorCode.INVALID, message, ("file_name",)))
    if content_type not in limits.UPLOAD_TYPES:
        message = "This must be a photo (JPEG, PNG, WebP or HEIC) or a PDF."
        problems.append(Problem(UserErrorCode.INVALID, message, ("content_type",)))
    if not 0 < byte_size <= limits.UPLOAD_BYTES:
        message = f"A file can have 1 byte to {limits.UPLOAD_BYTES // 1024**2} MB."
        problems.append(Problem(UserErrorCode.INVALID, message, ("byte_size",)))
    return problems


def kept_name(file_name: str, content_type: str) -> str:
    """The name of what is kept: a HEIC photo becomes a JPEG, and says so."""
    name, extensions = file_name.replace("/", "_"), EXTENSIONS[content_type]
    stem, _, suffix = name.rpartition(".")
    if stem and f".{suffix}".lower() in extensions:
        return name
    stem = stem if stem and suffix.isalnum() else name
    return stem[: limits.FILE_NAME - len(extensions[0])] + extensions[0]

"""A policy has at most ten attachments, each an image or a PDF of at most 10 MB.

Articles: Adding a New Insurance Policy; What Clients Can and Cannot Do in the Portal (insurance cards).
"""

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
"""The stored content types with their file name extensions, the usual one first."""


# Characters that change the reading direction: they can disguise a file name's extension (Unicode Annex 9).
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def count_problems(count: int, path: tuple[str, ...], available: int = limits.ATTACHMENTS) -> list[Problem]:
    """TOO_MANY_ATTACHMENTS where `count` new ones are more than the policy has `available`."""
    if count <= max(available, 0):
        return []
    message = f"A policy can have at most {limits.ATTACHMENTS} attachments."
    return [Problem(UserErrorCode.TOO_MANY_ATTACHMENTS, message, path)]


def upload_missing(path: tuple[str, ...]) -> Problem:
    """UPLOAD_MISSING: the caller has no such upload, or it is used, expired or was never sent."""
    message = "This file is not available: it was used already or not sent in time. Please add it again."
    return Problem(UserErrorCode.UPLOAD_MISSING, message, path)


def upload_limit_problems(count: int) -> list[Problem]:
    """LIMIT_REACHED where a client has created `count` uploads in the last hour, as many as allowed."""
    if count < limits.UPLOADS_AN_HOUR:
        return []
    return [Problem(UserErrorCode.LIMIT_REACHED, "You have sent too many files. Please try again in an hour.")]


def attachment_changes(
    current: Sequence[Attachment], removed_ids: Collection[str | None], added: Sequence[Attachment]
) -> tuple[FieldChange, ...]:
    """The change that the history records: the file names before and after; none where nothing is removed or added.

    The names may be the same before and after, as phones give every photo the same name.
    """
    remaining = [attachment for attachment in current if attachment.id not in removed_ids]
    if len(remaining) == len(current) and not added:
        return ()
    before, after = attachment_texts(current), attachment_texts([*remaining, *added])
    return (FieldChange("attachments", before.get("attachments"), after.get("attachments")),)


def upload_problems(file_name: str, byte_size: int) -> list[Problem]:
    """What is wrong with a file as its sender describes it, before any of it is sent.

    The content type is not looked at: browsers announce HEIC photos as `application/octet-stream`, or as nothing.
    """
    problems = []
    if problem := text_problem(trimmed(file_name), limits.FILE_NAME):
        problems.append(Problem(*problem, ("file_name",)))
    elif any(character in _BIDI_CONTROLS for character in file_name):
        message = "This cannot contain characters that change the reading direction."
        problems.append(Problem(UserErrorCode.INVALID, message, ("file_name",)))
    if not 0 < byte_size <= limits.UPLOAD_BYTES:
        message = f"A file must be between 1 byte and {limits.UPLOAD_BYTES // 1024**2} MB."
        problems.append(Problem(UserErrorCode.INVALID, message, ("byte_size",)))
    return problems


def stored_file_name(file_name: str, content_type: str) -> str:
    """The file name with an extension of the stored type: a HEIC photo is stored as a JPEG, `IMG_1.HEIC` as `.jpg`."""
    name, extensions = file_name.replace("/", "_"), EXTENSIONS[content_type]
    stem, _, suffix = name.rpartition(".")
    if stem and f".{suffix}".lower() in extensions:
        return name
    stem = stem if stem and suffix.isalnum() else name
    return stem[: limits.FILE_NAME - len(extensions[0])] + extensions[0]

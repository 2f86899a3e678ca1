"""What may be attached to a policy (articles: Adding a New Insurance Policy; in the portal's, insurance cards)."""

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from insurance.text import text_problem, trimmed

EXTENSIONS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
}
"""Of what is kept; the first is the usual one."""


def count_problem(count: int, path: tuple[str, ...]) -> list[Problem]:
    """TOO_MANY_ATTACHMENTS where a policy would have more than it may."""
    if count <= limits.ATTACHMENTS:
        return []
    message = f"A policy can have at most {limits.ATTACHMENTS} attachments."
    return [Problem(UserErrorCode.TOO_MANY_ATTACHMENTS, message, path)]


def announced_problems(file_name: str, content_type: str, byte_size: int) -> list[Problem]:
    """What is wrong with a file before any of it was sent."""
    problems = []
    if found := text_problem(trimmed(file_name), limits.FILE_NAME):
        problems.append(Problem(*found, ("fileName",)))
    if content_type not in limits.UPLOAD_TYPES:
        message = "This must be a photo (JPEG, PNG, WebP or HEIC) or a PDF."
        problems.append(Problem(UserErrorCode.INVALID, message, ("contentType",)))
    if not 0 < byte_size <= limits.UPLOAD_BYTES:
        message = f"A file can have 1 byte to {limits.UPLOAD_BYTES // 1024**2} MB."
        problems.append(Problem(UserErrorCode.INVALID, message, ("byteSize",)))
    return problems


def kept_name(file_name: str, content_type: str) -> str:
    """The name of what is kept: a HEIC photo becomes a JPEG, and says so."""
    name, extensions = file_name.replace("/", "_"), EXTENSIONS[content_type]
    stem, _, suffix = name.rpartition(".")
    if stem and f".{suffix}".lower() in extensions:
        return name
    stem = stem if stem and suffix.isalnum() else name
    return stem[: limits.FILE_NAME - len(extensions[0])] + extensions[0]

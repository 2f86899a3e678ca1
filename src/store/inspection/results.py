"""The results of an inspection: accepted, or refused with a reason."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that was decoded completely. `file` is the sanitized file, `preview` a picture of at most 1,024 pixels.

    `content_type` is image/jpeg, image/png, image/webp or application/pdf. It may differ from that of the upload: a
    HEIC photo is stored as JPEG. `preview_type` is image/jpeg or image/png.
    """

    content_type: str
    file: Path
    preview: Path
    preview_type: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not accepted. `message` says why and what to do, for the person who chose the file.

    `timed_out` tells that the file used up the CPU time that a file may use.
    """

    message: str
    timed_out: bool = False


class UnacceptableFile(Exception):
    """The file cannot be accepted. The text of the exception becomes the message of `Refused`."""


TOO_EXPENSIVE = "This file takes too much time or memory to read: please take a new photo, or save the PDF again."
DAMAGED_IMAGE = "This picture is damaged or incomplete: please take a new photo."
DAMAGED_PDF = "This PDF is damaged or incomplete: please save it again, or upload a photo."
TOO_LARGE = "This file is too large: please upload one of at most 10 MB."
"""The limit is `insurance.limits.UPLOAD_BYTES`."""


@dataclass(frozen=True, slots=True)
class SanitizedFile:
    """The result of decoding a file, in memory: the bytes to store, their content type, and a JPEG preview."""

    content_type: str
    data: bytes
    preview: bytes

"""What an inspection says of a file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that was read from beginning to end, and what is kept of it: written anew, without what a card needs not.

    `content_type` is image/jpeg, image/png, image/webp or application/pdf, and need not be what was uploaded: a HEIC
    photo is kept as JPEG. `preview` is at most 1,024 pixels long, a JPEG or PNG as `preview_type` says.
    """

    content_type: str
    file: Path
    preview: Path
    preview_type: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not kept, and why: one sentence the person who chose the file can act on."""

    message: str


class Unfit(Exception):
    """Raised while reading a file that cannot be kept. Its text is the sentence of the refusal."""


TOO_MUCH = "This file takes too much time or memory to read: please take a new photo, or save the PDF anew."
DAMAGED_IMAGE = "This picture is damaged or incomplete: please take a new photo."
DAMAGED_PDF = "This PDF is damaged or incomplete: please save it anew, or upload a photo."
TOO_LARGE = "This file is too large: please upload one of at most 10 MB."
"""`insurance.limits.UPLOAD_BYTES`, in words."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reader made of a file, before it is written: the bytes to keep, their type, and a JPEG to show."""

    content_type: str
    data: bytes
    preview: bytes

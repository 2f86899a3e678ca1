"""One file of the corpus, and the content that is hidden in many of them."""

from dataclasses import dataclass

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
REFUSED = "refused"
EITHER = "either"
"""For bytes changed at random: the file may be stored or refused, but nothing may fail."""

MARK = b"planted-by-us"
"""Hidden wherever a file can hold something besides its picture. No stored file may contain it."""
SCRIPT = b"<script>alert('" + MARK + b"')</script>"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and the content type it must be stored as, or REFUSED, or EITHER."""

    name: str
    data: bytes
    expected: str
    corners: bool = False
    """Whether it shows the card of `image_builder.card`, which must be upright once it is stored."""

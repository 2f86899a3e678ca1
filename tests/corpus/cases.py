"""One file of the corpus, and what is planted in many of them."""

from dataclasses import dataclass

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
REFUSED = "refused"
EITHER = "either"
"""For bytes changed at random: what comes of it is for the decoder to say, but nothing may break."""

MARK = b"planted-by-us"
"""Put wherever a file can hold what is not its picture: nothing that is kept may have it."""
SCRIPT = b"<script>alert('" + MARK + b"')</script>"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and the content type it is kept as, or that it is refused."""

    name: str
    data: bytes
    expected: str
    corners: bool = False
    """Whether it is the card of `pictures.card`, the right way up once it is kept."""

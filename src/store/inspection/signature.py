"""Which reader a file is given to, from its first bytes alone. That it is such a file, the reader has to find out."""

from enum import StrEnum

from store.inspection.verdicts import Unfit

HEAD = 64
"""Bytes that are looked at."""

# ISO 14496-12 and 23008-12: the major brand, then the compatible ones. AVIF shares the container, not the codec.
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIF = {b"mif1", b"msf1", b"mif2"}
_AVIF = {b"avif", b"avis"}
_EMPTY = "This file is empty: please choose another."
_UNKNOWN = "This is not a file of a kind we keep: please upload a JPEG, PNG, WebP or HEIC photo, or a PDF."


class Kind(StrEnum):
    """The kinds of files that are read."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIC = "HEIF"
    PDF = "PDF"


def kind_of(head: bytes) -> Kind:
    """The kind that the first bytes announce. Raises Unfit for any other file."""
    if not head:
        raise Unfit(_EMPTY)
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    # A reader would accept a header within the first kilobyte: so would a page of HTML with a PDF in it.
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head[4:8] == b"ftyp" and _is_heic(head):
        return Kind.HEIC
    raise Unfit(_UNKNOWN)


def _is_heic(head: bytes) -> bool:
    size = min(int.from_bytes(head[:4], "big"), len(head))
    major, others = head[8:12], {head[at : at + 4] for at in range(16, size - 3, 4)}
    return major in _HEIC or (major in _HEIF and not others & _AVIF)

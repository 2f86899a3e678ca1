"""Detects the format of a file by its first bytes. Whether it really is such a file, its decoder finds out."""

from enum import StrEnum

from store.inspection.results import UnacceptableFile

SIGNATURE_BYTES = 64
"""How many bytes `detect_format` needs."""

# Brands of ISO 14496-12 and 23008-12: the major brand comes first, then the compatible ones. AVIF has the same
# container and another codec.
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIF = {b"mif1", b"msf1", b"mif2"}
_AVIF = {b"avif", b"avis"}
# A byte order mark and the white space of ISO 32000-2, table 1: programs for mail and downloads put them before a PDF.
_BEFORE_PDF = b"\xef\xbb\xbf\0\t\n\f\r "
_EMPTY = "This file is empty: please choose another."
_UNKNOWN = "This type of file is not accepted: please upload a JPEG, PNG, WebP or HEIC photo, or a PDF."


class FileFormat(StrEnum):
    """The accepted formats. The values of the image formats are Pillow's names."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIC = "HEIF"
    PDF = "PDF"


def detect_format(head: bytes) -> FileFormat:
    """The format that the first bytes indicate. Raises UnacceptableFile for any other file."""
    if not head:
        raise UnacceptableFile(_EMPTY)
    if head.startswith(b"\xff\xd8\xff"):
        return FileFormat.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileFormat.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FileFormat.WEBP
    # PDF readers accept the header anywhere in the first kilobyte: an HTML page could contain it there.
    if pdf_content(head).startswith(b"%PDF-"):
        return FileFormat.PDF
    if head[4:8] == b"ftyp" and _is_heic(head):
        return FileFormat.HEIC
    raise UnacceptableFile(_UNKNOWN)


def pdf_content(data: bytes) -> bytes:
    """The data without a byte order mark and white space at its start: a PDF's offsets count from its header."""
    return data.lstrip(_BEFORE_PDF)


def _is_heic(head: bytes) -> bool:
    size = min(int.from_bytes(head[:4], "big"), len(head))
    major_brand, brands = head[8:12], {head[at : at + 4] for at in range(16, size - 3, 4)}
    return major_brand in _HEIC or (major_brand in _HEIF and not brands & _AVIF)

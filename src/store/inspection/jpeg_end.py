"""Accepts a JPEG that lacks its end marker, as some scanners and broken downloads leave it, if the picture is whole."""

from collections.abc import Callable

from PIL import Image, ImageChops

from store.inspection.jpeg_structure import JpegStructure
from store.inspection.pixels import to_plain_pixels
from store.inspection.results import DAMAGED_IMAGE, UnacceptableFile

_END_OF_IMAGE = b"\xff\xd9"
# What follows the last byte of a whole picture does not matter to the decoder. Where data is missing, it reads these as
# data, and the two pictures differ from there on.
_PADDINGS = (b"\x00" * 64, b"\x55" * 64)
_MISSING_ROWS = 32
"""Of the picture's bottom, at most: two rows of blocks."""
_MISSING_PIXELS = 256
"""At most, or a twentieth of the picture: one block of 16 by 16 pixels."""


def decode_without_end(jpeg: bytes, structure: JpegStructure, decode: Callable[[bytes], Image.Image]) -> Image.Image:
    """The plain pixels of a JPEG without an end marker; `decode` loads a picture as it is stored.

    Raises UnacceptableFile where more than the end of its last rows is missing.
    """
    if not structure.is_complete:
        raise UnacceptableFile(DAMAGED_IMAGE)
    # Some programs fill a file up with zeros to the length that it should have.
    jpeg = jpeg.rstrip(b"\x00\xff")
    picture, other = (decode(jpeg + padding + _END_OF_IMAGE) for padding in _PADDINGS)
    if not _differ_at_the_end_only(picture, other):
        raise UnacceptableFile(DAMAGED_IMAGE)
    return to_plain_pixels(picture)


def _differ_at_the_end_only(picture: Image.Image, other: Image.Image) -> bool:
    difference = ImageChops.difference(picture, other).getbbox(alpha_only=False)
    if difference is None:
        return True
    left, top, _, _ = difference
    # Blocks come from left to right and from top to bottom. Behind the padding, the decoder fills both with one grey.
    columns, rows = picture.width - left, picture.height - top
    allowed = max(picture.width * picture.height // 20, _MISSING_PIXELS)
    return rows <= _MISSING_ROWS and rows * columns <= allowed

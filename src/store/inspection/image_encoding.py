"""Encodes pictures: the file that is stored, no larger than an upload may be, and the preview."""

from io import BytesIO

from PIL import Image

from insurance.limits import UPLOAD_BYTES
from store.inspection.file_signature import FileFormat

PREVIEW_SIDE = 1024
"""Pixels of the longer side, at most."""
# At 88 a card's small print is still crisp. The lower qualities are for noisy pictures, which compress badly.
_QUALITIES = (88, 75, 60)


def encode_picture(file_format: FileFormat, picture: Image.Image) -> tuple[str, bytes]:
    """The content type and the bytes to store: in the upload's own format if that is small enough, else as JPEG."""
    if file_format is FileFormat.PNG:
        # Higher levels take four times as long for a noisy scan, and the result is no smaller.
        data = _encode(picture, "PNG", compress_level=3)
        if len(data) <= UPLOAD_BYTES:
            return "image/png", data
    if file_format is FileFormat.WEBP:
        data = _encode(picture, "WEBP", quality=_QUALITIES[0], method=2)
        if len(data) <= UPLOAD_BYTES:
            return "image/webp", data
    return "image/jpeg", _jpeg_within_limit(flatten(picture))


def preview(picture: Image.Image) -> bytes:
    """The picture as a JPEG, its longer side at most PREVIEW_SIDE pixels."""
    small = flatten(picture)
    if max(small.size) > PREVIEW_SIDE:
        small = small.copy()
        small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), reducing_gap=3)
    return _encode(small, "JPEG", quality=80, optimize=True)


def flatten(picture: Image.Image) -> Image.Image:
    """The picture without transparency, on a white background."""
    if picture.mode != "RGBA":
        return picture
    background = Image.new("RGB", picture.size, "white")
    background.paste(picture, mask=picture.getchannel("A"))
    return background


def _jpeg_within_limit(picture: Image.Image) -> bytes:
    while True:
        for quality in _QUALITIES:
            data = _encode(picture, "JPEG", quality=quality, optimize=True)
            if len(data) <= UPLOAD_BYTES:
                return data
        picture = picture.reduce(2)


def _encode(picture: Image.Image, pillow_format: str, **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, pillow_format, **options)
    return buffer.getvalue()

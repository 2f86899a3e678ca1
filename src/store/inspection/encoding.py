"""How plain pixels are written: the kept file, below the limit of an upload, and the preview."""

from io import BytesIO

from PIL import Image

from insurance.limits import UPLOAD_BYTES
from store.inspection.signature import Kind

PREVIEW_SIDE = 1024
"""Pixels on the longer side, at most."""
# At 88 the small print of a card is still crisp; the steps below are for pictures of noise.
_QUALITIES = (88, 75, 60)


def encoded(kind: Kind, picture: Image.Image) -> tuple[str, bytes]:
    """The content type and bytes of a kept picture: of its own kind where that fits an upload, else as JPEG."""
    if kind is Kind.PNG:
        # Beyond this level a noisy scan takes four times as long and comes out no smaller.
        kept = _written(picture, "PNG", compress_level=3)
        if len(kept) <= UPLOAD_BYTES:
            return "image/png", kept
    if kind is Kind.WEBP:
        kept = _written(picture, "WEBP", quality=_QUALITIES[0], method=2)
        if len(kept) <= UPLOAD_BYTES:
            return "image/webp", kept
    return "image/jpeg", _small_jpeg(on_white(picture))


def preview(picture: Image.Image) -> bytes:
    """A JPEG of the picture, at most PREVIEW_SIDE pixels long."""
    small = on_white(picture)
    if max(small.size) > PREVIEW_SIDE:
        small = small.copy()
        small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), reducing_gap=3)
    return _written(small, "JPEG", quality=80, optimize=True)


def on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency, as paper would show it."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _small_jpeg(picture: Image.Image) -> bytes:
    while True:
        for quality in _QUALITIES:
            kept = _written(picture, "JPEG", quality=quality, optimize=True)
            if len(kept) <= UPLOAD_BYTES:
                return kept
        picture = picture.reduce(2)


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()

"""Photos of cards: decoded in full and encoded anew, so that nothing but the picture itself is kept."""

import warnings
from io import BytesIO

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from store.inspection.encoding import encoded, preview
from store.inspection.pixels import plain
from store.inspection.signature import Kind
from store.inspection.verdicts import DAMAGED_IMAGE, Kept, Unfit

SIDE = 8_000
"""Pixels on the longer side."""
PIXELS = 25_000_000
"""A phone's photo has 12 or 24 million."""
_TOO_MANY_PIXELS = "This picture is too large: please upload one of at most 25 megapixels and 8,000 pixels a side."

# Who asks for a format that is not there yet is given all forty. These are the ones we speak.
_PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
Image.preinit()
# The rest of what a HEIC file may hold is not the picture, and one thread is what the worker's limits are made for.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
# The second wall: the first is our own look at the size, before anything is decoded.
Image.MAX_IMAGE_PIXELS = PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False


def read_image(kind: Kind, data: bytes) -> Kept:
    """What is kept of a photo. Raises Unfit, or MemoryError where the picture needs more than the worker has."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = _decoded(kind, data)
        except (Unfit, MemoryError):
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Unfit(_TOO_MANY_PIXELS) from error
        # A decoder given wrong bytes may raise nearly anything.
        except Exception as error:
            raise Unfit(DAMAGED_IMAGE) from error
    content_type, kept = encoded(kind, picture)
    return Kept(content_type, kept, preview(picture))


def _decoded(kind: Kind, data: bytes) -> Image.Image:
    """The first picture of the file, upright, in sRGB, as L, RGB or RGBA, with nothing attached."""
    with Image.open(BytesIO(data), formats=[kind.value]) as image:
        _check_size(image)
        image.load()
        # A HEIC file states its size twice, and the decoder believes the picture's own.
        _check_size(image)
        return plain(image)


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise Unfit(DAMAGED_IMAGE)
    if max(width, height) > SIDE or width * height > PIXELS:
        raise Unfit(_TOO_MANY_PIXELS)

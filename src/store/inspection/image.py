"""Sanitizes photos: decodes them completely and encodes the pixels again, so that nothing else is stored."""

import warnings
from io import BytesIO

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from store.inspection.file_signature import FileFormat
from store.inspection.image_encoding import encode_picture, preview
from store.inspection.pixels import to_plain_pixels
from store.inspection.results import DAMAGED_IMAGE, SanitizedFile, UnacceptableFile

MAX_SIDE = 8_000
"""Pixels of the longer side."""
MAX_PIXELS = 25_000_000
"""Photos of phones have 12 or 24 million."""
_TOO_MANY_PIXELS = "This picture is too large: please upload one of at most 25 megapixels and 8,000 pixels a side."

# Registers the formats we accept. For any other, Pillow would load all of its forty plugins.
_PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
Image.preinit()
# Only the picture itself is needed of a HEIC file. The worker's limits assume one thread.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
# A second line of defense: `_check_size` rejects large pictures before anything is decoded.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False


def read_image(file_format: FileFormat, data: bytes) -> SanitizedFile:
    """The sanitized photo. Raises UnacceptableFile, or MemoryError if the worker has too little memory for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = _decode(file_format, data)
        except (UnacceptableFile, MemoryError):
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise UnacceptableFile(_TOO_MANY_PIXELS) from error
        # A decoder may raise nearly any exception for malformed data.
        except Exception as error:
            raise UnacceptableFile(DAMAGED_IMAGE) from error
    content_type, encoded = encode_picture(file_format, picture)
    return SanitizedFile(content_type, encoded, preview(picture))


def _decode(file_format: FileFormat, data: bytes) -> Image.Image:
    """The first picture of the file: upright, in sRGB, in mode L, RGB or RGBA, without metadata."""
    with Image.open(BytesIO(data), formats=[file_format.value]) as image:
        _check_size(image)
        image.load()
        # A HEIC file states its size twice, and the decoder uses the second one.
        _check_size(image)
        return to_plain_pixels(image)


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise UnacceptableFile(DAMAGED_IMAGE)
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise UnacceptableFile(_TOO_MANY_PIXELS)

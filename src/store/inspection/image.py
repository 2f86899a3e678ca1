"""Sanitizes photos: decodes them completely and encodes the pixels again, so that nothing else is stored."""

import warnings
from functools import partial
from io import BytesIO

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from store.inspection.file_signature import FileFormat
from store.inspection.image_encoding import encode_picture, preview
from store.inspection.image_structure import check_structure
from store.inspection.jpeg_end import decode_without_end
from store.inspection.jpeg_structure import read_structure
from store.inspection.pixels import reduce_by_half, to_plain_pixels
from store.inspection.results import DAMAGED_IMAGE, SanitizedFile, UnacceptableFile

MAX_SIDE = 30_000
"""Pixels of the longer side: a screenshot of a long page has 20,000."""
MAX_PIXELS = 51_000_000
"""Cameras of "50 megapixels" have up to 50.4 million."""
MAX_WEBP_PIXELS = 25_000_000
"""Pillow decodes the whole picture four times over: larger ones do not fit into the worker's memory."""
STORED_PIXELS = 25_000_000
"""Larger pictures are stored at half their width and height, on which a card's small print is still readable."""
_TOO_MANY_PIXELS = "This picture is too large: please upload one of at most 50 megapixels and 30,000 pixels a side."
_LARGE_WEBP = "This picture is too large: please upload it as a JPEG, or as a WebP of at most 25 megapixels."

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
    if file_format is FileFormat.JPEG:
        structure = read_structure(data)
        if not structure.has_end:
            return decode_without_end(data, structure, partial(_load, file_format))
    else:
        check_structure(file_format, data)
    return to_plain_pixels(_load(file_format, data))


def _load(file_format: FileFormat, data: bytes) -> Image.Image:
    """The picture as it is stored, with its EXIF and ICC profile; a large one at half its width and height."""
    with Image.open(BytesIO(data), formats=[file_format.value]) as image:
        _check_size(file_format, image)
        if is_large := _pixels(image) > STORED_PIXELS:
            # Only JPEG can be decoded at half its size; for other formats this does nothing.
            image.draft(None, (image.width // 2, image.height // 2))
        image.load()
        # A HEIC file states its size twice, and the decoder uses the second one.
        _check_size(file_format, image)
        return reduce_by_half(image) if is_large and _pixels(image) > STORED_PIXELS else image


def _pixels(image: Image.Image) -> int:
    return image.width * image.height


def _check_size(file_format: FileFormat, image: Image.Image) -> None:
    if min(image.size) < 1:
        raise UnacceptableFile(DAMAGED_IMAGE)
    if max(image.size) > MAX_SIDE or _pixels(image) > MAX_PIXELS:
        raise UnacceptableFile(_TOO_MANY_PIXELS)
    if file_format is FileFormat.WEBP and _pixels(image) > MAX_WEBP_PIXELS:
        raise UnacceptableFile(_LARGE_WEBP)

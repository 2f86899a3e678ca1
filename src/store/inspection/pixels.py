"""Converts any picture of a camera or scanner to plain pixels: upright, in sRGB, in mode L, RGB or RGBA."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")
_MAX_PROFILE_BYTES = 4 * 1024 * 1024
"""Profiles of printers have one or two million."""


def to_plain_pixels(image: Image.Image) -> Image.Image:
    """The pixels of a loaded picture, without EXIF, ICC profile, text and further frames."""
    profile = image.info.get("icc_profile")
    pixels = _convert_to_srgb(_rotate_upright(image), profile)
    pixels = _convert_mode(pixels)
    # Pillow would write what is in `info` into the new file.
    pixels.info = {}
    return pixels


def reduce_by_half(image: Image.Image) -> Image.Image:
    """The loaded picture at half its width and height, with its EXIF and ICC profile."""
    # Palettes and single bits have no values between two pixels, and a transparent colour would get some.
    if image.mode in ("1", "P", *_SIXTEEN_BITS) or "transparency" in image.info:
        image = _convert_mode(image)
    return image.reduce(2)


def _rotate_upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except MemoryError:
        raise
    # Some cameras write malformed EXIF, which raises all sorts of exceptions: then the photo stays as it is.
    except Exception:
        return image


def _convert_to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture in sRGB, or unchanged if its profile is missing or unusable."""
    if not isinstance(profile, bytes) or not 0 < len(profile) <= _MAX_PROFILE_BYTES:
        return image
    if image.mode not in ("L", "RGB", "RGBA", "CMYK") or image.has_transparency_data:
        image = _convert_mode(image)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        bands = image.convert("RGB") if image.mode == "RGBA" else image
        converted = ImageCms.profileToProfile(bands, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if converted is None:
        return image
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _convert_mode(image: Image.Image) -> Image.Image:
    if image.mode in _SIXTEEN_BITS:
        return _sixteen_to_eight(image)
    if image.has_transparency_data:
        with_alpha = image.convert("RGBA")
        min_alpha, _ = with_alpha.getchannel("A").getextrema()
        # Phones and scanners add an alpha channel although every pixel is opaque.
        return with_alpha if min_alpha != 255 else with_alpha.convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _sixteen_to_eight(image: Image.Image) -> Image.Image:
    # `convert` to L would clip all values above 255: nearly the whole picture would be white.
    return image.convert("I").point(lambda value: value / 256).convert("L")

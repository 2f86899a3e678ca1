"""From any picture a camera or scanner makes to plain pixels: upright, in sRGB, as L, RGB or RGBA."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")
_LARGEST_PROFILE = 4 * 1024 * 1024
"""Bytes. A printer's profile has one or two million."""


def plain(image: Image.Image) -> Image.Image:
    """The loaded picture's pixels, and nothing else of it: no EXIF, no profile, no text, no further frames."""
    profile = image.info.get("icc_profile")
    pixels = _in_srgb(_upright(image), profile)
    pixels = _in_a_plain_mode(pixels)
    # Whatever still hangs on it would be written into the file again.
    pixels.info = {}
    return pixels


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except MemoryError:
        raise
    # A camera may write an EXIF block that cannot be read, in many ways: its photo is as good as one without.
    except Exception:
        return image


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The colours as every screen shows them. A profile that cannot be used is as none."""
    if not isinstance(profile, bytes) or not 0 < len(profile) <= _LARGEST_PROFILE:
        return image
    if image.mode not in ("L", "RGB", "RGBA", "CMYK") or image.has_transparency_data:
        image = _in_a_plain_mode(image)
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


def _in_a_plain_mode(image: Image.Image) -> Image.Image:
    if image.mode in _SIXTEEN_BITS:
        return _sixteen_to_eight(image)
    if image.has_transparency_data:
        with_alpha = image.convert("RGBA")
        least, _ = with_alpha.getchannel("A").getextrema()
        # Phones and scanners add a channel that hides nothing.
        return with_alpha if least != 255 else with_alpha.convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _sixteen_to_eight(image: Image.Image) -> Image.Image:
    # Converting to L cuts off every value beyond 255: nearly the whole picture would be white.
    return image.convert("I").point(lambda value: value / 256).convert("L")

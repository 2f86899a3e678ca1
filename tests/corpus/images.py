"""Images as cameras, phones, scanners and editors make them, unusual ones too. All must be stored."""

import random
import zlib
from collections.abc import Iterator

import pillow_heif
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from corpus.cases import JPEG, MARK, PNG, SCRIPT, WEBP, Case
from corpus.image_builder import AS_STORED, XMP, card, chunk, encode, exif, png, segment, with_chunk, with_segments

pillow_heif.register_heif_opener()
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def images() -> Iterator[Case]:
    """Every file."""
    yield from _turned()
    yield from _jpegs()
    yield from _pngs()
    yield from _webps()
    yield from _heics()


def _turned() -> Iterator[Case]:
    for kind, expected in (("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP), ("HEIF", JPEG)):
        for orientation in range(1, 9):
            stored = card().transpose(AS_STORED[orientation]) if orientation > 1 else card()
            data = encode(stored, kind, exif=exif(orientation), quality=90)
            yield Case(f"{kind} held as in EXIF orientation {orientation}", data, expected, corners=True)


def _jpegs() -> Iterator[Case]:
    plain = encode(card(), "JPEG", quality=90)
    odd = {
        "plain": plain,
        "progressive": encode(card(), "JPEG", progressive=True, quality=90),
        "full colour resolution": encode(card(), "JPEG", subsampling=0, quality=90),
        "an sRGB profile": encode(card(), "JPEG", icc_profile=_SRGB, quality=90),
        "a profile for another colour space": encode(card(), "JPEG", icc_profile=_LAB, quality=90),
        "a profile of nonsense": encode(card(), "JPEG", icc_profile=b"profile" * 50, quality=90),
        "CMYK": encode(card("CMYK"), "JPEG", quality=95),
        "CMYK with an sRGB profile": encode(card("CMYK"), "JPEG", icc_profile=_SRGB, quality=95),
        "XMP": encode(card(), "JPEG", xmp=XMP, quality=90),
        "a comment": encode(card(), "JPEG", comment=MARK, quality=90),
        "a comment of script": encode(card(), "JPEG", comment=SCRIPT, quality=90),
        "EXIF cut short": with_segments(plain, segment(0xE1, exif()[:40])),
        "EXIF of nonsense": with_segments(plain, segment(0xE1, b"Exif\0\0" + MARK * 4)),
        "an orientation that is none": with_segments(plain, segment(0xE1, exif(77))),
        "a thumbnail in EXIF": with_segments(plain, segment(0xE1, exif() + plain)),
        "editor's notes": with_segments(plain, segment(0xED, b"Photoshop 3.0\0" + MARK)),
        "a MPF index of nonsense": with_segments(plain, segment(0xE2, b"MPF\0" + MARK)),
        "script behind its end": plain + SCRIPT,
        "a ZIP behind its end": plain + b"PK\x03\x04" + MARK,
        "a PDF behind its end": plain + b"%PDF-1.7\n" + MARK,
        "another photo behind its end": plain + encode(card(), "JPEG", comment=MARK),
        "script in a segment of its own": with_segments(plain, segment(0xEF, SCRIPT)),
        "PHP in a comment": with_segments(plain, segment(0xFE, b"<?php " + MARK + b" ?>")),
        "fill bytes before a segment": plain[:2] + b"\xff\xff\xff" + plain[2:],
        "restart markers": encode(card(), "JPEG", restart_marker_blocks=2, quality=90),
        "several photos": encode(card(), "MPO", save_all=True, append_images=[card().rotate(180)], quality=90),
    }
    for what, data in odd.items():
        yield Case(f"JPEG with {what}", data, JPEG, corners=True)
    yield Case("JPEG in grey", encode(card("L"), "JPEG"), JPEG)
    yield Case("JPEG of one pixel", encode(Image.new("RGB", (1, 1)), "JPEG"), JPEG)
    yield Case("JPEG of one column", encode(Image.new("RGB", (1, 8_000)), "JPEG"), JPEG)
    yield Case("JPEG of one row", encode(Image.new("RGB", (8_000, 1)), "JPEG"), JPEG)
    yield Case("JPEG of the longest side", encode(Image.new("L", (30_000, 1)), "JPEG"), JPEG)
    yield Case("JPEG of 24 megapixels", encode(Image.new("RGB", (5712, 4284), "teal"), "JPEG", exif=exif(6)), JPEG)
    large = Image.new("RGB", (8_160, 6_144), "teal")
    yield Case("JPEG of 50 megapixels", encode(large, "JPEG", exif=exif(6)), JPEG)
    yield Case("progressive JPEG of 50 megapixels", encode(large, "JPEG", progressive=True), JPEG)
    yield from _jpegs_without_their_end()


def _jpegs_without_their_end() -> Iterator[Case]:
    noise = Image.effect_noise((640, 480), 80).convert("RGB")
    for what, options in {"baseline": {}, "progressive": {"progressive": True}}.items():
        yield Case(
            f"{what} JPEG without its end", encode(card(), "JPEG", quality=90, **options)[:-2], JPEG, corners=True
        )
        data = encode(noise, "JPEG", **options)
        for lost in (1, 3, 12):
            yield Case(f"{what} JPEG without its last {lost} bytes", data[:-lost], JPEG)
        yield Case(f"{what} JPEG with zeros in place of its end", data[:-2] + b"\0" * 500, JPEG)


def _pngs() -> Iterator[Case]:
    plain = encode(card(), "PNG")
    text = PngInfo()
    text.add_text("Comment", SCRIPT.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    frames = [card().rotate(180), card().rotate(90)]
    see_through = card("RGBA")
    see_through.putalpha(Image.linear_gradient("L").resize((96, 60)))
    odd = {
        "plain": plain,
        "an alpha channel": encode(card("RGBA"), "PNG"),
        "a palette": encode(card().quantize(16), "PNG"),
        "a palette with transparency": encode(card().quantize(16), "PNG", transparency=15),
        "a palette with much transparency": encode(card().quantize(16), "PNG", transparency=bytes([255] * 15 + [0])),
        "a transparent colour": encode(card(), "PNG", transparency=(1, 2, 3)),
        "text": encode(card(), "PNG", pnginfo=text),
        "an sRGB profile": encode(card(), "PNG", icc_profile=_SRGB),
        "a profile of nonsense": encode(card(), "PNG", icc_profile=b"profile" * 50),
        "a profile and an alpha channel": encode(card("RGBA"), "PNG", icc_profile=_SRGB),
        "moving pictures": encode(card(), "PNG", save_all=True, append_images=frames),
        "an unknown chunk": with_chunk(plain, chunk(b"prVt", SCRIPT)),
        "a date, a gamma and a resolution": with_chunk(
            plain,
            chunk(b"tIME", b"\x07\xea\1\1\1\1\1"),
            chunk(b"gAMA", b"\0\0\xb1\x8f"),
            chunk(b"pHYs", b"\0\0\1\0\0\0\1\0\1"),
        ),
        "script behind its end": plain + SCRIPT,
        "a ZIP behind its end": plain + b"PK\x03\x04" + MARK,
        "EXIF of nonsense": with_chunk(plain, chunk(b"eXIf", MARK)),
    }
    for what, data in odd.items():
        yield Case(f"PNG with {what}", data, PNG, corners="transparen" not in what)
    yield Case("PNG that is half transparent", encode(see_through, "PNG"), PNG)
    yield Case("PNG in grey", encode(card("L"), "PNG"), PNG)
    yield Case("PNG in grey with alpha", encode(card("LA"), "PNG"), PNG)
    yield Case("PNG in black and white", encode(card("1"), "PNG"), PNG)
    yield Case("PNG in grey of sixteen bits", encode(card("L").convert("I;16"), "PNG"), PNG)
    yield Case("PNG in colours of sixteen bits", png(2, 2, zlib.compress((b"\0" + b"\xaa\xbb" * 6) * 2), depth=16), PNG)
    yield Case(
        "PNG of sixteen bits and alpha",
        png(2, 2, zlib.compress((b"\0" + b"\xaa\xbb" * 8) * 2), depth=16, colour=6),
        PNG,
    )
    grey = png(2, 2, zlib.compress((b"\0" + b"\xaa\xbb" * 2) * 2), depth=16, colour=0)
    yield Case("PNG of sixteen bits with a transparent grey", with_chunk(grey, chunk(b"tRNS", b"\xaa\xbb")), PNG)
    yield Case("PNG of two bits", png(4, 1, zlib.compress(b"\0\x1b"), depth=2, colour=0), PNG)
    yield Case("PNG that is interlaced", png(1, 1, zlib.compress(b"\0\1\2\3"), method=1), PNG)
    yield Case("PNG of one pixel", encode(Image.new("RGB", (1, 1)), "PNG"), PNG)
    yield Case("PNG of 8,000 pixels a side", encode(Image.new("1", (8_000, 3_125)), "PNG"), PNG)
    yield Case("PNG of a long screenshot", encode(Image.new("RGB", (1_170, 20_000), "ivory"), "PNG"), PNG)
    yield Case("PNG of 50 megapixels", encode(Image.new("RGBA", (8_160, 6_144), "#12345678"), "PNG"), PNG)
    yield Case("PNG of 50 megapixels and a palette", encode(Image.new("P", (8_160, 6_144)), "PNG"), PNG)
    yield Case("PNG of 50 megapixels and sixteen bits", encode(Image.new("I;16", (8_160, 6_144), 999), "PNG"), PNG)
    yield Case("PNG that would outgrow an upload", _few_colours_everywhere(), JPEG)


def _few_colours_everywhere() -> bytes:
    # A byte for each pixel as a palette, and nearly three without it.
    noise = Image.effect_noise((2_700, 2_700), 90)
    noise.putpalette(random.Random(5).randbytes(768))  # noqa: S311 - the same bytes each time
    return encode(noise, "PNG", compress_level=1)


def _webps() -> Iterator[Case]:
    frames = [card().rotate(180), card().rotate(90)]
    odd = {
        "plain": encode(card(), "WEBP", quality=90),
        "no loss": encode(card(), "WEBP", lossless=True),
        "an alpha channel": encode(card("RGBA"), "WEBP", quality=90),
        "no loss and an alpha channel": encode(card("RGBA"), "WEBP", lossless=True, exact=True),
        "an sRGB profile": encode(card(), "WEBP", icc_profile=_SRGB, quality=90),
        "XMP": encode(card(), "WEBP", xmp=XMP, quality=90),
        "moving pictures": encode(card(), "WEBP", save_all=True, append_images=frames, quality=90),
        "script behind its end": encode(card(), "WEBP", quality=90) + SCRIPT,
    }
    for what, data in odd.items():
        yield Case(f"WebP with {what}", data, WEBP, corners=True)
    yield Case("WebP of a long screenshot", encode(Image.new("RGB", (1_170, 16_383), "ivory"), "WEBP"), WEBP)
    yield Case("WebP of one pixel", encode(Image.new("RGB", (1, 1)), "WEBP"), WEBP)


def _heics() -> Iterator[Case]:
    plain = encode(card(), "HEIF", quality=90)
    odd = {
        "plain": plain,
        "an alpha channel": encode(card("RGBA"), "HEIF", quality=90),
        "XMP": encode(card(), "HEIF", xmp=XMP, quality=90),
        "an sRGB profile": encode(card(), "HEIF", icc_profile=_SRGB, quality=90),
        "several pictures": encode(card(), "HEIF", save_all=True, append_images=[card().rotate(180)], quality=90),
        "the brand mif1": plain.replace(b"ftypheic", b"ftypmif1", 1),
        "script behind its end": plain + SCRIPT,
    }
    for what, data in odd.items():
        yield Case(f"HEIC with {what}", data, JPEG, corners=True)
    yield Case("HEIC in grey", encode(card("L"), "HEIF", quality=90), JPEG)
    yield Case("HEIC of tiles", encode(card().resize((384, 240)), "HEIF", tile_size=128, quality=60), JPEG)
    # As an iPhone takes it, in tiles of 512 pixels.
    large = Image.new("RGB", (8_064, 6_048), "teal")
    yield Case("HEIC of 48 megapixels", encode(large, "HEIF", tile_size=512, enc_params={"preset": "ultrafast"}), JPEG)

"""Broken images: decompression bombs, truncated files, wrong formats."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pillow_heif
from PIL import Image

from corpus.cases import JPEG, PNG, REFUSED, Case
from corpus.image_builder import box, card, chunk, encode, png, resized_jpeg, riff, segment, with_chunk, with_segments

pillow_heif.register_heif_opener()
_KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


def broken_images() -> Iterator[Case]:
    """Every file."""
    yield from _too_large()
    yield from _bombs()
    yield from _many_parts()
    yield from _torn()
    yield from _malformed()
    yield from _of_another_kind()


def _too_large() -> Iterator[Case]:
    yield Case("PNG one pixel too wide", encode(Image.new("1", (30_001, 1)), "PNG"), REFUSED)
    yield Case("PNG one row too high", encode(Image.new("1", (1, 30_001)), "PNG"), REFUSED)
    yield Case("PNG of one by 100,000 pixels", encode(Image.new("1", (1, 100_000)), "PNG"), REFUSED)
    yield Case("PNG of 100,000 by one pixels", encode(Image.new("1", (100_000, 1)), "PNG"), REFUSED)
    yield Case("PNG just above 51 megapixels", encode(Image.new("1", (5_101, 10_000)), "PNG"), REFUSED)
    yield Case("JPEG one pixel too wide", encode(Image.new("L", (30_001, 1)), "JPEG"), REFUSED)
    yield Case("WebP just above 25 megapixels", encode(Image.new("L", (5_001, 5_000)), "WEBP"), REFUSED)
    yield Case("JPEG of 65,500 pixels", encode(Image.new("L", (65_500, 1)), "JPEG"), REFUSED)
    yield Case("JPEG of more than ten megabytes", encode(card(), "JPEG") + b"\0" * 10 * 1024 * 1024, REFUSED)


def _bombs() -> Iterator[Case]:
    zeros = zlib.compress(b"\0" * 5_000_000, 9)
    jpeg = encode(card(), "JPEG")
    progressive = encode(card(), "JPEG", progressive=True)
    for width, height in (
        (50_000, 50_000),
        (65_535, 65_535),
        (2**31 - 1, 2**31 - 1),
        (2**31, 1),
        (2**32 - 1, 2**32 - 1),
    ):
        yield Case(f"PNG that claims {width} by {height} pixels", png(width, height, zeros), REFUSED)
    for width, height in ((60_000, 60_000), (65_500, 65_500), (8_000, 8_000)):
        yield Case(f"JPEG that claims {width} by {height} pixels", resized_jpeg(jpeg, width, height), REFUSED)
        yield Case(
            f"progressive JPEG that claims {width} by {height}", resized_jpeg(progressive, width, height), REFUSED
        )
    huge = b"\0\0\0\0" + (16_382).to_bytes(3, "little") * 2
    yield Case(
        "WebP that claims 16,383 by 16,383 pixels", riff((b"VP8X", huge), (b"VP8L", b"\x2f\xff\xff\xff\x0f")), REFUSED
    )
    yield Case("WebP without loss that claims as many", riff((b"VP8L", b"\x2f\xff\xff\xff\x0f" + b"\0" * 100)), REFUSED)
    bomb = zlib.compress(b"A" * 60_000_000, 9)
    yield Case(
        "PNG with a bomb of text", with_chunk(encode(card(), "PNG"), chunk(b"zTXt", b"Comment\0\0" + bomb)), REFUSED
    )
    yield Case(
        "PNG with a bomb of a profile", with_chunk(encode(card(), "PNG"), chunk(b"iCCP", b"icc\0\0" + bomb)), REFUSED
    )
    yield Case("PNG with far more rows than it claims", png(96, 60, zlib.compress(b"\0" * 80_000_000, 9)), PNG)
    heic = encode(card(), "HEIF")
    at = heic.index(b"ispe") + 8
    for size in (30_000, 2**31 - 1, 2**32 - 1):
        claim = heic[:at] + struct.pack(">II", size, size) + heic[at + 8 :]
        yield Case(f"HEIC that claims {size} by {size} pixels", claim, REFUSED)


def _many_parts() -> Iterator[Case]:
    photo = encode(Image.new("RGB", (3_000, 2_000)), "JPEG", progressive=True)
    at = photo.rindex(b"\xff\xda")
    for scans in (60, 1_000, 5_000):
        many = photo[:at] + photo[at:-2] * scans + b"\xff\xd9"
        # The photo itself has ten.
        yield Case(f"JPEG of {scans + 9} scans", many, REFUSED)
    large = encode(Image.new("RGB", (8_160, 6_144)), "JPEG", progressive=True)
    at = large.rindex(b"\xff\xda")
    yield Case("JPEG of 50 megapixels and 25 scans", large[:at] + large[at:-2] * 16 + b"\xff\xd9", REFUSED)
    jpeg, plain = encode(card(), "JPEG"), encode(card(), "PNG")
    yield Case("JPEG with 100,000 empty segments", with_segments(jpeg, segment(0xFE, b"") * 100_000), REFUSED)
    yield Case("PNG with 100,000 empty chunks", with_chunk(plain, chunk(b"prVt", b"") * 100_000), REFUSED)
    yield Case("PNG of 1,000 frames", with_chunk(plain, chunk(b"fcTL", b"\0" * 26) * 1_000), REFUSED)
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("black", "white")] * 100
    yield Case("WebP of 200 frames", encode(frames[0], "WEBP", save_all=True, append_images=frames[1:]), REFUSED)
    webp = encode(card(), "WEBP")
    picture = webp[12:]
    body = b"WEBP" + b"prVt\0\0\0\0" * 100_000 + picture
    yield Case("WebP with 100,000 empty chunks", b"RIFF" + struct.pack("<I", len(body)) + body, REFUSED)
    heic = encode(card(), "HEIF")
    yield Case("HEIC with 100,000 empty boxes", heic + box(b"free", b"") * 100_000, REFUSED)
    tiles = box(b"iref", b"\0" * 4 + box(b"dimg", b"\0\1" + b"\x0f\xa0" + b"\0\2" * 4_000))
    start = heic.index(b"meta") + 8
    meta = struct.pack(">I", struct.unpack(">I", heic[start - 8 - 4 : start - 8])[0] + len(tiles))
    yield Case("HEIC of 4,000 tiles", heic[: start - 12] + meta + b"meta" + b"\0" * 4 + tiles + heic[start:], REFUSED)


def _torn() -> Iterator[Case]:
    for kind in _KINDS:
        # Noise compresses so badly that every part of the file holds some of the picture.
        data = encode(Image.effect_noise((96, 60), 80).convert("RGB"), kind)
        for percent in (1, 5, 10, 25, 50, 75, 90):
            yield Case(f"{kind} torn off after {percent} %", data[: max(13, len(data) * percent // 100)], REFUSED)
    png_data = encode(card(), "PNG")
    yield Case("PNG without its end, which holds no pixels", png_data[:-12], PNG)
    yield Case("PNG of its signature alone", png_data[:8], REFUSED)
    yield Case("PNG of its header alone", png_data[:33], REFUSED)
    yield Case("JPEG of its first three bytes", b"\xff\xd8\xff", REFUSED)
    yield Case("JPEG of a start and an end", b"\xff\xd8\xff\xd9", REFUSED)
    yield Case("WebP of its first twelve bytes", b"RIFF\0\0\0\0WEBP", REFUSED)
    yield Case("HEIC of its first box", box(b"ftyp", b"heic\0\0\0\0mif1heic"), REFUSED)


def _malformed() -> Iterator[Case]:
    plain = encode(card(), "PNG")
    yield Case("PNG of no pixels", png(0, 0, zlib.compress(b"")), REFUSED)
    yield Case("PNG of no columns", png(0, 60, zlib.compress(b"\0" * 60)), REFUSED)
    yield Case("PNG with a wrong checksum in its header", plain[:29] + b"\0\0\0\0" + plain[33:], REFUSED)
    yield Case("PNG with a depth that is none", png(2, 2, zlib.compress(b"\0" * 14), depth=7), REFUSED)
    yield Case("PNG with a colour type that is none", png(2, 2, zlib.compress(b"\0" * 14), colour=5), REFUSED)
    yield Case("PNG with rows that are not compressed", png(2, 2, b"\0" * 14), REFUSED)
    yield Case("PNG with too few rows", png(96, 60, zlib.compress(b"\0" * 100)), REFUSED)
    yield Case(
        "PNG with a last chunk longer than the file",
        plain[:33] + b"\x7f\xff\xff\xffIDAT" + plain[41:],
        PNG,
        corners=True,
    )
    yield Case("PNG with a palette that is missing", png(2, 2, zlib.compress(b"\0" * 6), colour=3), PNG)
    jpeg = encode(card(), "JPEG")
    yield Case("JPEG of no pixels", resized_jpeg(jpeg, 0, 0), REFUSED)
    yield Case("JPEG with a segment longer than the file", jpeg[:2] + b"\xff\xe5\xff\xff" + jpeg[2:200], REFUSED)
    yield Case(
        "JPEG with the standard's own tables, left out", jpeg.replace(b"\xff\xc4", b"\xff\xe7"), JPEG, corners=True
    )
    yield Case("JPEG without its quantization", jpeg.replace(b"\xff\xdb", b"\xff\xe7"), REFUSED)
    yield Case("JPEG with 2,000 comments", with_segments(jpeg, *[segment(0xFE, b"x" * 9)] * 2_000), JPEG, corners=True)
    yield Case("WebP of no chunks", riff(), REFUSED)
    yield Case("WebP of an unknown chunk", riff((b"WAVE", b"\0" * 40)), REFUSED)
    yield Case("WebP with a wrong length", b"RIFF\xff\xff\xff\xff" + encode(card(), "WEBP")[8:60], REFUSED)
    yield from _malformed_heics()


def _malformed_heics() -> Iterator[Case]:
    heic = encode(card(), "HEIF")
    for name in (b"meta", b"iloc", b"iinf", b"pitm", b"iprp", b"ipco", b"hvcC"):
        yield Case(f"HEIC without its {name.decode()}", heic.replace(name, b"free"), REFUSED)
    for name in (b"iloc", b"iinf", b"ipco", b"hvcC"):
        at = heic.index(name)
        yield Case(f"HEIC with an endless {name.decode()}", heic[: at - 4] + b"\xff" * 4 + heic[at:], REFUSED)
    for name in (b"iloc", b"iinf", b"ipco"):
        at = heic.index(name) + 4
        yield Case(f"HEIC with nonsense in its {name.decode()}", heic[:at] + b"\xff" * 12 + heic[at + 12 :], REFUSED)
    yield Case("HEIC with the brand of a video", heic.replace(b"ftypheic", b"ftypmp42", 1), REFUSED)
    deep = b""
    for _ in range(2_000):
        deep = box(b"meta", b"\0\0\0\0" + deep)
    yield Case("HEIC of boxes in boxes", box(b"ftyp", b"heic\0\0\0\0mif1heic") + deep, REFUSED)
    items = box(b"iinf", b"\0\0\0\0\xff\xff" + box(b"infe", b"\2\0\0\0\0\1\0\0hvc1\0") * 5_000)
    many = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0\0\0\0" + items)
    yield Case("HEIC of thousands of items", many, REFUSED)


def _of_another_kind() -> Iterator[Case]:
    for kind in ("GIF", "TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "JPEG2000", "AVIF", "DDS", "SGI", "ICNS"):
        picture = card().resize((64, 64))
        buffer = BytesIO()
        picture.save(buffer, kind)
        yield Case(f"{kind} instead of a photo", buffer.getvalue(), REFUSED)
    avif = encode(card(), "AVIF")
    yield Case("AVIF with the brand of a HEIC", avif.replace(b"ftypavif", b"ftypheic", 1), REFUSED)
    yield Case("AVIF with the brand mif1", avif.replace(b"ftypavif", b"ftypmif1", 1), REFUSED)
    signatures = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "PDF": b"%PDF-1.7\n"}
    bodies = {
        "HTML": b"<html><script>1</script></html>",
        "ZIP": b"PK\x03\x04" + b"\0" * 60,
        "GIF": encode(card(), "GIF"),
    }
    for claimed, signature in signatures.items():
        for what, body in bodies.items():
            yield Case(f"{what} with the signature of a {claimed}", signature + body, REFUSED)
    for first in _KINDS:
        yield Case(f"{first} behind a line of HTML", b"<html>\n" + encode(card(), first), REFUSED)

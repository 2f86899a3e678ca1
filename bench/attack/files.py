"""Files to upload: whole ones, changed ones, and noise behind the signature of a real format."""

from functools import cache
from random import Random

from corpus.image_builder import card, encode, exif
from corpus.pdf_builder import build_pdf, in_object_streams

_SIGNATURES = (
    b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"RIFF\xff\xff\0\0WEBPVP8 ",
    b"RIFF\0\1\0\0WEBPVP8L",
    b"%PDF-1.7\n",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    b"GIF89a",
    b"II*\0",
    b"BM",
    b"PK\3\4",
    b"<svg ",
    b"\0\0\1\0",
)


@cache
def _good() -> tuple[bytes, ...]:
    return (
        encode(card(), "JPEG", exif=exif(6)),
        encode(card(), "JPEG", progressive=True),
        encode(card(), "PNG"),
        encode(card(), "WEBP"),
        encode(card("RGBA"), "WEBP", lossless=True),
        encode(card(), "HEIF", exif=exif(3)),
        build_pdf(),
        in_object_streams(build_pdf()),
    )


def random_file(dice: Random) -> bytes:
    """A file."""
    match dice.randrange(5):
        case 0:
            return dice.choice(_SIGNATURES) + dice.randbytes(dice.choice((0, 9, 3_000, 60_000)))
        case 1:
            return dice.choice(_good())[: dice.randrange(1, 9_000)]
        case 2:
            return _spliced(dice, dice.choice(_good()), dice.choice(_good()))
        case _:
            return _changed(dice, dice.choice(_good()))


def _spliced(dice: Random, one: bytes, other: bytes) -> bytes:
    return one[: dice.randrange(len(one))] + other[dice.randrange(len(other)) :]


def _changed(dice: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 100))):
        at = dice.randrange(8, len(changed))
        match dice.randrange(4):
            case 0:
                changed[at] = dice.randrange(256)
            case 1:
                changed[at : at + 4] = dice.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\0\0\xff\xff"))
            case 2:
                changed[at:at] = changed[at : at + 300] * dice.choice((1, 2, 30))
            case _:
                del changed[at : at + dice.choice((1, 9, 300))]
        if len(changed) < 20:
            break
    return bytes(changed)

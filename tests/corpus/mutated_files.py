"""Valid files with some bytes changed at random, the same ones in each run."""

import random
from collections.abc import Iterator

from corpus.cases import EITHER, Case
from corpus.image_builder import card, encode, exif
from corpus.pdf_builder import build_pdf, in_object_streams

_EACH = 14


def mutated_files() -> Iterator[Case]:
    """Each valid file with bytes flipped, deleted, repeated and overwritten."""
    chance = random.Random(20260203)  # noqa: S311 - the same bytes each time
    good = {
        "JPEG": encode(card(), "JPEG", exif=exif(6)),
        "progressive JPEG": encode(card(), "JPEG", progressive=True),
        "PNG": encode(card(), "PNG"),
        "WebP": encode(card(), "WEBP"),
        "WebP without loss": encode(card("RGBA"), "WEBP", lossless=True),
        "HEIC": encode(card(), "HEIF", exif=exif(3)),
        "PDF": build_pdf(),
        "compressed PDF": in_object_streams(build_pdf()),
    }
    for name, data in good.items():
        for number in range(_EACH):
            yield Case(f"{name}, changed at random ({number})", _changed(chance, data), EITHER)


def _changed(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    # The file signature stays, so that the decoder sees the rest.
    for _ in range(chance.choice((1, 1, 3, 10, 50))):
        at = chance.randrange(12, len(changed) - 1)
        match chance.randrange(4):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 40)]
            case _:
                del changed[at : at + chance.randrange(1, 8)]
    return bytes(changed)

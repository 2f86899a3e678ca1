"""Good files with some bytes changed, the same ones each time."""

import random
from collections.abc import Iterator

from corpus.cases import EITHER, Case
from corpus.paper import in_object_streams, paper
from corpus.pictures import card, exif, saved

_EACH = 14


def mutations() -> Iterator[Case]:
    """Each good file with bytes flipped, cut out, repeated and put in."""
    chance = random.Random(20260203)  # noqa: S311 - the same bytes each time
    good = {
        "JPEG": saved(card(), "JPEG", exif=exif(6)),
        "progressive JPEG": saved(card(), "JPEG", progressive=True),
        "PNG": saved(card(), "PNG"),
        "WebP": saved(card(), "WEBP"),
        "WebP without loss": saved(card("RGBA"), "WEBP", lossless=True),
        "HEIC": saved(card(), "HEIF", exif=exif(3)),
        "PDF": paper(),
        "compressed PDF": in_object_streams(paper()),
    }
    for name, data in good.items():
        for number in range(_EACH):
            yield Case(f"{name}, changed at random ({number})", _changed(chance, data), EITHER)


def _changed(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    # The signature stays: what gets past the first look is what is interesting.
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

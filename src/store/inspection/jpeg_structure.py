"""Reads the structure of a JPEG (ITU T.81, annex B) without decoding it: how many scans it has, and whether it ends.

A progressive JPEG of 90 KB can hold thousands of scans, and each makes the decoder pass over the whole picture.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.inspection.results import TOO_EXPENSIVE, UnacceptableFile

MAX_SCANS = 64
"""Cameras and editors write 1 to 18."""
MAX_SCANNED_PIXELS = 1_000_000_000
"""Scans times pixels: a picture of 50 megapixels may have 20 scans."""
MAX_SEGMENTS = 5_000
"""Large profiles and panoramas take a few hundred."""

_SOF = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_EOI, _SOS = 0xD9, 0xDA
_LAST_COEFFICIENT = 63
# Markers without a length: TEM, RST0 to RST7 and SOI.
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# In a scan, a 0xFF of the picture's data is followed by 0x00, and 0xD0 to 0xD7 are restart markers.
_MARKER_IN_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")


@dataclass(slots=True)
class JpegStructure:
    """What the markers say. `is_complete` tells that the scans cover each component to its last bit."""

    pixels: int = 0
    scans: int = 0
    has_end: bool = False
    is_complete: bool = False


def read_structure(jpeg: bytes) -> JpegStructure:
    """The structure of the first picture in the data. Raises UnacceptableFile if decoding it would take too long."""
    structure, precision = JpegStructure(), _Precision()
    for count, (marker, content) in enumerate(_segments(jpeg)):
        if marker == _EOI:
            structure.has_end = True
        elif marker in _SOF and len(content) >= 6:
            structure.pixels = int.from_bytes(content[1:3], "big") * int.from_bytes(content[3:5], "big")
            precision.start(content, is_progressive=marker in _PROGRESSIVE)
        elif marker == _SOS:
            structure.scans += 1
            precision.add_scan(content)
        if count > MAX_SEGMENTS or _is_too_expensive(structure):
            raise UnacceptableFile(TOO_EXPENSIVE)
    structure.is_complete = precision.is_complete()
    return structure


def _is_too_expensive(structure: JpegStructure) -> bool:
    return structure.scans > MAX_SCANS or structure.scans * structure.pixels > MAX_SCANNED_PIXELS


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """The marker and the content of each segment, to the end of the picture. Skips what decoders skip between them."""
    position, pattern = 2, _MARKER
    while match := pattern.search(jpeg, position):
        marker, position = match[1][0], match.end()
        pattern = _MARKER
        if marker in _STANDALONE:
            continue
        if marker == _EOI:
            yield marker, b""
            return
        length = int.from_bytes(jpeg[position : position + 2], "big")
        yield marker, jpeg[position + 2 : position + length]
        position += max(length, 2)
        if marker == _SOS:
            pattern = _MARKER_IN_SCAN


class _Precision:
    """Which coefficients of which components the scans have covered, and to which bit (annex G)."""

    def __init__(self) -> None:
        self._is_progressive = False
        # For each component, the lowest bit known of the first coefficient (DC) and of the others (AC); 0 is the last.
        self._lowest: dict[int, dict[str, int]] = {}

    def start(self, frame: bytes, *, is_progressive: bool) -> None:
        self._is_progressive = is_progressive
        self._lowest = {component: {} for component in frame[6 : 6 + 3 * frame[5] : 3]}

    def add_scan(self, header: bytes) -> None:
        if not header or len(header) < 4 + 2 * header[0]:
            return
        components = header[1 : 1 + 2 * header[0] : 2]
        first, last, bits = header[1 + 2 * header[0] :][:3]
        for lowest in (self._lowest[component] for component in components if component in self._lowest):
            if not self._is_progressive:
                lowest.update(DC=0, AC=0)
            elif first == 0:
                lowest["DC"] = bits & 0x0F
            elif last == _LAST_COEFFICIENT:
                lowest["AC"] = bits & 0x0F

    def is_complete(self) -> bool:
        return bool(self._lowest) and all(lowest == {"DC": 0, "AC": 0} for lowest in self._lowest.values())

"""Counts the parts of PNG, WebP and HEIC files before they are decoded: many small parts cost much time.

Sources: PNG specification, third edition, 5.3; WebP container specification; ISO 14496-12 and 23008-12 (HEIF).
"""

from collections.abc import Iterator

from store.inspection.file_signature import FileFormat
from store.inspection.results import TOO_EXPENSIVE, UnacceptableFile

MAX_CHUNKS = 10_000
"""Of a PNG or WebP: some programs write the picture in chunks of four kilobytes."""
MAX_FRAMES = 100
"""Of a moving picture. Only the first one is stored."""
MAX_BOXES = 5_000
MAX_BOX_DEPTH = 16
MAX_ITEMS = 1_000
"""Of a HEIC, and tiles that make up its pictures: a photo of 48 megapixels has 200 to 800."""

_FRAME_CHUNKS = frozenset({b"fcTL", b"ANMF"})
# Boxes that hold boxes, with the bytes before the first of them.
_CONTAINER_BOXES = {
    b"meta": 4, b"iprp": 0, b"ipco": 0, b"dinf": 0, b"grpl": 0, b"iref": 4,
    b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0,
}  # fmt: skip


def check_structure(file_format: FileFormat, data: bytes) -> None:
    """Raises UnacceptableFile if the file has more parts than the limits allow."""
    match file_format:
        case FileFormat.PNG:
            _check_chunks(_png_chunks(data))
        case FileFormat.WEBP:
            _check_chunks(_webp_chunks(data))
        case FileFormat.HEIC:
            _check_boxes(data)


def _check_chunks(names: Iterator[bytes]) -> None:
    frames = 0
    for count, name in enumerate(names, 1):
        frames += name in _FRAME_CHUNKS
        if count > MAX_CHUNKS or frames > MAX_FRAMES:
            raise UnacceptableFile(TOO_EXPENSIVE)


def _png_chunks(data: bytes) -> Iterator[bytes]:
    position = 8
    while (name := data[position + 4 : position + 8]) and name != b"IEND":
        yield name
        position += 12 + _number(data, position, 4)


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    position = 12
    while name := data[position : position + 4]:
        yield name
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        position += 8 + size + size % 2


def _check_boxes(data: bytes) -> None:
    items = 0
    for count, (name, content) in enumerate(_boxes(data), 1):
        # `iinf` announces the number of items; `dimg` lists the tiles of one picture.
        if name in (b"iinf", b"dimg"):
            items += _count_field(name, content)
        if count > MAX_BOXES or items > 2 * MAX_ITEMS:
            raise UnacceptableFile(TOO_EXPENSIVE)


def _count_field(name: bytes, content: bytes) -> int:
    if name == b"iinf":
        return int.from_bytes(content[4:6] if content[:1] == b"\0" else content[4:8], "big")
    # From one item, whose id has two bytes or, which the box around it tells, four.
    return (len(content) - 4) // 2


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and content of each box, also of those within others. Ends at the first that is malformed."""
    pending = [(0, len(data), 0)]
    while pending:
        position, end, depth = pending.pop()
        while position + 8 <= end:
            size, name, header = _number(data, position, 4), data[position + 4 : position + 8], 8
            if size == 1:
                size, header = _number(data, position + 8, 8), 16
            box_end = end if size == 0 else min(position + size, end)
            if box_end < position + header:
                break
            # Media data may be megabytes, and is not looked at.
            yield name, b"" if name == b"mdat" else data[position + header : min(box_end, position + header + 65_536)]
            if name in _CONTAINER_BOXES:
                if depth >= MAX_BOX_DEPTH:
                    raise UnacceptableFile(TOO_EXPENSIVE)
                pending.append((position + header + _CONTAINER_BOXES[name], box_end, depth + 1))
            position = box_end


def _number(data: bytes, position: int, size: int) -> int:
    return int.from_bytes(data[position : position + size], "big")

"""A small picture of a card with a color in each corner, and the parts of image files."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.Image import Transpose

from corpus.cases import MARK

CORNERS = {(4, 4): (200, 30, 30), (91, 4): (30, 160, 30), (4, 55): (30, 30, 200), (91, 55): (230, 230, 230)}
"""Pixels in the corners of the upright card: red, green (right), blue (below), light gray."""

# What a camera held this way has stored, by the EXIF orientation that tells of it.
AS_STORED = {
    2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_270,
}  # fmt: skip


def card(mode: str = "RGB") -> Image.Image:
    """The card, 96 by 60 pixels."""
    picture = Image.new("RGB", (96, 60), "gray")
    draw = ImageDraw.Draw(picture)
    for (x, y), colour in CORNERS.items():
        draw.rectangle((x - 20, y - 16, x + 20, y + 16), fill=colour)
    return picture.convert(mode)


def encode(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of the picture as a file of this format."""
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> bytes:
    """EXIF metadata as a camera writes it: author, device, location."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010E] = MARK.decode()
    notes.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0), 27: MARK})
    return notes.tobytes()


XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>' + MARK + b"</rdf></x:xmpmeta>"


def chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(
    width: int, height: int, rows: bytes, *chunks: bytes, depth: int = 8, colour: int = 2, method: int = 0
) -> bytes:
    """A PNG with this size in its header, and these compressed rows."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, method))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_chunk(data: bytes, *chunks: bytes) -> bytes:
    """The PNG with more chunks after its header."""
    return data[:33] + b"".join(chunks) + data[33:]


def segment(marker: int, data: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def with_segments(data: bytes, *segments: bytes) -> bytes:
    """The JPEG with more segments at its start."""
    return data[:2] + b"".join(segments) + data[2:]


def resized_jpeg(data: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its header."""
    at = next(data.index(bytes((0xFF, start))) for start in (0xC0, 0xC2) if bytes((0xFF, start)) in data)
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP file of these chunks."""
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(name: bytes, data: bytes) -> bytes:
    """One box of a HEIF file."""
    return struct.pack(">I", len(data) + 8) + name + data

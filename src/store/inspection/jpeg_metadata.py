"""Removes metadata from a JPEG inside a PDF. The compressed picture itself stays as it is."""

import re

_SOI, _EOI, _SOS, _MARKER = 0xD8, 0xD9, 0xDA, 0xFF
_END_OF_IMAGE = bytes((_MARKER, _EOI))
# ITU T.81, annex B: application segments and comments, except those that the colours need: APP0 (JFIF), APP2 (the ICC
# profile) and APP14 (Adobe).
_METADATA_SEGMENTS = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
# In a scan, a 0xFF of the picture's data is followed by 0x00, and 0xD0 to 0xD7 are restart markers.
_NEXT_SEGMENT = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")


def without_metadata(jpeg: bytes) -> bytes:
    """The JPEG without EXIF, XMP, comments and the like, and without anything after its end.

    Data that is not a well-formed JPEG is returned unchanged: rejecting it is up to the decoder.
    """
    if not jpeg.startswith(bytes((_MARKER, _SOI))):
        return jpeg
    segments, position = [jpeg[:2]], 2
    while position + 4 <= len(jpeg) and jpeg[position] == _MARKER and jpeg[position + 1] != _EOI:
        if jpeg[position + 1] == _MARKER:
            position += 1
            continue
        end = _segment_end(jpeg, position)
        if jpeg[position + 1] not in _METADATA_SEGMENTS:
            segments.append(jpeg[position:end])
        position = end
    # Some scanners omit the end marker.
    if jpeg[position : position + 2] not in (_END_OF_IMAGE, b""):
        return jpeg
    return b"".join((*segments, _END_OF_IMAGE))


def _segment_end(jpeg: bytes, position: int) -> int:
    """The end of the segment at this position, including the scan's data if the segment starts a scan."""
    end = position + 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
    if jpeg[position + 1] != _SOS:
        return end
    match = _NEXT_SEGMENT.search(jpeg, end)
    return match.start() if match else len(jpeg)

"""A JPEG inside a PDF without what cameras and editors wrote into it. The picture's own bytes stay untouched."""

import re

_START, _END, _SCAN, _FILL = 0xD8, 0xD9, 0xDA, 0xFF
_LAST = bytes((_FILL, _END))
# ITU T.81, annex B. The colours need APP0 (JFIF), APP2 (the profile) and APP14 (Adobe); a comment they do not.
_NOTES = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
# In a scan, a byte of the picture that looks like a marker is followed by zero; restarts belong to the picture.
_NEXT_MARKER = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")


def without_notes(jpeg: bytes) -> bytes:
    """The JPEG without EXIF, XMP, comments and the like, and without what follows its end.

    Bytes that are no such JPEG come back as they are: to refuse them is the reader's part.
    """
    if not jpeg.startswith(bytes((_FILL, _START))):
        return jpeg
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == _FILL and jpeg[at + 1] != _END:
        if jpeg[at + 1] == _FILL:
            at += 1
            continue
        end = _end_of(jpeg, at)
        if jpeg[at + 1] not in _NOTES:
            kept.append(jpeg[at:end])
        at = end
    # Scanners leave the end marker out.
    if jpeg[at : at + 2] not in (_LAST, b""):
        return jpeg
    return b"".join((*kept, _LAST))


def _end_of(jpeg: bytes, at: int) -> int:
    """Where the segment that begins here ends, and with it the scan it begins, if it does."""
    end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    if jpeg[at + 1] != _SCAN:
        return end
    found = _NEXT_MARKER.search(jpeg, end)
    return found.start() if found else len(jpeg)

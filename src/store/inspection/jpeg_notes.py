"""A JPEG inside a PDF without what cameras and editors wrote into it. The picture's own bytes stay untouched."""

import re

_START, _END, _SCAN, _FILL = 0xD8, 0xD9, 0xDA, 0xFF
# ITU T.81, annex B. The colours need APP0 (JFIF), APP2 (the profile) and APP14 (Adobe); a comment they do not.
_NOTES = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
# In a scan, a byte of the picture that looks like a marker is followed by zero; restarts belong to the picture.
_NEXT_MARKER = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")


def without_notes(jpeg: bytes) -> bytes:
    """The JPEG without EXIF, XMP, comments and the like, and without what follows its end.

    Bytes that are no JPEG come back as they are: to refuse them is the reader's part.
    """
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[0] == _FILL and jpeg[1] == _START and jpeg[at] == _FILL:
        marker = jpeg[at + 1]
        if marker == _FILL:
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _NEXT_MARKER.search(jpeg, end)
            end = found.start() if found else len(jpeg)
        if marker not in _NOTES:
            kept.append(jpeg[at:end])
        at = end
    if jpeg[at : at + 2] != bytes((_FILL, _END)):
        return jpeg
    return b"".join((*kept, jpeg[at : at + 2]))

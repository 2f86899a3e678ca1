"""Byte ranges: the part of a file that a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

# No file size has more than 18 digits, and Python refuses to parse a number with thousands of them.
_SINGLE_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class RangeNotSatisfiable(ValueError):
    """The range selects no byte of the file: HTTP 416."""


@dataclass(frozen=True, slots=True)
class ContentRange:
    """A part of a file: its first and last byte, counted from 0, and the size of the whole file in bytes."""

    first: int
    last: int
    file_size: int

    @property
    def size(self) -> int:
        """The size of the part in bytes."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        """The value of the `Content-Range` header, such as `bytes 0-99/1234`."""
        return f"bytes {self.first}-{self.last}/{self.file_size}"


@dataclass(frozen=True, slots=True)
class ByteRange:
    """A requested range: `first-last`, `first-` (to the end), or `-last` (the last `last` bytes).

    At most one of the two is None.
    """

    first: int | None
    last: int | None

    def resolve(self, file_size: int) -> ContentRange:
        """The part that this range selects from a file of `file_size` bytes. Raises RangeNotSatisfiable."""
        if self.first is None:
            part = ContentRange(max(0, file_size - (self.last or 0)), file_size - 1, file_size)
        else:
            last = file_size - 1 if self.last is None else min(self.last, file_size - 1)
            part = ContentRange(self.first, last, file_size)
        if part.size < 1:
            raise RangeNotSatisfiable
        return part


def parse_range(header: str) -> ByteRange | None:
    """The single byte range in a `Range` header.

    None for several ranges, for units other than bytes, and for malformed values: a server may ignore those and send
    the whole file (RFC 9110, section 14.2).
    """
    match = _SINGLE_RANGE.fullmatch(header)
    if match is None:
        return None
    first, last = (int(digits) if digits else None for digits in match.groups())
    if first is None and last is None:
        return None
    is_reversed = first is not None and last is not None and last < first
    return None if is_reversed else ByteRange(first, last)

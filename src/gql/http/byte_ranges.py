"""The part of a file that a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

# No file has a size of more digits, and Python refuses to read thousands of them.
_ONE_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class Unsatisfiable(ValueError):
    """The file has none of the bytes that were asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """The first and the last byte of a part of a file, counted from 0, and the size of the whole, in bytes."""

    first: int
    last: int
    whole: int

    @property
    def size(self) -> int:
        """How many bytes the part has."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        """As `Content-Range` has it."""
        return f"bytes {self.first}-{self.last}/{self.whole}"


@dataclass(frozen=True, slots=True)
class ByteRange:
    """`first-last`, `first-`, or `-last` for the last so many bytes: one of the two may be None."""

    first: int | None
    last: int | None

    def of(self, size: int) -> Part:
        """What that is of a file of so many bytes. Raises Unsatisfiable."""
        if self.first is None:
            part = Part(max(0, size - (self.last or 0)), size - 1, size)
        else:
            part = Part(self.first, size - 1 if self.last is None else min(self.last, size - 1), size)
        if part.size < 1:
            raise Unsatisfiable
        return part


def asked_range(header: str) -> ByteRange | None:
    """The one range of bytes that a `Range` header asks for.

    None for several ranges, other units and what is malformed: a server may ignore those, and send the whole file.
    """
    found = _ONE_RANGE.fullmatch(header)
    if found is None:
        return None
    first, last = (int(digits) if digits else None for digits in found.groups())
    if first is None and last is None:
        return None
    backward = first is not None and last is not None and last < first
    return None if backward else ByteRange(first, last)

"""What one connection, and all of them together, may take of the server before a request has a caller.

GraphQL documents in URLs and tokens of up to 8,192 characters fit with room to spare. A body's size and time are
limited where it is read.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """Sizes in bytes, times in seconds."""

    header_bytes: int = 32 * 1024
    """The request line and all header fields together, and the trailer fields after a body in chunks."""
    header_count: int = 100
    url_bytes: int = 16 * 1024
    header_seconds: float = 10
    """From the connection, or from the first byte after an answer, to the end of the header."""
    answer_seconds: float = 30
    """How long an answer may wait for the client to read some of it."""
    drain_seconds: float = 2
    """How long a refused connection stays open, and is read from, so that the client sees why (RFC 9112, 9.6)."""
    drain_bytes: int = 11 * 1024 * 1024
    """What is read of such a connection, and discarded: more than the largest upload, which proxies send to its end."""
    pipelined: int = 8
    """Requests that wait behind the one being answered. The connection is closed after them."""
    requests: int = 512
    """Requests being answered at once. Beyond it, those that hold back their bodies make room for others.

    Health checks are answered beyond it too.
    """
    connections: int = 2048
    """Beyond it, those that have waited longest without sending a request are closed."""

"""The id of a request, under which the caller, the log and the traces name it."""

import os
import re
from collections.abc import Iterable

_GIVEN = re.compile(rb"[!-~]{1,100}")
_TRACE_PARENT = re.compile(rb"[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


def request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The id in `X-Request-Id`, else the trace's in `traceparent` (W3C Trace Context), else a random one.

    An id that was sent has 1 to 100 printable ASCII characters without spaces. Any other is replaced.
    """
    trace_id = None
    for name, value in headers:
        if name == b"x-request-id" and _GIVEN.fullmatch(value):
            return value.decode()
        if name == b"traceparent" and (match := _TRACE_PARENT.fullmatch(value)):
            trace_id = match[1].decode()
    return trace_id or os.urandom(16).hex()

"""What a response is written to: the connection, which it may ask to be closed before its request has arrived."""

import asyncio
from collections.abc import Callable


class ResponseTransport:
    """The part of a transport that uvicorn uses to answer one request. Closing is left to the connection's protocol."""

    def __init__(self, transport: asyncio.Transport, close: Callable[[], None]) -> None:
        """`close` is run where the response closes the connection, once all of it is written."""
        self.write, self.is_closing, self.close = transport.write, transport.is_closing, close

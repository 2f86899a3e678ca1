"""HTTP/1.1 with the limits of `http_limits`: a subclass of uvicorn's protocol on httptools, which has none of them.

uvicorn's other protocol, on h11, limits the header's size alone, and parses in Python. Measured with uvicorn 0.54, a
trivial application, 16 connections and headers of 600 bytes; then with endless headers on 4 connections for 4 seconds:

    protocol            CPU time a request    memory under endless headers
    httptools                  22 to 31 us    28 MB grow to 401 to 724 MB
    httptools, limited         27 to 32 us    59 MB grow to 60 MB (it imports the API's modules)
    h11                      103 to 130 us    28 MB stay 28 MB

The subclass relies on these names of uvicorn's: `app`, `connections`, `cycle` and its `transport`, `flow`, `headers`,
`pipeline`, `server_state`, `tasks`, `url`, `_get_upgrade` and `_unset_keepalive_if_required`.
The tests send what each is needed for.
"""

import asyncio
from collections import defaultdict
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from gql.http.http_limits import HttpLimits
from gql.http.protocol_responses import BUSY, NO_UPGRADES, NO_WEBSOCKETS, RequestRefused, refusal
from gql.http.response_transport import ResponseTransport

HEALTH_CHECKS = frozenset({b"/livez", b"/readyz"})
_BODY_FIELDS = frozenset({b"content-length", b"transfer-encoding"})

_PIECE = 16 * 1024
"""Bytes that are parsed between two looks at the limits."""

_MALFORMED = RequestRefused(400, "This is not a valid HTTP/1.1 request.")
_SLOW_BODY = RequestRefused(408, "The request's body did not arrive in time, and the server is busy. Send it again.")
_TOO_SLOW = RequestRefused(408, "The request's header did not arrive in time.")


class LimitedHttpProtocol(HttpToolsProtocol):
    """One connection: reads requests, has the application answer them, and closes when a limit is exceeded."""

    def __init__(
        self,
        limits: HttpLimits,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Takes the limits, and the arguments that uvicorn passes for each connection."""
        super().__init__(config, server_state, app_state, _loop)
        self.waiting_since = self.loop.time()
        self._limits, self._application = limits, self.app
        self._in_header = self._ignores_input = self._is_draining = False
        self._bytes_since_body = self._dropped_bytes = 0
        self._body_since = 0.0
        self._header_timer: asyncio.TimerHandle | None = None
        self._abort_timer: asyncio.TimerHandle | None = None

    @property
    def is_answering(self) -> bool:
        """Whether a request is being answered. If not, the server waits for the client."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def is_waiting_for_body(self) -> bool:
        """Whether the request being answered has not arrived to its end, and its response has not begun."""
        return self.is_answering and self.cycle.more_body and not self.cycle.response_started and not self.pipeline

    # The connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts the timer for the first header."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.connections:
            self._close_longest_waiting()
        self._limit_header_time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancels the timers, which would keep the connection in memory."""
        self._cancel_header_timer()
        self._cancel_abort()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parses what arrived, within the limits."""
        if self._ignores_input:
            self._drop(data)
            return
        self._unset_keepalive_if_required()
        try:
            for start in range(0, len(data), _PIECE):
                piece = data[start : start + _PIECE]
                self.parser.feed_data(piece)
                # The piece may end a body or another header. Hence the tolerance: `_check_header` is exact.
                self._bytes_since_body += len(piece)
                if self._bytes_since_body > self._limits.header_bytes + _PIECE:
                    raise self._too_long()
        except RequestRefused as refused:
            self._refuse(refused)
        except httptools.HttpParserUpgrade:
            # The client may go on in the protocol that it offered. The server has not accepted it.
            self.cycle.keep_alive, self._ignores_input = False, True
        except httptools.HttpParserError as error:
            cause = error.__context__
            self._refuse(cause if isinstance(cause, RequestRefused) else _MALFORMED)
        else:
            self._limit_header_time()

    def on_response_complete(self) -> None:
        """Starts to answer the next request, or the timer for one to arrive."""
        self.waiting_since = self.loop.time()
        if self._is_draining:
            self.server_state.total_requests += 1
            return
        super().on_response_complete()
        if self.transport.is_closing():
            self._abort_in(self._limits.answer_seconds)

    def pause_writing(self) -> None:
        """The client does not read its response: starts the timer after which the connection is closed."""
        super().pause_writing()
        self._abort_in(self._limits.answer_seconds)

    def resume_writing(self) -> None:
        """The client reads its response again."""
        super().resume_writing()
        if not self.transport.is_closing() and not self._is_draining:
            self._cancel_abort()

    def timeout_keep_alive_handler(self) -> None:
        """Closes a connection without a further request."""
        self._close()

    def shutdown(self) -> None:
        """Closes the connection when the server stops: at once, or after the response."""
        super().shutdown()
        if self.transport.is_closing():
            self._abort_in(self._limits.answer_seconds)

    # A request

    def on_message_begin(self) -> None:
        """Starts a header."""
        super().on_message_begin()
        self._in_header, self._bytes_since_body = True, 0
        if len(self.pipeline) >= self._limits.pipelined:
            # Closes the connection after the responses: the client sends the others again (RFC 9112, 9.3.2).
            raise RequestRefused(400, "Too many requests were sent ahead of their responses.")

    def on_headers_complete(self) -> None:
        """Checks the header against the limits, and chooses the application that answers."""
        self._in_header, self._body_since = False, self.loop.time()
        self._cancel_header_timer()
        self._check_header()
        self.app = self._application_for_request()
        super().on_headers_complete()
        self.cycle.transport = ResponseTransport(  # type: ignore[assignment]  # it has what uvicorn calls
            self.transport, self._close_after_response
        )

    def on_body(self, body: bytes) -> None:
        """Passes the body on. Its size is limited where it is read."""
        super().on_body(body)
        self._bytes_since_body = 0

    def _check_header(self) -> None:
        limits = self._limits
        if len(self.url) > limits.url_bytes:
            raise RequestRefused(414, f"The URL is longer than {limits.url_bytes} bytes: send the request with POST.")
        if len(self.headers) > limits.header_count:
            raise RequestRefused(431, f"The request has more than {limits.header_count} header fields.")
        size = len(self.url) + sum(len(name) + len(value) + len(": \r\n") for name, value in self.headers)
        if size > limits.header_bytes:
            raise self._too_long()

    def _too_long(self) -> RequestRefused:
        return RequestRefused(431, f"The request's header is longer than {self._limits.header_bytes} bytes.")

    def _application_for_request(self) -> Any:
        if self.parser.should_upgrade():
            if self._get_upgrade() == b"websocket":
                return NO_WEBSOCKETS
            if not {name for name, _ in self.headers}.isdisjoint(_BODY_FIELDS):
                # The parser does not parse the body: it takes it for the other protocol.
                return NO_UPGRADES
        is_busy = len(self.tasks) >= self._limits.requests and self.url.partition(b"?")[0] not in HEALTH_CHECKS
        return BUSY if is_busy and not self._refuse_slow_bodies() else self._application

    # Closing

    def _refuse(self, refused: RequestRefused) -> None:
        """Sends the error, and ignores whatever else arrives on the connection."""
        self._ignores_input = True
        # Between two requests, the header fields are still those of the first.
        response = refusal(refused, self.headers if self._in_header or self.is_answering else ())
        self.flow.resume_reading()
        if self.is_answering and (self._in_header or self.pipeline or self.cycle.response_started):
            # Written now, the error would come in the middle of a response. Instead, the connection is closed after the
            # response to the last complete request.
            self.cycle.keep_alive = False
            return
        if self.is_answering:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.write(response)
        self._close_once_seen()

    def _close_after_response(self) -> None:
        """Closes the connection after a response that says so. The rest of a body that came too early is discarded."""
        if self.cycle.more_body:
            self._ignores_input = True
            self.flow.resume_reading()
            self._close_once_seen()
        else:
            self.transport.close()

    def _close_once_seen(self) -> None:
        """Ends what is sent, and goes on to read for a while: closed at once, the client might lose the response."""
        self._is_draining = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._abort_in(self._limits.drain_seconds)

    def _refuse_slow_bodies(self) -> bool:
        """Refuses requests that hold back their bodies, to make room for others. False if there are none.

        They are those of the address that has most of them, the oldest first, and an eighth of them at a time, because
        finding them takes a look at every connection.
        """
        by_address: defaultdict[str, list[LimitedHttpProtocol]] = defaultdict(list)
        for other in self.connections:
            if isinstance(other, LimitedHttpProtocol) and other is not self and other.is_waiting_for_body:
                by_address[other.client[0] if other.client else ""].append(other)
        slow = max(by_address.values(), key=len, default=[])
        for other in sorted(slow, key=lambda other: other._body_since)[: max(1, len(slow) // 8)]:
            other._refuse(_SLOW_BODY)
        return bool(slow)

    def _drop(self, data: bytes) -> None:
        """Discards input. Closing with unread input would reset the connection, and the client might lose the error."""
        self._dropped_bytes += len(data)
        if self._dropped_bytes > self._limits.drain_bytes:
            self.flow.pause_reading()

    def _close(self) -> None:
        self.transport.close()
        self._abort_in(self._limits.answer_seconds)

    def _abort_in(self, seconds: float) -> None:
        """Closes the connection after a while, even if the client does not read what was sent."""
        if self._abort_timer is None:
            self._abort_timer = self.loop.call_later(seconds, self.transport.abort)

    def _cancel_abort(self) -> None:
        if self._abort_timer is not None:
            self._abort_timer.cancel()
            self._abort_timer = None

    def _limit_header_time(self) -> None:
        if self._header_timer is None and not self.is_answering:
            self._header_timer = self.loop.call_later(self._limits.header_seconds, self._header_is_late)

    def _cancel_header_timer(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _header_is_late(self) -> None:
        self._header_timer = None
        if self._in_header:
            self._refuse(_TOO_SLOW)
        else:
            self._close()

    def _close_longest_waiting(self) -> None:
        """Closes the connections that have waited longest for a request, an eighth of all.

        So many at a time because finding them takes a look at every connection.
        """
        waiting = [
            other for other in self.connections if isinstance(other, LimitedHttpProtocol) and not other.is_answering
        ]
        for other in sorted(waiting, key=lambda other: other.waiting_since)[: self._limits.connections // 8 or 1]:
            other.transport.abort()

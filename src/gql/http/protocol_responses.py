"""Responses to requests that never reach the application: JSON like all errors, and the connection is closed.

Each has an id and a line in the log like any other response, and is counted. Its route is empty.
"""

from collections.abc import Iterable

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from gql.http.error_responses import error_code, error_response
from gql.http.nosniff import NOSNIFF, NoSniffMiddleware
from gql.observability.metrics import refused_requests
from gql.observability.request_id import request_id
from gql.observability.request_middleware import log_request
from gql.observability.request_record import RequestRecord

_RETRY_SECONDS = 2


class RequestRefused(Exception):
    """The server does not accept what arrived as a request."""

    def __init__(self, status: int, message: str) -> None:
        """Takes the response's status and the message for people."""
        super().__init__(message)
        self.status = status


def refusal(refused: RequestRefused, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The bytes of the whole response, which is counted and logged. `headers` are what has arrived of the request."""
    code = error_code(refused.status)
    body = orjson.dumps({"errors": [{"message": str(refused), "extensions": {"code": code}}]})
    record = RequestRecord(request_id(headers))
    _note(record, refused.status, code, len(body))
    fields = (
        b"content-type: application/json",
        b"content-length: %d" % len(body),
        b"cache-control: no-store",
        b"connection: close",
        b": ".join(NOSNIFF),
        b"x-request-id: " + record.id.encode(),
    )
    return STATUS_LINE[refused.status] + b"\r\n".join((*fields, b"", body))


def _application(status: int, message: str, **headers: str) -> ASGIApp:
    code = error_code(status)
    error = {"message": message, "extensions": {"code": code}}

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        record = RequestRecord(request_id(scope["headers"]), scope["method"])
        response = error_response(status, error, {"Connection": "close", "X-Request-Id": record.id, **headers})
        _note(record, status, code, len(response.body))
        await NoSniffMiddleware(response)(scope, receive, send)

    return refuse


def _note(record: RequestRecord, status: int, code: str, size: int) -> None:
    record.status, record.sent_bytes = status, size
    record.note_codes((code,))
    refused_requests[status] += 1
    log_request(record)


BUSY = _application(
    503, "The server is answering as many requests as it can. Try again soon.", **{"Retry-After": str(_RETRY_SECONDS)}
)
# No 426: it would have to name a protocol to change to (RFC 9110, 15.5.22), and there is none.
NO_WEBSOCKETS = _application(
    400,
    "WebSockets are not supported, as there are no subscriptions. Send queries and mutations to /graphql with POST.",
)
NO_UPGRADES = _application(
    400,
    "This server speaks HTTP/1.1 and changes to no other protocol. Send the request without an Upgrade header field.",
)

"""Responses to requests that never reach the application: JSON like all errors, and the connection is closed."""

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from gql.http.error_responses import error_code, error_response
from gql.http.nosniff import NOSNIFF, NoSniffMiddleware
from gql.observability.metrics import refused_requests

_RETRY_SECONDS = 2


class RequestRefused(Exception):
    """The server does not accept what arrived as a request."""

    def __init__(self, status: int, message: str) -> None:
        """Takes the response's status and the message for people."""
        super().__init__(message)
        self.status = status


def response_bytes(refused: RequestRefused) -> bytes:
    """The bytes of the whole response."""
    error = {"message": str(refused), "extensions": {"code": error_code(refused.status)}}
    body = orjson.dumps({"errors": [error]})
    fields = (
        b"content-type: application/json",
        b"content-length: %d" % len(body),
        b"cache-control: no-store",
        b"connection: close",
        b": ".join(NOSNIFF),
    )
    return STATUS_LINE[refused.status] + b"\r\n".join((*fields, b"", body))


def _application(status: int, message: str, **headers: str) -> ASGIApp:
    error = {"message": message, "extensions": {"code": error_code(status)}}
    response = NoSniffMiddleware(error_response(status, error, {"Connection": "close", **headers}))

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        refused_requests[status] += 1
        await response(scope, receive, send)

    return refuse


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

"""Error responses of requests that never reach GraphQL: JSON with `errors`, a list of one message and its code."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gql.auth.jwks_client import RETRY_SECONDS, KeysUnavailable
from gql.auth.jwt_claims import InvalidToken
from gql.errors import log, unavailable, unexpected
from gql.http.access_recorder import AccessesNotRecorded
from gql.http.owner_backoff import OwnerMustWait
from gql.http.per_owner_queue import QueueFull
from gql.http.upload_budget import BudgetExhausted, OwnerOverBudget
from gql.observability.request_record import current_request
from store.db.errors import DatabaseUnavailable
from store.files import FilesUnavailable
from store.inspection import InspectionTimedOut, InspectorBusy, InspectorFailed

# Python 3.13 renamed these: a code must not depend on the server's Python version.
_CODES = {413: "CONTENT_TOO_LARGE", 414: "URI_TOO_LONG", 416: "RANGE_NOT_SATISFIABLE"}
_FILES_RETRY_SECONDS = 5
_DATABASE_RETRY_SECONDS = 5


def error_code(status: int) -> str:
    """The code of an error that has no other than its HTTP status, such as NOT_FOUND."""
    return _CODES.get(status, HTTPStatus(status).name)


def error_response(status: int, error: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A response with this status and one error. It is never cached."""
    current_request().note_errors([error])
    return JSONResponse({"errors": [error]}, status, {"Cache-Control": "no-store", **(headers or {})})


async def _http_exception(_request: Request, exception: Exception) -> Response:
    """An HTTPException of our own or Starlette's. The code is the name of its status, such as NOT_FOUND."""
    assert isinstance(exception, HTTPException)  # noqa: S101 - registered for this type only
    error = {"message": exception.detail, "extensions": {"code": error_code(exception.status_code)}}
    return error_response(exception.status_code, error, exception.headers)


async def _invalid_token(_request: Request, exception: Exception) -> Response:
    """401 for a token that is not valid (RFC 6750, section 3)."""
    error = {"message": str(exception), "extensions": {"code": "UNAUTHENTICATED"}}
    return error_response(401, error, {"WWW-Authenticate": 'Bearer error="invalid_token"'})


async def _keys_unavailable(_request: Request, _exception: Exception) -> Response:
    """503 for a token that cannot be verified at the moment. A 401 would make its owner sign in again, for nothing."""
    message = "Your sign-in cannot be verified at the moment: the identity provider does not answer. Try again soon."
    return _unavailable(message, RETRY_SECONDS)


async def _database_unavailable(_request: Request, exception: Exception) -> Response:
    """503 for a database that cannot be used at the moment."""
    assert isinstance(exception, DatabaseUnavailable)  # noqa: S101 - registered for this type only
    return database_unavailable(exception)


def database_unavailable(exception: DatabaseUnavailable, media_type: str = "application/json") -> Response:
    """503 for a database that cannot be used at the moment, in this media type."""
    headers = {"Retry-After": str(_DATABASE_RETRY_SECONDS), "Content-Type": media_type}
    return error_response(503, unavailable(exception), headers)


async def _files_unavailable(_request: Request, exception: Exception) -> Response:
    """503 for a file store that does not answer. The reason goes to the log only: it contains keys, made of ids."""
    log.warning("the file store does not answer: %s", exception)
    return _unavailable("Files cannot be reached at the moment. Try again soon.", _FILES_RETRY_SECONDS)


async def _too_many_uploads(_request: Request, exception: Exception) -> Response:
    """429 for an owner with too many uploads under way, or whose last file used up its time (RFC 6585, section 4)."""
    message = "You are sending too many files at once. Send this one when another is done."
    seconds = _FILES_RETRY_SECONDS
    if isinstance(exception, OwnerMustWait):
        message = "Your last file took too long to read. Wait a little, then send this one."
        seconds = exception.retry_seconds
    error = {"message": message, "extensions": {"code": HTTPStatus.TOO_MANY_REQUESTS.name}}
    # The rest of the body is not waited for.
    return error_response(429, error, {"Retry-After": str(seconds), "Connection": "close"})


async def _upload_not_inspected(_request: Request, exception: Exception) -> Response:
    """503 for an upload that cannot be checked at the moment. That says nothing about the file."""
    log.warning("an upload could not be inspected: %s", type(exception.__cause__ or exception).__name__)
    response = _unavailable("The file cannot be checked right now. Send it again soon.", _FILES_RETRY_SECONDS)
    # The rest of the body, if any, is not waited for.
    response.headers["Connection"] = "close"
    return response


async def _accesses_not_recorded(_request: Request, _exception: Exception) -> Response:
    """503 for a read that cannot be recorded at the moment."""
    log.error("reads of charts are refused: who reads them cannot be recorded")
    return _unavailable("Charts cannot be read at the moment. Try again soon.", _FILES_RETRY_SECONDS)


def _unavailable(message: str, retry_seconds: float) -> Response:
    error = {"message": message, "extensions": {"code": HTTPStatus.SERVICE_UNAVAILABLE.name}}
    return error_response(503, error, {"Retry-After": str(retry_seconds)})


EXCEPTION_HANDLERS = {
    HTTPException: _http_exception,
    InvalidToken: _invalid_token,
    KeysUnavailable: _keys_unavailable,
    DatabaseUnavailable: _database_unavailable,
    FilesUnavailable: _files_unavailable,
    QueueFull: _too_many_uploads,
    OwnerOverBudget: _too_many_uploads,
    OwnerMustWait: _too_many_uploads,
    BudgetExhausted: _upload_not_inspected,
    InspectorBusy: _upload_not_inspected,
    AccessesNotRecorded: _accesses_not_recorded,
    InspectionTimedOut: _upload_not_inspected,
    InspectorFailed: _upload_not_inspected,
}


class ErrorMiddleware:
    """Turns an unexpected exception into a masked 500, so that its text reaches neither the caller nor the log."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application. If it fails before its response has started, sends the 500 in its place."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def track_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, track_start)
        except ClientDisconnect:
            return
        except Exception as exception:
            error = unexpected(exception)
            if not started:
                await error_response(500, error)(scope, receive, send)

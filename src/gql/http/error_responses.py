"""Answers to requests that never reach GraphQL: all are JSON of one shape, `errors` with a message and a code."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gql.auth.jwks_client import RETRY_PAUSE, KeysUnavailable
from gql.auth.jwt_claims import InvalidToken
from gql.errors import log, unexpected
from store.files import FilesUnavailable

# As Python calls them since 3.13: a code must not depend on the server's Python.
_CODES = {413: "CONTENT_TOO_LARGE", 416: "RANGE_NOT_SATISFIABLE"}
_FILES_PAUSE = 5  # seconds


def refusal(status: int, error: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a request that is refused, with what is wrong with it."""
    return JSONResponse({"errors": [error]}, status, {"Cache-Control": "no-store", **(headers or {})})


async def _refuse(_request: Request, exception: Exception) -> Response:
    """A 4xx that somebody raised on purpose, under the name HTTP gives it."""
    assert isinstance(exception, HTTPException)  # noqa: S101 - registered for nothing else
    code = _CODES.get(exception.status_code, HTTPStatus(exception.status_code).name)
    error = {"message": exception.detail, "extensions": {"code": code}}
    return refusal(exception.status_code, error, exception.headers)


async def _refuse_token(_request: Request, exception: Exception) -> Response:
    """A token that proves nothing (RFC 6750, section 3)."""
    error = {"message": str(exception), "extensions": {"code": "UNAUTHENTICATED"}}
    return refusal(401, error, {"WWW-Authenticate": 'Bearer error="invalid_token"'})


async def _refuse_for_now(_request: Request, _exception: Exception) -> Response:
    """A token that nobody can judge at the moment: it would be wrong to have its owner sign in again."""
    message = "Who you are cannot be verified at the moment: the identity provider does not answer. Try again soon."
    return _unavailable(message, RETRY_PAUSE)


async def _refuse_files(_request: Request, exception: Exception) -> Response:
    """A file store that does not answer. Why is for the log: it names keys, and those are made of ids."""
    log.warning("the file store does not answer: %s", exception)
    return _unavailable("Files cannot be reached at the moment. Try again soon.", _FILES_PAUSE)


def _unavailable(message: str, seconds: float) -> Response:
    error = {"message": message, "extensions": {"code": HTTPStatus.SERVICE_UNAVAILABLE.name}}
    return refusal(503, error, {"Retry-After": str(seconds)})


EXCEPTION_HANDLERS = {
    HTTPException: _refuse,
    InvalidToken: _refuse_token,
    KeysUnavailable: _refuse_for_now,
    FilesUnavailable: _refuse_files,
}


class Masked:
    """Answers what nobody foresaw with a masked 500, so that no exception's text reaches the caller or the log."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application; if it fails before it answered, answers in its place."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except ClientDisconnect:
            return
        except Exception as exception:
            error = unexpected(exception)
            if not started:
                await refusal(500, error)(scope, receive, send)

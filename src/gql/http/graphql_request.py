"""Parses a GraphQL request from HTTP (GraphQL over HTTP, September 2025 draft). Anything malformed is a clear 4xx."""

import asyncio
import re

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request

from gql.errors import PersistedQueryNotSupported
from gql.execution.request import GraphQLRequest

MAX_BODY_BYTES = 256 * 1024
BODY_TIMEOUT_SECONDS = 15
MAX_VARIABLE_VALUES = 1_000
"""Values in all variables together. A document may use a variable many times, and each use processes all its values."""


async def read_request(request: Request) -> GraphQLRequest:
    """The GraphQL request in the body of a POST or in the URL of a GET or HEAD. Raises HTTPException with a 4xx.

    Raises PersistedQueryNotSupported for a request that names its document by a digest only.
    """
    if request.method != "POST":
        return _parse(_parameters_from_url(request))
    _check_content_headers(request)
    return _parse(_json(await _read_body(request), "The body"))


def _parameters_from_url(request: Request) -> dict[str, object]:
    parameters: dict[str, object] = {}
    for name in ("query", "operationName", "variables", "extensions"):
        values = request.query_params.getlist(name)
        if len(values) > 1:
            raise HTTPException(400, f"Send the parameter `{name}` only once.")
        if values:
            parameters[name] = values[0]
    for name in ("variables", "extensions"):
        text = parameters.get(name)
        if isinstance(text, str):
            parameters[name] = _json(text.encode(), f"`{name}`") if text else None
    return parameters


def _check_content_headers(request: Request) -> None:
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise HTTPException(415, "Send the request as JSON, with Content-Type: application/json.")
    if not re.fullmatch(r'(\s*charset="?utf-8"?\s*)?', parameters, re.IGNORECASE):
        raise HTTPException(415, "Send JSON in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "Send the body uncompressed, without a Content-Encoding.")


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_TIMEOUT_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    raise HTTPException(413, f"The body is longer than the limit of {MAX_BODY_BYTES} bytes.")
    except TimeoutError as error:
        raise HTTPException(408, f"The body did not arrive within {BODY_TIMEOUT_SECONDS} seconds.") from error
    return bytes(body)


def _json(text: bytes, name: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"{name} is not valid JSON in UTF-8.") from error


def _parse(parameters: object) -> GraphQLRequest:
    if isinstance(parameters, list):
        raise HTTPException(400, "Send one request at a time: batches are not supported.")
    if not isinstance(parameters, dict):
        raise HTTPException(400, "The body must be a JSON object.")
    query, name, variables = parameters.get("query"), parameters.get("operationName"), parameters.get("variables")
    extensions = parameters.get("extensions")
    if query in (None, "") and isinstance(extensions, dict) and "persistedQuery" in extensions:
        raise PersistedQueryNotSupported
    if not isinstance(query, str) or not query.strip():
        raise HTTPException(400, "`query` must be the text of a GraphQL document.")
    if not (name is None or isinstance(name, str)):
        raise HTTPException(400, "`operationName` must be a string.")
    if not (variables is None or isinstance(variables, dict)):
        raise HTTPException(400, "`variables` must be a JSON object.")
    if _has_more_values_than(MAX_VARIABLE_VALUES, variables):
        raise HTTPException(400, f"`variables` contain more than {MAX_VARIABLE_VALUES} values.")
    if not (extensions is None or isinstance(extensions, dict)):
        raise HTTPException(400, "`extensions` must be a JSON object.")
    return GraphQLRequest(query, name or None, variables)


def _has_more_values_than(limit: int, tree: object) -> bool:
    """Whether a JSON value contains more than `limit` values, counting all levels of nesting."""
    count, pending = 0, [tree]
    while pending and count <= limit:
        value = pending.pop()
        if isinstance(value, list | dict):
            count += len(value)
            pending.extend(value.values() if isinstance(value, dict) else value)
    return count > limit

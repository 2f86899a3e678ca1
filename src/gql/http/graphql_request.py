"""GraphQL requests as HTTP carries them (GraphQL over HTTP): read strictly, refused clearly."""

import asyncio
import re

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request

from gql.execution.request import GraphQLRequest

LONGEST_BODY = 256 * 1024
BODY_SECONDS = 15
MOST_VALUES = 1_000
"""In the variables. A document may use a variable in many places, and each takes all of its values in."""


async def read_request(request: Request) -> GraphQLRequest:
    """The GraphQL request in the body of a POST or in the URL of a GET or HEAD. Raises HTTPException with a 4xx."""
    if request.method != "POST":
        return _request(_from_url(request))
    _check_content(request)
    return _request(_json(await _body(request), "The body"))


def _from_url(request: Request) -> dict[str, object]:
    given: dict[str, object] = {}
    for name in ("query", "operationName", "variables", "extensions"):
        values = request.query_params.getlist(name)
        if len(values) > 1:
            raise HTTPException(400, f"Give `{name}` once.")
        if values:
            given[name] = values[0]
    for name in ("variables", "extensions"):
        text = given.get(name)
        if isinstance(text, str):
            given[name] = _json(text.encode(), f"`{name}`") if text else None
    return given


def _check_content(request: Request) -> None:
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise HTTPException(415, "Send the request as JSON, with Content-Type: application/json.")
    if not re.fullmatch(r'(\s*charset="?utf-8"?\s*)?', parameters, re.IGNORECASE):
        raise HTTPException(415, "Send JSON in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "Send the body as it is, without a Content-Encoding.")


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LONGEST_BODY:
                    raise HTTPException(413, f"The body is longer than {LONGEST_BODY} bytes.")
    except TimeoutError as error:
        raise HTTPException(408, f"The body did not arrive within {BODY_SECONDS} seconds.") from error
    return bytes(body)


def _json(text: bytes, what: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"{what} is not valid JSON in UTF-8.") from error


def _request(given: object) -> GraphQLRequest:
    if isinstance(given, list):
        raise HTTPException(400, "Send one request at a time: batches are not taken.")
    if not isinstance(given, dict):
        raise HTTPException(400, "The body must be a JSON object.")
    query, name, variables = given.get("query"), given.get("operationName"), given.get("variables")
    if not isinstance(query, str) or not query.strip():
        raise HTTPException(400, "`query` must be the text of a GraphQL document.")
    if not (name is None or isinstance(name, str)):
        raise HTTPException(400, "`operationName` must be text.")
    if not (variables is None or isinstance(variables, dict)):
        raise HTTPException(400, "`variables` must be a JSON object.")
    if _has_more_values(variables, MOST_VALUES):
        raise HTTPException(400, f"`variables` hold more than {MOST_VALUES} values.")
    if not (given.get("extensions") is None or isinstance(given["extensions"], dict)):
        raise HTTPException(400, "`extensions` must be a JSON object.")
    return GraphQLRequest(query, name or None, variables)


def _has_more_values(tree: object, most: int) -> bool:
    """Whether a JSON value holds more than so many values, on all its levels together."""
    count, within = 0, [tree]
    while within and count <= most:
        value = within.pop()
        if isinstance(value, list | dict):
            count += len(value)
            within.extend(value.values() if isinstance(value, dict) else value)
    return count > most

"""The /graphql endpoint (GraphQL over HTTP, September 2025 draft)."""

import asyncio
import re
from collections.abc import Callable

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from gql.auth.authenticate import Authenticator
from gql.auth.signed_links import FileLinks, LinkSigner
from gql.execution.executor import Answer, Executor
from gql.graph.context import Context
from gql.http.graphql_request import read_request
from gql.invitations.delivery import InvitationDelivery
from store.db.database import Database

RESPONSE_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"

MOST_AT_ONCE = 16
"""Requests executed side by side, of each kind. More would not be answered sooner, and would take more memory."""


class GraphQLEndpoint:
    """POST for anything, GET for queries, and GraphiQL for a browser that opens the address."""

    def __init__(
        self,
        engine: Executor,
        database: Database,
        callers: Authenticator,
        local_key: bytes,
        *,
        portal: InvitationDelivery,
        public_url: str | None,
        browser_page: Callable[[Request], Response] | None = None,
    ) -> None:
        """Signs links to files with the key; `browser_page` answers browsers that open the address."""
        self._engine, self._database = engine, database
        self._callers, self._signer = callers, LinkSigner(local_key)
        self._portal, self._public_url, self._browser_page = portal, public_url, browser_page
        # Apart, so that writers who wait for their turn at the database keep nobody from reading.
        self._reading, self._writing = asyncio.Semaphore(MOST_AT_ONCE), asyncio.Semaphore(MOST_AT_ONCE)

    async def respond(self, request: Request) -> Response:
        """Answers one request. Raises HTTPException with a 4xx, InvalidToken and KeysUnavailable."""
        if self._browser_page and _opens_page(request):
            return self._browser_page(request)
        media_type = _media_type(request)
        context = await self._context(request)
        asked = await read_request(request)
        document = self._engine.document(asked)
        if request.method != "POST" and not document.only_reads(asked.operation_name):
            raise HTTPException(405, "GET is for queries: send mutations with POST.", {"Allow": "POST"})
        turns = self._reading if document.only_reads(asked.operation_name) else self._writing
        waiting = turns.locked()
        async with turns:
            if waiting and await request.is_disconnected():
                raise ClientDisconnect
            return _response(await self._engine.answer(document, asked, context), media_type)

    async def _context(self, request: Request) -> Context:
        base_url = self._public_url or str(request.base_url)
        links = FileLinks(self._signer, base_url.rstrip("/"))
        address = request.client.host if request.client else ""
        return Context(self._database, await self._callers.sent(request.headers), links, self._portal, address)


def _response(answer: Answer, media_type: str) -> Response:
    # A well-formed request is 200 in plain JSON even if it could not be executed: older clients expect it.
    status = 200 if answer.executed or media_type == PLAIN_JSON else 400
    # What is answered is health data: no cache keeps it.
    headers = {"Content-Type": f"{media_type}; charset=utf-8", "Cache-Control": "no-store", "Vary": "Accept"}
    return Response(orjson.dumps(answer.body), status, headers)


def _opens_page(request: Request) -> bool:
    is_query = request.method == "POST" or "query" in request.query_params
    return not is_query and "text/html" in request.headers.get("accept", "")


def _media_type(request: Request) -> str:
    """The media type of the answer: the one accepted with the higher quality, plain JSON where both are alike."""
    accepted = ",".join(request.headers.getlist("accept")).strip() or "*/*"
    quality = {media_type: _quality(accepted, media_type) for media_type in (PLAIN_JSON, RESPONSE_JSON)}
    best = max(quality, key=lambda media_type: quality[media_type])
    if quality[best] <= 0:
        raise HTTPException(406, f"Answers are {RESPONSE_JSON} or {PLAIN_JSON}: accept one of them.")
    return best


def _quality(accepted: str, media_type: str) -> float:
    """How much a media type is wanted (RFC 9110, 12.5.1): the most specific range that names it decides."""
    ranges = {media_type: 3, "application/*": 2, "*/*": 1}
    found = (0, 0.0)
    for item in accepted.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if name in ranges:
            found = max(found, (ranges[name], _q(parameters)))
    return found[1]


def _q(parameters: list[str]) -> float:
    values = [parameter.removeprefix("q=") for parameter in parameters if parameter.startswith("q=")]
    if not values:
        return 1.0
    return float(values[0]) if re.fullmatch(r"0(\.[0-9]*)?|1(\.0*)?", values[0]) else 0.0

"""The /graphql endpoint (GraphQL over HTTP, September 2025 draft).

It replaces Strawberry's ASGI view, which answers HTTP 500 to a body of JSON `null`, invalid UTF-8 or deeply nested
JSON, puts Python's error texts into answers, and runs the first of several operations if none is named. The view knows
neither `application/graphql-response+json` nor a limit of cost. It parses and validates every document anew: with the
documents cached, one process answers 1,686 small requests a second instead of 428.
"""

import asyncio
from collections.abc import Callable

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from gql.auth.authenticate import Authenticator
from gql.auth.jwks_client import KeysUnavailable
from gql.auth.jwt_claims import InvalidToken
from gql.auth.signed_links import FileLinks, LinkSigner
from gql.auth.viewer_ids import ViewerIds
from gql.errors import PersistedQueryNotSupported, as_response
from gql.execution.executor import Answer, Executor
from gql.graph.context import Context
from gql.http.access_recorder import AccessRecorder
from gql.http.error_responses import database_unavailable
from gql.http.graphql_request import read_request
from gql.invitations.delivery import InvitationDelivery
from gql.observability.request_record import current_request
from gql.quality_values import quality_values
from store.caller import Caller
from store.db.database import Database
from store.db.errors import DatabaseUnavailable

RESPONSE_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"

MAX_CONCURRENT = 16
"""Queries executed at the same time, and as many mutations. More would not be faster, only use more memory."""


class GraphQLEndpoint:
    """Serves `/graphql`: POST for any operation, GET for queries only, and GraphiQL for a browser."""

    def __init__(
        self,
        executor: Executor,
        database: Database,
        authenticator: Authenticator,
        signer: LinkSigner,
        viewer_ids: ViewerIds,
        *,
        access_recorder: AccessRecorder,
        delivery: InvitationDelivery,
        public_url: str | None,
        browser_page: Callable[[Request], Response] | None = None,
    ) -> None:
        """`signer` signs links to files. `browser_page` answers a browser, if given."""
        self._executor, self._database = executor, database
        self._authenticator, self._signer = authenticator, signer
        self._viewer_ids = viewer_ids
        self._access_recorder = access_recorder
        self._delivery, self._public_url, self._browser_page = delivery, public_url, browser_page
        # Two semaphores, so that mutations that wait for the database's write lock do not delay queries.
        self._queries, self._mutations = asyncio.Semaphore(MAX_CONCURRENT), asyncio.Semaphore(MAX_CONCURRENT)

    async def handle(self, request: Request) -> Response:
        """Answers one request. Raises HTTPException with a 4xx, InvalidToken, KeysUnavailable and AccessesNotRecorded.

        A token that is no good is overlooked for a mutation that needs none: an old session must not keep its owner
        from signing in again.
        """
        if self._browser_page and _wants_page(request):
            return self._browser_page(request)
        media_type = _media_type(request)
        caller = await self._caller(request)
        try:
            graphql_request = await read_request(request)
        except PersistedQueryNotSupported as error:
            return _response(Answer({"errors": [as_response(error)]}, executed=True), media_type, may_compress=True)
        document = self._executor.document(graphql_request, signed_in=isinstance(caller, Caller))
        if isinstance(caller, Exception):
            if not document.signs_in(graphql_request.operation_name):
                raise caller
            caller = None
        context = self._context(request, caller)
        record = current_request()
        record.note_caller(caller)
        record.note_operation(document.node, graphql_request.query, graphql_request.operation_name)
        is_query = document.only_reads(graphql_request.operation_name)
        if request.method != "POST" and not is_query:
            raise HTTPException(405, "GET is for queries: send mutations with POST.", {"Allow": "POST"})
        semaphore = self._queries if is_query else self._mutations
        must_wait = semaphore.locked()
        async with semaphore:
            if must_wait and await request.is_disconnected():
                raise ClientDisconnect
            try:
                answer = await self._executor.answer(document, graphql_request, context)
            except DatabaseUnavailable as error:
                return database_unavailable(error, media_type)
        await self._access_recorder.add(context.charts_read, document.operation_name(graphql_request.operation_name))
        record.note_errors(answer.body.get("errors", ()))
        return _response(answer, media_type, may_compress=is_query)

    async def _caller(self, request: Request) -> Caller | InvalidToken | KeysUnavailable | None:
        """The caller, None without a token, or why the token is no good. That does not matter to every document."""
        try:
            return await self._authenticator.authenticate(request.headers)
        except (InvalidToken, KeysUnavailable) as error:
            return error

    def _context(self, request: Request, caller: Caller | None) -> Context:
        base_url = self._public_url or str(request.base_url)
        links = FileLinks(self._signer, base_url.rstrip("/"))
        address = request.client.host if request.client else ""
        return Context(self._database, caller, links, self._viewer_ids, self._delivery, address)


def _response(answer: Answer, media_type: str, *, may_compress: bool) -> Response:
    # With `application/json` a well-formed request is always 200, even if it could not be executed: legacy clients
    # expect it (GraphQL over HTTP).
    status = 200 if answer.executed or media_type == PLAIN_JSON else 401 if answer.needs_token else 400
    # Responses contain health data: nothing may cache them. `gql.http.compression` says why answers to mutations are
    # not compressed.
    cache_control = "no-store" if may_compress else "no-store, no-transform"
    headers = {"Content-Type": f"{media_type}; charset=utf-8", "Cache-Control": cache_control, "Vary": "Accept"}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(orjson.dumps(answer.body), status, headers)


def _wants_page(request: Request) -> bool:
    is_graphql = request.method == "POST" or "query" in request.query_params
    return not is_graphql and "text/html" in request.headers.get("accept", "")


def _media_type(request: Request) -> str:
    """Content negotiation: the acceptable media type with the higher quality, plain JSON if both are equal."""
    accepted = ",".join(request.headers.getlist("accept")).strip() or "*/*"
    quality = {media_type: _quality(accepted, media_type) for media_type in (PLAIN_JSON, RESPONSE_JSON)}
    best = max(quality, key=lambda media_type: quality[media_type])
    if quality[best] <= 0:
        raise HTTPException(406, f"Responses are {RESPONSE_JSON} or {PLAIN_JSON}: accept one of them.")
    return best


def _quality(accepted: str, media_type: str) -> float:
    """The quality of a media type in an `Accept` header, 0 to 1 (RFC 9110, 12.5.1): the most specific range decides."""
    ranges = {media_type: 3, "application/*": 2, "*/*": 1}
    found = [(ranges[name], quality) for name, quality in quality_values(accepted) if name in ranges]
    return max(found, default=(0, 0.0))[1]

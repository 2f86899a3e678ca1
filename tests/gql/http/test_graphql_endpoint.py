"""The /graphql endpoint: whatever the request, the response is JSON, and never an error of the server."""

import asyncio
import gzip
import json
import logging
import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from gql.app import create_app
from gql.auth.authenticate import Authenticator
from gql.auth.local_tokens import mint_session
from gql.auth.signed_links import LinkSigner
from gql.auth.viewer_ids import ViewerIds
from gql.execution.executor import Answer, Executor
from gql.http import graphql_endpoint, graphql_request
from gql.http.access_recorder import AccessRecorder
from gql.http.error_responses import EXCEPTION_HANDLERS
from gql.http.graphql_endpoint import PLAIN_JSON, RESPONSE_JSON, GraphQLEndpoint
from gql.invitations.delivery import InvitationDelivery
from gql.settings import Settings
from store.db.database import Database
from support.api_client import KEY, ApiClient, token_of
from support.app_client import app_client
from support.raw_http import RawServer, post, run_raw_server

VIEWER = "{ viewer { role } }"
ASKED = json.dumps({"query": VIEWER}).encode()
NOBODY = {"data": {"viewer": None}}
AS_JSON = {"Content-Type": "application/json"}


def refused(response: Response, status: int, code: str) -> None:
    """The refusal has its status, the one shape, and a sentence for people."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    (error,) = response.json()["errors"]
    assert error.keys() == {"message", "extensions"}
    assert error["extensions"] == {"code": code}
    assert not re.search(r"Error|Exception|Traceback|None|<class|\bstr\b|\bdict\b|line \d", error["message"])


def a_query(**members: Any) -> bytes:
    return json.dumps({"query": VIEWER, **members}).encode()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"   ", id="spaces"),
        pytest.param(b"null", id="null"),
        pytest.param(b"3", id="a number"),
        pytest.param(b'"x"', id="a string"),
        pytest.param(b"true", id="a boolean"),
        pytest.param(b"[]", id="an empty batch"),
        pytest.param(b"[{}]", id="a batch of nothing"),
        pytest.param(b"[" + ASKED + b"]", id="a batch of one"),
        pytest.param(b"{}", id="an empty object"),
        pytest.param(b"{", id="cut off"),
        pytest.param(ASKED + ASKED, id="two requests"),
        pytest.param(ASKED + b"\x00", id="a NUL behind it"),
        pytest.param(b"{'query': '{ viewer { role } }'}", id="single quotes"),
        pytest.param(VIEWER.encode(), id="GraphQL instead of JSON"),
        pytest.param(b"query=" + VIEWER.encode(), id="a form"),
        pytest.param(b'{"query": "\xff\xfe"}', id="invalid UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + ASKED, id="a byte order mark"),
        pytest.param(ASKED.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(gzip.compress(ASKED), id="gzip"),
        pytest.param(b'{"query": "\\ud800"}', id="a lone surrogate"),
        pytest.param(b'{"query": "\xed\xa0\x80"}', id="a lone surrogate in UTF-8"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="lists nested 100,000 deep"),
        pytest.param(b'{"variables":' * 20_000, id="objects nested 20,000 deep"),
        pytest.param(a_query()[:-1] + b', "variables": {"n": NaN}}', id="NaN"),
        pytest.param(a_query()[:-1] + b', "variables": {"n": Infinity}}', id="Infinity"),
        pytest.param(a_query()[:-1] + b', "variables": {"n": ' + b"9" * 5_000 + b"}}", id="a number of 5,000 digits"),
        pytest.param(a_query(query=None), id="a null query"),
        pytest.param(a_query(query=3), id="a number as query"),
        pytest.param(a_query(query=[VIEWER]), id="a list as query"),
        pytest.param(a_query(query={"a": VIEWER}), id="an object as query"),
        pytest.param(a_query(query=""), id="an empty query"),
        pytest.param(a_query(query=" \n"), id="a blank query"),
        pytest.param(a_query(operationName=3), id="a number as operationName"),
        pytest.param(a_query(operationName=["A"]), id="a list as operationName"),
        pytest.param(a_query(variables="x"), id="a string as variables"),
        pytest.param(a_query(variables=[]), id="a list as variables"),
        pytest.param(a_query(variables=0), id="a number as variables"),
        pytest.param(a_query(extensions="x"), id="a string as extensions"),
        pytest.param(a_query(extensions=[1]), id="a list as extensions"),
    ],
)
async def test_a_body_that_is_no_request_is_refused(http: AsyncClient, body: bytes) -> None:
    refused(await http.post("/graphql", content=body, headers=AS_JSON), 400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(a_query(operationName=None, variables=None, extensions=None), id="nulls"),
        pytest.param(a_query(operationName="", variables={}, extensions={}), id="empty members"),
        pytest.param(a_query(id=1, doc_id="x", constructor={}), id="members nobody knows"),
        pytest.param(a_query(variables={"unknown": 1, "x\u0000": "\u0000"}), id="variables nobody declared"),
        pytest.param(b'{"query": "{ nothing }", ' + ASKED[1:], id="a name given twice: the last counts"),
        pytest.param(b"\n\t " + ASKED + b" \r\n", id="space around it"),
        pytest.param(json.dumps({"query": f"\ufeff{VIEWER} # \u0000 😀"}).encode(), id="odd characters in a comment"),
    ],
)
async def test_what_is_merely_odd_is_answered(http: AsyncClient, body: bytes) -> None:
    response = await http.post("/graphql", content=body, headers=AS_JSON)
    assert (response.status_code, response.json()) == (200, NOBODY)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "application",
        "application/",
        "application/graphql",
        "application/jsonx",
        "application/json5",
        "application/graphql-response+json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/json",
        "text/json",
        "application/json, text/plain",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1",
        "application/json; charset",
        "application/json; charset=utf-8; boundary=x",
        "application/json; version=2",
        "*/*",
        "\u00e4\u00f6",
    ],
)
async def test_only_json_is_taken(http: AsyncClient, content_type: str) -> None:
    headers = {b"Content-Type": content_type.encode("latin-1")}
    refused(await http.post("/graphql", content=ASKED, headers=headers), 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        " application/json ",
        "application/json;",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"',
    ],
)
async def test_json_goes_by_several_spellings(http: AsyncClient, content_type: str) -> None:
    response = await http.post("/graphql", content=ASKED, headers={"Content-Type": content_type})
    assert response.json() == NOBODY


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity, gzip", "aws-chunked", "x"])
async def test_a_compressed_body_is_refused(http: AsyncClient, encoding: str) -> None:
    response = await http.post(
        "/graphql", content=gzip.compress(ASKED), headers=AS_JSON | {"Content-Encoding": encoding}
    )
    refused(response, 415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_body_without_content_type_is_refused(http: AsyncClient) -> None:
    refused(await http.post("/graphql", content=ASKED), 415, "UNSUPPORTED_MEDIA_TYPE")


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for place in range(0, len(body), 10_000):
        yield body[place : place + 10_000]


@pytest.mark.parametrize("chunked", [False, True], ids=["declared", "in chunks"])
@pytest.mark.parametrize("over", [0, 1])
async def test_a_body_has_a_greatest_length(http: AsyncClient, chunked: bool, over: int) -> None:
    body = ASKED.ljust(graphql_request.MAX_BODY_BYTES + over)
    response = await http.post("/graphql", content=in_pieces(body) if chunked else body, headers=AS_JSON)
    if over:
        refused(response, 413, "CONTENT_TOO_LARGE")
    else:
        assert response.json() == NOBODY


async def test_a_body_that_never_arrives_is_given_up(http: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphql_request, "BODY_TIMEOUT_SECONDS", 0.05)

    async def endless() -> AsyncIterator[bytes]:
        yield b'{"query": '
        await asyncio.sleep(60)

    refused(await http.post("/graphql", content=endless(), headers=AS_JSON), 408, "REQUEST_TIMEOUT")


@pytest.mark.parametrize(
    ("members", "code"),
    [
        pytest.param({"query": "{"}, "GRAPHQL_PARSE_FAILED", id="a syntax error"),
        pytest.param({"query": "\u0000"}, "GRAPHQL_PARSE_FAILED", id="a NUL"),
        pytest.param({"query": '{ node(id: "\\uD800") { id } }'}, "GRAPHQL_PARSE_FAILED", id="a lone surrogate"),
        pytest.param({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED", id="an unknown field"),
        pytest.param({"query": "query A { nothing }", "operationName": "A"}, "GRAPHQL_VALIDATION_FAILED", id="named"),
        pytest.param({"operationName": "Other"}, "GRAPHQL_VALIDATION_FAILED", id="an unknown operation"),
        pytest.param({"query": f"query A {VIEWER} query B {VIEWER}"}, "GRAPHQL_VALIDATION_FAILED", id="which of two"),
        pytest.param({"query": f"fragment F on Query {VIEWER}"}, "GRAPHQL_VALIDATION_FAILED", id="no operation"),
        pytest.param({"query": f"subscription {VIEWER}"}, "GRAPHQL_VALIDATION_FAILED", id="a subscription"),
        pytest.param({"query": "type Query { a: Int }"}, "GRAPHQL_VALIDATION_FAILED", id="a schema"),
        pytest.param({"query": "{ viewer { ... @defer { role } } }"}, "GRAPHQL_VALIDATION_FAILED", id="incremental"),
        pytest.param(
            {"query": "{ clients(first: %s) { totalCount } }" % ("9" * 5_000)},
            "GRAPHQL_VALIDATION_FAILED",
            id="a number of 5,000 digits",
        ),
        pytest.param(
            {"query": "query ($id: ID!) { node(id: $id) { id } }"}, "GRAPHQL_VALIDATION_FAILED", id="a variable missing"
        ),
        pytest.param(
            {"query": "query ($id: ID!) { node(id: $id) { id } }", "variables": {"id": [[{"a": 1}]]}},
            "GRAPHQL_VALIDATION_FAILED",
            id="a variable of another type",
        ),
        pytest.param(
            {"query": "query ($n: Int) { clients(first: $n) { totalCount } }", "variables": {"n": 2**53}},
            "GRAPHQL_VALIDATION_FAILED",
            id="a variable out of range",
        ),
    ],
)
async def test_a_request_that_cannot_be_executed_is_not(pat: ApiClient, members: dict[str, Any], code: str) -> None:
    for media_type, status in ((RESPONSE_JSON, 400), (PLAIN_JSON, 200)):
        headers = AS_JSON | pat.headers | {"Accept": media_type}
        response = await pat.http.post("/graphql", content=a_query(**members), headers=headers)
        answer = response.json()
        assert (response.status_code, answer.keys()) == (status, {"errors"})
        assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
        assert "Python" not in response.text
        assert "digits" not in response.text


async def test_the_named_operation_runs_and_no_other(http: AsyncClient) -> None:
    both = f"query A {VIEWER} query B {{ __typename }}"
    answer = await http.post("/graphql", json={"query": both, "operationName": "B"})
    assert answer.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("url", "status"),
    [
        pytest.param({"query": VIEWER}, 200, id="a query"),
        pytest.param({"query": VIEWER, "variables": "", "extensions": "", "operationName": ""}, 200, id="empty"),
        pytest.param({"query": VIEWER, "variables": '{"a": 1}', "extensions": "{}", "other": "x"}, 200, id="members"),
        pytest.param({"query": VIEWER, "variables": "null"}, 200, id="null variables"),
        pytest.param({}, 400, id="nothing"),
        pytest.param({"query": ""}, 400, id="an empty query"),
        pytest.param({"query": [VIEWER, "{ nothing }"]}, 400, id="two queries"),
        pytest.param({"query": VIEWER, "operationName": ["A", "B"]}, 400, id="two operation names"),
        pytest.param({"query": VIEWER, "variables": ["{}", "{}"]}, 400, id="two variables"),
        pytest.param({"query": VIEWER, "variables": "x"}, 400, id="variables that are no JSON"),
        pytest.param({"query": VIEWER, "variables": "[]"}, 400, id="a list as variables"),
        pytest.param({"query": VIEWER, "extensions": "3"}, 400, id="a number as extensions"),
        pytest.param({"query": VIEWER, "variables": "[" * 9_000}, 400, id="deep variables"),
    ],
)
async def test_a_query_may_stand_in_the_url(http: AsyncClient, url: dict[str, Any], status: int) -> None:
    response = await http.get("/graphql", params=url)
    if status == 200:
        assert response.json() == NOBODY
    else:
        refused(response, status, "BAD_REQUEST")


async def test_head_is_a_get_without_the_body(http: AsyncClient) -> None:
    response = await http.head("/graphql", params={"query": VIEWER})
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json; charset=utf-8")


async def test_bytes_that_are_no_text_in_the_url_are_refused(http: AsyncClient) -> None:
    response = await http.get("/graphql?query=%ff%fe{", headers={"Accept": RESPONSE_JSON})
    assert (response.status_code, response.json()["errors"][0]["extensions"]) == (400, {"code": "GRAPHQL_PARSE_FAILED"})


@pytest.fixture
def acts() -> list[str]:
    """What the schema of `acting` has done."""
    return []


@pytest.fixture
async def acting(database: Database, acts: list[str]) -> AsyncIterator[AsyncClient]:
    """The endpoint on a schema that has a mutation."""
    schema = build_schema("type Query { read: String } type Mutation { act: String }")
    _mutation(schema, acts)
    key = KEY.encode()
    delivery = InvitationDelivery(partial(mint_session, key))
    recorder = AccessRecorder(database, timedelta(days=1))
    endpoint = GraphQLEndpoint(
        Executor(schema),
        database,
        Authenticator(key),
        LinkSigner(key),
        ViewerIds(key),
        access_recorder=recorder,
        delivery=delivery,
        public_url=None,
    )
    route = Route("/graphql", endpoint.handle, methods=["GET", "POST"])
    app = Starlette(routes=[route], exception_handlers=EXCEPTION_HANDLERS)
    headers = {"Authorization": f"Bearer {token_of('Pat')}"}
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test", headers=headers) as client:
        yield client


def _mutation(schema: GraphQLSchema, acts: list[str]) -> None:
    assert schema.mutation_type
    schema.mutation_type.fields["act"].resolve = lambda *_: acts.append("acted")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "url",
    [
        pytest.param({"query": "mutation { act }"}, id="alone"),
        pytest.param({"query": "query A { read } mutation B { act }", "operationName": "B"}, id="by name"),
    ],
)
async def test_a_mutation_needs_post(acting: AsyncClient, acts: list[str], method: str, url: dict[str, str]) -> None:
    response = await acting.request(method, "/graphql", params=url)
    assert (response.status_code, response.headers["allow"], acts) == (405, "POST", [])
    await acting.post("/graphql", json=url)
    assert acts == ["acted"]


async def test_a_get_that_does_not_say_which_operation_does_nothing(acting: AsyncClient, acts: list[str]) -> None:
    response = await acting.get("/graphql", params={"query": "mutation B { act } query A { read }"})
    assert ("data" in response.json(), acts) == (False, [])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
async def test_other_methods_are_refused(http: AsyncClient, method: str) -> None:
    response = await http.request(method, "/graphql", content=ASKED, headers=AS_JSON)
    refused(response, 405, "METHOD_NOT_ALLOWED")
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    "path",
    ["/x", "/graphq", "/graphql/x", "//graphql", "/GRAPHQL", "/files", "/files/", "/files/a/b", "/%2e%2e/etc", "/%00"],
)
async def test_an_unknown_path_is_not_found(http: AsyncClient, path: str) -> None:
    refused(await http.get(f"http://test{path}"), 404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", PLAIN_JSON),
        ("*/*", PLAIN_JSON),
        ("application/*", PLAIN_JSON),
        (PLAIN_JSON, PLAIN_JSON),
        (RESPONSE_JSON, RESPONSE_JSON),
        ("Application/GraphQL-Response+JSON", RESPONSE_JSON),
        (f"{RESPONSE_JSON}, {PLAIN_JSON};q=0.9", RESPONSE_JSON),
        (f"{RESPONSE_JSON};q=0.5, {PLAIN_JSON};q=0.9", PLAIN_JSON),
        (f"{RESPONSE_JSON};charset=utf-8, {PLAIN_JSON};charset=utf-8;q=0.1", RESPONSE_JSON),
        (f"{PLAIN_JSON};q=0, */*", RESPONSE_JSON),
        (f"*/*;q=0.1, {RESPONSE_JSON};q=0.2", RESPONSE_JSON),
        (f"text/html, {RESPONSE_JSON};q=0.001", RESPONSE_JSON),
        (f"{PLAIN_JSON};q=nan, {RESPONSE_JSON};q=0.1", RESPONSE_JSON),
        (f"{PLAIN_JSON};q=1e9, {RESPONSE_JSON};q=0.1", RESPONSE_JSON),
        (f"{PLAIN_JSON} ; q=0.3 , {RESPONSE_JSON} ; q=0.4", RESPONSE_JSON),
        (f",,{RESPONSE_JSON},;;", RESPONSE_JSON),
    ],
)
async def test_the_answer_comes_in_the_accepted_form(http: AsyncClient, accept: str, media_type: str) -> None:
    response = await http.post("/graphql", content=ASKED, headers=AS_JSON | {"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, f"{media_type}; charset=utf-8")


async def test_accept_headers_add_up(http: AsyncClient) -> None:
    headers = [*AS_JSON.items(), ("Accept", "text/html"), ("Accept", RESPONSE_JSON)]
    response = await http.post("/graphql", content=ASKED, headers=headers)
    assert response.headers["content-type"] == f"{RESPONSE_JSON}; charset=utf-8"


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/*",
        "image/png, text/plain;q=0.5",
        "application/xml",
        "multipart/mixed",
        f"{PLAIN_JSON};q=0",
        f"{PLAIN_JSON};q=0.000, {RESPONSE_JSON};q=0",
        "*/*;q=0",
        "json",
        ";;;",
        "\x7f",
        "x" * 10_000,
    ],
)
async def test_an_answer_nobody_accepts_is_not_given(http: AsyncClient, accept: str) -> None:
    response = await http.post("/graphql", content=ASKED, headers=AS_JSON | {"Accept": accept})
    refused(response, 406, "NOT_ACCEPTABLE")


async def test_no_answer_is_kept_by_a_cache(http: AsyncClient, pat: ApiClient) -> None:
    answers = [await pat.post(VIEWER), await http.get("/nowhere"), await http.post("/graphql", content=b"{")]
    assert {response.headers["cache-control"] for response in answers} == {"no-store"}


@pytest.mark.parametrize("host", ["[::1", "a b", "x:99999", "x:y", "", "evil.example", "a{b.evil.example"])
@pytest.mark.parametrize("path", ["/graphql", "/graphiql/config.json"])
async def test_an_odd_host_is_no_fault_of_the_server(http: AsyncClient, path: str, host: str) -> None:
    headers = {"Host": host}
    if path == "/graphql":
        assert (await http.post(path, content=ASKED, headers=AS_JSON | headers)).json() == NOBODY
    else:
        assert (await http.get(path, headers=headers)).json()["personas"] == []


@pytest.fixture
async def wire(app: Starlette) -> AsyncIterator[RawServer]:
    """The application on a real socket."""
    async with run_raw_server(app) as wire:
        yield wire


MARK = b'{"query": "{ node(id: \\"member W123\\") { id } }"}'
"""A request as health data would be in it."""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param([b"\x16\x03\x01\x02\x00\x01\x00"], 400, id="TLS"),
        pytest.param([b"GET\r\n\r\n"], 400, id="no path"),
        pytest.param([b"GET /graphql HTTP/9.9\r\nHost: x\r\n\r\n"], 400, id="a version nobody speaks"),
        pytest.param([post(MARK, "Transfer-Encoding: chunked", length=-1)], 400, id="chunks that are none"),
        pytest.param(
            [post(b"5\r\n" + MARK, "Transfer-Encoding: chunked", length=-1)], 400, id="a chunk longer than it says"
        ),
        pytest.param([post(MARK, "Transfer-Encoding: chunked")], 400, id="both a length and chunks"),
        pytest.param([post(MARK, "Content-Length: 3")], 400, id="two lengths"),
        pytest.param([post(MARK, length=-2)], 400, id="a negative length"),
        pytest.param([post(MARK, "A\x00B: c")], 400, id="a NUL in a header"),
        pytest.param([post(MARK, "No colon")], 400, id="a header without a colon"),
        pytest.param([post(MARK, length=10)], 400, id="more than the length says"),
        pytest.param([b"GET /graphql?query=" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"], 400, id="a long URL"),
        pytest.param([post(b"x", *("A: " + "b" * 1000 for _ in range(200)))], 400, id="long headers"),
        pytest.param([post(MARK, path="http://evil.example/graphql")], 200, id="a whole URL"),
        pytest.param([post(b" " * 300_000)], 413, id="a long body"),
        pytest.param([post(MARK, "Content-Type: text/plain")], 200, id="two content types"),
        pytest.param([post(MARK, "Authorization: Bearer x", "Authorization: Bearer x")], 401, id="two tokens"),
        pytest.param([post(MARK, "Authorization: Bearer \xff\xfe")], 401, id="bytes as token"),
        pytest.param([b"POST /graphql HTTP/1.0\r\n\r\n"], 415, id="HTTP 1.0"),
        pytest.param([post(MARK, "Expect: 100-continue")], 100, id="a promise to go on"),
        pytest.param([*(bytes([byte]) for byte in post(MARK))], 200, id="byte by byte"),
    ],
)
async def test_broken_http_is_refused_and_the_server_goes_on(
    wire: RawServer, http: AsyncClient, caplog: pytest.LogCaptureFixture, sent: list[bytes], status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = await wire.exchange(*sent)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert (await wire.exchange(post(ASKED))).endswith(b'{"data":{"viewer":null}}')
    assert "W123" not in caplog.text


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param([b""], id="nothing"),
        pytest.param([b"POST /graphql HTTP/1.1\r\nHost: x\r\nConte"], id="half the headers"),
        pytest.param([post(MARK, length=1_000)], id="half the body"),
        pytest.param([post(b"20\r\n" + MARK[:10], "Transfer-Encoding: chunked", length=-1)], id="half a chunk"),
        pytest.param([post(MARK)], id="all of it, without waiting for the answer"),
    ],
)
async def test_a_caller_who_hangs_up_leaves_no_trace(
    wire: RawServer, caplog: pytest.LogCaptureFixture, sent: list[bytes]
) -> None:
    caplog.set_level(logging.INFO)
    await asyncio.gather(*(wire.exchange(*sent, hang_up=True) for _ in range(20)))
    assert (await wire.exchange(post(ASKED))).startswith(b"HTTP/1.1 200 ")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert "W123" not in caplog.text


class Executions:
    """Executions in place of the executor's, which end when a test says so."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = asyncio.Event()

    async def execute(self, *_: object) -> Answer:
        self.begun += 1
        await self.may_end.wait()
        return Answer({}, executed=True)


class Arrivals:
    """The application, with a count of the requests that have arrived."""

    def __init__(self, app: Starlette) -> None:
        self.app, self.count = app, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.count += 1
        await self.app(scope, receive, send)


async def eventually(is_so: Callable[[], bool]) -> None:
    """Waits until something is so, and a little longer, for what may follow from it."""
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110 - a count has no event
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)


@pytest.fixture
async def running(monkeypatch: pytest.MonkeyPatch) -> Executions:
    """The executions, two at a time, of a server that is made after this."""
    executions = Executions()
    monkeypatch.setattr(graphql_endpoint, "MAX_CONCURRENT", 2)
    monkeypatch.setattr(Executor, "answer", executions.execute)
    return executions


async def test_only_so_many_are_executed_at_once_and_the_others_wait(running: Executions, settings: Settings) -> None:
    async with app_client(settings) as http:
        asked = [asyncio.create_task(http.post("/graphql", content=ASKED, headers=AS_JSON)) for _ in range(10)]
        await eventually(lambda: running.begun == 2)
        assert running.begun == 2
        running.may_end.set()
        assert [response.status_code for response in await asyncio.gather(*asked)] == [200] * 10


async def test_who_hangs_up_while_waiting_is_not_executed(running: Executions, settings: Settings) -> None:
    app = create_app(settings)
    arrivals = Arrivals(app)
    async with app.router.lifespan_context(app), run_raw_server(arrivals) as wire:
        patient = [asyncio.create_task(wire.exchange(post(ASKED))) for _ in range(2)]
        await eventually(lambda: running.begun == 2)
        await asyncio.gather(*(wire.exchange(post(ASKED), hang_up=True) for _ in range(10)))
        await eventually(lambda: arrivals.count == 12)
        running.may_end.set()
        await asyncio.gather(*patient)
        assert (await wire.exchange(post(ASKED))).startswith(b"HTTP/1.1 200 ")
    assert running.begun == 3

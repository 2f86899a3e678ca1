"""Every row of the guide's table of errors, produced by a real request: the code, and its HTTP status."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from httpx2 import AsyncClient, Response
from pydantic import SecretStr

from gql.auth.local_tokens import mint
from gql.execution.executor import Executor
from gql.http import graphql_request
from gql.http.graphql_endpoint import PLAIN_JSON, RESPONSE_JSON
from gql.http.upload_budget import OWNER_BYTES
from gql.settings import Settings
from insurance.enums import Role
from insurance.limits import UPLOAD_BYTES
from store.caller import Caller
from support.api_client import KEY, ApiClient
from support.app_client import app_client
from support.invalid_tokens import jwt_segment
from support.paths import ROOT
from support.raw_http import RawServer
from support.sandbox import Sandbox
from support.server import Server
from support.uploads import card_image, create_upload, put_bytes

GUIDE = (ROOT / "schema/README.md").read_text(encoding="utf-8")
SECTION = GUIDE.split("## Errors\n")[1].split("\n## ")[0]
ROWS = re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", SECTION, re.MULTILINE)


@dataclass(frozen=True)
class World:
    """What a request may need."""

    sandbox: Sandbox
    server: Server
    settings: Settings
    monkeypatch: pytest.MonkeyPatch


@dataclass(frozen=True)
class Answer:
    """The status of a response and its errors."""

    status: int
    errors: list[dict[str, Any]]
    data: Any = None

    @classmethod
    def of(cls, response: Response) -> "Answer":
        body = response.json()
        return cls(response.status_code, body["errors"], body.get("data"))


Produce = Callable[[World, str], Awaitable[Answer]]
PRODUCED: dict[tuple[str, str], Produce] = {}


def produces(code: str, where: str) -> Callable[[Produce], Produce]:
    def register(produce: Produce) -> Produce:
        PRODUCED[code, where] = produce
        return produce

    return register


def by_query(name: str, query: str, **variables: Any) -> Produce:
    """Sends a query as one of the cast."""

    async def produce(world: World, accept: str) -> Answer:
        api = world.sandbox.api(name)
        body = {"query": query, "variables": variables}
        return Answer.of(await api.http.post("/graphql", json=body, headers={**api.headers, "Accept": accept}))

    return produce


def by_request(method: str, path: str, **options: Any) -> Produce:
    """Sends a request without a token."""

    async def produce(world: World, _accept: str) -> Answer:
        return Answer.of(await world.sandbox.http.request(method, path, **options))

    return produce


def by_bytes(sent: bytes) -> Produce:
    """Sends bytes to the real server."""

    async def produce(world: World, _accept: str) -> Answer:
        header, _, body = (await RawServer(world.server.port).exchange(sent)).partition(b"\r\n\r\n")
        return Answer(int(header.split()[1]), json.loads(body)["errors"])

    return produce


VIEWER = "{ viewer { role } }"
PRODUCED |= {
    ("UNAUTHENTICATED", "document, HTTP 401"): by_query("nobody", "{ payers { totalCount } }"),
    ("FORBIDDEN", "field"): by_query("Cleo", "{ clients { totalCount } }"),
    ("BAD_USER_INPUT", "field"): by_query("Pat", "{ clients(first: 1, last: 1) { totalCount } }"),
    ("BAD_USER_INPUT", "document"): by_query(
        "Pat", "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 201
    ),
    ("GRAPHQL_PARSE_FAILED", "document"): by_query("Pat", "{"),
    ("GRAPHQL_VALIDATION_FAILED", "document"): by_query("Pat", "{ nothing }"),
    ("TOO_COMPLEX", "document"): by_query("Pat", "{" + "viewer { role } " * 51 + "}"),
    ("PERSISTED_QUERY_NOT_SUPPORTED", "HTTP 200"): by_request(
        "POST", "/graphql", json={"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}
    ),
    ("BAD_REQUEST", "HTTP 400"): by_request("POST", "/graphql", json=[{"query": VIEWER}]),
    ("NOT_FOUND", "HTTP 404"): by_request("GET", "/files/nothing"),
    ("METHOD_NOT_ALLOWED", "HTTP 405"): by_request(
        "GET", "/graphql", params={"query": 'mutation { acceptInvitation(input: {invitation: "x"}) { accessToken } }'}
    ),
    ("NOT_ACCEPTABLE", "HTTP 406"): by_request(
        "POST", "/graphql", json={"query": VIEWER}, headers={"Accept": "text/html"}
    ),
    ("CONTENT_TOO_LARGE", "HTTP 413"): by_request(
        "POST", "/graphql", json={"query": VIEWER.ljust(graphql_request.MAX_BODY_BYTES)}
    ),
    ("UNSUPPORTED_MEDIA_TYPE", "HTTP 415"): by_request("POST", "/graphql", data={"query": VIEWER}),
    ("URI_TOO_LONG", "HTTP 414"): by_bytes(
        b"GET /graphql?query=" + b"x" * 17_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    ),
    ("REQUEST_HEADER_FIELDS_TOO_LARGE", "HTTP 431"): by_bytes(
        b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + b"X-A: b\r\n" * 120 + b"\r\n"
    ),
}


@produces("UNAUTHENTICATED", "HTTP 401")
async def invalid_token(world: World, _accept: str) -> Answer:
    return Answer.of(await ApiClient(world.sandbox.http, "x").post(VIEWER))


@produces("INTROSPECTION_DISABLED", "document")
async def introspection_off(world: World, accept: str) -> Answer:
    async with app_client(world.settings.model_copy(update={"introspection": False})) as http:
        body = {"query": "{ __schema { types { name } } }"}
        return Answer.of(await http.post("/graphql", json=body, headers={"Accept": accept}))


@produces("INTERNAL_SERVER_ERROR", "field, HTTP 500")
async def fault(world: World, _accept: str) -> Answer:
    async def fail(*_: object) -> None:
        raise RuntimeError("unforeseen")

    world.monkeypatch.setattr(Executor, "answer", fail)
    return Answer.of(await world.sandbox.api("Pat").post(VIEWER))


@produces("SERVICE_UNAVAILABLE", "HTTP 503")
async def provider_down(world: World, _accept: str) -> Answer:
    provider: dict[str, Any] = {
        "oidc_issuer": "https://id.example",
        "oidc_jwks_url": "http://127.0.0.1:1/jwks",
        "oidc_audience": "policybook",
    }
    settings = Settings(database_url=world.settings.database_url, local_key=SecretStr(KEY), **provider)
    token = ".".join(map(jwt_segment, ({"alg": "RS256", "kid": "a"}, {"iss": "https://id.example"}, b"x")))
    async with app_client(settings) as http:
        return Answer.of(await ApiClient(http, token).post(VIEWER))


@produces("REQUEST_TIMEOUT", "HTTP 408")
async def slow_body(world: World, _accept: str) -> Answer:
    world.monkeypatch.setattr(graphql_request, "BODY_TIMEOUT_SECONDS", 0.05)

    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    headers = {"Content-Type": "application/json"}
    return Answer.of(await world.sandbox.http.post("/graphql", content=endless(), headers=headers))


@produces("CONFLICT", "HTTP 409")
async def sent_again(world: World, _accept: str) -> Answer:
    api, begun = world.sandbox.api("Pat"), asyncio.Event()
    upload = await create_upload(api, card_image())

    async def unfinished() -> AsyncIterator[bytes]:
        yield card_image()[:100]
        begun.set()
        await asyncio.sleep(60)

    first = asyncio.create_task(api.http.put(upload["url"], content=unfinished()))
    await begun.wait()
    assert (await put_bytes(api, upload, card_image())).status_code == 200
    return Answer.of(await first)


@produces("TOO_MANY_REQUESTS", "HTTP 429")
async def much_at_once(world: World, _accept: str) -> Answer:
    api, sending = world.sandbox.api("Pat"), []
    largest = b"x" * UPLOAD_BYTES

    async def unfinished(begun: asyncio.Event) -> AsyncIterator[bytes]:
        yield b"x"
        begun.set()
        await asyncio.sleep(60)

    for _ in range(OWNER_BYTES // UPLOAD_BYTES):
        upload, begun = await create_upload(api, largest), asyncio.Event()
        sending.append(asyncio.create_task(api.http.put(upload["url"], content=unfinished(begun))))
        await begun.wait()
    response = await put_bytes(api, await create_upload(api, card_image()), card_image())
    for request in sending:
        request.cancel()
    await asyncio.gather(*sending, return_exceptions=True)
    return Answer.of(response)


@produces("RANGE_NOT_SATISFIABLE", "HTTP 416")
async def range_beyond(world: World, _accept: str) -> Answer:
    query = "{ viewer { client { policies { attachments { url } } } } }"
    async with AsyncClient(base_url=world.server.url) as http:
        policies = (await ApiClient.signed_in(http, "Cleo").data(query))["viewer"]["client"]["policies"]
        url = next(file["url"] for policy in policies for file in policy["attachments"])
        return Answer.of(await http.get(url, headers={"Range": "bytes=999999999-"}))


@produces("UPLOAD_REJECTED", "HTTP 422")
async def rejected(world: World, _accept: str) -> Answer:
    api = world.sandbox.api("Pat")
    return Answer.of(await put_bytes(api, await create_upload(api, b"no picture"), b"no picture"))


@produces("UNAUTHENTICATED", "field")
async def gone(world: World, _accept: str) -> Answer:
    nowhere = Caller("00000000-0000-0000-0000-000000000000", Role.PRACTITIONER, "local:pat")
    return Answer.of(await ApiClient(world.sandbox.http, mint(KEY.encode(), nowhere)).post(VIEWER))


def test_every_row_of_the_table_is_produced_here() -> None:
    assert {tuple(row) for row in ROWS} == PRODUCED.keys()
    assert len(ROWS) == len(PRODUCED)


@pytest.mark.parametrize(("code", "where"), ROWS)
async def test_a_request_gets_the_code_and_the_status_that_the_guide_says(
    code: str, where: str, sandbox: Sandbox, server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(sandbox, server, settings, monkeypatch)
    produce = PRODUCED[code, where]
    answer = await produce(world, RESPONSE_JSON)
    assert [error["extensions"]["code"] for error in answer.errors] == [code]
    if where == "field":
        assert (answer.status, bool(answer.errors[0]["path"])) == (200, True)
    elif where.startswith("document"):
        assert (answer.status, answer.data) == (401 if "401" in where else 400, None)
        assert (await produce(world, PLAIN_JSON)).status == 200
    else:
        assert f"HTTP {answer.status}" in where
    assert all(error["message"] for error in answer.errors)

"""Answers to queries are compressed as the request accepts; nothing that holds a credential is."""

import gzip
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import orjson
import pytest
from httpx2 import AsyncClient, Response

from gql.global_ids import global_id
from gql.http.compression import MIN_BYTES, THREAD_BYTES
from gql.quality_values import preferred_coding
from gql.settings import Settings
from store.demo.cast import CLEO
from support.api_client import token_of
from support.app_client import app_client
from support.operations import OPERATIONS
from support.sandbox import document, sandbox_on_copy

QUERIES = {operation.name: operation.query for operation in OPERATIONS}
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}
SHORT = "{ viewer { role } }"


async def ask(http: AsyncClient, accepted: str, query: str, variables: dict[str, Any] | None = None) -> Response:
    """The answer to Pat's query."""
    headers = {"Authorization": f"Bearer {token_of('Pat')}", "Accept-Encoding": accepted}
    body = {"query": query, "variables": variables or {}}
    return await http.post("/graphql", json=body, headers=headers)


async def sent(http: AsyncClient, accepted: str, query: str, variables: dict[str, Any] | None = None) -> bytes:
    """The bytes that went over the network in answer to Pat's query; httpx would decode them."""
    headers = {"Authorization": f"Bearer {token_of('Pat')}", "Accept-Encoding": accepted}
    body = {"query": query, "variables": variables or {}}
    async with http.stream("POST", "/graphql", json=body, headers=headers) as response:
        contents = b"".join([chunk async for chunk in response.aiter_raw()])
        assert int(response.headers["content-length"]) == len(contents)
        assert response.headers.get("content-encoding", "") == (accepted if accepted in DECODERS else "")
        return contents


@pytest.mark.parametrize("coding", ["br", "gzip"])
async def test_a_page_of_sixty_charts_shrinks_to_a_fifth(http: AsyncClient, coding: str) -> None:
    # Without links to files, which differ from answer to answer.
    query = QUERIES["Charts"].replace("previewUrl", "fileName")
    plain = await sent(http, "identity", query, {"first": 60})
    compressed = await sent(http, coding, query, {"first": 60})
    assert len(orjson.loads(plain)["data"]["clients"]["edges"]) == 60
    assert DECODERS[coding](compressed) == plain
    assert len(plain) > 45_000
    assert len(compressed) < len(plain) / 5


@pytest.mark.parametrize(
    "accepted", ["", "identity", "deflate", "br;q=0, gzip;q=0", "*;q=0", "zstd", "brotli", "gzip;q=x"]
)
async def test_an_answer_is_plain_where_nothing_else_is_accepted(http: AsyncClient, accepted: str) -> None:
    answer = await ask(http, accepted, QUERIES["PayerList"])
    assert len(answer.content) > MIN_BYTES
    assert "content-encoding" not in answer.headers
    assert "accept-encoding" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),  # what browsers send
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br; q=0.8 ,gzip; q=0.8", "br"),
        ("gzip;q=0, br", "br"),
        ("br;q=0.001", "br"),
        ("identity;q=0.5, gzip", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=2", None),
        (",,;", None),
    ],
)
def test_the_request_says_which_coding_it_prefers(accepted: str, coding: str | None) -> None:
    assert preferred_coding(accepted, ["br", "gzip"]) == coding


async def test_several_accept_encoding_headers_count_as_one(http: AsyncClient) -> None:
    headers = [("Authorization", f"Bearer {token_of('Pat')}"), ("Accept-Encoding", "zstd"), ("Accept-Encoding", "gzip")]
    answer = await http.post("/graphql", json={"query": QUERIES["PayerList"]}, headers=headers)
    assert answer.headers["content-encoding"] == "gzip"


async def test_a_short_answer_is_plain(http: AsyncClient) -> None:
    answer = await ask(http, "br, gzip", SHORT)
    assert "content-encoding" not in answer.headers
    assert len(answer.content) < MIN_BYTES


async def test_errors_and_get_requests_are_compressed_too(http: AsyncClient) -> None:
    wrong = "{ " + " ".join(f"field{number}" for number in range(60)) + " }"
    answer = await ask(http, "br", wrong)
    assert answer.headers["content-encoding"] == "br"
    assert answer.json()["errors"]
    headers = {"Authorization": f"Bearer {token_of('Pat')}", "Accept-Encoding": "gzip"}
    answer = await http.get("/graphql", params={"query": QUERIES["PayerList"]}, headers=headers)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.json()["data"]["payers"]["edges"]


async def test_a_compressed_answer_keeps_its_other_headers(settings: Settings) -> None:
    origin = "https://portal.example"
    async with app_client(settings.model_copy(update={"cors_origins": (origin,)})) as http:
        headers = {"Authorization": f"Bearer {token_of('Pat')}", "Accept-Encoding": "br", "Origin": origin}
        answer = await http.post("/graphql", json={"query": QUERIES["PayerList"]}, headers=headers)
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == origin
    assert {name.strip().lower() for name in answer.headers["vary"].split(",")} == {
        "accept",
        "accept-encoding",
        "origin",
    }


async def test_the_schema_is_compressed_and_revalidated(http: AsyncClient) -> None:
    for coding in ("br", "gzip"):
        answer = await http.get("/schema.graphql", headers={"Accept-Encoding": coding})
        assert answer.headers["content-encoding"] == coding
        assert "type Query" in answer.text
        # The same text in other bytes: a weak validator.
        assert answer.headers["etag"].startswith('W/"')
        headers = {"Accept-Encoding": coding, "If-None-Match": answer.headers["etag"]}
        again = await http.get("/schema.graphql", headers=headers)
        assert (again.status_code, again.headers["vary"]) == (304, "Accept-Encoding")


async def test_a_very_long_answer_is_whole(http: AsyncClient) -> None:
    aliases = " ".join(f"a{number}: displayName" for number in range(110))
    query = f"{{ clients(first: 100) {{ nodes {{ {aliases} }} }} }}"
    plain = await sent(http, "identity", query)
    assert len(plain) > THREAD_BYTES / 2
    for coding, decode in DECODERS.items():
        assert decode(await sent(http, coding, query)) == plain


@pytest.mark.parametrize("mutation", ["inviteClient", "createUpload", "addClient"])
async def test_an_answer_to_a_mutation_is_never_compressed(demo_file: Path, tmp_path: Path, mutation: str) -> None:
    inputs = {
        "inviteClient": {"clientId": global_id("Client", CLEO.id)},
        "createUpload": {"fileName": "card.png", "contentType": "image/png", "byteSize": 9},
        "addClient": {"firstName": "Nia", "lastName": "Okoro"},
    }
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db") as sandbox:
        fields = " ".join(f"a{number}: __typename" for number in range(80))
        query = document(mutation).replace("userErrors {", f"{fields} userErrors {{", 1)
        answer = await ask(sandbox.http, "br, gzip", query, {"input": inputs[mutation]})
    assert answer.json()["data"][mutation]["userErrors"] == []
    assert len(answer.content) > MIN_BYTES
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "no-store, no-transform"


@pytest.mark.parametrize("path", ["/graphiql/config.json", "/demo/config.json"])
async def test_a_configuration_with_tokens_is_never_compressed(http: AsyncClient, path: str) -> None:
    answer = await http.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert len(answer.content) > MIN_BYTES
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "no-store, no-transform"


async def test_no_credential_is_ever_sent_twice(http: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lengths of one compressed answer betray of a link must be worth nothing in the next."""
    chart = "{ clients(first: 60) { nodes { policies { attachments { url previewUrl } } } } }"
    links = []
    for second in range(2):
        monkeypatch.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", lambda _self, second=second: second)
        answer = (await ask(http, "br", chart)).json()["data"]["clients"]["nodes"]
        links.append(
            {
                url
                for client in answer
                for policy in client["policies"]
                for a in policy["attachments"]
                for url in a.values()
            }
        )
    assert links[0] and links[1]
    assert not links[0] & links[1]

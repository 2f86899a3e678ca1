"""Unexpected errors are masked: the caller gets an id, and the log has under it what happened and where, without any
text of a record. Ordinary requests log nothing of their content."""

import asyncio
import gc
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from gql.auth.authenticate import Authenticator
from gql.auth.signed_links import LinkSigner
from gql.execution.executor import Executor
from gql.graph import loaders
from gql.http import graphql_endpoint, health
from gql.mutations import add_payer
from gql.pages import personas
from gql.settings import Settings
from gql.types import policy
from store.db.database import Database
from support.api_client import ApiClient, token_of
from support.app_client import app_client

QUOTE = "SECRET member id W123"
CHART = '{ clients(search: "Cleo Marchetti") { nodes { displayName policies { id needsPayer } } } }'


class Unforeseen(Exception):
    """What a test makes happen. Its text quotes a record."""


def fail(*_: object, **__: object) -> Any:
    try:
        raise KeyError(QUOTE)
    except KeyError as error:
        raise Unforeseen(QUOTE) from error


async def fail_later(*_: object, **__: object) -> Any:
    await asyncio.sleep(0)
    fail()


@pytest.fixture
async def logged(caplog: pytest.LogCaptureFixture) -> AsyncIterator[pytest.LogCaptureFixture]:
    """Everything that anything logs, of which nothing may quote the record."""
    caplog.set_level(logging.DEBUG)
    yield caplog
    # What was never waited for complains when it is thrown away.
    await asyncio.sleep(0)
    gc.collect()
    records = [*caplog.get_records("call"), *caplog.get_records("teardown")]
    assert not any("secret" in text.lower() for text in texts(records))


def texts(records: Sequence[logging.LogRecord]) -> list[str]:
    """What the server's log holds: a handler may print a record's text, its parts and its traceback."""
    servers = (record for record in records if not record.name.startswith("httpx2"))
    return [f"{logging.Formatter().format(record)} {record.args!r}" for record in servers]


def masked(error: dict[str, Any], logged: pytest.LogCaptureFixture) -> str:
    """The error gives an id and nothing else; under the id, the log says what happened where. Answers with that."""
    id_ = error["extensions"]["errorId"]
    assert error["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "errorId": id_}
    assert error["message"] == f"Something went wrong on our side. If it happens again, tell us this id: {id_}"
    (record,) = (record for record in logged.records if id_ in record.getMessage())
    assert (record.name, record.levelname) == ("policybook", "ERROR")
    return record.getMessage()


CHANGE = 'mutation { addPayer(input: { name: "Somebody new" }) { payer { id } } }'
POLICIES = ["clients", "nodes", 0, "policies"]


@pytest.mark.parametrize(
    ("where", "name", "failure", "query", "path"),
    [
        pytest.param(Database, "read", fail_later, CHART, ["clients"], id="the first read"),
        pytest.param(loaders, "policies_by_client", fail_later, CHART, POLICIES, id="a loader"),
        pytest.param(policy, "needs_payer", fail, CHART, [*POLICIES, 0, "needsPayer"], id="a pure function"),
        pytest.param(Database, "write", fail_later, CHANGE, ["addPayer"], id="a write"),
        pytest.param(add_payer, "fields_set", fail, CHANGE, ["addPayer"], id="a mutation"),
    ],
)
async def test_a_failure_is_masked(
    pat: ApiClient,
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    failure: object,
    query: str,
    path: list[str | int],
) -> None:
    monkeypatch.setattr(where, name, failure)
    response = await pat.post(query)
    assert response.status_code == 200
    assert "SECRET" not in response.text
    (error, *_) = response.json()["errors"]
    assert error["path"] == path
    log = masked(error, logged)
    assert ": Unforeseen\n" in log
    assert "in fail\n" in log


@pytest.mark.parametrize(
    "kind", [ValueError, KeyError, AssertionError, RecursionError, TimeoutError, MemoryError, sqlite3.OperationalError]
)
async def test_a_failure_of_any_kind_is_masked(
    pat: ApiClient, logged: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    async def fail_so(*_: object) -> None:
        raise kind(QUOTE)

    monkeypatch.setattr(Database, "read", fail_so)
    (error,) = (await pat.execute(CHART))["errors"]
    assert f": {kind.__name__}\n" in masked(error, logged)


async def test_one_failure_has_one_id_however_many_fields_it_spoils(
    pat: ApiClient, logged: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaders, "policies_by_client", fail_later)
    query = '{ clients { nodes { coverageTimeline(from: "2025-01-01", to: "2025-12-31") { gap } } } }'
    errors = (await pat.execute(query))["errors"]
    assert len(errors) == 25
    assert len({masked(error, logged) for error in errors}) == 1


ANSWERED = "/graphql?query={viewer{role}}"


@pytest.mark.parametrize(
    ("where", "name", "url"),
    [
        pytest.param(Authenticator, "authenticate", ANSWERED, id="on the way in"),
        pytest.param(Executor, "answer", ANSWERED, id="in the engine"),
        pytest.param(graphql_endpoint, "_response", ANSWERED, id="on the way out"),
        pytest.param(personas, "has_demo", "/graphiql/config.json", id="beside the endpoint"),
        pytest.param(LinkSigner, "verify_file", "/files/x", id="before a file"),
    ],
)
async def test_a_failure_outside_of_graphql_is_masked(
    http: AsyncClient,
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    url: str,
) -> None:
    monkeypatch.setattr(where, name, fail)
    response = await http.get(url)
    assert (response.status_code, response.headers["content-type"]) == (500, "application/json")
    assert "SECRET" not in response.text
    (error,) = response.json()["errors"]
    assert "in fail\n" in masked(error, logged)


ORDINARY = {
    "a literal": {"query": '{ clients(search: "SECRET") { totalCount } }'},
    "a variable": {"query": "query ($s: String) { clients(search: $s) { totalCount } }", "variables": {"s": "SECRET"}},
    "a syntax error": {"query": '{ node(id: "SECRET" }'},
    "an unknown field": {"query": "{ SECRET }"},
    "a wrong literal": {"query": '{ clients(first: "SECRET") { totalCount } }'},
    "a wrong variable": {
        "query": "query ($n: Int) { clients(first: $n) { totalCount } }",
        "variables": {"n": "SECRET"},
    },
    "a value that cannot be": {"query": '{ clients(after: "SECRET") { totalCount } }'},
    "a number of 5,000 digits": {"query": "{ SECRET: clients(first: %s) { totalCount } }" % ("9" * 5_000)},
    "a refusal": {"query": 'mutation { addPayer(input: { name: "SECRET\\u0000" }) { userErrors { message } } }'},
    "no request": {"SECRET": "SECRET"},
}


@pytest.mark.parametrize("asked", ORDINARY.values(), ids=ORDINARY)
async def test_an_ordinary_request_leaves_nothing_in_the_log(
    pat: ApiClient, logged: pytest.LogCaptureFixture, asked: dict[str, Any]
) -> None:
    await pat.http.post("/graphql", json=asked, headers=pat.headers)
    await pat.http.get("/graphql", params={**asked, "variables": "{}"}, headers=pat.headers)
    assert not any(str(pat.token) in text for text in texts(logged.records))
    assert [record for record in logged.records if record.levelno >= logging.WARNING] == []


async def test_a_bad_token_leaves_nothing_in_the_log(http: AsyncClient, logged: pytest.LogCaptureFixture) -> None:
    assert (await ApiClient(http, f"{token_of('Pat')}SECRET").post(CHART)).status_code == 401
    assert not any(token_of("Pat")[:20] in text for text in texts(logged.records))


@pytest.mark.parametrize(("path", "said"), [("/livez", f"live, policybook {health.VERSION}"), ("/readyz", "ready")])
async def test_a_server_in_order_lives_and_is_ready(http: AsyncClient, path: str, said: str) -> None:
    response = await http.get(path)
    assert (response.status_code, response.text) == (200, said)
    assert (await http.head(path)).status_code == 200
    assert (await http.post(path)).status_code == 405


def _replaced(path: Path) -> None:
    path.write_text("no database at all\n" * 100)


def of_server(logged: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in logged.records if record.name == "policybook"]


BROKEN = {
    "a file that is no database": _replaced,
    "a folder": Path.mkdir,
}


@pytest.mark.parametrize("break_", BROKEN.values(), ids=BROKEN)
async def test_a_server_without_its_database_lives_and_is_not_ready(
    settings: Settings, tmp_path: Path, logged: pytest.LogCaptureFixture, break_: Callable[[Path], object]
) -> None:
    break_(tmp_path / "broken.db")
    changed = {"database_url": f"sqlite+aiosqlite:///{tmp_path}/broken.db", "files_url": settings.resolved_files_url}
    async with app_client(settings.model_copy(update=changed)) as http:
        assert (await http.get("/livez")).status_code == 200
        response = await http.get("/readyz")
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        answer = await ApiClient.signed_in(http, "Pat").post(CHART)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["SERVICE_UNAVAILABLE"]
    assert all(record.levelname == "ERROR" and "\n" not in record.getMessage() for record in of_server(logged))


async def test_a_server_whose_database_does_not_answer_is_not_ready(
    http: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: Database) -> bool:
        await asyncio.sleep(60)
        return True

    monkeypatch.setattr(health, "READY_TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(Database, "is_writable", never)
    assert (await http.get("/readyz")).status_code == 503

"""The server process: what is the same for every response, whom it believes, and that it is the only one."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from gql.http.http_limits import HttpLimits
from gql.http.server import server_config
from gql.settings import Settings
from support.api_client import KEY
from support.command_line import CommandLine, CommandResult
from support.raw_sockets import ENDING, answer_to, get, status_of
from support.server import Server, run_server

POLICYBOOK = str(Path(sys.executable).with_name("policybook"))
WEBSOCKET = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13")
EXAMPLE = "https://portal.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on the demo, with an origin that may call it."""
    with run_server(tmp_path_factory.mktemp("server"), "migrate", "demo", cors_origins=EXAMPLE) as server:
        yield server


def request(method: str, path: str, *fields: str) -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: a", "Connection: close", *fields, "", ""]).encode()


PREFLIGHT = (f"Origin: {EXAMPLE}", "Access-Control-Request-Method: POST")

RESPONSES = {
    "a page": (request("GET", "/"), 200),
    "GraphiQL": (request("GET", "/graphql", "Accept: text/html"), 200),
    "GraphiQL's configuration": (request("GET", "/graphiql/config.json"), 200),
    "a widget": (request("GET", "/widgets/chart-insurance.js"), 200),
    "a health check": (request("GET", "/livez"), 200),
    "a query": (request("GET", "/graphql?query={__typename}"), 200),
    "its head": (request("HEAD", "/graphql?query={__typename}"), 200),
    "no query": (request("GET", "/graphql"), 400),
    "a path that is none": (request("GET", "/none"), 404),
    "a method that is none": (request("PUT", "/graphql"), 405),
    "a forged link": (request("GET", "/files/x"), 404),
    "a forged upload": (request("PUT", "/uploads/x"), 404),
    "a forged token": (request("GET", "/graphql?query={__typename}", "Authorization: Bearer x"), 401),
    "a content type that is none": (request("POST", "/graphql", "Content-Length: 0"), 415),
    "an accepted preflight": (request("OPTIONS", "/graphql", *PREFLIGHT), 200),
    "a refused preflight": (request("OPTIONS", "/graphql", *PREFLIGHT, "Access-Control-Request-Headers: x-y"), 400),
    "a malformed request": (b"nothing\r\n\r\n", 400),
    "a long URL": (request("GET", "/" + "x" * 20_000), 414),
    "a long header": (request("GET", "/", "x: " + "x" * 40_000), 431),
    "a WebSocket": (request("GET", "/graphql", *WEBSOCKET), 400),
}


@pytest.mark.parametrize("kind", RESPONSES)
def test_no_browser_guesses_what_a_response_is(server: Server, kind: str) -> None:
    sent, status = RESPONSES[kind]
    answer = answer_to(server.port, sent)
    assert status_of(answer) == status
    assert answer.partition(ENDING)[0].lower().count(b"\r\nx-content-type-options: nosniff") == 1


def test_the_server_is_not_the_first_to_close_an_idle_connection_of_a_proxy() -> None:
    longest_of_a_proxy = 600
    config = server_config(Starlette(), "127.0.0.1", 0, (), HttpLimits())
    assert config.timeout_keep_alive > longest_of_a_proxy


@pytest.mark.parametrize("path", ["/graphql/", "/livez/", "/widgets/chart-insurance.js/", "//graphql", "/graphql//"])
def test_nothing_leads_to_the_host_that_a_request_names(server: Server, path: str) -> None:
    answer = answer_to(server.port, f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode())
    assert status_of(answer) == 404
    assert b"evil.example" not in answer
    assert b"\r\nlocation:" not in answer


def test_the_version_is_told(server: Server) -> None:
    assert answer_to(server.port, get("/livez")).endswith(f"live, policybook {version('policybook')}".encode())
    printed = subprocess.run([POLICYBOOK, "--version"], check=True, capture_output=True, text=True)
    assert printed.stdout == f"policybook {version('policybook')}\n"


ACCEPT = 'mutation { acceptInvitation(input: {invitation: "none"}) { userErrors { code } } }'


def codes_of_guesses(server: Server, forwarded: str) -> list[str]:
    """What twelve guesses at an invitation are told, which come from this place by turns."""
    codes = []
    with httpx2.Client(base_url=server.url) as client:
        for turn in range(12):
            headers = {"X-Forwarded-For": forwarded.format(turn=turn)}
            answer = client.post("/graphql", json={"query": ACCEPT}, headers=headers).json()
            codes += [error["code"] for error in answer["data"]["acceptInvitation"]["userErrors"]]
    return codes


def test_only_a_trusted_proxy_says_where_a_request_comes_from(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A setting of uvicorn's own, which Policybook does not go by.
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    with run_server(tmp_path_factory.mktemp("trusting"), "migrate") as trusting:
        # The last address that is no trusted proxy's is the caller's: what the caller wrote before it is not believed.
        assert "LIMIT_REACHED" not in codes_of_guesses(trusting, "203.0.113.{turn}")
        assert "LIMIT_REACHED" in codes_of_guesses(trusting, "198.51.100.{turn}, 203.0.113.99")
    with run_server(tmp_path_factory.mktemp("distrusting"), "migrate", trusted_proxies="192.0.2.7") as distrusting:
        assert "LIMIT_REACHED" in codes_of_guesses(distrusting, "203.0.113.{turn}")


@pytest.mark.parametrize("proxies", ["*", "0.0.0.0/0", "::/0", "proxy.example", "10.0.0.1/8", "10.0.0.7:80"])
def test_proxies_are_addresses_and_not_all_the_world(proxies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYBOOK_TRUSTED_PROXIES", f"10.0.0.7, {proxies}")
    with pytest.raises(ValueError, match="must be IP addresses or networks"):
        Settings()


@pytest.mark.parametrize(
    ("told", "proxies"),
    [("", ()), ("10.0.0.7", ("10.0.0.7",)), ("10.0.0.0/24, 2001:db8::/64", ("10.0.0.0/24", "2001:db8::/64"))],
)
def test_proxies_are_told_by_address_or_network(
    told: str, proxies: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().trusted_proxies == ("127.0.0.1", "::1")
    monkeypatch.setenv("POLICYBOOK_TRUSTED_PROXIES", told)
    assert Settings().trusted_proxies == proxies


def other_names(file: Path, folder: Path) -> Iterator[Path]:
    """The same database by other names: a hard link, links to that and to the file, and in a linked folder."""
    hard, soft, both, linked = folder / "hard.db", folder / "soft.db", folder / "both.db", folder / "linked"
    os.link(file, hard)
    soft.symlink_to(file)
    both.symlink_to(hard)
    linked.symlink_to(file.parent)
    yield from (hard, soft, both, linked / file.name)


def test_a_database_is_served_once_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policybook = CommandLine(tmp_path, monkeypatch, capsys)

    def run(command: str, database: Path) -> CommandResult:
        url = f"sqlite+aiosqlite:///{database}"
        return policybook(*command.split(), database_url=url, local_key=KEY)

    with run_server(tmp_path, "migrate") as server:
        (elsewhere := tmp_path / "elsewhere").mkdir()
        hard, soft, both, linked = other_names(server.file, elsewhere)
        for name in (hard, soft, both, linked):
            for command in ("serve", "migrate", "demo"):
                assert "is in use by another policybook process" in run(command, name).error
        # These take no lock. Under the name of a hard link they would miss, or damage, what the server has written.
        for command in ("practice list", "practice add Elm", "demo --when-empty", f"backup {tmp_path}/backup"):
            assert "is in use by another policybook process" in run(command, hard).error
            assert "is in use by another policybook process" in run(command, both).error
        assert run("practice list", soft).output == run("practice list", linked).output == ""
        # Those attempts have not freed the locks that SQLite holds for the server.
        assert status_of(answer_to(server.port, get("/readyz"))) == 200
        connection = sqlite3.connect(server.file)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
        assert server.process.poll() is None


def test_a_hangup_ends_the_server_in_order_unless_it_was_started_with_nohup(tmp_path: Path) -> None:
    with run_server(tmp_path, "migrate") as server:
        server.process.send_signal(signal.SIGHUP)
        assert server.process.wait(timeout=20) == 0
        assert not server.file.with_name("policybook.db-wal").exists()
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with run_server(tmp_path) as server:
            server.process.send_signal(signal.SIGHUP)
            assert status_of(answer_to(server.port, get("/livez"))) == 200
            assert status_of(answer_to(server.port, get("/readyz"))) == 200
            assert server.process.poll() is None
    finally:
        signal.signal(signal.SIGHUP, before)

"""What strangers do below HTTP costs the server little, and nobody else anything."""

import asyncio
import json
import logging
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import chain, repeat
from threading import Thread

import orjson
import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from gql.http.http_limits import HttpLimits
from gql.http.server import server_config
from gql.observability.logs import JsonFormatter
from support.raw_sockets import (
    ENDING,
    answer_to,
    connection,
    connections,
    flood,
    get,
    memory_of,
    rest_of,
    status_of,
)
from support.server import Server, run_server

LIMITS = HttpLimits()
HEAD = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n"
CHUNKED = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
STATUS_LINES = re.compile(rb"HTTP/1\.1 \d{3} ")
QUERY = b'{"query":"{ __typename }"}'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server as operators run it."""
    with run_server(tmp_path_factory.mktemp("server"), "migrate") as server:
        yield server


def post(*fields: bytes, body: bytes = QUERY) -> bytes:
    head = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return head + b"".join(field + b"\r\n" for field in fields) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def errors_in(answer: bytes) -> tuple[int, str, str]:
    """The status, the one error's code and its message, of an answer in the shape that all errors have."""
    head, _, body = answer.partition(ENDING)
    assert b"content-type: application/json" in head
    assert head.lower().count(b"x-content-type-options: nosniff") == 1
    (error,) = json.loads(body)["errors"]
    return status_of(answer), error["extensions"]["code"], error["message"]


ENDLESS = {
    "fields": ([HEAD], repeat(b"x-a: " + b"b" * 2000 + b"\r\n")),
    "tiny fields": ([HEAD], repeat(b"a:\r\n" * 2000)),
    "a field's value": ([HEAD, b"x-a: "], repeat(b"b" * 8000)),
    "a field's name": ([HEAD], repeat(b"b" * 8000)),
    "a URL": ([b"GET /"], repeat(b"b" * 8000)),
    "trailer fields": ([CHUNKED, b"0\r\n"], repeat(b"x-a: " + b"b" * 2000 + b"\r\n")),
    "a trailer field's value": ([CHUNKED, b"0\r\nx-a: "], repeat(b"b" * 8000)),
    "a chunk's extension": ([CHUNKED, b"1;a="], repeat(b"b" * 8000)),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_an_endless_header_is_cut_and_takes_no_memory(server: Server, kind: str) -> None:
    before = memory_of(server.process.pid)
    with connections(server.port, 4) as opened:
        taken = [flood(each, chain(*ENDLESS[kind]), most_bytes=64_000_000, seconds=4) for each in opened[:-1]]
        # This one reads what it is told.
        flood(opened[-1], chain(*ENDLESS[kind]), most_bytes=200_000, seconds=4)
        answer = rest_of(opened[-1])
    assert max(taken) < 64_000_000, "the server went on reading"
    assert errors_in(answer)[0] in (414, 431, 400)
    assert memory_of(server.process.pid) - before < 12
    assert status_of(answer_to(server.port, get("/livez"))) == 200


@pytest.mark.parametrize(
    ("request_line", "fields", "code"),
    [
        pytest.param("GET /livez?{url} HTTP/1.1", 0, "URI_TOO_LONG", id="the URL"),
        pytest.param("GET /livez HTTP/1.1", LIMITS.header_count, "REQUEST_HEADER_FIELDS_TOO_LARGE", id="many fields"),
        pytest.param("GET /livez HTTP/1.1", 1, "REQUEST_HEADER_FIELDS_TOO_LARGE", id="long fields"),
    ],
)
def test_a_header_may_be_as_large_as_the_limit_and_no_larger(
    server: Server, request_line: str, fields: int, code: str
) -> None:
    def sized(more: int) -> bytes:
        url = "u" * (LIMITS.url_bytes - len("/livez?") + more)
        lines = [request_line.format(url=url), "Connection: close"]
        if fields == 1:
            lines += ["x: " + "a" * (LIMITS.header_bytes - len("/livezConnection: close\r\nx: \r\n") + more)]
        else:
            lines += ["x: a"] * (fields - 1 + more)
        return "\r\n".join([*lines, "", ""]).encode()

    assert status_of(answer_to(server.port, sized(0))) == 200
    assert errors_in(answer_to(server.port, sized(1)))[1] == code


async def _drip(port: int, first: bytes, drop: bytes, *, half_closed: bool = False) -> tuple[float, bytes]:
    """Sends a little each half second until the server closes; answers the seconds that took, and what came back."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def send() -> None:
        writer.write(first)
        if half_closed:
            writer.write_eof()
        while drop:
            await asyncio.sleep(0.5)
            writer.write(drop)

    sending = asyncio.create_task(send())
    received = bytearray()
    try:
        while piece := await asyncio.wait_for(reader.read(65536), 25):
            received += piece
    except ConnectionError:
        pass
    seconds = time.monotonic() - start
    sending.cancel()
    writer.close()
    return seconds, bytes(received)


async def test_a_connection_without_a_whole_header_is_closed_after_ten_seconds(server: Server) -> None:
    answered = post() + HEAD
    late = {
        "silent": (b"", b""),
        "part of a header": (HEAD, b""),
        "a drip of fields": (HEAD, b"a: b\r\n"),
        "a drip of one field": (HEAD + b"x-a: ", b"b"),
        "a drip of blank lines": (b"", b"\r\n"),
        "a drip after an answer": (answered, b"a: b\r\n"),
        "a drip of blank lines after an answer": (post(), b"\r\n"),
        "a body that nobody waits for": (b"POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n", b"b"),
    }
    at_once = {
        "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)), b"", False),
        "garbage": (b"\x00\xff\x80 nothing of the kind\r\n\r\n", b"x", False),
        "half-closed": (b"", b"", True),
        "half-closed within a header": (HEAD, b"", True),
    }
    slow = asyncio.gather(*(_drip(server.port, *sent) for sent in late.values()))
    quick = asyncio.gather(*(_drip(server.port, *sent, half_closed=half) for *sent, half in at_once.values()))
    for name, (seconds, _) in zip(at_once, await quick, strict=True):
        assert seconds < 8, name
    took = dict(zip(late, await slow, strict=True))
    for name, (seconds, _) in took.items():
        assert LIMITS.header_seconds - 1 < seconds < LIMITS.header_seconds + 6, name
    assert took["silent"][1] == b""
    assert errors_in(took["part of a header"][1])[1] == "REQUEST_TIMEOUT"
    assert errors_in(took["a drip of fields"][1])[1] == "REQUEST_TIMEOUT"


def test_silent_connections_keep_nobody_from_being_answered(server: Server) -> None:
    before = memory_of(server.process.pid)
    with connections(server.port, 600), connections(server.port, 100, HEAD):
        assert status_of(answer_to(server.port, get("/livez"))) == 200
        assert status_of(answer_to(server.port, get("/readyz"))) == 200
        assert status_of(answer_to(server.port, post(b"Connection: close"))) == 200
        assert memory_of(server.process.pid) - before < 30


def test_connections_beyond_the_limit_take_the_place_of_those_that_waited_longest(server: Server) -> None:
    with connections(server.port, LIMITS.connections) as silent, connections(server.port, 10) as newer:
        assert status_of(answer_to(server.port, get("/livez"))) == 200
        assert silent[0].recv(1) == b""
        newer[-1].sendall(get("/livez"))
        assert status_of(rest_of(newer[-1])) == 200


def test_requests_that_hold_back_their_bodies_keep_nobody_from_being_answered(server: Server) -> None:
    unfinished = post(body=b"{" + b" " * 100)[:-100]
    with connections(server.port, LIMITS.requests, unfinished) as slow:
        for _ in range(3):
            assert status_of(answer_to(server.port, post(b"Connection: close"))) == 200
        for path in ("/livez", "/readyz", "/livez?verbose"):
            assert status_of(answer_to(server.port, get(path))) == 200
        # The oldest made room; the newest may still send the rest.
        assert errors_in(rest_of(slow[0]))[:2] == (408, "REQUEST_TIMEOUT")
        slow[-1].sendall(b" " * 99 + b"}")
        assert status_of(slow[-1].recv(65536)) == 400


async def test_beyond_the_limit_of_requests_all_but_health_checks_are_asked_to_come_back() -> None:
    arrived, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
        if _scope["path"] == "/graphql":
            arrived.release()
            await go_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": b""})

    async with served(slow, HttpLimits(requests=3)) as port:
        waiting = [asyncio.create_task(asyncio.to_thread(answer_to, port, post())) for _ in range(3)]
        for _ in waiting:
            await asyncio.wait_for(arrived.acquire(), 20)
        busy = await asyncio.to_thread(answer_to, port, get("/other"))
        assert errors_in(busy)[:2] == (503, "SERVICE_UNAVAILABLE")
        assert b"\r\nretry-after: 2\r\n" in busy
        for path in ("/livez", "/readyz", "/livez?verbose"):
            assert status_of(await asyncio.to_thread(answer_to, port, get(path))) == 200
        go_on.set()
        assert [status_of(answer) for answer in await asyncio.gather(*waiting)] == [200] * 3
        assert status_of(await asyncio.to_thread(answer_to, port, post())) == 200


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (get("/" + "x" * LIMITS.url_bytes), 414, "URI_TOO_LONG"),
        (get("/livez", *["a: b"] * (LIMITS.header_count + 1)), 431, "REQUEST_HEADER_FIELDS_TOO_LARGE"),
        (b"GET /livez?Cleo HTTP/1.1\r\nX-Request-Id: mine\r\n\x00: b\r\n\r\n", 400, "BAD_REQUEST"),
        (get("/livez?Cleo", "Upgrade: websocket", "Connection: Upgrade"), 400, "BAD_REQUEST"),
    ],
    ids=["a long URL", "many fields", "garbage", "a WebSocket"],
)
async def test_a_refusal_below_the_application_has_an_id_and_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture, sent: bytes, status: int, code: str
) -> None:
    caplog.set_level(logging.INFO, "policybook")
    async with served(nothing, LIMITS) as port:
        answer = await asyncio.to_thread(answer_to, port, sent.replace(b"Host: ", b"X-Request-Id: mine\r\nHost: ", 1))
    assert errors_in(answer)[:2] == (status, code)
    assert answer.lower().count(b"\r\nx-request-id: ") == 1
    (line,) = [orjson.loads(JsonFormatter().format(record)) for record in caplog.records]
    assert b"\r\nx-request-id: " + line["request_id"].encode() in answer.lower()
    assert (line["status"], line["codes"], line["route"], line["role"]) == (status, [code], "", None)
    assert line["bytes"] == len(answer.partition(ENDING)[2])
    assert "Cleo" not in str(line)


async def nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise AssertionError("the request was refused before")


@asynccontextmanager
async def served(app: ASGIApp, limits: HttpLimits) -> AsyncIterator[int]:
    """Serves an application within the limits, in this process. Gives its port."""
    config = server_config(app, "127.0.0.1", 0, (), limits)
    config.lifespan = "off"
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it sets a flag and no event
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


def test_a_response_that_comes_before_the_body_has_arrived_is_seen(server: Server) -> None:
    size = 10 * 1024 * 1024
    head = b"PUT /uploads/none HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % size
    with connection(server.port, head) as opened:
        # By now the response is there, and says that the connection is closed.
        time.sleep(0.2)
        for _ in range(size // 65536):
            opened.sendall(bytes(65536))
        answer = rest_of(opened)
    assert b"connection: close" in answer.lower()
    assert errors_in(answer)[:2] == (404, "NOT_FOUND")


def test_a_body_that_nobody_waits_for_is_read_for_a_while_only(server: Server) -> None:
    head = b"PUT /uploads/none HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n"
    start = time.monotonic()
    with connection(server.port, head) as opened:
        taken = flood(opened, repeat(bytes(65536)), most_bytes=64_000_000, seconds=4)
        opened.settimeout(20)
        assert status_of(rest_of(opened)) == 404
    assert taken < 64_000_000, "the server went on reading"
    assert time.monotonic() - start < LIMITS.drain_seconds + 6


def test_requests_sent_ahead_are_answered_in_order_up_to_the_limit(server: Server) -> None:
    queries = [post(body=b'{"query":"{ a%d: __typename }"}' % number) for number in range(100)]
    answers = answer_to(server.port, b"".join(queries)).split(b"HTTP/1.1 ")[1:]
    assert len(answers) == 1 + LIMITS.pipelined
    for number, answer in enumerate(answers):
        assert b'"a%d"' % number in answer
    assert b"connection: close" in answers[-1]
    assert answer_to(server.port, *queries[:8], get("/livez")).count(b"HTTP/1.1 200") == 9


def test_answers_that_nobody_reads_take_no_memory(server: Server) -> None:
    before = memory_of(server.process.pid)
    ahead = repeat(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n" * 2000)
    with connections(server.port, 8) as opened:
        floods = [Thread(target=partial(flood, each, ahead, most_bytes=20_000_000, seconds=3)) for each in opened]
        for each in floods:
            each.start()
        for each in floods:
            each.join()
        assert memory_of(server.process.pid) - before < 30
        assert status_of(answer_to(server.port, get("/livez"))) == 200


async def test_a_client_that_does_not_read_its_answer_loses_the_connection() -> None:
    ended = asyncio.Event()

    async def endless(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while not ended.is_set():
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
            await asyncio.sleep(0)

    config = server_config(endless, "127.0.0.1", 0, (), HttpLimits(answer_seconds=0.3))
    config.lifespan = "off"
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it sets a flag and no event
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with connection(port, get("/")):
        await asyncio.wait_for(_until_alone(server), 10)
    ended.set()
    server.should_exit = True
    await serving


async def _until_alone(server: uvicorn.Server) -> None:
    while not server.server_state.total_requests and not server.server_state.connections:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    while server.server_state.connections:  # noqa: ASYNC110 - nobody is told
        await asyncio.sleep(0.01)


HANDSHAKE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
)


@pytest.mark.parametrize("path", ["/graphql", "/", "/livez", "/nothing"])
def test_a_websocket_is_told_what_is_supported(server: Server, path: str) -> None:
    head = "\r\n".join([f"GET {path} HTTP/1.1", "Host: a", *HANDSHAKE, "", ""]).encode()
    status, code, message = errors_in(answer_to(server.port, head, b"\x81\x05hello"))
    assert (status, code) == (400, "BAD_REQUEST")
    assert "WebSockets are not supported" in message
    assert "POST" in message


OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"


def test_an_offer_of_http_2_is_passed_over(server: Server) -> None:
    answer = answer_to(server.port, HEAD + OFFER + b"\r\n")
    assert status_of(answer) == 200
    assert b"connection: close" in answer


def test_an_offer_of_http_2_with_a_body_is_refused_in_words(server: Server) -> None:
    status, code, message = errors_in(answer_to(server.port, post(OFFER[:-2])))
    assert (status, code) == (400, "BAD_REQUEST")
    assert "without an Upgrade header" in message


def test_a_malformed_request_does_not_disturb_the_answer_before_it(server: Server) -> None:
    answers = answer_to(server.port, post() + b"\x00\x01 garbage\r\n\r\n")
    assert len(STATUS_LINES.findall(answers)) == 1
    assert status_of(answers) == 200


def test_what_follows_a_malformed_body_is_no_request(server: Server) -> None:
    answers = answer_to(server.port, CHUNKED + b"zz\r\n" + get("/livez"))
    assert len(STATUS_LINES.findall(answers)) == 1
    assert errors_in(answers)[:2] == (400, "BAD_REQUEST")

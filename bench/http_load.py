"""HTTP load over keep-alive connections."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.http_connection import exchange


@dataclass(frozen=True)
class Call:
    """The bytes of a request, and the port of its server."""

    port: int
    request: bytes


def call(port: int, method: str, path: str, token: str, body: bytes = b"") -> Call:
    """A request with a bearer token, and a JSON body if any."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Call(port, head.encode() + body)


async def fetch(what: Call) -> bytes:
    """The body of one response."""
    reader, writer = await asyncio.open_connection("127.0.0.1", what.port)
    try:
        return await _exchange(reader, writer, what.request)
    finally:
        writer.close()


async def seconds(what: Call, times: int, connections: int) -> float:
    """The seconds that so many requests take over so many concurrent connections."""
    pairs = [await asyncio.open_connection("127.0.0.1", what.port) for _ in range(connections)]
    left = iter(range(times))

    async def work(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in left:
            await _exchange(reader, writer, what.request)

    start = time.perf_counter()
    await asyncio.gather(*(work(*pair) for pair in pairs))
    took = time.perf_counter() - start
    for _, writer in pairs:
        writer.close()
    return took


@asynccontextmanager
async def exchange_on(port: int) -> AsyncIterator[Callable[[Call], Awaitable[bytes]]]:
    """A keep-alive connection. Gives what sends a request on it and answers with the body of its response."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield lambda what: _exchange(reader, writer, what.request)
    finally:
        writer.close()


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    answer = await exchange(reader, writer, request)
    assert answer.status == 200, answer
    return answer.body

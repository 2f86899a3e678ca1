"""A real S3 server (moto), from an environment of its own as its pins differ from ours; and servers that only fail."""

import asyncio
import os
import re
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

MOTO = Path(sys.prefix) / "moto" / "bin" / "moto_server"
"""Made by `make test` from requirements-moto.lock."""


@contextmanager
def run_s3_server(folder: Path) -> Iterator[str]:
    """The address of the running server. Without its environment the test is skipped, or fails in CI.

    It chooses a free port and prints its address, to a log in the folder.
    """
    if not MOTO.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no S3 server: `make test` installs it")
    log = folder / "moto.log"
    with log.open("wb") as output:
        process = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", "0"], stdout=output, stderr=output)
    try:
        yield _address(log, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8")):
            return found.group()
        assert process.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.05)
    raise AssertionError("the S3 server was not ready in time")


def create_bucket(address: str) -> str:
    """The URL of a new bucket."""
    name = f"cards-{uuid.uuid4()}"
    request = urllib.request.Request(f"{address}/{name}", method="PUT")  # noqa: S310 - our own server
    urllib.request.urlopen(request, timeout=20).close()  # noqa: S310
    return f"s3://{name}"


def aws_environment(address: str) -> dict[str, str]:
    """The environment variables that give access to the S3 server at this address."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_REGION": "us-east-1",
    }


ConnectionHandler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def canned_response(head: str, body: bytes = b"") -> ConnectionHandler:
    """Sends the same response to every request, and closes the connection."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    return answer


TRUNCATED_RESPONSE = canned_response(
    '200 OK\r\nLast-Modified: Sun, 01 Mar 2026 12:00:00 GMT\r\nETag: "1"\r\nContent-Length: 100', b"ten bytes."
)


@asynccontextmanager
async def broken_s3_server(handler: ConnectionHandler, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The URL of a bucket on a server that treats each connection so. It is closed at the end."""
    writers = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await handler(reader, writer)

    server = await asyncio.start_server(handle, "127.0.0.1")
    for name, value in aws_environment(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}").items():
        monkeypatch.setenv(name, value)
    yield "s3://cards"
    server.close()
    for writer in writers:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

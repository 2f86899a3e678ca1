"""A real server that speaks S3, from an environment of its own: its pins are none of ours. And some that only fail."""

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
def speaking_s3(folder: Path) -> Iterator[str]:
    """The address of the server, until the end. Skips without its environment, except where tests must not be skipped.

    It chooses its own port, and says so in a file in the folder.
    """
    if not MOTO.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("There is no S3 server: `make test` installs it.")
    log = folder / "moto.log"
    with log.open("wb") as said:
        process = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", "0"], stdout=said, stderr=said)
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


def new_bucket(address: str) -> str:
    """A bucket nobody else uses, as a URL."""
    name = f"cards-{uuid.uuid4()}"
    request = urllib.request.Request(f"{address}/{name}", method="PUT")  # noqa: S310 - our own server
    urllib.request.urlopen(request, timeout=20).close()  # noqa: S310
    return f"s3://{name}"


def environment_of(address: str) -> dict[str, str]:
    """What the server's environment says about the S3 server at the address."""
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_REGION": "us-east-1",
    }


Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def answering(head: str, body: bytes = b"") -> Conversation:
    """Says the same to every request, and closes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    return answer


BREAKS_OFF = answering(
    '200 OK\r\nLast-Modified: Sun, 01 Mar 2026 12:00:00 GMT\r\nETag: "1"\r\nContent-Length: 100', b"ten bytes."
)


@asynccontextmanager
async def store_that(converses: Conversation, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The URL of a bucket on a server that behaves so. In the end nobody listens there."""
    writers = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await converses(reader, writer)

    server = await asyncio.start_server(converse, "127.0.0.1")
    for name, value in environment_of(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}").items():
        monkeypatch.setenv(name, value)
    yield "s3://cards"
    server.close()
    for writer in writers:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

"""A store that is down, hangs, refuses or breaks off is one error, within seconds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from buckets import environment_of
from store import files as store_files
from store.files import Files, FilesUnavailable

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def _hangs_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


def _answers(head: str, body: bytes = b"") -> Conversation:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    return answer


STORES = {
    "hangs up": _hangs_up,
    "says nothing": _says_nothing,
    "is overloaded": _answers("503 Slow Down\r\nContent-Length: 0"),
    "lets nobody in": _answers("403 Forbidden\r\nContent-Length: 18", b"<Error>no</Error>\n"),
}
ACTS: dict[str, Callable[[Files, Path], Awaitable[object]]] = {
    "put": lambda files, _: files.put("a/card", b"card"),
    "put_file": lambda files, path: files.put_file("a/card", path),
    "get": lambda files, _: files.get("a/card"),
    "size": lambda files, _: files.size("a/card"),
    "keys": lambda files, _: files.keys("a"),
    "delete": lambda files, _: files.delete(["a/card"]),
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits no seconds in tests."""
    monkeypatch.setitem(store_files._CLIENT, "read_timeout", timedelta(milliseconds=200))
    monkeypatch.setitem(store_files._RETRY, "retry_timeout", timedelta(milliseconds=300))


@asynccontextmanager
async def store_that(converses: Conversation, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Files]:
    """A bucket on a server that behaves so."""
    writers = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await converses(reader, writer)

    server = await asyncio.start_server(converse, "127.0.0.1")
    for name, value in environment_of(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}").items():
        monkeypatch.setenv(name, value)
    yield Files("s3://cards")
    server.close()
    for writer in writers:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("store", STORES)
async def test_a_store_that_does_not_do_as_asked_is_unavailable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: str, act: str
) -> None:
    (tmp_path / "card").write_bytes(b"card")
    async with store_that(STORES[store], monkeypatch) as files:
        with pytest.raises(FilesUnavailable) as unavailable:
            await ACTS[act](files, tmp_path / "card")
        assert "\n" not in str(unavailable.value) and "<" not in str(unavailable.value)
        assert not await files.answers()


async def test_a_store_that_is_down_is_unavailable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with store_that(_hangs_up, monkeypatch) as files:
        pass
    for act in ACTS.values():
        (tmp_path / "card").write_bytes(b"card")
        with pytest.raises(FilesUnavailable):
            await act(files, tmp_path / "card")


async def test_a_store_that_breaks_off_gives_no_part_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    head = 'Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT\r\nETag: "1"\r\nContent-Length: 100'
    async with store_that(_answers(f"200 OK\r\n{head}", b"ten bytes."), monkeypatch) as files:
        found = await files.open("a/card")
        assert found and found.size == 100
        with pytest.raises(FilesUnavailable):
            b"".join([chunk async for chunk in found.chunks])

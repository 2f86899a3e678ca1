"""File store: when it is down, slow, refuses access or breaks off, that is one exception, within seconds."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from store.files import Files, FilesUnavailable, open_store
from support.s3_server import TRUNCATED_RESPONSE, broken_s3_server, canned_response


async def _hangs_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


STORES = {
    "hangs up": _hangs_up,
    "says nothing": _says_nothing,
    "is overloaded": canned_response("503 Slow Down\r\nContent-Length: 0"),
    "lets nobody in": canned_response("403 Forbidden\r\nContent-Length: 18", b"<Error>no</Error>\n"),
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
    """Short timeouts, as most stores in these tests never answer."""
    monkeypatch.setitem(open_store._CLIENT, "read_timeout", timedelta(milliseconds=200))
    monkeypatch.setitem(open_store._RETRY, "retry_timeout", timedelta(milliseconds=300))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("store", STORES)
async def test_a_store_that_does_not_do_as_asked_is_unavailable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: str, act: str
) -> None:
    (tmp_path / "card").write_bytes(b"card")
    async with broken_s3_server(STORES[store], monkeypatch) as url:
        files = Files(url)
        with pytest.raises(FilesUnavailable) as unavailable:
            await ACTS[act](files, tmp_path / "card")
        assert "\n" not in str(unavailable.value) and "<" not in str(unavailable.value)
        assert not await files.answers()


async def test_a_store_that_is_down_is_unavailable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with broken_s3_server(_hangs_up, monkeypatch) as url:
        files = Files(url)
    for act in ACTS.values():
        (tmp_path / "card").write_bytes(b"card")
        with pytest.raises(FilesUnavailable):
            await act(files, tmp_path / "card")


async def test_a_store_that_breaks_off_gives_no_part_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(open_store._CLIENT, "read_timeout", timedelta(seconds=20))  # the response must arrive
    async with broken_s3_server(TRUNCATED_RESPONSE, monkeypatch) as url:
        files = Files(url)
        found = await files.open("a/card")
        assert found and found.size == 100
        with pytest.raises(FilesUnavailable):
            b"".join([chunk async for chunk in found.chunks])

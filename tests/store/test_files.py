"""File store: files are stored whole, under keys, in a folder or a bucket alike."""

import asyncio
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from obstore.store import AzureStore, GCSStore, S3Store

from store.files import BadFilesUrl, Files, FilesUnavailable

CARD = b"a picture of a card"
LARGE = 12_000_000
"""Bytes: more than a store takes in one piece."""


@pytest.fixture(params=["file", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    """An empty store of each kind."""
    if request.param == "file":
        return Files(f"file://{tmp_path}/files")
    return Files(request.getfixturevalue("bucket"))


@pytest.mark.parametrize("data", [b"", b"\x00", CARD, os.urandom(LARGE)], ids=["none", "one", "few", "many"])
async def test_the_bytes_come_back_as_they_were(files: Files, data: bytes) -> None:
    await files.put("practice/card", data)
    assert await files.get("practice/card") == data
    assert await files.size("practice/card") == len(data)


@pytest.mark.parametrize("size", [0, 19, LARGE])
async def test_a_file_of_this_machine_is_kept_whole(files: Files, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    path = tmp_path / "sent"
    path.write_bytes(data)
    await files.put_file("practice/card", path)
    assert await files.get("practice/card") == data
    assert path.read_bytes() == data


async def test_where_there_is_no_file_there_is_none(files: Files) -> None:
    await files.put("a/b", CARD)
    for key in ("a", "a/bb", "b", "c/d"):
        assert (await files.get(key), await files.size(key), await files.open(key)) == (None, None, None)


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [(0, None, CARD), (0, 0, b"a"), (2, 8, b"picture"), (18, None, b"d"), (15, 18, b"card"), (15, 10**12, b"card")],
)
async def test_a_part_comes_with_the_size_of_the_whole(files: Files, first: int, last: int | None, part: bytes) -> None:
    await files.put("card", CARD)
    found = await files.open("card", first, last)
    assert found and found.size == len(CARD)
    assert b"".join([chunk async for chunk in found.chunks]) == part


async def test_a_large_file_comes_in_pieces(files: Files) -> None:
    await files.put("card", os.urandom(LARGE))
    found = await files.open("card")
    assert found
    assert max([len(chunk) async for chunk in found.chunks]) < LARGE


async def test_whoever_reads_while_a_file_is_replaced_gets_one_or_the_other(files: Files) -> None:
    one, other = b"1" * LARGE, b"2" * LARGE
    await files.put("card", one)
    replacing = asyncio.create_task(files.put("card", other))
    seen = []
    while not replacing.done():
        seen.append(await files.get("card"))
    assert seen and set(seen) <= {one, other}
    assert await files.get("card") == other


async def test_keys_are_of_the_folder_and_all_below(files: Files) -> None:
    for key in ("a/b", "a/c/d", "a/c/e/f", "ab/g", "h"):
        await files.put(key, CARD)
    assert sorted(await files.keys("a")) == ["a/b", "a/c/d", "a/c/e/f"]
    assert sorted(await files.keys("a/c")) == ["a/c/d", "a/c/e/f"]
    for empty in ("b", "h", "a/b", "a/c/e/f"):
        assert await files.keys(empty) == []


async def test_what_is_deleted_is_gone_and_the_rest_stays(files: Files) -> None:
    for key in ("a/b", "a/c", "d"):
        await files.put(key, CARD)
    await files.delete(["a/b", "d"])
    assert [await files.get(key) for key in ("a/b", "a/c", "d")] == [None, CARD, None]


@pytest.mark.parametrize("keys", [["b"], ["b", "a/c"], ["a/c", "a/d", "b", "a/c/e"], ["b", "b"]], ids=",".join)
async def test_what_is_not_there_keeps_nothing_from_being_deleted(files: Files, keys: list[str]) -> None:
    await files.put("a/c", CARD)
    await files.put("b", CARD)
    await files.delete(keys)
    assert await files.get("b") is None
    await files.delete(keys)
    await files.delete([])


@pytest.mark.parametrize("folder", ["in order", "50%", "50%25", "ä#b?c"])
async def test_a_folder_may_have_any_name(tmp_path: Path, folder: str) -> None:
    await Files((tmp_path / folder).as_uri()).put("a/card", CARD)
    assert (tmp_path / folder / "a" / "card").read_bytes() == CARD


async def test_a_folder_is_cleared_of_what_is_empty(tmp_path: Path) -> None:
    files = Files(f"file://{tmp_path}/files")
    await files.put("a/b/c/card", CARD)
    await files.put("a/card", CARD)
    await files.delete(["a/b/c/card"])
    assert sorted(path.name for path in (tmp_path / "files").rglob("*")) == ["a", "card"]
    await files.delete(["a/card"])
    assert list((tmp_path / "files").iterdir()) == []


@pytest.fixture
def generous() -> Iterator[None]:
    """A process that would let everybody read what it makes."""
    before = os.umask(0)
    yield
    os.umask(before)


async def test_a_folder_is_its_owners_alone(generous: None, tmp_path: Path) -> None:
    files = Files(f"file://{tmp_path}/files")
    (tmp_path / "sent").write_bytes(CARD)
    await files.put("a/b/one", CARD)
    await files.put_file("a/c/other", tmp_path / "sent")
    found = [tmp_path / "files", *(tmp_path / "files").rglob("*")]
    assert len(found) == 6
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


async def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files").chmod(0o750)
    await Files(f"file://{tmp_path}/files").put("a/card", CARD)
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o750


async def test_what_is_kept_in_a_folder_is_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, on_disk = Files(f"file://{tmp_path}/files"), []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        on_disk.append(os.fstat(descriptor).st_ino)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    await files.put("a/b/card", CARD)
    # The file, and each folder that a name leads through.
    wanted = [tmp_path / "files" / name for name in ("a/b/card", "a/b", "a", "")]
    assert on_disk == [path.stat().st_ino for path in wanted]


@pytest.mark.parametrize(
    ("url", "kind", "prefix"),
    [
        ("s3://cards", S3Store, None),
        ("s3://cards/here", S3Store, "here"),
        ("gs://cards/here", GCSStore, "here"),
        ("az://cards/here", AzureStore, "here"),
    ],
)
def test_the_url_says_where(monkeypatch: pytest.MonkeyPatch, url: str, kind: type, prefix: str | None) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "practice")
    store: Any = Files(url)._store
    assert (type(store), store.prefix) == (kind, prefix)
    assert "cards" in store.config.values()


async def test_a_folder_of_a_bucket_is_a_store_too(bucket: str) -> None:
    whole, part = Files(bucket), Files(f"{bucket}/in/here")
    await part.put("card", CARD)
    assert (await part.keys(""), await whole.keys("")) == (["card"], ["in/here/card"])


@pytest.mark.parametrize("url", ["file://srv/files", "file:///", "file:files", "file:///srv/files?x=1", "az://cards"])
def test_a_url_that_cannot_work_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_NAME", raising=False)
    with pytest.raises(BadFilesUrl):
        Files(url)


async def test_a_store_in_order_answers(files: Files) -> None:
    assert await files.answers()
    await files.put("card", CARD)
    assert await files.answers()


async def test_a_bucket_that_does_not_exist_takes_nothing(bucket: str) -> None:
    files = Files(f"{bucket}-of-nobody")
    assert not await files.answers()
    with pytest.raises(FilesUnavailable):
        await files.put("card", CARD)


async def test_a_folder_that_is_gone_does_not_answer(tmp_path: Path) -> None:
    files = Files(f"file://{tmp_path}/files")
    (tmp_path / "files").rmdir()
    assert not await files.answers()


async def test_where_a_file_is_in_the_way_nothing_is_kept(tmp_path: Path) -> None:
    files = Files(f"file://{tmp_path}/files")
    await files.put("a", CARD)
    with pytest.raises(FilesUnavailable):
        await files.put("a/b", CARD)

"""The bytes of insurance cards: a folder by default, a bucket by URL.

Keys are ours only, made from ids: a name that a person gave never becomes part of a path.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from store.local_disk import fsync

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

# Somebody waits for each answer, and may ask again: obstore's own patience is ten tries in three minutes.
_CLIENT: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=2),
    "read_timeout": timedelta(seconds=8),
    # For a whole body: a large file may go to somebody on a slow line.
    "timeout": timedelta(minutes=5),
}
_RETRY: "RetryConfig" = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=4),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1)},
}


class BadFilesUrl(ValueError):
    """The URL of the file store is none that works, or the environment lacks what goes with it."""


class FilesUnavailable(Exception):
    """The store does not answer, or not as it should: asking again later may help."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """How many bytes the whole file has, and the bytes that were asked for, once. Reading raises FilesUnavailable."""

    size: int
    chunks: AsyncIterator[bytes]


class Files:
    """A file store. `url` is `file:///folder`, or the URL of a bucket: `s3://`, `gs://` or `az://`.

    Every method raises FilesUnavailable when the store does not answer within seconds.
    """

    def __init__(self, url: str) -> None:
        """Makes the folder of a `file://` URL if it is not there yet; asks no bucket anything. Raises BadFilesUrl."""
        self._store, self._folder = _open(url)

    async def answers(self) -> bool:
        """Whether the store can be read. A bucket that does not exist is told apart from one that lacks a file."""
        try:
            await self.keys("answers")
        except FilesUnavailable:
            return False
        return self._folder is None or self._folder.is_dir()

    async def put(self, key: str, data: bytes) -> None:
        """Keeps the bytes under the key, whole or not at all; on disk, in a folder, when it returns."""
        await self._put(key, data)

    async def put_file(self, key: str, path: Path) -> None:
        """Keeps a local file's bytes under the key, as `put` does, without holding them all in memory."""
        await self._put(key, path)

    async def get(self, key: str) -> bytes | None:
        """The bytes under the key, or None."""
        found = await self.open(key)
        return None if found is None else b"".join([chunk async for chunk in found.chunks])

    async def size(self, key: str) -> int | None:
        """How many bytes the file under the key has, or None where there is none."""
        with _unavailable():
            try:
                return int((await obstore.head_async(self._store, key))["size"])
            except FileNotFoundError:
                return None

    async def open(self, key: str, first: int = 0, last: int | None = None) -> StoredFile | None:
        """The file under the key, or None. Its bytes come in chunks: many may read large files at once.

        `first` and `last` are the first and last byte wanted, counted from 0; a file that ends before `last` gives
        what it has. To ask for bytes beyond its end is a mistake: see `size`.
        """
        options: obstore.GetOptions = {}
        if last is not None:
            options["range"] = (first, last + 1)
        elif first:
            options["range"] = {"offset": first}
        with _unavailable():
            try:
                found = await obstore.get_async(self._store, key, options=options)
            except FileNotFoundError:
                return None
        return StoredFile(found.meta["size"], _chunks(found))

    async def keys(self, prefix: str) -> list[str]:
        """The keys of all files below the folder, in no order. `a/b` is below `a`, and `ab` is not."""
        with _unavailable():
            return [entry["path"] async for page in obstore.list(self._store, prefix) for entry in page]

    async def delete(self, keys: Sequence[str]) -> None:
        """Removes the files. A key without one is no error."""
        with _unavailable():
            try:
                await obstore.delete_async(self._store, keys)
            except FileNotFoundError:
                # Some stores stop at the first key that leads nowhere: one by one, it stops nothing.
                for key in keys:
                    await self._delete(key)

    async def tidy(self, prefix: str) -> None:
        """Removes what writing that was cut short left below a folder. A bucket keeps nothing of the kind."""
        if self._folder is not None:
            with _unavailable():
                await asyncio.to_thread(_tidy, self._folder / prefix)

    async def _delete(self, key: str) -> None:
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return

    async def _put(self, key: str, data: bytes | Path) -> None:
        with _unavailable():
            await obstore.put_async(self._store, key, data)
            if self._folder is not None:
                await asyncio.to_thread(_settle, self._folder, key)


async def _chunks(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    with _unavailable():
        async for chunk in found.stream():
            yield bytes(chunk)


@contextmanager
def _unavailable() -> Iterator[None]:
    """One error in place of the many a store has."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise FilesUnavailable(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Which request failed and how, in a line, without what the store sent or obstore holds."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0].partition('<')[0]}"[:600]


def _open(url: str) -> tuple[ObjectStore, Path | None]:
    """The store, and its folder where it is one on this machine."""
    if url.startswith("file:"):
        folder = _folder(url)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(folder, automatic_cleanup=True), folder
    # obstore reads this itself only where it is given no options.
    plain = os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"true", "1"}
    try:
        return from_url(url, client_options={**_CLIENT, "allow_http": plain}, retry_config=_RETRY), None
    except (BaseError, ValueError) as error:
        raise BadFilesUrl(f"the file store cannot be used: {_reason(error)}") from error


def _folder(url: str) -> Path:
    parts = urlsplit(url)
    path = Path(unquote(parts.path))
    # Two slashes make the first folder a host's name, and its files would lie elsewhere.
    elsewhere = parts.netloc not in {"", "localhost"} or not path.is_absolute() or path == Path("/")
    if elsewhere or parts.query or parts.fragment:
        raise BadFilesUrl("the URL of a folder must look like file:///srv/policybook/files")
    return path


def _tidy(folder: Path) -> None:
    # obstore writes beside the file, under its name with a number, and never lists that.
    for staged in folder.rglob("*#*"):
        staged.unlink(missing_ok=True)
    for made in sorted(folder.rglob("*"), reverse=True):
        if made.is_dir() and not any(made.iterdir()):
            made.rmdir()


def _settle(folder: Path, key: str) -> None:
    """Puts a file and the way to it on disk, for its owner's eyes only: obstore does neither."""
    path = folder / key
    fsync(path, 0o600)
    *made, _root = path.relative_to(folder).parents
    for parent in made:
        fsync(folder / parent, 0o700)
    # The folder itself may be a disk of somebody else's, with a mode of their choice.
    fsync(folder)

"""The file store: bytes under keys, in a folder or a bucket.

Keys are made of ids only: a name that a person chose never becomes part of a path.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import obstore
from obstore.exceptions import BaseError

from store.files.errors import FilesUnavailable, describe
from store.files.local_folder import make_durable, remove_leftovers
from store.files.open_store import open_store


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The size of the whole file in bytes, and the requested bytes, readable once. Reading raises FilesUnavailable."""

    size: int
    chunks: AsyncIterator[bytes]


class Files:
    """A file store. `url` is `file:///folder`, or the URL of a bucket: `s3://`, `gs://` or `az://`.

    Every method raises FilesUnavailable if the store does not answer within seconds.
    """

    def __init__(self, url: str) -> None:
        """Creates the folder of a `file://` URL; sends no request to a bucket. Raises BadFilesUrl."""
        self._store, self._folder = open_store(url)

    async def answers(self) -> bool:
        """Whether the store can be read. False for a bucket or a folder that does not exist."""
        try:
            # To list, unlike to read one file, tells a missing bucket from a missing file.
            await self.keys("answers")
        except FilesUnavailable:
            return False
        return self._folder is None or self._folder.is_dir()

    async def put(self, key: str, data: bytes) -> None:
        """Stores the bytes under the key, all or nothing. In a folder, they are on disk when this returns."""
        await self._put(key, data)

    async def put_file(self, key: str, path: Path) -> None:
        """Stores the contents of a local file, as `put` does, without reading all of it into memory."""
        await self._put(key, path)

    async def get(self, key: str) -> bytes | None:
        """The bytes under the key, or None."""
        file = await self.open(key)
        return None if file is None else b"".join([chunk async for chunk in file.chunks])

    async def size(self, key: str) -> int | None:
        """The size in bytes of the file under the key, or None if there is none."""
        with _unavailable_errors():
            try:
                return int((await obstore.head_async(self._store, key))["size"])
            except FileNotFoundError:
                return None

    async def open(self, key: str, first: int = 0, last: int | None = None) -> StoredFile | None:
        """The file under the key, or None. Its bytes come in chunks, so that large files need little memory.

        `first` and `last` are the first and the last byte wanted, counted from 0. If the file ends before `last`, the
        bytes up to its end are returned; `first` must be within the file (see `size`).
        """
        options: obstore.GetOptions = {}
        if last is not None:
            options["range"] = (first, last + 1)
        elif first:
            options["range"] = {"offset": first}
        with _unavailable_errors():
            try:
                result = await obstore.get_async(self._store, key, options=options)
            except FileNotFoundError:
                return None
        return StoredFile(result.meta["size"], _chunks(result))

    async def keys(self, prefix: str) -> list[str]:
        """The keys of all files below the folder `prefix`, in no order. `a/b` is below `a`, `ab` is not."""
        with _unavailable_errors():
            return [entry["path"] async for page in obstore.list(self._store, prefix) for entry in page]

    async def delete(self, keys: Sequence[str]) -> None:
        """Deletes the files. Keys without a file are ignored."""
        with _unavailable_errors():
            try:
                await obstore.delete_async(self._store, keys)
            except FileNotFoundError:
                # Some stores stop at the first key without a file: delete the keys one by one.
                for key in keys:
                    await self._delete(key)

    async def tidy(self, prefix: str) -> None:
        """Deletes the leftovers of interrupted writes below the folder `prefix`. A bucket has none."""
        if self._folder is not None:
            with _unavailable_errors():
                await asyncio.to_thread(remove_leftovers, self._folder / prefix)

    async def _delete(self, key: str) -> None:
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return

    async def _put(self, key: str, data: bytes | Path) -> None:
        with _unavailable_errors():
            await obstore.put_async(self._store, key, data)
            if self._folder is not None:
                await asyncio.to_thread(make_durable, self._folder, key)


async def _chunks(result: "obstore.GetResult") -> AsyncIterator[bytes]:
    with _unavailable_errors():
        async for chunk in result.stream():
            yield bytes(chunk)


@contextmanager
def _unavailable_errors() -> Iterator[None]:
    """Turns the many errors of a store into FilesUnavailable."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise FilesUnavailable(describe(error)) from error

"""The bytes of insurance cards: a folder by default, a bucket by URL.

Keys are ours only, made from ids: a name that a person gave never becomes part of a path.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.store import ObjectStore, from_url


class Files:
    """A file store. `url` is `file:///folder`, or any bucket URL that obstore speaks."""

    def __init__(self, url: str) -> None:
        """Makes the folder of a `file://` URL if it is not there yet."""
        self._store: ObjectStore = _open(url)

    async def put(self, key: str, data: bytes) -> None:
        """Keeps the bytes under the key, whole or not at all."""
        await obstore.put_async(self._store, key, data)

    async def get(self, key: str) -> bytes | None:
        """The bytes under the key, or None."""
        found = await self.open(key)
        return None if found is None else b"".join([chunk async for chunk in found.chunks])

    async def open(self, key: str) -> "StoredFile | None":
        """The file under the key, or None. Its bytes come in chunks: many may read large files at once."""
        try:
            found = await obstore.get_async(self._store, key)
        except FileNotFoundError:
            return None
        return StoredFile(found.meta["size"], (bytes(chunk) async for chunk in found.stream()))


@dataclass(frozen=True, slots=True)
class StoredFile:
    """How many bytes a file has, and the bytes, once."""

    size: int
    chunks: AsyncIterator[bytes]


def _open(url: str) -> ObjectStore:
    parts = urlsplit(url)
    if parts.scheme == "file":
        Path(parts.path).mkdir(parents=True, exist_ok=True)
    return from_url(url)

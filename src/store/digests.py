"""SHA-256 (FIPS 180-4) in hexadecimal: what tells a whole file from a damaged one."""

import asyncio
import hashlib
from pathlib import Path


def digest(data: bytes) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a local file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def file_digest(path: Path) -> str:
    """The digest of a local file, while the event loop goes on. Raises OSError."""
    return await asyncio.to_thread(digest_of, path)

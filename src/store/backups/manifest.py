"""The manifest: what a backup consists of. Whoever writes it last makes a new backup of what lies in the folder."""

from typing import Annotated, Any

import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from store.backups.errors import BackupDamaged, NotABackup
from store.digests import digest

VERSION = 1
_DAMAGED = "manifest.json is damaged"

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Key = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]+(/[0-9A-Za-z_-]+)*$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Blob(_Part):
    """Bytes in the folder: how many, and their SHA-256 in hexadecimal."""

    size: Annotated[int, Field(ge=0)]
    digest: Digest


class FileEntry(_Part):
    """A file, under its key in the file store."""

    key: Key
    size: Annotated[int, Field(ge=0)]
    digest: Digest

    @property
    def blob(self) -> Blob:
        """Its bytes."""
        return Blob(size=self.size, digest=self.digest)


class Manifest(_Part):
    """One backup. `missing` are keys that the database names and the file store did not have."""

    version: int
    created_at: AwareDatetime
    schema_revision: str
    database: Blob
    files: tuple[FileEntry, ...]
    missing: tuple[Key, ...]

    def to_bytes(self) -> bytes:
        """As it is written, with a digest of its own."""
        return _signed(self.model_dump(mode="json"))


def read_manifest(data: bytes) -> Manifest:
    """The manifest that was written. Raises BackupDamaged, and NotABackup where a newer version wrote it."""
    try:
        body = orjson.loads(data)["manifest"]
        if isinstance(version := body["version"], int) and version > VERSION:
            raise NotABackup(f"the backup's format is version {version}: install a newer policybook to read it")
        if _signed(body) != data:
            raise BackupDamaged(_DAMAGED)
        return Manifest.model_validate_json(orjson.dumps(body))
    except (orjson.JSONDecodeError, KeyError, TypeError, ValidationError) as error:
        raise BackupDamaged(_DAMAGED) from error


def _signed(body: Any) -> bytes:
    whole = {"manifest": body, "digest": digest(orjson.dumps(body))}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2) + b"\n"

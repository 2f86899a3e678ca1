"""Making a backup while the database is served.

The database is copied first, then the files that the copy names: an attachment's file is stored before its record and
never deleted. A file that waits to be attached may be replaced or swept meanwhile; then the copy forgets it, and its
owner sends it again.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from store.backups.each import for_each
from store.backups.errors import BackupError
from store.backups.folder import BackupFolder, open_to_write
from store.backups.manifest import VERSION, Blob, FileEntry, Manifest
from store.backups.named_files import NamedFile, attached_files, forget_files, waiting_files
from store.db.migrate import is_known
from store.db.snapshot import broken_references, copy_database, damage, open_file, revision_of
from store.digests import digest_of
from store.files import Files, StoredFile
from store.uploads import Upload


@dataclass(slots=True)
class BackedUp:
    """What a backup holds and how many files it copied; `problems` is what the records name and is not whole."""

    created_at: datetime
    files: list[FileEntry] = field(default_factory=list)
    copied: int = 0
    missing: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


async def back_up(database: Path, files: Files, path: Path) -> BackedUp:
    """Makes the folder hold the database and its files as of now: all that was committed before.

    Until the very end, and wherever it is interrupted, the folder holds the backup before. Raises BackupError,
    UnreadableDatabase, FilesUnavailable and OSError.
    """
    with open_to_write(path) as folder:
        earlier = await asyncio.to_thread(folder.earlier_manifest)
        done = BackedUp(datetime.now(UTC))
        copy = folder.new_file()
        await asyncio.to_thread(copy_database, database, copy)
        revision, named = await asyncio.to_thread(_read, copy, done)
        copying = _Copying(folder, files, {each.key: each.blob for each in earlier.files} if earlier else {}, done)
        await for_each(named, copying.copy)
        kept = await asyncio.to_thread(_take_in, folder, copy, list(copying.forgotten.values()))
        manifest = Manifest(
            version=VERSION,
            created_at=done.created_at,
            schema_revision=revision,
            database=kept,
            files=tuple(sorted(done.files, key=lambda file: file.key)),
            missing=tuple(sorted(done.missing)),
        )
        await asyncio.to_thread(folder.replace_manifest, manifest)
        await asyncio.to_thread(folder.prune, manifest)
        return done


def _read(copy: Path, done: BackedUp) -> tuple[str, list[NamedFile]]:
    """The copy's revision and the files it names. A damaged copy must not replace an earlier one that is whole."""
    with open_file(copy, "at rest") as connection:
        revision = revision_of(connection)
        if revision is None or not is_known(revision):
            raise BackupError(f"the database is no policybook database, or a newer version's (revision {revision})")
        if damage(connection):
            raise BackupError("the database is damaged, and the earlier backup stays: see `policybook verify`")
        done.problems += broken_references(connection)
        return revision, [*attached_files(connection), *waiting_files(connection)]


def _take_in(folder: BackupFolder, copy: Path, forgotten: Sequence[Upload]) -> Blob:
    if forgotten:
        with open_file(copy, "to edit") as connection:
            forget_files(connection, forgotten)
    return folder.add(copy, digest_of(copy))


@dataclass(slots=True)
class _Copying:
    """Copies what the folder does not have yet."""

    folder: BackupFolder
    files: Files
    earlier: dict[str, Blob]
    done: BackedUp
    forgotten: dict[str, Upload] = field(default_factory=dict)

    async def copy(self, file: NamedFile) -> None:
        blob = await asyncio.to_thread(self._present, file)
        if blob is None:
            stored = await self.files.open(file.key)
            if stored is None:
                return self._absent(file)
            blob = await self._copied(stored)
            if (problem := file.problem(blob.size, blob.digest)) and file.waiting is None:
                self.done.problems.append(problem)
        self.done.files.append(FileEntry(key=file.key, size=blob.size, digest=blob.digest))
        return None

    def _present(self, file: NamedFile) -> Blob | None:
        """The file's bytes in the folder, read again: a disk may have damaged them since."""
        blob = self.earlier.get(file.key)
        digest = file.digest or (blob.digest if blob else None)
        if digest is None:
            return None
        path = self.folder.path_of(digest)
        whole = path.is_file() and digest_of(path) == digest
        return Blob(size=path.stat().st_size, digest=digest) if whole else None

    def _absent(self, file: NamedFile) -> None:
        if file.waiting:
            self.forgotten[file.waiting.id] = file.waiting
        else:
            self.done.missing.append(file.key)
            self.done.problems.append(file.absence)

    async def _copied(self, stored: StoredFile) -> Blob:
        written, digest = self.folder.new_file(), hashlib.sha256()
        async for chunk in stored.chunks:
            await asyncio.to_thread(_append, written, chunk)
            digest.update(chunk)
        self.done.copied += 1
        return await asyncio.to_thread(self.folder.add, written, digest.hexdigest())


def _append(path: Path, chunk: bytes) -> None:
    with path.open("ab") as file:
        file.write(chunk)

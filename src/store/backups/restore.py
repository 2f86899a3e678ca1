"""Putting a backup in place: all of it, or nothing."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from store.backups.each import for_each
from store.backups.errors import BackupDamaged, BackupError
from store.backups.folder import BackupFolder, open_to_read
from store.backups.manifest import FileEntry, Manifest
from store.backups.verify import check_backup
from store.db.process_lock import hold_process_lock
from store.files import Files, FilesUnavailable
from store.local_disk import fsync


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and what was wrong already when the backup was made: one line each."""

    manifest: Manifest
    flaws: list[str]


async def restore(path: Path, database: Path, open_files: Callable[[], Files]) -> Restored:
    """Puts the folder's latest backup where there is no database yet, and answers with what it was.

    The file store is opened once the backup has proved whole.
    Everything is read and compared with its digest first. The database comes last, in one step: what is interrupted
    before is no database, and can be done again. Raises BackupError, DatabaseInUse, FilesUnavailable and OSError.
    """
    with open_to_read(path) as folder:
        manifest = folder.manifest()
        _refuse_to_overwrite(database)
        checked = await asyncio.to_thread(check_backup, folder, manifest)
        if found := checked.damage:
            more = f", and {len(found) - 1} more: see `policybook verify`" if len(found) > 1 else ""
            raise BackupDamaged(f"the backup is damaged and nothing was restored: {found[0]}{more}")
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with hold_process_lock(database), _copy_beside(folder, manifest, database) as copy:
            _refuse_to_overwrite(database)
            await _put_all(folder, manifest, open_files())
            copy.replace(database)
            fsync(database.parent)
        return Restored(manifest, checked.flaws)


def _refuse_to_overwrite(database: Path) -> None:
    # A log that an earlier database left would be played into the restored one.
    for suffix in ("", "-wal", "-shm", "-journal"):
        present = database.with_name(f"{database.name}{suffix}")
        if present.exists() or present.is_symlink():
            raise BackupError(f"{present} exists already: move it away, or restore to another database URL")


@contextmanager
def _copy_beside(folder: BackupFolder, manifest: Manifest, database: Path) -> Iterator[Path]:
    """The database's bytes on disk beside their place, gone afterwards unless they were moved there."""
    copy = database.with_name(f"{database.name}.restoring")
    copy.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            digest = hashlib.sha256()
            with folder.path_of(manifest.database.digest).open("rb") as read:
                while chunk := read.read(1 << 20):
                    written.write(chunk)
                    digest.update(chunk)
        if digest.hexdigest() != manifest.database.digest:
            raise BackupDamaged("the backup changed while it was read, and nothing was restored")
        fsync(copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


async def _digest(chunks: AsyncIterator[bytes]) -> str:
    digest = hashlib.sha256()
    async for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


async def _put_all(folder: BackupFolder, manifest: Manifest, files: Files) -> None:
    """Puts every file that the store does not have whole. Where one fails, those that are new are taken out again."""
    new: list[str] = []

    async def put(entry: FileEntry) -> None:
        present = await files.open(entry.key)
        if present is None:
            new.append(entry.key)
        elif present.size == entry.size and await _digest(present.chunks) == entry.digest:
            return
        await files.put_file(entry.key, folder.path_of(entry.digest))

    try:
        await for_each(manifest.files, put)
    except BaseException:
        with suppress(FilesUnavailable):
            await files.delete(new)
            for key in new:
                await files.tidy(key.rpartition("/")[0])
        raise

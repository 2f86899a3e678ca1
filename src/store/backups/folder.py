"""The folder of a backup.

manifest.json ........... what the latest backup consists of; replaced in one step, when all it names is on disk
objects/ab/abcd... ...... databases and files, each named by the SHA-256 of its bytes, and never changed
incoming/ ............... what is being written; emptied before and after
policybook-backup.lock .. held while a command is at the folder
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.backups.errors import BackupDamaged, BackupError, NotABackup
from store.backups.manifest import Blob, Manifest, read_manifest
from store.digests import digest_of
from store.local_disk import fsync

_LOCK = "policybook-backup.lock"
_OURS = {"manifest.json", "objects", "incoming", _LOCK, "lost+found"}


class BackupFolder:
    """One folder. Made by `open_to_write` and `open_to_read`."""

    def __init__(self, path: Path) -> None:
        """Touches nothing."""
        self._path = path
        self._manifest, self._objects, self._incoming = (
            path / name for name in ("manifest.json", "objects", "incoming")
        )

    def manifest(self) -> Manifest:
        """What the latest backup consists of. Raises BackupDamaged, and NotABackup where there is none."""
        try:
            data = self._manifest.read_bytes()
        except FileNotFoundError as error:
            raise NotABackup(f"{self._path} holds no backup") from error
        return read_manifest(data)

    def earlier_manifest(self) -> Manifest | None:
        """The same, or None where the next backup cannot build on it. Raises NotABackup for a newer version's."""
        if not self._manifest.exists():
            return None
        try:
            return self.manifest()
        except BackupDamaged:
            return None

    def path_of(self, digest: str) -> Path:
        """Where the bytes with this digest lie, if they are there."""
        return self._objects / digest[:2] / digest

    def problem(self, blob: Blob) -> str | None:
        """What is wrong with the bytes, which are read to the end; or None."""
        path = self.path_of(blob.digest)
        if not path.is_file():
            return "missing"
        whole = path.stat().st_size == blob.size and digest_of(path) == blob.digest
        return None if whole else "damaged"

    def new_file(self) -> Path:
        """An empty file to write to, for its owner's eyes only."""
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        os.close(descriptor)
        return Path(name)

    def add(self, written: Path, digest: str) -> Blob:
        """Takes a written file in under its digest; on disk when this returns."""
        target = self.path_of(digest)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        size = written.stat().st_size
        fsync(written)
        written.replace(target)
        fsync(target.parent)
        return Blob(size=size, digest=digest)

    def replace_manifest(self, manifest: Manifest) -> None:
        """Makes this the latest backup, in one step. All it names must have been added."""
        written = self.new_file()
        written.write_bytes(manifest.to_bytes())
        fsync(written)
        fsync(self._objects)
        written.replace(self._manifest)
        fsync(self._path)

    def prune(self, manifest: Manifest) -> None:
        """Removes what only earlier backups named."""
        named = {manifest.database.digest, *(file.digest for file in manifest.files)}
        for path in self._objects.glob("*/*"):
            if path.name not in named:
                path.unlink()

    def prepare(self) -> None:
        """Makes what is not there yet, and removes what an interrupted backup left unfinished."""
        shutil.rmtree(self._incoming, ignore_errors=True)
        for folder in (self._objects, self._incoming):
            folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def open_to_write(path: Path) -> Iterator[BackupFolder]:
    """The folder, made if it is not there, for one command alone. Raises NotABackup where something else lies in it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = {entry.name for entry in path.iterdir()}
    if names - {"lost+found"} and _LOCK not in names:
        raise NotABackup(f"{path} is not empty and holds no backup: name a folder of its own")
    if stray := names - _OURS:
        raise NotABackup(f"{path} holds something else than a backup: {min(stray)}")
    with _locked(path / _LOCK, os.O_WRONLY | os.O_CREAT, fcntl.LOCK_EX):
        folder = BackupFolder(path)
        folder.prepare()
        try:
            yield folder
        finally:
            folder.prepare()


@contextmanager
def open_to_read(path: Path) -> Iterator[BackupFolder]:
    """The folder, which no backup changes meanwhile. Raises NotABackup where it is none."""
    if not path.is_dir():
        raise NotABackup(f"there is no folder {path}")
    if not (path / "manifest.json").exists():
        raise NotABackup(f"{path} holds no backup")
    if not (path / _LOCK).exists():
        # A copy of a backup, perhaps on a disk that cannot be written.
        yield BackupFolder(path)
        return
    with _locked(path / _LOCK, os.O_RDONLY, fcntl.LOCK_SH):
        yield BackupFolder(path)


@contextmanager
def _locked(path: Path, flags: int, kind: int) -> Iterator[None]:
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise BackupError(f"another policybook process is at {path.parent}") from error
    try:
        yield
    finally:
        os.close(descriptor)

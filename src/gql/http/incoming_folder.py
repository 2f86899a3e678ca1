"""The folder of this process for files while they arrive and are checked. They are health data."""

import fcntl
import os
import shutil
import uuid
from pathlib import Path
from typing import IO


class IncomingFolder:
    """A folder that only its owner can read. What a process leaves behind when it dies is deleted by the next one."""

    def __init__(self, folder: Path, *, shared: bool) -> None:
        """`shared` is whether other processes have folders of their own in it."""
        self._shared = shared
        self.path = folder / uuid.uuid4().hex if shared else folder
        self._lock: IO[bytes] | None = None

    def open(self) -> None:
        """Creates the folder, and deletes those of processes that have ended."""
        top = self.path.parent if self._shared else self.path
        if top.is_symlink() or top.is_file():
            top.unlink()
        if not self._shared:
            shutil.rmtree(top, ignore_errors=True)
        top.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._shared:
            self._lock = _locked(self.path)
            for lock in top.glob("*.lock"):
                _delete_abandoned(lock.with_suffix(""))
            self.path.mkdir(mode=0o700)

    def close(self) -> None:
        """Deletes the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            _lock_file(self.path).unlink(missing_ok=True)
            self._lock.close()


def _lock_file(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _locked(folder: Path) -> IO[bytes]:
    """The lock of a folder, which the system releases when the process ends. Raises BlockingIOError."""
    file = _lock_file(folder).open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise
    return file


def _delete_abandoned(folder: Path) -> None:
    try:
        lock = _locked(folder)
    except BlockingIOError:
        return
    with lock:
        shutil.rmtree(folder, ignore_errors=True)
        os.unlink(lock.name)  # noqa: PTH108 - the name is at hand

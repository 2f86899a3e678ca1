"""A lock that keeps a SQLite file to one process: two would disturb each other's checkpoints and sweeps."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO


class DatabaseInUse(RuntimeError):
    """Another process is serving or migrating this database."""


@contextmanager
def hold_process_lock(database: Path) -> Iterator[None]:
    """Locks the database. The system releases the lock even after a crash. Raises DatabaseInUse and OSError.

    `NAME.lock` next to the database is locked even before the database exists. The database file is locked as well,
    because that lock belongs to the inode: it holds for hard links and bind mounts too. It is a flock(2) lock, which is
    independent of the fcntl(2) locks that SQLite takes. The file must stay open until SQLite has closed the database:
    closing any descriptor of a file releases all fcntl(2) locks that the process holds on it.

    On systems other than Linux the two kinds of lock may exclude each other, so only `NAME.lock` is used there.
    """
    # A symbolic link leads to the same database. Unlike Path.resolve(), realpath() accepts a link to itself.
    database = Path(os.path.realpath(database))
    with ExitStack() as open_files:
        _lock(open_files.enter_context(database.with_name(f"{database.name}.lock").open("w")), database)
        if sys.platform == "linux" and database.exists():
            _lock(open_files.enter_context(database.open("rb")), database)
        yield


def _lock(file: IO[bytes] | IO[str], database: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise DatabaseInUse(f"{database.name} is in use by another policybook process") from error


def check_name(database: Path) -> None:
    """Raises DatabaseInUse if another process uses the database under another name, that of a hard link.

    SQLite keeps the latest changes in a file named after the database: under the other name it would not find them, and
    would damage the database by writing.
    """
    database = Path(os.path.realpath(database))
    if not database.is_file() or database.stat().st_nlink == 1:
        return
    if _is_locked(database) and not _is_locked(database.with_name(f"{database.name}.lock")):
        reason = "is in use by another policybook process, under the name of another hard link: use that name"
        raise DatabaseInUse(f"{database.name} {reason}")


def _is_locked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False

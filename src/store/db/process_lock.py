"""A lock that keeps a SQLite file to one process: two would disturb each other's checkpoints and sweeps."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DatabaseInUse(RuntimeError):
    """Another process is serving or migrating this database."""


@contextmanager
def hold_process_lock(database: Path) -> Iterator[None]:
    """Locks `NAME.lock` next to the database. The system releases it even after a crash. Raises DatabaseInUse."""
    # A symbolic link leads to the same database, so it has the same lock.
    database = database.resolve()
    path = database.with_name(f"{database.name}.lock")
    with path.open("w") as lock_file:
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatabaseInUse(f"{database.name} is in use by another policybook process") from error
        yield

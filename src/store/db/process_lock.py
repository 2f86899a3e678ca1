"""One server for each SQLite file: two would checkpoint and sweep against each other."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DatabaseInUse(RuntimeError):
    """Another process serves or migrates this database."""


@contextmanager
def hold_process_lock(database: Path) -> Iterator[None]:
    """Holds the database's lock file, which the system frees even after a crash. Raises DatabaseInUse if it is held."""
    # A link to the file is no second database.
    database = database.resolve()
    path = database.with_name(f"{database.name}.lock")
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatabaseInUse(f"{database.name} is in use by another policybook process") from error
        yield

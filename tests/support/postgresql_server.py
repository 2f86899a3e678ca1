"""A PostgreSQL server of the tests' own: that of `scripts/postgresql.py`, in memory and without waiting for disks."""

import importlib.util
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from support.paths import ROOT

if TYPE_CHECKING:
    from scripts.postgresql import PostgresqlServer
else:
    _spec = importlib.util.spec_from_file_location("policybook_postgresql", ROOT / "scripts/postgresql.py")
    _module = sys.modules[_spec.name] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_module)
    PostgresqlServer = _module.PostgresqlServer

_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, not a place for temporary files


@contextmanager
def run_postgresql(*options: str) -> Iterator[PostgresqlServer]:
    """A server with an empty database, until the context is left."""
    folder = Path(tempfile.mkdtemp(prefix="policybook-", dir=_MEMORY if _MEMORY.is_dir() else None))
    server = PostgresqlServer(folder, durable=False, options=options)
    try:
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(folder.with_name(f"{folder.name}.programs"), ignore_errors=True)


__all__ = ["PostgresqlServer", "run_postgresql"]

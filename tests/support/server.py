"""The real server, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.api_client import KEY


@dataclass(frozen=True)
class Served:
    """A server in a process of its own, and its database file."""

    port: int
    file: Path
    process: "subprocess.Popen[bytes]"


@contextmanager
def serving(folder: Path, *steps: str, **settings: str) -> Iterator[Served]:
    """Serves a database in the folder, made by these steps of the command line, until the end."""
    file, port = folder / "policybook.db", _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("POLICYBOOK_")},
        "POLICYBOOK_DATABASE_URL": f"sqlite+aiosqlite:///{file}",
        "POLICYBOOK_LOCAL_KEY": KEY,
        **{f"POLICYBOOK_{name.upper()}": value for name, value in settings.items()},
    }
    command = str(Path(sys.executable).with_name("policybook"))
    for step in steps:
        subprocess.run([command, step], env=environment, check=True, capture_output=True)
    serve = [command, "serve", "--port", str(port)]
    # What it says on stderr is the one account of an unexpected error: pytest shows it with the failure.
    process = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield Served(port, file, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            assert process.poll() is None, "the server stopped before it was ready"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server was not ready in time")

"""The real server, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.api_client import KEY

_MAIN = "from gql.cli import main; main()"
POLICYBOOK = Path(sys.executable).with_name("policybook")


@dataclass(frozen=True)
class Server:
    """A running server, and its database file."""

    port: int
    file: Path
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def run_server(
    folder: Path,
    *commands: str,
    policybook: Path = POLICYBOOK,
    around: Sequence[str] = (),
    options: Sequence[str] = (),
    patched: str | None = None,
    **settings: str,
) -> Iterator[Server]:
    """Runs `policybook serve` on a database in the folder, after these other commands (`migrate`, `demo`).

    Settings go without their prefix. `around` is a command that runs the server, such as `nice`; `options` are those
    of `serve`. `patched` is Python that the server runs before it begins, to break it on purpose. The server is
    stopped at the end.
    """
    file, port = folder / "policybook.db", free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("POLICYBOOK_")},
        "POLICYBOOK_DATABASE_URL": f"sqlite+aiosqlite:///{file}",
        "POLICYBOOK_LOCAL_KEY": KEY,
        **{f"POLICYBOOK_{name.upper()}": value for name, value in settings.items()},
    }
    for command in commands:
        subprocess.run([policybook, command], env=environment, check=True, capture_output=True)
    program = [str(policybook)] if patched is None else [sys.executable, "-c", f"{patched}\n{_MAIN}"]
    serve = [*around, *program, "serve", "--port", str(port), *options]
    # Its stderr is the only account of an unexpected error: pytest shows it with the failure.
    process = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield Server(port, file, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60  # a loaded machine is slow, not wrong
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except OSError:
            assert process.poll() is None, "the server stopped before it was ready"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server was not ready within a minute")

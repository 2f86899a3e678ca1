"""`policybook serve` in a process of its own, and checks of its database."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gql.auth.local_tokens import mint
from gql.global_ids import local_id
from insurance.enums import Role
from store.caller import Caller

KEY = "a local key for benchmarks, of 32 bytes"
_REQUEST_LINE = '"logger":"policybook.request"'
_COMMAND = [str(Path(sys.executable).with_name("policybook"))]


@contextmanager
def run_bench_server() -> Iterator["BenchServer"]:
    """A running server in a temporary folder. Both are removed at the end, even when this process is told to stop."""
    exit_on_signals()
    with tempfile.TemporaryDirectory() as folder:
        server = BenchServer(Path(folder))
        server.create()
        try:
            server.start()
            yield server
        finally:
            server.stop(signal.SIGTERM)


def exit_on_signals() -> None:
    """Raises SystemExit on SIGTERM and SIGHUP, so that `finally` blocks stop the child processes."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))


@dataclass(frozen=True)
class AcknowledgedWrite:
    """A write that the server acknowledged: the id of its record, and the text that only this write contains."""

    id: str
    text: str


@dataclass
class BenchServer:
    """A server on a database in a folder, and the practice in it."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = None
    port: int = 0
    practice: str = ""
    server_command: Sequence[str] = tuple(_COMMAND)
    """What runs the server, before `serve`."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """More settings, without their prefix."""
    options: Sequence[str] = ()
    """More options of `serve`."""

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "policybook.db"

    @property
    def incoming(self) -> Path:
        """The folder of files that are still arriving."""
        return self.folder / "policybook.db.incoming"

    @property
    def files(self) -> Path:
        """The folder of stored files."""
        return self.folder / "policybook.db.files"

    @property
    def log(self) -> Path:
        """The file with the server's stderr."""
        return self.folder / "log"

    def create(self) -> None:
        """Creates the tables and the practice."""
        self._run("migrate")
        self.practice = local_id("Practice", self._run("practice", "add", "Bench").strip()) or ""

    def load_demo(self) -> None:
        """Loads the demo practices too."""
        self._run("demo")

    def start(self) -> float:
        """Starts the server. The seconds until it was ready."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        began = time.perf_counter()
        with self.log.open("ab") as log:
            command = [*self.server_command, "serve", "--port", str(self.port), *self.options]
            self.process = subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL, stderr=log)
        while not self._is_ready():
            if self.process.poll() is not None or time.perf_counter() - began > 60:
                raise SystemExit(f"the server did not start: {self.log.read_text()}")
            time.sleep(0.02)
        return time.perf_counter() - began

    def stop(self, number: signal.Signals) -> None:
        """Sends the server a signal and waits for its end."""
        if self.process:
            self.process.send_signal(number)
            self.process.wait()

    def log_lines(self) -> list[str]:
        """The lines that the server wrote to stderr."""
        # When the server is killed, Python's resource tracker cleans up its semaphores and logs two lines.
        found = [line for line in self.log.read_text().splitlines() if _REQUEST_LINE not in line]
        return [line for line in found if "resource_tracker" not in line and "warnings.warn(" not in line]

    def token(self, name: str, client: str | None = None) -> str:
        """A token of a practitioner, or of a client in the portal; `client` is the id in the table."""
        role = Role.CLIENT if client else Role.PRACTITIONER
        return mint(KEY.encode(), Caller(self.practice, role, name, client_id=client, name=name))

    def lost_writes(self, kept: Iterable[AcknowledgedWrite]) -> list[AcknowledgedWrite]:
        """The acknowledged writes that the history does not contain."""
        told: defaultdict[str, str] = defaultdict(str)
        for subject_id, fields in self.rows("SELECT subject_id, fields FROM changes"):
            told[subject_id] += fields
        return [each for each in kept if each.text not in told[each.id]]

    def inconsistencies(self) -> list[object]:
        """Records whose history lacks an entry for one of their versions, and what SQLite's own checks find."""
        incomplete = self.rows(
            "SELECT p.id FROM (SELECT id, version FROM policies UNION ALL SELECT id, version FROM payers UNION ALL "
            "SELECT id, 1 FROM clients) p LEFT JOIN changes c ON c.subject_id = p.id "
            "GROUP BY p.id HAVING count(c.id) != p.version"
        )
        checks = self.rows("PRAGMA integrity_check") + self.rows("PRAGMA foreign_key_check")
        return [*incomplete, *(check for check in checks if check != ("ok",))]

    def occurrences(self, texts: Iterable[str]) -> list[int]:
        """How many times the history contains each of these texts."""
        told = "\n".join(fields for (fields,) in self.rows("SELECT fields FROM changes"))
        return [told.count(f'"{text}"') for text in texts]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows a query finds, over a connection of its own."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(sql).fetchall()

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*_COMMAND, *arguments], env=self._environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    @property
    def _environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("POLICYBOOK_")}
        url = f"sqlite+aiosqlite:///{self.file}"
        settings = {"DATABASE_URL": url, "LOCAL_KEY": KEY, "LOG_FORMAT": "json", **self.settings}
        return {**others, **{f"POLICYBOOK_{name}": value for name, value in settings.items()}}

    def _is_ready(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

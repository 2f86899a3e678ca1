"""A practice at work: `policybook serve` in a process of its own, and what its database holds afterwards."""

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
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gql.auth.local_tokens import mint
from gql.global_ids import local_id
from insurance.enums import Role
from store.caller import Caller

KEY = "a local key for benchmarks, of 32 bytes"
_COMMAND = [str(Path(sys.executable).with_name("policybook"))]


@contextmanager
def at_work() -> Iterator["Office"]:
    """An office in a folder of its own, with its server running. Both are gone afterwards, even if stopped."""
    end_in_order()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.open()
        try:
            office.start()
            yield office
        finally:
            office.end(signal.SIGTERM)


def end_in_order() -> None:
    """Has this process end what it started when it is told to stop: by itself, Python would just be gone."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda *_: sys.exit(1))


@dataclass(frozen=True)
class Kept:
    """A write that was acknowledged: its record, and the text that tells it from every other write."""

    id: str
    text: str


@dataclass
class Office:
    """The server on a database in a folder, and a practice in it."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = None
    port: int = 0
    practice: str = ""

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "policybook.db"

    @property
    def incoming(self) -> Path:
        """Where files lie while they arrive."""
        return self.folder / "policybook.db.incoming"

    @property
    def files(self) -> Path:
        """Where they are kept."""
        return self.folder / "policybook.db.files"

    @property
    def log(self) -> Path:
        """What the server said on stderr."""
        return self.folder / "log"

    def open(self) -> None:
        """Makes the tables and the practice."""
        self._run("migrate")
        self.practice = local_id("Practice", self._run("practice", "add", "Bench").strip()) or ""

    def start(self) -> float:
        """Starts the server, and answers with the seconds until it was ready."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        began = time.perf_counter()
        with self.log.open("ab") as log:
            command = [*_COMMAND, "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL, stderr=log)
        while not self._is_ready():
            if self.process.poll() is not None or time.perf_counter() - began > 60:
                raise SystemExit(f"the server did not start: {self.log.read_text()}")
            time.sleep(0.02)
        return time.perf_counter() - began

    def end(self, how: signal.Signals) -> None:
        """Sends the server a signal and waits until it is gone."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait()

    def said(self) -> list[str]:
        """What the server complained of."""
        # Whose parent was killed, Python's keeper of semaphores clears up after it, and says so in two lines.
        found = self.log.read_text().splitlines()
        return [line for line in found if "resource_tracker" not in line and "warnings.warn(" not in line]

    def token(self, name: str, client: str | None = None) -> str:
        """A practitioner's token, or that of a client in the portal. `client` is the id in the table."""
        role = Role.CLIENT if client else Role.PRACTITIONER
        return mint(KEY.encode(), Caller(self.practice, role, name, client_id=client, name=name))

    def lost(self, kept: Iterable[Kept]) -> list[Kept]:
        """The acknowledged writes of which the history does not tell."""
        told: defaultdict[str, str] = defaultdict(str)
        for subject_id, fields in self.rows("SELECT subject_id, fields FROM changes"):
            told[subject_id] += fields
        return [each for each in kept if each.text not in told[each.id]]

    def broken(self) -> list[object]:
        """Records without an entry of the history for each of their versions, and what the database finds wrong."""
        incomplete = self.rows(
            "SELECT p.id FROM (SELECT id, version FROM policies UNION ALL SELECT id, version FROM payers UNION ALL "
            "SELECT id, 1 FROM clients) p LEFT JOIN changes c ON c.subject_id = p.id "
            "GROUP BY p.id HAVING count(c.id) != p.version"
        )
        checks = self.rows("PRAGMA integrity_check") + self.rows("PRAGMA foreign_key_check")
        return [*incomplete, *(check for check in checks if check != ("ok",))]

    def times_told(self, texts: Iterable[str]) -> list[int]:
        """How often the history tells of each of these writes."""
        told = "\n".join(fields for (fields,) in self.rows("SELECT fields FROM changes"))
        return [told.count(f'"{text}"') for text in texts]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database holds, by a connection of its own."""
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
        return {**others, "POLICYBOOK_DATABASE_URL": url, "POLICYBOOK_LOCAL_KEY": KEY}

    def _is_ready(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            return False
        return True

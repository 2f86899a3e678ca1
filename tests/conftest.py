"""The fixed cast on the demo's two practices, everywhere the same.

Pat is the practitioner, Cleo and Dana are her clients, Omar is a client of another practice and Olga its practitioner:
those two must see nothing of Pat's.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr
from starlette.applications import Starlette

from gql.app import create_app
from gql.settings import Settings
from store.db.database import Database
from store.db.migrate import migrate
from store.demo import load_demo
from store.files import Files
from support.api_client import KEY, Asker
from support.s3_server import environment_of, new_bucket, speaking_s3


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demo in it. Tests that write take a copy."""
    path = tmp_path_factory.mktemp("demo") / "policybook.db"

    async def load() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        await load_demo(database, Files(f"file://{path}.files"))
        await database.close()

    asyncio.run(load())
    return path


@pytest.fixture
async def database(demo_file: Path) -> AsyncIterator[Database]:
    """The demo's database."""
    database = Database(f"sqlite+aiosqlite:///{demo_file}")
    yield database
    await database.close()


@pytest.fixture
def settings(demo_file: Path) -> Settings:
    """Development settings on the demo's database."""
    return Settings(database_url=f"sqlite+aiosqlite:///{demo_file}", local_key=SecretStr(KEY), cors_origins=())


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Starlette]:
    """The application, as `policybook serve` makes it."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def http(app: Starlette) -> AsyncIterator[AsyncClient]:
    """A browser without a token."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def nobody(http: AsyncClient) -> Asker:
    """Somebody without a token."""
    return Asker(http, None)


@pytest.fixture
def pat(http: AsyncClient) -> Asker:
    """The practitioner."""
    return Asker.named(http, "Pat")


@pytest.fixture
def cleo(http: AsyncClient) -> Asker:
    """Pat's client, in the portal."""
    return Asker.named(http, "Cleo")


@pytest.fixture
def dana(http: AsyncClient) -> Asker:
    """Pat's other client, in the portal."""
    return Asker.named(http, "Dana")


@pytest.fixture
def olga(http: AsyncClient) -> Asker:
    """A practitioner of another practice."""
    return Asker.named(http, "Olga")


@pytest.fixture
def omar(http: AsyncClient) -> Asker:
    """A client of another practice."""
    return Asker.named(http, "Omar")


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server that speaks S3."""
    with speaking_s3(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty bucket, which this process's environment gives access to."""
    for name, value in environment_of(s3).items():
        monkeypatch.setenv(name, value)
    return new_bucket(s3)


@dataclass(frozen=True)
class Served:
    """A server in a process of its own."""

    url: str
    process: "subprocess.Popen[bytes]"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real server on the demo, in the development profile, over real HTTP."""
    folder = tmp_path_factory.mktemp("served")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("POLICYBOOK_")},
        "POLICYBOOK_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/policybook.db",
        "POLICYBOOK_LOCAL_KEY": KEY,
    }
    command = [str(Path(sys.executable).with_name("policybook"))]
    for step in ("migrate", "demo"):
        subprocess.run([*command, step], env=environment, check=True, capture_output=True)
    port = _free_port()
    process = subprocess.Popen(
        [*command, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield Served(f"http://127.0.0.1:{port}", process)
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

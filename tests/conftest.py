"""The fixed cast on the demo's two practices, the same in every test.

Pat is the practitioner, Cleo and Dana are her clients, Omar is a client of another practice and Olga its practitioner:
those two must see nothing of Pat's.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from gql.settings import Settings
from store.db.database import Database
from store.db.migrate import migrate
from store.demo import load_demo
from store.files import Files
from support.api_client import ApiClient
from support.app_client import client_of, running_app
from support.database_records import copy_demo
from support.databases import Demo, PostgresqlDatabase, PostgresqlDemo, SqliteDemo, SqliteFile
from support.postgresql_server import PostgresqlServer, run_postgresql
from support.s3_server import aws_environment, create_bucket, run_s3_server
from support.sandbox import settings_of
from support.server import Server, run_server


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database` chooses the kind of database that the demo is loaded into."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips what is about the other kind of database: marked so, or about the file of the SQLite demo."""
    kind = config.getoption("--database")
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[kind]
    for item in items:
        names = getattr(item, "fixturenames", ())
        about_file = kind == "postgresql" and "demo_file" in names and not {"demo", "sqlite_demo"} & set(names)
        if about_file or item.get_closest_marker(f"{other}_only"):
            item.add_marker(pytest.mark.skip(reason=f"it is about {'SQLite' if other == 'sqlite' else 'PostgreSQL'}"))


# Servers inherit it: a suite that is started with nohup would make them ignore the signal that stops them.
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def original_demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demo in it, which no module replaces by one of its own."""
    path = tmp_path_factory.mktemp("demo") / "policybook.db"

    async def load() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        await load_demo(database, Files(f"file://{path}.files"))
        await database.close()

    asyncio.run(load())
    return path


@pytest.fixture(scope="session")
def demo_file(original_demo_file: Path) -> Path:
    """A database file with the demo in it. Tests that write take a copy."""
    return original_demo_file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server with an empty database."""
    with run_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_demo(postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> PostgresqlDemo:
    """The demo in a database of PostgreSQL."""
    file = tmp_path_factory.mktemp("demo") / "policybook.db"
    PostgresqlDatabase(postgresql, "postgres", file).execute("CREATE DATABASE demo")
    database = PostgresqlDatabase(postgresql, "demo", file)

    async def load() -> None:
        loaded = Database(database.url)
        await migrate(loaded)
        await load_demo(loaded, Files(f"file://{file}.files"))
        await loaded.close()

    asyncio.run(load())
    return PostgresqlDemo(database)


@pytest.fixture(scope="session")
def sqlite_demo(original_demo_file: Path) -> SqliteDemo:
    """The demo in a SQLite file."""
    return SqliteDemo(SqliteFile(original_demo_file))


@pytest.fixture(scope="session")
def demo(request: pytest.FixtureRequest) -> Demo:
    """The demo, on the kind of database that `--database` says."""
    if request.config.getoption("--database") == "postgresql":
        found: Demo = request.getfixturevalue("postgresql_demo")
        return found
    sqlite: Demo = request.getfixturevalue("sqlite_demo")
    return sqlite


@pytest.fixture
async def database(demo: Demo) -> AsyncIterator[Database]:
    """The demo's database."""
    database = Database(demo.database.url)
    yield database
    await database.close()


@pytest.fixture
def settings(demo: Demo) -> Settings:
    """Development settings on the demo's database."""
    return settings_of(demo.database, graphiql=None, cors_origins=())


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Starlette]:
    """The application, started, as `policybook serve` makes it."""
    async with running_app(settings) as app:
        yield app


@pytest.fixture
async def http(app: Starlette) -> AsyncIterator[AsyncClient]:
    """An HTTP client without a token."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
def nobody(http: AsyncClient) -> ApiClient:
    """A caller without a token."""
    return ApiClient(http, None)


@pytest.fixture
def pat(http: AsyncClient) -> ApiClient:
    """The practitioner."""
    return ApiClient.signed_in(http, "Pat")


@pytest.fixture
def cleo(http: AsyncClient) -> ApiClient:
    """Pat's client, in the portal."""
    return ApiClient.signed_in(http, "Cleo")


@pytest.fixture
def dana(http: AsyncClient) -> ApiClient:
    """Pat's other client, in the portal."""
    return ApiClient.signed_in(http, "Dana")


@pytest.fixture
def olga(http: AsyncClient) -> ApiClient:
    """A practitioner of another practice."""
    return ApiClient.signed_in(http, "Olga")


@pytest.fixture
def omar(http: AsyncClient) -> ApiClient:
    """A client of another practice."""
    return ApiClient.signed_in(http, "Omar")


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server that speaks S3."""
    with run_s3_server(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty bucket, which this process's environment gives access to."""
    for name, value in aws_environment(s3).items():
        monkeypatch.setenv(name, value)
    return create_bucket(s3)


@pytest.fixture(scope="session")
def server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server on a copy of the demo, in the development profile, for tests that only read."""
    folder = tmp_path_factory.mktemp("server")
    copy_demo(demo_file, folder)
    with run_server(folder) as server:
        yield server

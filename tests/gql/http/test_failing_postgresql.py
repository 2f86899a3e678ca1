"""A PostgreSQL server that stops, comes back, or does not answer: requests fail clearly and soon, nothing is lost."""

import asyncio
import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from httpx2 import AsyncClient, HTTPError
from starlette.applications import Starlette

from gql.auth.local_tokens import mint
from store.db.database import Database
from store.db.migrate import migrate
from store.demo import load_demo
from store.files import Files
from support.api_client import CAST, KEY
from support.databases import PostgresqlDatabase, in_thread
from support.postgresql_server import PostgresqlServer, run_postgresql
from support.sandbox import Sandbox, document
from support.server import Server, run_server

pytestmark = pytest.mark.postgresql_only
ADD = document("addClient")
SOON = 3
"""Seconds. On a machine with nothing else to do it is less than one."""
READ = "{ clients(first: 3) { nodes { id } } }"


@pytest.fixture
def own_postgresql(tmp_path: Path) -> Iterator[PostgresqlDatabase]:
    """A PostgreSQL server of the test's own, with the demo, that may be stopped."""
    with run_postgresql("fsync=on", "synchronous_commit=on", "full_page_writes=on") as postgresql:
        database = PostgresqlDatabase(postgresql, "postgres", tmp_path / "policybook.db")

        async def load() -> None:
            loaded = Database(database.url)
            await migrate(loaded)
            await load_demo(loaded, Files(f"file://{database.file}.files"))
            await loaded.close()

        in_thread(load)
        yield database


@dataclass
class Load:
    """Clients that add and read without a pause, and what became of each request."""

    urls: list[str]
    names: list[str] = field(default_factory=list)
    """Of clients whose addition was acknowledged."""
    statuses: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    succeeded_at: list[float] = field(default_factory=list)
    ended: bool = False

    async def run(self, number: int) -> None:
        """One client, until `ended`."""
        headers = {"Authorization": f"Bearer {mint(KEY.encode(), CAST['Pat'])}"}
        count = 0
        while not self.ended:
            count += 1
            async with AsyncClient(base_url=self.urls[(number + count) % len(self.urls)], timeout=15) as http:
                name = uuid.uuid4().hex
                values = {"input": {"firstName": "Load", "lastName": name, "idempotencyKey": name}}
                body = {"query": READ} if count % 3 == 0 else {"query": ADD, "variables": values}
                began = time.monotonic()
                try:
                    response = await http.post("/graphql", json=body, headers=headers)
                except HTTPError as error:
                    self.statuses[type(error).__name__] += 1
                    await asyncio.sleep(0.05)
                    continue
                self.longest = max(self.longest, time.monotonic() - began)
                answer = response.json()
                self.statuses[str(response.status_code)] += 1
                if "errors" in answer:
                    assert {error["extensions"]["code"] for error in answer["errors"]} == {"SERVICE_UNAVAILABLE"}
                    # A read that was answered in part is 200, with the errors of the rest.
                    assert response.headers.get("retry-after") or (response.status_code == 200 and answer["data"])
                    await asyncio.sleep(0.02)
                    continue
                self.succeeded_at.append(time.monotonic())
                if count % 3 and answer["data"]["addClient"]["client"]:
                    self.names.append(name)


@asynccontextmanager
async def under_load(*servers: Server, clients: int = 4) -> AsyncIterator[Load]:
    load = Load([server.url for server in servers])
    running = [asyncio.create_task(load.run(number)) for number in range(clients)]
    yield load
    load.ended = True
    await asyncio.gather(*running)


def assert_nothing_lost(load: Load, database: PostgresqlDatabase) -> None:
    """What was acknowledged is there, once."""
    found = Counter(name for (name,) in database.rows("SELECT last_name FROM clients WHERE first_name = 'Load'"))
    assert load.names
    assert {name: found[name] for name in load.names} == dict.fromkeys(load.names, 1)
    assert set(found.values()) == {1}


def run(database: PostgresqlDatabase, folder: Path) -> AbstractContextManager[Server]:
    return run_server(folder, database_url=database.url, local_folder=str(folder / "local"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
async def test_a_server_that_is_restarted_is_used_again_at_once(
    own_postgresql: PostgresqlDatabase, tmp_path: Path, how: signal.Signals
) -> None:
    with run(own_postgresql, tmp_path) as server:
        async with under_load(server) as load:
            for _ in range(2):
                await asyncio.sleep(0.5)
                await asyncio.to_thread(own_postgresql.server.stop, how)
                await asyncio.sleep(0.3)
                await asyncio.to_thread(own_postgresql.server.start)
                back = time.monotonic()
                await asyncio.sleep(1.5)
                assert min(at for at in load.succeeded_at if at > back) - back < SOON
    assert set(load.statuses) <= {"200", "503"}
    assert load.longest < 10
    assert_nothing_lost(load, own_postgresql)


async def test_a_server_that_does_not_answer_is_not_waited_for_long(
    own_postgresql: PostgresqlDatabase, tmp_path: Path
) -> None:
    with run(own_postgresql, tmp_path) as server:
        async with under_load(server) as load:
            await asyncio.sleep(0.5)
            frozen = processes(own_postgresql.server)
            for process in frozen:
                os.kill(process, signal.SIGSTOP)
            try:
                await asyncio.sleep(8)
                async with AsyncClient(base_url=server.url, timeout=15) as http:
                    assert (await http.get("/livez")).status_code == 200
                    assert (await http.get("/readyz")).status_code == 503
            finally:
                for process in frozen:
                    os.kill(process, signal.SIGCONT)
            back = time.monotonic()
            await asyncio.sleep(3)
            assert min(at for at in load.succeeded_at if at > back) - back < SOON
    assert set(load.statuses) <= {"200", "503"}
    assert load.longest < 10
    assert_nothing_lost(load, own_postgresql)


async def test_a_process_that_is_killed_loses_nothing_it_acknowledged(
    own_postgresql: PostgresqlDatabase, tmp_path: Path
) -> None:
    with run(own_postgresql, tmp_path) as kept:
        for number in range(2):
            with run(own_postgresql, tmp_path) as killed:
                async with under_load(kept, killed) as load:
                    await asyncio.sleep(1)
                    killed.process.kill()
                    await asyncio.sleep(0.5)
            assert "500" not in load.statuses
            assert_nothing_lost(load, own_postgresql)
            own_postgresql.execute("UPDATE clients SET first_name = ? WHERE first_name = 'Load'", f"Round {number}")


async def test_a_standby_is_not_ready(own_postgresql: PostgresqlDatabase, tmp_path: Path) -> None:
    with run(own_postgresql, tmp_path) as server:
        async with AsyncClient(base_url=server.url, timeout=15) as http:
            assert (await http.get("/readyz")).text == "ready"
            await asyncio.to_thread(own_postgresql.server.stop)
            (own_postgresql.server.data / "standby.signal").touch()
            await asyncio.to_thread(own_postgresql.server.start)
            await asyncio.sleep(3.1)
            sandbox = Sandbox(own_postgresql, Starlette(), http)
            assert (await http.get("/readyz")).status_code == 503
            assert (await sandbox.pat.post(READ)).status_code == 200
            written = await sandbox.pat.post(ADD, {"input": {"firstName": "A", "lastName": "B"}})
            assert (written.status_code, written.json()["errors"][0]["extensions"]["code"]) == (
                503,
                "SERVICE_UNAVAILABLE",
            )


def processes(server: PostgresqlServer) -> list[int]:
    """The ids of all processes of a PostgreSQL server."""
    first = server.process_id
    assert first is not None
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]

"""`policybook serve --workers`: several processes on one port, which are replaced without a request that fails."""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from support.command_line import CommandLine
from support.databases import PostgresqlDemo
from support.server import Server, free_port, run_server

pytestmark = pytest.mark.postgresql_only
VIEWER = {"query": "{ __typename }"}


@pytest.fixture
def server(postgresql_demo: PostgresqlDemo, tmp_path: Path) -> Iterator[Server]:
    """Two workers, each with metrics."""
    database = postgresql_demo.copy_to(tmp_path / "policybook.db")
    metrics = f"127.0.0.1:{free_port()}"
    run = partial(run_server, tmp_path, options=("--workers", "2"), metrics_address=metrics)
    with run(database_url=database.url, local_folder=str(tmp_path / "local")) as server:
        yield server


def workers(server: Server) -> set[int]:
    """The ids of the processes that serve."""
    first = server.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return {child for child, line in lines.items() if b"spawn_main" in line}


async def requests_without_pause(server: Server, failures: list[object], ended: asyncio.Event) -> int:
    """Sends requests, each over a new connection or one that is kept, until `ended`. How many were answered."""
    answered = 0
    async with AsyncClient(base_url=server.url, timeout=15) as kept:
        while not ended.is_set():
            async with AsyncClient(base_url=server.url, timeout=15) as new:
                for http in (kept, new):
                    try:
                        response = await http.post("/graphql", json=VIEWER)
                    except Exception as error:
                        failures.append(error)
                        continue
                    answered += 1
                    if response.status_code != 200:
                        failures.append(response.text)
    return answered


@pytest.fixture
async def load(server: Server) -> AsyncIterator[list[object]]:
    """Failed requests of four clients."""
    failures, ended = list[object](), asyncio.Event()
    clients = [asyncio.create_task(requests_without_pause(server, failures, ended)) for _ in range(4)]
    await asyncio.sleep(0.3)
    yield failures
    ended.set()
    assert sum(await asyncio.gather(*clients)) > 50


async def test_a_hangup_replaces_every_process_and_no_request_fails(server: Server, load: list[object]) -> None:
    before = workers(server)
    server.process.send_signal(signal.SIGHUP)
    await eventually(lambda: len(workers(server)) == 2 and not workers(server) & before)
    await asyncio.sleep(0.5)
    assert load == []


async def test_a_process_that_dies_is_replaced(server: Server) -> None:
    before = workers(server)
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    await eventually(lambda: len(workers(server)) == 2 and workers(server) != before)
    async with AsyncClient(base_url=server.url, timeout=15) as http:
        assert [(await http.post("/graphql", json=VIEWER)).status_code for _ in range(10)] == [200] * 10


async def test_the_end_of_the_supervisor_is_the_end_of_all(server: Server) -> None:
    processes = workers(server)
    server.process.terminate()
    assert await asyncio.to_thread(server.process.wait, 20) == 0
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


async def test_a_supervisor_whose_processes_cannot_start_ends_with_a_status(server: Server, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "local")
    (tmp_path / "local").touch()  # where a folder for uploads in progress would be made
    os.kill(min(workers(server)), signal.SIGKILL)
    assert await asyncio.to_thread(server.process.wait, 60) == 2


def test_a_sqlite_file_is_served_by_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = CommandLine(tmp_path, monkeypatch, capsys)("serve", "--workers", "2")
    assert refused.error == "a SQLite database is served by one process. Several need PostgreSQL."


async def eventually(condition: Callable[[], bool]) -> None:
    """Waits up to a minute."""
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        await asyncio.sleep(0.1)

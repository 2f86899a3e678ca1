"""Requests a second on SQLite, and on PostgreSQL with one and with two processes, as ratios in one run.

Run with `python -m bench.databases`. PostgreSQL is that of `scripts/postgresql.py`, with its data on disk.
"""

import asyncio
import signal
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import orjson
from scripts.postgresql import PostgresqlServer, usable_folder

from bench.bench_server import BenchServer, exit_on_signals
from bench.http_load import Call, call, exchange_on, seconds
from gql.global_ids import global_id
from store.demo.cast import CLEO, PRACTICE

CONNECTIONS, READS, WRITES = 16, 800, 400
CHART = """query($id: ID!) { client(id: $id) { displayName policies { id type status memberId payer { name }
attachments { id } claimReadiness(dos: "2026-01-05") { ready problems { code } } } } }"""
LIST = "{ clients(first: 50) { nodes { id displayName policies { id type } } } }"
ADD = "mutation($input: AddClientInput!) { addClient(input: $input) { client { id } userErrors { code } } }"


def main() -> None:
    """Prints a line for each kind of request: requests a second, and times those of SQLite."""
    exit_on_signals()
    with tempfile.TemporaryDirectory() as folder, _postgresql() as postgresql:
        found = {
            "SQLite": _measured(Path(folder) / "sqlite", None, 1),
            "PostgreSQL": _measured(Path(folder) / "one", postgresql, 1),
            "PostgreSQL, 2 workers": _measured(Path(folder) / "two", postgresql, 2),
        }
    for kind, base in found["SQLite"].items():
        print(
            kind, *(f"{name}: {rates[kind]:.0f} ({rates[kind] / base:.2f})" for name, rates in found.items()), sep="  "
        )


@contextmanager
def _postgresql() -> Iterator[PostgresqlServer]:
    server = PostgresqlServer(usable_folder(Path(tempfile.gettempdir()) / f"policybook-bench-{uuid.uuid4().hex[:8]}"))
    server.start()
    try:
        yield server
    finally:
        server.stop(signal.SIGQUIT)


def _measured(folder: Path, postgresql: PostgresqlServer | None, workers: int) -> dict[str, float]:
    folder.mkdir()
    server = BenchServer(folder)
    if postgresql:
        name = f"bench_{workers}"
        postgresql.execute(f"CREATE DATABASE {name}")
        server.settings = {"database_url": postgresql.url(name), "local_folder": str(folder / "local")}
    server.options = ("--workers", str(workers)) if workers > 1 else ()
    server.create()
    server.load_demo()
    server.practice = PRACTICE.id
    server.start()
    try:
        return asyncio.run(_rates(server))
    finally:
        server.stop(signal.SIGTERM)


async def _rates(server: BenchServer) -> dict[str, float]:
    token = server.token("Bench")

    def post(document: str, **variables: object) -> Call:
        body = orjson.dumps({"query": document, "variables": variables})
        return call(server.port, "POST", "/graphql", token, body)

    chart, listed = post(CHART, id=global_id("Client", CLEO.id)), post(LIST)
    for warm in (chart, listed):
        await seconds(warm, 100, CONNECTIONS)
    adds = [post(ADD, input={"firstName": "Nia", "lastName": f"Okoro {n}"}) for n in range(WRITES)]
    return {
        "charts": READS / await seconds(chart, READS, CONNECTIONS),
        "lists of 50 charts": READS / 4 / await seconds(listed, READS // 4, CONNECTIONS),
        "clients added": WRITES / await _each(server.port, adds),
    }


async def _each(port: int, calls: Sequence[Call]) -> float:
    """The seconds that these requests take, each sent once."""
    left, clock = iter(calls), asyncio.get_running_loop().time

    async def work() -> None:
        async with exchange_on(port) as exchange:
            for one in left:
                assert b'"userErrors":[]' in await exchange(one)

    began = clock()
    await asyncio.gather(*(work() for _ in range(CONNECTIONS)))
    return clock() - began


if __name__ == "__main__":
    main()

"""The server's resident memory under minutes of mixed reads, compared with its memory before the first request.

Run with `python -m bench.memory --seconds 120`.
"""

import argparse
import asyncio
import itertools
import random
import time
from pathlib import Path
from typing import Any

import orjson

from bench.bench_server import BenchServer, run_bench_server
from bench.http_load import Call, call, exchange_on
from gql.global_ids import global_id
from store.acts.load_records import load_records
from store.db.database import Database
from store.demo.generator import generate

CLIENTS = 500
CONNECTIONS = 16
LIMIT = 1.5
"""Times the memory at the start."""
_OPERATIONS = Path(__file__).parents[1] / "schema" / "operations" / "practice"
_PAGE_KIB = 4


def main() -> None:
    """Prints the memory every ten seconds, and fails if it has grown beyond the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    options = parser.parse_args()
    with run_bench_server() as server:
        clients = asyncio.run(_fill(server))
        start = _resident(server)
        answers, cpu = asyncio.run(_load(server, clients, options.seconds))
        end = _resident(server)
    print(
        f"{start:.0f} MB at the start, {end:.0f} MB after {options.seconds:.0f} s: {end / start:.2f} times; "
        f"{answers / options.seconds:.1f} answers a second, {cpu / answers * 1000:.2f} ms of processor time each"
    )
    if end > LIMIT * start:
        raise SystemExit(f"the memory has grown more than {LIMIT} times")


async def _fill(server: BenchServer) -> list[str]:
    """Loads a practice of generated clients. Their global ids."""
    records = generate(CLIENTS)
    database = Database(f"sqlite+aiosqlite:///{server.file}", checkpoints=False)
    await load_records(database, records)
    await database.close()
    (practice,) = records.practices
    server.practice = practice.id
    return [global_id("Client", client.id) for client in records.clients[practice.id]]


async def _load(server: BenchServer, clients: list[str], seconds: float) -> tuple[int, float]:
    """Reads until the time is over. How many answers there were, and the processor time that the server took."""
    calls, end = _mixed_reads(server, clients), time.monotonic() + seconds
    before, answers = _processor_seconds(server), 0

    async def work() -> None:
        nonlocal answers
        async with exchange_on(server.port) as exchange:
            while time.monotonic() < end:
                await exchange(next(calls))
                answers += 1

    async def watch() -> None:
        while time.monotonic() < end:
            print(
                f"{seconds - (end - time.monotonic()):5.0f} s  {_resident(server):5.0f} MB  {answers} answers",
                flush=True,
            )
            await asyncio.sleep(10)

    await asyncio.gather(watch(), *(work() for _ in range(CONNECTIONS)))
    return answers, _processor_seconds(server) - before


def _mixed_reads(server: BenchServer, clients: list[str]) -> "itertools.chain[Call]":
    """Charts, lists of charts, lists of clients, the review queue and claim options, in an order that repeats."""
    token, dice = server.token("reader"), random.Random(1)  # noqa: S311 - any order will do

    def read(document: str, **variables: Any) -> Call:
        query = (_OPERATIONS / f"{document}.graphql").read_text(encoding="utf-8")
        return call(server.port, "POST", "/graphql", token, orjson.dumps({"query": query, "variables": variables}))

    def services(first: int) -> list[dict[str, str]]:
        return [{"clientId": id_, "dos": "2026-03-02"} for id_ in clients[first : first + 50]]

    charts = [read("chart", clientId=id_) for id_ in clients]
    lists = [read("charts", first=size) for size in (25, 60, 100) for _ in range(20)]
    others = [read("review-queue"), read("clients"), read("payer-list")] * 20
    claims = [read("claim-options-for-services", services=services(first)) for first in range(0, 400, 40)]
    calls = [*charts, *lists, *others, *claims]
    dice.shuffle(calls)
    return itertools.chain.from_iterable(itertools.repeat(calls))


def _resident(server: BenchServer) -> float:
    assert server.process
    return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * _PAGE_KIB / 1024


def _processor_seconds(server: BenchServer) -> float:
    assert server.process
    user, system = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / 100


if __name__ == "__main__":
    main()

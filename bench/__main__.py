"""The API against hand-written routes: how many times longer the same JSON takes, from the same database, in one run.

Two servers, each one uvicorn process with the same settings, are measured in turn, several times for each screen. The
median of the ratios is printed. Absolute numbers are only valid for this machine.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from bench.bench_server import exit_on_signals
from bench.http_load import Call, call, fetch, seconds
from gql.auth.local_tokens import mint
from gql.global_ids import global_id
from insurance.enums import Role
from store.acts.load_records import load_records
from store.caller import Caller
from store.db.database import Database
from store.db.migrate import migrate
from store.demo.generator import generate

KEY = "a local key for benchmarks, of 32 bytes"
CLIENTS = 500
ROUNDS = 7
CONNECTIONS = 8
OPERATIONS = Path(__file__).parents[1] / "schema" / "operations" / "practice"


def main() -> None:
    """Prints one line for each screen."""
    exit_on_signals()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        practice_id, client_ids = asyncio.run(_fill(database))
        token = mint(KEY.encode(), Caller(practice_id, Role.PRACTITIONER, "bench", name="Bench"))
        with (
            _server(database, "--factory", "bench.api_server:api") as api,
            _server(database, "--factory", "bench.handwritten_api:create_app") as handwritten,
        ):
            for name, ours, theirs, times in _screens(api, handwritten, token, client_ids):
                asyncio.run(_compare(name, ours, theirs, times))


async def _fill(path: Path) -> tuple[str, list[str]]:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    records = generate(CLIENTS)
    await load_records(database, records)
    await database.close()
    (practice,) = records.practices
    return practice.id, [client.id for client in records.clients[practice.id]]


def _screens(api: int, handwritten: int, token: str, client_ids: list[str]) -> Iterator[tuple[str, Call, Call, int]]:
    ids = [global_id("Client", id_) for id_ in client_ids]
    yield (
        "one chart",
        _graphql_call(api, token, "chart", {"clientId": ids[0]}),
        call(handwritten, "GET", f"/chart/{ids[0]}", token),
        200,
    )
    for size in (25, 100):
        yield (
            f"a list of {size} charts",
            _graphql_call(api, token, "charts", {"first": size}),
            call(handwritten, "GET", f"/charts?first={size}", token),
            40,
        )
    services = [{"clientId": id_, "dos": "2026-03-02"} for id_ in ids[:50]]
    yield (
        "claim options of 50 services",
        _graphql_call(api, token, "claim-options-for-services", {"services": services}),
        call(handwritten, "POST", "/claim-options", token, orjson.dumps(services)),
        40,
    )


def _graphql_call(port: int, token: str, document: str, variables: dict[str, Any]) -> Call:
    query = (OPERATIONS / f"{document}.graphql").read_text(encoding="utf-8")
    return call(port, "POST", "/graphql", token, orjson.dumps({"query": query, "variables": variables}))


async def _compare(name: str, ours: Call, theirs: Call, times: int) -> None:
    ours_first, theirs_first = await fetch(ours), await fetch(theirs)
    assert _without_links(ours_first) == _without_links(theirs_first), f"{name}: the two answers differ"
    pairs = []
    for _ in range(ROUNDS):
        pairs.append((await seconds(ours, times, CONNECTIONS), await seconds(theirs, times, CONNECTIONS)))
    ratios = sorted(ours_took / theirs_took for ours_took, theirs_took in pairs)
    per_second = times / statistics.median(pair[0] for pair in pairs)
    print(
        f"{name:30} {len(ours_first):>7} bytes  {statistics.median(ratios):5.2f} times the hand-written route "
        f"(of {ROUNDS} rounds {ratios[0]:.2f} to {ratios[-1]:.2f})  {per_second:7.1f} answers a second"
    )


def _without_links(body: bytes) -> object:
    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {key: strip(inner) for key, inner in value.items() if key not in ("url", "previewUrl")}
        return [strip(inner) for inner in value] if isinstance(value, list) else value

    return strip(orjson.loads(body))


@contextmanager
def _server(database: Path, *app: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {
        **os.environ,
        "POLICYBOOK_DATABASE_URL": f"sqlite+aiosqlite:///{database}",
        "POLICYBOOK_LOCAL_KEY": KEY,
    }
    command = [sys.executable, "-m", "uvicorn", *app, "--port", str(port), "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("a server did not start")


if __name__ == "__main__":
    main()

"""Every query of `schema/operations` in a large practice and in a small one: the steps that SQLite takes, which do not
depend on the machine, its time, and how long it holds the event loop, which is how long every other request waits.

    python -m bench.large_practice [clients payers]
"""

import asyncio
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from bench.__main__ import KEY
from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.global_ids import global_id, local_id
from gql.pages.graphiql_config import example_documents
from gql.settings import Settings
from insurance.enums import Role
from insurance.facts import Payer
from store.acts.load_records import Records, load_records
from store.caller import Caller
from store.db.database import Database
from store.db.migrate import migrate
from store.demo.generator import generate_in_chunks

ROUNDS = 9
SEARCHES = {"Clients": ("m", "mar", "martin a", "1/2/1990", "w123"), "PayerList": ("b", "blue", "united h")}
_WORDS = ("Blue Cross", "Blue Shield", "United", "Healthcare", "Health", "Plan", "Mutual", "Benefit", "Texas", "Ohio")


def main() -> None:
    """Prints one line for each query: the small practice, the large one, and the ratio."""
    clients, payers = map(int, sys.argv[1:3] or (50_000, 5_000))
    with tempfile.TemporaryDirectory() as folder:
        small = asyncio.run(_measured(Path(folder) / "small.db", 500, 50))
        large = asyncio.run(_measured(Path(folder) / "large.db", clients, payers))
    print(f"{'':34} steps at 500 clients   {clients:,} clients   ratio       ms   longest hold of the event loop")
    for name, (steps, took, held) in large.items():
        few = small[name][0]
        print(f"{name:34} {few:20} {steps:16} {steps / max(few, 1):7.2f} {took:8.1f} {held:14.1f} ms")


async def _measured(path: Path, clients: int, payers: int) -> dict[str, tuple[int, float, float]]:
    practice_id, client_id, policy_id, payer_id = await _fill(path, clients, payers)
    staff = Caller(practice_id, Role.PRACTITIONER, "bench", name="Bench")
    client = Caller(practice_id, Role.CLIENT, "bench", client_id=local_id("Client", client_id))
    tokens = {"practice": mint(KEY.encode(), staff), "portal": mint(KEY.encode(), client)}
    app = create_app(Settings(database_url=f"sqlite+aiosqlite:///{path}", local_key=SecretStr(KEY), graphiql=False))
    ids = {"clientId": client_id, "policyId": policy_id, "payerId": payer_id}
    results, counter = {}, _Steps(app.state.database)
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
            for name, persona, body in _requests(ids):
                http.headers["authorization"] = f"Bearer {tokens[persona]}"
                times = await _times(http, body)
                before = counter.steps
                await http.post("/graphql", json=body)
                results[name] = (counter.steps - before, *times)
    return results


def _requests(ids: dict[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for document in example_documents():
        query = document["query"]
        if "\nmutation " in f"\n{query}":
            continue
        persona = "practice" if document["persona"].startswith("Pat") else "portal"
        variables = {name: ids.get(name, value) for name, value in _variables(document["variables"]).items()}
        yield document["name"], persona, {"query": query, "variables": variables}
        for search in SEARCHES.get(document["name"], ()):
            body = {"query": query, "variables": {**variables, "search": search}}
            yield f"{document['name']} {search!r}", persona, body


class _Steps:
    """Counts the steps of SQLite's virtual machine on every connection of a database."""

    def __init__(self, database: Database) -> None:
        self.steps = 0
        for engine in (database.engines.reader, database.engines.writer):
            sa.event.listen(engine.sync_engine, "connect", self._watch)

    def _watch(self, connection: Any, _entry: object) -> None:
        connection.run_async(lambda driver: driver.set_progress_handler(self._count, 1))

    def _count(self) -> None:
        self.steps += 1


def _variables(text: str) -> dict[str, Any]:
    variables: dict[str, Any] = orjson.loads(text)
    return variables


async def _times(http: AsyncClient, body: dict[str, Any]) -> tuple[float, float]:
    """The median time of an answer and of the longest hold of the event loop, in milliseconds, after a first one."""
    times, holds = [], []
    for _ in range(ROUNDS + 1):
        watch = asyncio.create_task(_longest_hold())
        await asyncio.sleep(0)
        start = time.perf_counter()
        answer = (await http.post("/graphql", json=body)).json()
        times.append(time.perf_counter() - start)
        watch.cancel()
        holds.append(await watch)
        assert "errors" not in answer, answer
    return 1000 * statistics.median(times[1:]), 1000 * statistics.median(holds[1:])


async def _longest_hold() -> float:
    longest, last = 0.0, time.perf_counter()
    try:
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    except asyncio.CancelledError:
        return longest


async def _fill(path: Path, clients: int, payers: int) -> tuple[str, str, str, str]:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    first: Records | None = None
    for records in generate_in_chunks(clients, 2):
        first = first or records
        await load_records(database, records)
    assert first
    (practice,) = first.practices
    await load_records(database, Records(payers={practice.id: list(_more_payers(first, practice.id, payers))}))
    await database.close()
    client, policy = first.clients[practice.id][0], first.policies[practice.id][0]
    payer = first.payers[practice.id][0]
    return practice.id, global_id("Client", client.id), global_id("Policy", policy.id), global_id("Payer", payer.id)


def _more_payers(records: Records, practice_id: str, payers: int) -> Iterator[Payer]:
    own = records.payers[practice_id]
    for number in range(payers - len(own)):
        name = " ".join(_WORDS[(number // 10**place + place) % 10] for place in range(3))
        id_, edi_payer_id = str(uuid.uuid4()), f"{number:05}"
        yield replace(own[0], id=id_, name=f"{name} {number}", edi_payer_id=edi_payer_id, aliases=(), archived=False)


if __name__ == "__main__":
    main()

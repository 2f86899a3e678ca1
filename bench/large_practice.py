"""Every query of `schema/operations/practice` in a large practice and in a small one: its time, and how long it holds
the event loop, which is how long every other request waits.

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
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from bench.__main__ import KEY
from gql.app import create_app
from gql.auth.local_tokens import mint
from gql.global_ids import global_id
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
SEARCHES = {"Clients": ("m", "mar", "martin a"), "PayerList": ("b", "blue", "united h")}
_WORDS = ("Blue Cross", "Blue Shield", "United", "Healthcare", "Health", "Plan", "Mutual", "Benefit", "Texas", "Ohio")


def main() -> None:
    """Prints one line for each query: the small practice, the large one, and the ratio."""
    clients, payers = map(int, sys.argv[1:3] or (50_000, 5_000))
    with tempfile.TemporaryDirectory() as folder:
        small = asyncio.run(_measured(Path(folder) / "small.db", 500, 50))
        large = asyncio.run(_measured(Path(folder) / "large.db", clients, payers))
    print(f"{'':32} 500 clients   {clients:,} clients   ratio   longest hold of the event loop")
    for name, (took, held) in large.items():
        print(f"{name:32} {small[name][0]:8.1f} ms {took:12.1f} ms {took / small[name][0]:10.2f} {held:14.1f} ms")


async def _measured(path: Path, clients: int, payers: int) -> dict[str, tuple[float, float]]:
    practice_id, client_id, policy_id, payer_id = await _fill(path, clients, payers)
    token = mint(KEY.encode(), Caller(practice_id, Role.PRACTITIONER, "bench", name="Bench"))
    app = create_app(Settings(database_url=f"sqlite+aiosqlite:///{path}", local_key=SecretStr(KEY), graphiql=False))
    ids = {"clientId": client_id, "policyId": policy_id, "payerId": payer_id}
    results = {}
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app)
        headers = {"authorization": f"Bearer {token}"}
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=headers) as http:
            for name, body in _requests(ids):
                results[name] = await _times(http, body)
    return results


def _requests(ids: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for document in example_documents():
        query = document["query"]
        if "\nmutation " in f"\n{query}" or not document["persona"].startswith("Pat"):
            continue
        variables = {name: ids.get(name, value) for name, value in _variables(document["variables"]).items()}
        yield document["name"], {"query": query, "variables": variables}
        for search in SEARCHES.get(document["name"], ()):
            yield f"{document['name']} {search!r}", {"query": query, "variables": {**variables, "search": search}}


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

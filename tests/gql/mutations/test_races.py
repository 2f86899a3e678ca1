"""Two servers on one PostgreSQL: what happens at the same moment happens one after the other, and nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from support.databases import PostgresqlDemo
from support.races import LOCKLESS, PAUSES, RACES, Race, Two
from support.sandbox import Sandbox
from support.server import run_server

pytestmark = pytest.mark.postgresql_only
ROUNDS = 10
MOST_ROUNDS = 60
"""Without its locks a race is lost by chance: most at the first round."""

of_each_race = pytest.mark.parametrize("race", RACES, ids=[race.__name__ for race in RACES])


@asynccontextmanager
async def two_servers(demo: PostgresqlDemo, folder: Path, patched: str) -> AsyncIterator[Two]:
    database = demo.copy_to(folder / "policybook.db")
    run = partial(run_server, folder, patched=patched, database_url=database.url, local_folder=str(folder / "local"))
    async with AsyncExitStack() as stack:
        servers = [stack.enter_context(run()) for _ in range(2)]
        clients = [await stack.enter_async_context(AsyncClient(base_url=server.url, timeout=30)) for server in servers]
        one, other = (Sandbox(database, Starlette(), client) for client in clients)
        yield Two(one, other)


@of_each_race
async def test_nothing_goes_wrong_however_often(race: Race, postgresql_demo: PostgresqlDemo, tmp_path: Path) -> None:
    async with two_servers(postgresql_demo, tmp_path, PAUSES) as two:
        assert [await race(two) for _ in range(ROUNDS)] == [[]] * ROUNDS


@of_each_race
async def test_without_locks_it_goes_wrong(race: Race, postgresql_demo: PostgresqlDemo, tmp_path: Path) -> None:
    async with two_servers(postgresql_demo, tmp_path, LOCKLESS + PAUSES) as two:
        for _ in range(MOST_ROUNDS):
            if await race(two):
                return
    raise AssertionError("nothing went wrong without locks: the race shows nothing")

"""Database: readers cannot write, writers lose nothing, and callers may be cancelled at any moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.db.database import Database
from store.db.errors import DatabaseUnavailable, UnsupportedDatabase
from store.db.migrate import migrate
from store.db.practice_guard import across_practices
from store.db.tables import practices

Unit = Callable[[AsyncConnection], Awaitable[None]]
NAMES = across_practices(sa.select(practices.c.name).order_by(practices.c.name))


class BrokenError(Exception):
    """What a unit of work raises when it fails."""


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database without a record."""
    database = Database(url(tmp_path))
    await migrate(database)
    yield database
    await database.close()


def url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/policybook.db"


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def add(connection: AsyncConnection, name: str) -> None:
    row = {"id": name, "name": name, "time_zone": "UTC", "collects_insurance": True}
    await connection.execute(practices.insert(), row)


def adding(*names: str, then: Exception | None = None) -> Unit:
    """A unit of work that adds practices, pausing before each, and perhaps fails at its end."""

    async def unit(connection: AsyncConnection) -> None:
        for name in names:
            await asyncio.sleep(0)
            await add(connection, name)
        if then:
            raise then

    return unit


async def names(database: Database) -> list[str]:
    return [row[0] for row in await database.read(NAMES)]


async def test_what_was_written_is_read_and_a_failed_unit_of_work_leaves_nothing(empty: Database) -> None:
    await empty.write(adding("first", "second"), practice_id=None)
    with pytest.raises(BrokenError):
        await empty.write(adding("third", then=BrokenError()), practice_id=None)
    with pytest.raises(sa.exc.IntegrityError):
        await empty.write(adding("fourth", "first"), practice_id=None)
    assert await names(empty) == ["first", "second"]


async def test_readers_cannot_write(empty: Database) -> None:
    async with empty.engines.reader.connect() as connection:
        for statement in (adding("x"), lambda reader: reader.execute(sa.text("DROP TABLE practices"))):
            with pytest.raises(sa.exc.OperationalError, match="readonly"):
                await statement(connection)
    assert await names(empty) == []


async def test_nobody_reads_what_is_not_committed(empty: Database) -> None:
    written, go_on = asyncio.Event(), asyncio.Event()

    async def unit(connection: AsyncConnection) -> None:
        await add(connection, "slow")
        written.set()
        await go_on.wait()

    writing = asyncio.create_task(empty.write(unit, practice_id=None))
    await written.wait()
    assert await names(empty) == []
    go_on.set()
    await writing
    assert await names(empty) == ["slow"]


async def test_a_storm_of_cancelled_work_leaves_no_lock_no_half_act_and_no_open_connection(
    empty: Database, tmp_path: Path
) -> None:
    rng = Random(7)  # noqa: S311 - chance for a storm

    async def work(n: int) -> None:
        await (empty.read(NAMES) if n % 2 else empty.write(adding(f"{n} a", f"{n} b"), practice_id=None))

    async def storm(n: int) -> None:
        task = asyncio.create_task(work(n))
        await asyncio.sleep(rng.random() / 50)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    await asyncio.gather(*(storm(n) for n in range(200)))
    async with asyncio.timeout(60):
        await empty.write(adding("after"), practice_id=None)
        kept = await names(empty)
    assert "after" in kept
    assert {name[:-2] for name in kept if name.endswith(" a")} == {name[:-2] for name in kept if name.endswith(" b")}
    await empty.close()
    # SQLite tidies up when the last connection goes: none was left open.
    assert files(tmp_path) == ["policybook.db"]


async def test_a_cancelled_write_is_whole_or_absent_and_close_waits_for_it(empty: Database, tmp_path: Path) -> None:
    task = asyncio.create_task(empty.write(adding("one", "two", "three"), practice_id=None))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await empty.close()
    again = Database(url(tmp_path))
    assert await names(again) == ["one", "three", "two"]
    await again.close()


async def count_one(connection: AsyncConnection) -> None:
    """Reads a number, and writes the next one."""
    counted = int((await connection.execute(NAMES)).scalar_one())
    await asyncio.sleep(0)
    await connection.execute(practices.update().values(name=str(counted + 1)))


async def test_writers_at_once_wait_for_each_other_and_lose_nothing(empty: Database) -> None:
    await empty.write(adding("0"), practice_id=None)
    async with asyncio.timeout(60):
        await asyncio.gather(*(empty.write(count_one, practice_id=None) for _ in range(32)))
    assert await names(empty) == ["32"]


async def test_two_processes_wait_for_each_other_and_lose_nothing(empty: Database, tmp_path: Path) -> None:
    # The command line may write while the server serves.
    other = Database(url(tmp_path), checkpoints=False)
    await empty.write(adding("0"), practice_id=None)
    async with asyncio.timeout(60):
        await asyncio.gather(*(each.write(count_one, practice_id=None) for _ in range(16) for each in (empty, other)))
    assert await names(empty) == await names(other) == ["32"]
    await other.close()


EVERYWHERE = {"journal_mode": "wal", "busy_timeout": 5000, "trusted_schema": 0}
WRITING = {"query_only": 0, "foreign_keys": 1, "synchronous": 2}
PRAGMAS = [
    ("reader", True, {**EVERYWHERE, "query_only": 1, "wal_autocheckpoint": 0}),
    ("writer", True, {**EVERYWHERE, **WRITING, "wal_autocheckpoint": 1000}),
    ("writer", False, {**EVERYWHERE, **WRITING, "wal_autocheckpoint": 0}),
]


@pytest.mark.parametrize(("door", "checkpoints", "expected"), PRAGMAS)
async def test_every_connection_is_set_as_the_recipe_says(
    empty: Database, tmp_path: Path, door: str, checkpoints: bool, expected: dict[str, object]
) -> None:
    database = Database(url(tmp_path), checkpoints=checkpoints)
    await empty.close()
    async with AsyncExitStack() as held:
        engine: AsyncEngine = getattr(database.engines, door)
        connections = [await held.enter_async_context(engine.connect()) for _ in range(engine.pool.size())]  # type: ignore[attr-defined]
        for connection in connections:
            found = {pragma: await connection.scalar(sa.text(f"PRAGMA {pragma}")) for pragma in expected}
            assert found == expected
    await database.close()


async def test_a_file_that_could_not_be_opened_is_read_once_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "not mounted yet"
    database = Database(url(folder))
    failed = await asyncio.gather(*(database.read(NAMES) for _ in range(20)), return_exceptions=True)
    assert {type(failure) for failure in failed} == {DatabaseUnavailable}
    folder.mkdir()
    async with asyncio.timeout(60):
        await migrate(database)
        assert await names(database) == []
    await database.close()


@pytest.mark.parametrize(
    "address",
    ["", "policybook.db", "sqlite:///x.db", "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "mysql://"],
)
def test_another_kind_of_database_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(UnsupportedDatabase, match="must look like"):
        Database(address)


async def test_an_error_never_shows_what_was_to_be_written(empty: Database) -> None:
    await empty.write(adding("Cleo Marchetti"), practice_id=None)
    with pytest.raises(sa.exc.IntegrityError) as caught:
        await empty.write(adding("Cleo Marchetti"), practice_id=None)
    assert "Cleo" not in str(caught.value)

"""The serving role on PostgreSQL: a second wall between practices, and a history that it cannot change."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.settings import Settings
from store.acts.record_accesses import delete_expired_accesses
from store.acts.sweep_uploads import sweep_uploads
from store.db import compiled_select, practice_guard
from store.db.database import Database
from store.db.postgresql_roles import BadRole, grant_serving_role, owns_tables
from store.db.tables import clients, metadata, policies
from store.demo.cast import OTHER_PRACTICE, PRACTICE
from store.files import Files
from support.app_client import app_client
from support.databases import PostgresqlDatabase, PostgresqlDemo
from support.sandbox import Sandbox, settings_of

pytestmark = pytest.mark.postgresql_only
ROLE = "policybook_serve"
TABLES = [table for table in metadata.sorted_tables if "practice_id" in table.c]


@pytest.fixture
async def served(postgresql_demo: PostgresqlDemo, tmp_path: Path) -> AsyncIterator[PostgresqlDatabase]:
    """A copy of the demo, as the serving role reaches it."""
    owned = postgresql_demo.copy_to(tmp_path / "policybook.db")
    owner = Database(owned.url)
    await grant_serving_role(owner, ROLE)
    await grant_serving_role(owner, ROLE)
    assert await owns_tables(owner)
    await owner.close()
    yield PostgresqlDatabase(owned.server, owned.name, owned.file, ROLE)


@pytest.fixture
async def database(served: PostgresqlDatabase) -> AsyncIterator[Database]:
    """That database, open."""
    database = Database(served.url)
    yield database
    await database.close()


@pytest.fixture
def no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes away the guard of statements, so that row-level security stands alone."""
    monkeypatch.setattr(compiled_select, "bound_practices", lambda _statement: [sa.bindparam("practice_id")])
    monkeypatch.setattr(practice_guard, "bound_practices", lambda _statement: ())


def everything(table: sa.Table) -> sa.Select[Any]:
    """A read whose scope was forgotten."""
    return sa.select(table.c.practice_id).where(sa.bindparam("practice_id", type_=sa.String).is_not(None))


@pytest.mark.usefixtures("no_guard")
@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
async def test_without_its_scope_a_read_finds_nothing_of_another_practice(database: Database, table: sa.Table) -> None:
    assert not await owns_tables(database)
    found = await database.read(everything(table), {"practice_id": OTHER_PRACTICE.id})
    assert {row[0] for row in found} <= {OTHER_PRACTICE.id}
    if table in (clients, policies):
        assert found


@pytest.mark.usefixtures("no_guard")
@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
async def test_nor_does_a_write_reach_it(database: Database, table: sa.Table) -> None:
    async def unit(connection: AsyncConnection) -> set[str]:
        return set((await connection.execute(sa.select(table.c.practice_id))).scalars())

    assert await database.write(unit, practice_id=PRACTICE.id) <= {PRACTICE.id}

    async def across(connection: AsyncConnection) -> list[str]:
        return list((await connection.execute(sa.select(table.c.practice_id))).scalars())

    if table in (clients, policies):
        # What the server does for itself is about no chart.
        assert await database.write(across, practice_id=None) == []


@pytest.mark.usefixtures("no_guard")
async def test_no_setting_of_one_transaction_is_left_for_the_next(served: PostgresqlDatabase) -> None:
    database, chance = Database(served.url), random.Random(5)  # noqa: S311 - the same rounds each time
    mixed = [chance.choice((PRACTICE.id, OTHER_PRACTICE.id)) for _ in range(2_000)]

    async def read(practice_id: str) -> bool:
        rows = await database.read(everything(clients), {"practice_id": practice_id})
        return {row[0] for row in rows} == {practice_id}

    async def write(practice_id: str) -> bool:
        async def unit(connection: AsyncConnection) -> set[str]:
            return set((await connection.execute(sa.select(clients.c.practice_id))).scalars())

        return await database.write(unit, practice_id=practice_id) == {practice_id}

    async def cancelled(practice_id: str) -> bool:
        task = asyncio.ensure_future(chance.choice((read, write))(practice_id))
        await asyncio.sleep(chance.random() / 200)
        task.cancel()
        return (await asyncio.gather(task, return_exceptions=True))[0] is not False

    for start in range(0, len(mixed), 8):
        some = mixed[start : start + 8]
        assert all(await asyncio.gather(*(chance.choice((read, write, cancelled))(one) for one in some)))
    await database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET actor = 'Nobody'",
        "DELETE FROM changes",
        "TRUNCATE changes",
        "UPDATE accesses SET actor = 'Nobody'",
        "TRUNCATE accesses",
        "ALTER TABLE clients DISABLE ROW LEVEL SECURITY",
        "DROP TABLE changes CASCADE",
        "CREATE TABLE clients_copy AS SELECT * FROM clients",
    ],
)
def test_it_may_not(served: PostgresqlDatabase, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        served.execute_as_user(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE changes SET actor = 'Nobody'", "DELETE FROM changes", "TRUNCATE changes CASCADE"]
)
def test_nor_does_the_owner_change_the_history_by_mistake(served: PostgresqlDatabase, statement: str) -> None:
    with pytest.raises(asyncpg.RaiseError, match="the history cannot be changed"):
        served.execute(statement)


async def test_the_server_does_all_its_work_with_it(served: PostgresqlDatabase) -> None:
    async with app_client(settings_of(served)) as http:
        sandbox = Sandbox(served, http._transport.app, http)  # type: ignore[attr-defined]
        client = await sandbox.add_client()
        policy = await sandbox.add_policy(client)
        await sandbox.save_record("editPolicy", id=policy["id"], version=1, groupId="G1")
        invited = await sandbox.save("inviteClient", clientId=client, idempotencyKey="one")
        token = str(invited["invitationUrl"]).rsplit("=", 1)[1]
        accepted = await sandbox.save("acceptInvitation", "nobody", invitation=token)
        assert accepted["client"]["id"] == client
        assert (await sandbox.save("addPayer", name="Harbor Mutual"))["payer"]
    database = Database(served.url)
    assert await sweep_uploads(database, Files(settings_of(served).resolved_files_url)) == 0
    await delete_expired_accesses(database, Settings().access_retention)
    await database.close()


@pytest.mark.parametrize("name", ["", "Serve", 'x"; DROP TABLE clients; --', "1st", "a" * 64])
async def test_the_name_of_a_role_is_a_plain_one(database: Database, name: str) -> None:
    with pytest.raises(BadRole):
        await grant_serving_role(database, name)

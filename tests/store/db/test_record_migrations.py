"""Databases from before versions, claim facts and free names: nothing is lost, what is known is filled in."""

import json
import sqlite3
import uuid
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

import store.migrations
from insurance.enums import Role
from store.acts.outcomes import ClientSaved
from store.acts.stored_outcomes import as_it_is_now
from store.caller import Caller
from store.db.database import Database

PRACTICE, CLIENT, ACTIVE, ARCHIVED = (str(uuid.UUID(int=number)) for number in (1, 2, 3, 4))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(store.migrations.__file__).parent))
    return config


def _revision_before() -> str:
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    before = next(script.down_revision for script in scripts if "who_looked" in Path(script.path).stem)
    assert isinstance(before, str)
    return before


async def _upgrade(file: Path, revision: str) -> None:
    database, config = Database(f"sqlite+aiosqlite:///{file}"), _config()

    def upgrade(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    async with database.engines.writer.connect() as connection:
        await connection.run_sync(upgrade)
    await database.close()


def _insert(connection: sqlite3.Connection, table: str, **values: Any) -> None:
    required = {
        name: ("" if kind.startswith(("VARCHAR", "TEXT", "JSON")) else 0)
        for _, name, kind, not_null, default, _ in connection.execute(f"PRAGMA table_info({table})")
        if not_null and default is None
    }
    row = {**required, **values}
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])


@pytest.fixture
async def migrated(tmp_path: Path) -> AsyncIterator[sqlite3.Connection]:
    """A database with records of before, migrated."""
    file = tmp_path / "policybook.db"
    await _upgrade(file, _revision_before())
    with closing(sqlite3.connect(file)) as connection, connection:
        own = {"practice_id": PRACTICE}
        _insert(connection, "practices", id=PRACTICE, name="Elm", time_zone="America/Chicago")
        _insert(connection, "clients", **own, id=CLIENT, first_name="Cleo", collection_override="INHERIT")
        for number, at in enumerate(("2025-01-02 09:00:00.000000", "2025-03-04 10:00:00.000000")):
            entry = {"id": str(uuid.UUID(int=10 + number)), "subject_id": CLIENT, "at": at}
            _insert(connection, "changes", **own, **entry, actor="Pat", cause="EDITED", fields="[]")
        for id_, name, archived in ((ACTIVE, "Aetna", 0), (ARCHIVED, "Oxford", 1)):
            _insert(connection, "payers", **own, id=id_, version=1, name=name, aliases="[]", archived=archived)
            _insert(connection, "payer_names", **own, normalised=name.casefold(), payer_id=id_)
        client = {"id": CLIENT, "first_name": "Cleo", "last_name": "", "date_of_birth": None}
        outcome = {"client": {**client, "collection_override": "INHERIT"}, "problems": []}
        kept = {"caller": "pat", "key": "k", "digest": "d", "created_at": "2025-03-04 10:00:00.000000"}
        _insert(connection, "idempotency_keys", **own, **kept, outcome=json.dumps(outcome))
    await _upgrade(file, "head")
    with closing(sqlite3.connect(file)) as connection:
        yield connection


async def test_a_client_was_added_and_changed_when_the_history_says(migrated: sqlite3.Connection) -> None:
    found = migrated.execute("SELECT version, created_at, updated_at FROM clients").fetchall()
    assert found == [(1, "2025-01-02 09:00:00.000000", "2025-03-04 10:00:00.000000")]
    assert migrated.execute("SELECT version FROM practices").fetchall() == [(1,)]


async def test_nobody_knows_the_subject_behind_an_entry_of_before(migrated: sqlite3.Connection) -> None:
    assert migrated.execute("SELECT actor, actor_id FROM changes").fetchall() == [("Pat", None)] * 2


async def test_an_archived_payer_lets_go_of_its_names_and_no_other_does(migrated: sqlite3.Connection) -> None:
    assert migrated.execute("SELECT payer_id FROM payer_names").fetchall() == [(ACTIVE,)]


async def test_a_retry_from_before_is_still_answered(migrated: sqlite3.Connection) -> None:
    ((outcome,),) = migrated.execute("SELECT outcome FROM idempotency_keys").fetchall()
    ((_, _, file),) = migrated.execute("PRAGMA database_list").fetchall()
    database, pat = (
        Database(f"sqlite+aiosqlite:///{file}", checkpoints=False),
        Caller(PRACTICE, Role.PRACTITIONER, "pat"),
    )
    saved = await database.write(
        lambda connection: as_it_is_now(connection, pat, ClientSaved, outcome), practice_id=None
    )
    await database.close()
    assert saved.client.first_name == "Cleo"
    assert (saved.client.version, saved.client.created_at.isoformat()) == (1, "2025-01-02T09:00:00+00:00")


async def test_the_database_is_whole_after_the_definition_of_payers_was_rewritten(
    migrated: sqlite3.Connection,
) -> None:
    assert migrated.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert migrated.execute("PRAGMA foreign_key_check").fetchall() == []
    ((sql,),) = migrated.execute("SELECT sql FROM sqlite_master WHERE name = 'payers'").fetchall()
    assert "name VARCHAR(200)" in sql

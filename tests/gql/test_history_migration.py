"""A database whose history still has the API's names: migrated, it answers as before, and its history stays closed."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

import store.migrations
from gql.global_ids import global_id
from store.db.database import Database
from store.db.migrate import is_current
from store.demo.cast import CLEO, PRACTICE
from support.sandbox import Sandbox, SaveResult, sandbox_on_copy

NAMES = {
    "enteredPayerName": "entered_payer_name",
    "insuranceType": "insurance_type",
    "memberId": "member_id",
    "planId": "plan_id",
    "groupId": "group_id",
    "employerOrSchool": "employer_or_school",
    "effectiveDate": "effective_date",
    "endDate": "end_date",
    "reviewedAt": "reviewed_at",
    "reviewedBy": "reviewed_by",
    "policyholder.firstName": "policyholder.first_name",
    "policyholder.lastName": "policyholder.last_name",
    "policyholder.dateOfBirth": "policyholder.date_of_birth",
    "policyholder.address.postalCode": "policyholder.address.postal_code",
    "ediPayerId": "edi_payer_id",
    "firstName": "first_name",
    "lastName": "last_name",
    "dateOfBirth": "date_of_birth",
    "insuranceCollection": "collection_override",
    "timeZone": "time_zone",
    "collectsInsurance": "collects_insurance",
}
SAME = ["type", "payer", "copay", "attachments", "policyholder.sex", "policyholder.address.line1", "aliases", "name"]
"""One word each: they are called the same before and after."""
OLD = {new: old for old, new in NAMES.items()}


def config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(store.migrations.__file__).parent))
    return config


def the_migration() -> Script:
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return next(script for script in scripts if "field_names" in Path(script.path).stem)


def revision_before() -> str:
    """The revision that the migration of the names follows."""
    before = the_migration().down_revision
    assert isinstance(before, str)
    return before


async def run_migrations(file: Path, revision: str) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    settings = config()

    def upgrade(connection: sa.Connection) -> None:
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)

    try:
        async with database.engines.writer.connect() as connection:
            await connection.run_sync(upgrade)
        assert await is_current(database) is (revision == "head")
    finally:
        await database.close()


@pytest.fixture
async def old(tmp_path: Path) -> Path:
    """The file of a database as the release before left it, with an entry for every name and more in another."""
    file = tmp_path / "old.db"
    await run_migrations(file, revision_before())
    entries = [[[name, None, f"after {name}"]] for name in [*NAMES, *SAME]]
    entries += [[[name, f"{name} before", None] for name in [*NAMES, *SAME]], []]
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO practices VALUES ('elm', 'Elm', 'America/Chicago', 0)")
        connection.executemany(
            "INSERT INTO changes (practice_id, id, subject_id, at, actor, actor_role, cause, fields)"
            " VALUES ('elm', ?, 'elm', '2026-01-02 03:04:05.000000', 'Pat', 'PRACTITIONER', 'EDITED', ?)",
            [(f"{number:03}", json.dumps(fields)) for number, fields in enumerate(entries)],
        )
    return file


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def fields(file: Path) -> Iterator[list[list[Any]]]:
    """What changed, entry by entry."""
    return (json.loads(text) for (text,) in rows(file, "SELECT fields FROM changes ORDER BY id"))


async def test_every_name_is_rewritten_and_nothing_else_is(old: Path) -> None:
    expected = [[[NAMES.get(name, name), *values] for name, *values in entry] for entry in fields(old)]
    others = "SELECT practice_id, id, subject_id, at, actor, actor_role, cause, caused_by_id FROM changes"
    untouched = rows(old, others)
    await run_migrations(old, "head")
    assert list(fields(old)) == expected
    assert rows(old, others) == untouched


async def test_more_entries_than_fit_into_one_batch_are_rewritten(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11000)"
            " INSERT INTO changes (practice_id, id, subject_id, at, actor, cause, fields)"
            " SELECT 'elm', 'more ' || i, 'elm', '2026-01-02 03:04:05.000000', 'Pat', 'EDITED',"
            " '[[\"endDate\",null,\"' || i || '\"]]' FROM n"
        )
    assert the_migration().module._BATCH < 11_000
    await run_migrations(old, "head")
    assert rows(old, "SELECT count(*) FROM changes WHERE fields LIKE '%end_date%'")[0][0] >= 11_000
    assert rows(old, "SELECT count(*) FROM changes WHERE fields GLOB '*\"endDate\"*'")[0][0] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET actor = 'Mallory'",
        "UPDATE changes SET fields = '[]'",
        "DELETE FROM changes",
        "INSERT OR REPLACE INTO changes SELECT * FROM changes",
    ],
)
async def test_the_history_refuses_changes_after_the_migration_as_before(old: Path, statement: str) -> None:
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'changes' ORDER BY name"
    before = [(name, " ".join(sql.split())) for name, sql in rows(old, triggers)]
    await run_migrations(old, "head")
    assert [(name, " ".join(sql.split())) for name, sql in rows(old, triggers)] == before
    with closing(sqlite3.connect(old)) as connection, pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
        connection.execute(statement)


async def test_a_migration_that_fails_leaves_the_history_closed(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute(
            "INSERT INTO idempotency_keys VALUES ('elm', 'pat', 'k', 'd', 'no JSON', '2026-01-02 03:04:05.000000')"
        )
    before = list(fields(old))
    with pytest.raises(json.JSONDecodeError):
        await run_migrations(old, "head")
    assert list(fields(old)) == before
    with closing(sqlite3.connect(old)) as connection, pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
        connection.execute("UPDATE changes SET actor = 'Mallory'")


async def everything_told(sandbox: Sandbox) -> dict[str, Any]:
    """The history of each record of Pat's practice, as the API answers it."""
    kinds = {"Policy": "policies", "Payer": "payers", "Client": "clients"}
    told = {"practice": await sandbox.history("Practice", global_id("Practice", PRACTICE.id))}
    for kind, table in kinds.items():
        for (id_,) in sandbox.rows(f"SELECT id FROM {table} WHERE practice_id = ?", PRACTICE.id):
            told[f"{kind} {id_}"] = await sandbox.history(kind, global_id(kind, id_))
    return told


async def save_some(sandbox: Sandbox) -> list[SaveResult]:
    """Saves with keys, so that sending all of it again answers the same."""
    policy: dict[str, Any] = {
        "clientId": global_id("Client", CLEO.id),
        "type": "OTHER",
        "relationship": "CHILD",
        "payerId": sandbox.payer("Aetna"),
        "insuranceType": "GROUP_HEALTH_PLAN",
        "memberId": "W-MIGRATED",
        "effectiveDate": "2025-01-01",
        "policyholder": {"firstName": "Ada", "dateOfBirth": "1980-05-17", "address": {"postalCode": "78701"}},
    }
    added = await sandbox.save("addPolicy", **policy, idempotencyKey="add")
    id_ = added["policy"]["id"]
    changes: dict[str, Any] = {"policyholder": {"lastName": "Reyes", "address": {"city": "Austin", "postalCode": None}}}
    return [
        added,
        await sandbox.save("editPolicy", id=id_, **changes, groupId="G-1", copay="7.5", idempotencyKey="edit"),
        await sandbox.save("makePolicyInactive", id=id_, endDate="2025-12-31", idempotencyKey="status"),
        await sandbox.save("editPayer", id=sandbox.payer("Aetna"), ediPayerId="99999", idempotencyKey="payer"),
    ]


def done(answer: SaveResult) -> dict[str, Any]:
    """What a payload says was done. Its records are as they are now."""
    return {name: answer.payload.get(name) for name in ("changes", "endedPolicies", "warnings", "userErrors")}


def put_back(file: Path) -> None:
    """Writes the field names of the previous release into the history and the stored answers of idempotency keys."""

    def with_old_names(text: str) -> str:
        return re.sub(r'"([a-z_.0-9]+)"', lambda found: f'"{OLD.get(found[1], found[1])}"', text)

    with closing(sqlite3.connect(file)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        entries = connection.execute("SELECT practice_id, id, fields FROM changes").fetchall()
        connection.executemany(
            "UPDATE changes SET fields = ? WHERE practice_id = ? AND id = ?",
            [(with_old_names(fields), practice, id_) for practice, id_, fields in entries],
        )
        kept = connection.execute("SELECT key, outcome FROM idempotency_keys").fetchall()
        for key, outcome in kept:
            answer = json.loads(outcome)
            for change in answer.get("changes", []):
                change["field"] = OLD.get(change["field"], change["field"])
            connection.execute("UPDATE idempotency_keys SET outcome = ? WHERE key = ?", (json.dumps(answer), key))
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision_before(),))


async def test_the_api_answers_the_same_before_and_after(demo_file: Path, tmp_path: Path) -> None:
    file, copy = tmp_path / "first.db", tmp_path / "second.db"
    async with sandbox_on_copy(demo_file, file) as sandbox:
        saved, told = await save_some(sandbox), await everything_told(sandbox)
        assert all(not answer.errors for answer in saved)
    written = rows(file, "SELECT * FROM changes ORDER BY id")
    names = {change["field"] for entries in told.values() for entry in entries for change in entry["fields"]}
    assert names >= NAMES.keys()
    (head,) = rows(file, "SELECT version_num FROM alembic_version")
    put_back(file)
    assert rows(file, "SELECT * FROM changes ORDER BY id") != written

    await run_migrations(file, the_migration().revision)
    assert rows(file, "SELECT * FROM changes ORDER BY id") == written
    with closing(sqlite3.connect(file)) as connection, connection:
        # The migrations that follow were never undone.
        connection.execute("UPDATE alembic_version SET version_num = ?", head)

    shutil.copyfile(file, copy)
    async with sandbox_on_copy(copy, tmp_path / "third.db") as sandbox:
        assert await everything_told(sandbox) == told
        again = await save_some(sandbox)
        assert [(answer["replayed"], done(answer)) for answer in again] == [(True, done(answer)) for answer in saved]
        assert await everything_told(sandbox) == told

"""A statement on the records of practices says which practice, or is refused: on SQLite and on PostgreSQL."""

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.database import Database
from store.db.practice_guard import PracticeNotBound, across_practices, bound_practices
from store.db.tables import clients, payers, policies, practices
from store.demo.cast import OTHER_PRACTICE, PRACTICE
from store.reads import scope
from support.databases import Demo
from support.paths import ROOT

ACTS = ROOT / "src/store/acts"
NO_CALLER = {
    "accept_invitation.py": "locks the practice of the invitation itself",
    "add_practice.py": "makes a practice that nobody knows yet",
    "claim_upload.py": "counts what is under way, which is no record",
    "idempotency.py": "deletes what has expired",
    "invitation_attempts.py": "counts attempts, which are no record",
    "leases.py": "is about processes",
    "load_records.py": "fills new practices",
    "receive_upload.py": "changes one upload in one statement",
    "record_accesses.py": "adds entries only",
    "sweep_uploads.py": "deletes what has expired",
    "unit_of_work.py": "is where acts are performed",
}
"""Modules that write without `perform`, and why they need no lock that it would take."""

_same_practice = policies.c.practice_id == clients.c.practice_id
_own_client = clients.alias("own_client")


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(sa.select(clients.c.id), id="no condition"),
        pytest.param(sa.select(clients.c.id).where(clients.c.id == "x"), id="another condition"),
        pytest.param(sa.select(clients.c.id).where(clients.c.practice_id != scope.PRACTICE_ID), id="every other"),
        pytest.param(
            sa.select(clients.c.id).join(policies, policies.c.client_id == clients.c.id).where(scope.CLIENTS),
            id="a table that is joined by id only",
        ),
        pytest.param(
            sa.select(clients.c.id).where(scope.CLIENTS, clients.c.id.in_(sa.select(policies.c.client_id))),
            id="a query within it",
        ),
        pytest.param(
            sa.select(clients.c.id).where(scope.CLIENTS, sa.exists().where(_own_client.c.id == clients.c.id)),
            id="the same table once more",
        ),
        pytest.param(sa.select(practices.c.name), id="practices"),
        pytest.param(payers.update().values(name="x"), id="an update"),
        pytest.param(payers.delete().where(payers.c.id == "x"), id="a deletion"),
    ],
)
def test_what_does_not_say_the_practice_is_refused(statement: sa.Executable) -> None:
    with pytest.raises(PracticeNotBound):
        bound_practices(statement)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(sa.select(clients.c.id).where(scope.CLIENTS), id="its own condition"),
        pytest.param(
            sa.select(clients.c.id)
            .join(policies, sa.and_(_same_practice, policies.c.client_id == clients.c.id))
            .where(scope.CLIENTS),
            id="a join of the practice's rows",
        ),
        pytest.param(practices.update().where(practices.c.id == "x").values(name="y"), id="an update"),
    ],
)  # fmt: skip
def test_what_says_the_practice_is_not(statement: sa.Executable) -> None:
    assert bound_practices(statement)


async def test_a_read_without_its_scope_answers_nothing(database: Database) -> None:
    with pytest.raises(PracticeNotBound):
        await database.read(sa.select(clients.c.last_name).where(clients.c.id.is_not(None)))
    assert await database.read(across_practices(sa.select(practices.c.id)))


@pytest.mark.parametrize("practice", [OTHER_PRACTICE.id, None], ids=["another practice", "none"])
@pytest.mark.parametrize("how", ["read", "update", "insert"])
async def test_an_act_reaches_its_own_practice_only(demo: Demo, tmp_path: Path, practice: str | None, how: str) -> None:
    database = Database(demo.copy_to(tmp_path / "policybook.db").url)
    statements = {
        "read": sa.select(payers.c.name).where(payers.c.practice_id == practice),
        "update": payers.update().where(payers.c.practice_id == practice).values(name="x"),
        "insert": payers.insert().values(practice_id=practice, id=practice, version=1, name="x", aliases=[]),
    }

    async def unit(connection: AsyncConnection) -> None:
        await connection.execute(statements[how])

    with pytest.raises(PracticeNotBound):
        await database.write(unit, practice_id=PRACTICE.id)
    await database.close()


def test_every_act_says_how_it_holds_its_practice() -> None:
    acts = {path: ast.parse(path.read_text()) for path in sorted(ACTS.glob("*.py"))}
    performed = {path.name: _calls(tree, "perform") for path, tree in acts.items() if _calls(tree, "perform")}
    assert len(performed) >= 12
    for name, calls in performed.items():
        assert all("practice" in {keyword.arg for keyword in call.keywords} for call in calls), name
    assert {path.name for path, tree in acts.items() if _calls(tree, "write")} == set(NO_CALLER)


def _calls(tree: ast.AST, name: str) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if name in (getattr(call.func, "id", None), getattr(call.func, "attr", None))]

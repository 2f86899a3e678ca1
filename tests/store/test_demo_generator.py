"""The generator: exactly the requested numbers, the same every time, and no ids shared between practices."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from insurance.eligibility import EligibilityReason, eligibility_reason
from insurance.enums import PolicyType
from insurance.needs_payer import needs_payer
from store.acts.load_records import load_records
from store.db import tables
from store.db.database import Database
from store.db.migrate import migrate
from store.db.practice_guard import across_practices
from store.demo.generator import generate, generate_in_chunks

TODAY = date(2026, 11, 21)


async def _migrated(folder: Path, name: str) -> Database:
    database = Database(f"sqlite+aiosqlite:///{folder}/{name}.db")
    await migrate(database)
    return database


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    database = await _migrated(tmp_path, "one")
    yield database
    await database.close()


async def _breaches(database: Database) -> list[object]:
    return list(await database.read(sa.select(sa.text("*")).select_from(sa.text("pragma_foreign_key_check"))))


async def _count(database: Database, table: sa.Table) -> int:
    return int((await database.read(across_practices(sa.select(sa.func.count()).select_from(table))))[0][0])


@pytest.mark.parametrize(("clients", "each"), [(0, 4), (1, 1), (7, 0), (40, 3)])
def test_the_generator_makes_exactly_what_is_asked(clients: int, each: int) -> None:
    records = generate(clients, each)
    (practice,) = records.practices
    policies = records.policies[practice.id]
    assert len(records.clients[practice.id]) == clients
    assert len(policies) == clients * each
    assert len({policy.id for policy in policies}) == clients * each


def test_the_generator_repeats_itself_and_pieces_make_the_whole() -> None:
    whole = generate(25, 3, seed=9)
    pieces = list(generate_in_chunks(25, 3, seed=9, clients_at_once=10))
    assert whole == generate(25, 3, seed=9)
    (key,) = whole.clients
    assert [len(piece.clients[key]) for piece in pieces] == [10, 10, 5]
    assert [policy for piece in pieces for policy in piece.policies[key]] == whole.policies[key]
    assert [change for piece in pieces for change in piece.changes[key]] == whole.changes[key]


async def test_generated_practices_of_different_seeds_never_clash(empty: Database) -> None:
    await load_records(empty, generate(30, seed=1), generate(30, seed=2))
    for piece in generate_in_chunks(30, seed=3, clients_at_once=7):
        await load_records(empty, piece)
    assert await _breaches(empty) == []
    assert await _count(empty, tables.policies) == 3 * 120


def test_a_generated_practice_holds_most_kinds() -> None:
    records = generate(500)
    (policies,) = records.policies.values()
    assert {policy.type for policy in policies} == set(PolicyType)
    assert {eligibility_reason(policy, TODAY) for policy in policies} >= {
        EligibilityReason.ACTIVE,
        EligibilityReason.AFTER_COVERAGE,
        EligibilityReason.INACTIVE_WITHOUT_END_DATE,
        EligibilityReason.INACTIVE_WITHOUT_EFFECTIVE_DATE,
    }
    # About what a busy practice would see.
    assert 0.02 < sum(map(needs_payer, policies)) / len(policies) < 0.15

"""Scale: among 5,000 clients the last page costs what the first one costs, and a chart only its own policies."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from insurance.enums import Role
from insurance.facts import Policy
from store.acts.edit_policy import PolicyEdit, edit_policy
from store.acts.load_records import load_records
from store.caller import Caller
from store.db.database import Database
from store.db.migrate import migrate
from store.demo.generator import generate
from store.reads.changes import changes_pages
from store.reads.clients import clients_by_id, clients_page
from store.reads.pages import Page, PageRequest
from store.reads.policies import policies_by_client, policies_to_review_page
from support.steps import StepCounter

MANY, FEW = generate(5_000, 2, seed=1), generate(200, 2, seed=2)

Read: TypeAlias = Callable[[PageRequest], Awaitable[Page[Any]]]


@pytest.fixture(scope="module")
def scale_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scale") / "policybook.db"

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await migrate(database)
        await load_records(database, MANY, FEW)
        await database.close()

    asyncio.run(fill())
    return file


@pytest.fixture
async def metered(scale_file: Path) -> AsyncIterator[StepCounter]:
    metered = StepCounter(Database(f"sqlite+aiosqlite:///{scale_file}"))
    yield metered
    await metered.database.close()


def staff(practice_id: str) -> Caller:
    return Caller(practice_id, Role.PRACTITIONER, "staff")


((BIG, CLIENTS),) = MANY.clients.items()
((SMALL, _),) = FEW.clients.items()

LISTS: dict[str, Callable[[Database, str], Read]] = {
    "clients": lambda database, practice: lambda page: clients_page(database, staff(practice), page, None),
    "review queue": lambda database, practice: lambda page: policies_to_review_page(database, staff(practice), page),
}


async def ends_of(read: Read) -> tuple[str, str]:
    """The ids of rows far from either end of a list."""
    first, last = await read(PageRequest(200)), await read(PageRequest(200, backward=True))
    return first.items[-1].id, last.items[0].id


@pytest.mark.parametrize("name", LISTS)
async def test_the_deepest_page_costs_what_the_first_one_costs_in_either_direction(
    metered: StepCounter, name: str
) -> None:
    read = LISTS[name](metered.database, BIG)
    early, late = await ends_of(read)
    first = await metered.steps(read(PageRequest(25)))
    pages = [PageRequest(25, after=late), PageRequest(25, True, before=early), PageRequest(25, False, early, late)]
    costs = [await metered.steps(read(page)) for page in [*pages, PageRequest(25, backward=True)]]
    # Each row is compared with the cursors. To walk to the deepest page would take a hundred times as many steps.
    assert max(costs) < 3 * first, (first, costs)


@pytest.mark.parametrize("name", LISTS)
async def test_a_page_costs_the_same_in_a_big_practice_and_in_a_small_one(metered: StepCounter, name: str) -> None:
    big, small = (LISTS[name](metered.database, practice) for practice in (BIG, SMALL))
    costs = [await metered.steps(read(PageRequest(10))) for read in (small, big)]
    assert costs[1] < 1.2 * costs[0], costs


async def test_a_chart_costs_what_its_own_policies_cost_however_many_clients_there_are(metered: StepCounter) -> None:
    caller, ids = staff(BIG), [client.id for client in CLIENTS[2_000:2_020]]
    one = await metered.steps(policies_by_client(metered.database, caller, ids[:1]))
    twenty = await metered.steps(policies_by_client(metered.database, caller, ids))
    assert twenty < 30 * one, (one, twenty)
    assert await metered.steps(clients_by_id(metered.database, caller, ids[:1])) < 100


async def test_the_history_of_one_record_costs_the_same_among_many_records(metered: StepCounter) -> None:
    policies: list[Policy] = [records.policies[practice][0] for records, practice in ((FEW, SMALL), (MANY, BIG))]
    costs = [
        await metered.steps(changes_pages(metered.database, staff(practice), PageRequest(25), [policy.id]))
        for practice, policy in zip((SMALL, BIG), policies, strict=True)
    ]
    assert max(costs) < 2 * min(costs), costs


async def test_an_edit_costs_as_little_in_a_large_practice_as_in_a_small_one(metered: StepCounter) -> None:
    costs = []
    for records in (MANY, FEW):
        ((practice_id, policies),) = records.policies.items()
        edit = PolicyEdit(policies[0].id, None, None, remember_entered_name=False, fields={"group_id": "G-1"})
        # Once more than counted: the first write of a connection also reads the schema.
        for _ in range(2):
            cost = await metered.steps(edit_policy(metered.database, staff(practice_id), edit, dry_run=True))
        costs.append(cost)
    large, small = costs
    assert small > 0
    assert large < 2 * small

"""Scale: a keystroke costs among 50,000 clients what it costs among 500, in steps of SQLite's virtual machine."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from random import Random

import pytest

from insurance.enums import CollectionOverride, Role
from insurance.facts import Client, Payer, Practice
from store.acts.load_records import Records, load_records
from store.caller import Caller
from store.db.database import Database
from store.db.migrate import migrate
from store.reads.clients import clients_page, count_clients
from store.reads.pages import PageRequest
from store.reads.payers import PayerList, payers_page
from support.steps import StepCounter

_SYLLABLES = [
    "ma",
    "ri",
    "jo",
    "an",
    "le",
    "na",
    "el",
    "so",
    "ka",
    "ti",
    "ro",
    "be",
    "da",
    "lu",
    "mi",
    "o'b",
    "é",
    "mc",
]
_FIRST = ["Jose", "José", "Anne-Marie", "Annemarie", "Cleo", "Mary", "John", "Amara", "Ana", "Anna", "Alexander"]
_LAST = ["García", "Garcia", "Smith", "O’Brien", "O'Brien", "MacLeod", "Nguyen", "Lee", "Johnson", "Lopez-Garcia"]
_WORDS = ["Blue Cross", "Blue Shield", "United", "Healthcare", "Health", "Plan", "Aetna", "of Texas", "of Ohio", "Life"]


def practice_of(clients: int, payers: int) -> tuple[str, Records]:
    """A practice whose names are as common as names are: a few very, most of them rarely."""
    practice = Practice(str(uuid.uuid4()), "Practice", "America/New_York", True)
    chance = Random(clients)  # noqa: S311 - invents names

    def invented() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).title()

    def name(common: list[str]) -> str:
        return chance.choice(common) if chance.random() < 0.2 else invented()

    people = [Client(_id(chance), name(_FIRST), name(_LAST), None, CollectionOverride.INHERIT) for _ in range(clients)]
    insurers = [
        Payer(
            _id(chance), 1, f"{' '.join(chance.sample(_WORDS, 3))} {n}", f"{n:05}", (f"Plan {n}",), archived=n % 20 == 0
        )
        for n in range(payers)
    ]
    return practice.id, Records([practice], {practice.id: people}, {practice.id: insurers})


def _id(chance: Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


(SMALL, FEW), (MEDIUM, SOME), (BIG, MANY) = practice_of(500, 50), practice_of(5_000, 400), practice_of(50_000, 2_000)


@pytest.fixture(scope="module")
def scale_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("search") / "policybook.db"

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await migrate(database)
        await load_records(database, FEW, SOME, MANY)
        await database.close()

    asyncio.run(fill())
    return file


@pytest.fixture
async def counter(scale_file: Path) -> AsyncIterator[StepCounter]:
    counter = StepCounter(Database(f"sqlite+aiosqlite:///{scale_file}"))
    yield counter
    await counter.database.close()


def keystrokes(text: str) -> Iterator[str]:
    return (text[:length] for length in range(1, len(text) + 1))


def staff(practice_id: str) -> Caller:
    return Caller(practice_id, Role.PRACTITIONER, "staff")


TYPED = ["alexander", "jose", "anne-marie", "annemarie", "o'brien", "macleod", "garcia", "mari", "é", "zzz"]
TWO_WORDS = ["garcia jose", "jose garcia", "anne marie", "smith john", "lee a"]


async def dearest_of_clients(counter: StepCounter, practice_id: str, typed: str, page: PageRequest) -> int:
    """What the dearest keystroke of a search costs."""
    caller = staff(practice_id)
    return max([await counter.steps(clients_page(counter.database, caller, page, text)) for text in keystrokes(typed)])


@pytest.mark.parametrize("backward", [False, True], ids=["first", "last"])
async def test_a_keystroke_costs_the_same_among_many_charts_and_among_few(counter: StepCounter, backward: bool) -> None:
    page = PageRequest(25, backward)
    costs = {
        practice: [await dearest_of_clients(counter, practice, typed, page) for typed in TYPED]
        for practice in (SMALL, BIG)
    }
    assert max(costs[BIG]) < 2 * max(costs[SMALL]), costs


async def test_two_words_cost_the_same_in_each_practice_that_has_a_page_of_them(counter: StepCounter) -> None:
    page = PageRequest(25)
    costs = {
        practice: {typed: await dearest_of_clients(counter, practice, typed, page) for typed in TWO_WORDS}
        for practice in (SMALL, MEDIUM, BIG)
    }
    assert max(costs[BIG].values()) < 2 * max(costs[MEDIUM].values()), costs
    # A small practice has no full page of two words: all its results are read at once.
    assert max(costs[BIG].values()) < 4 * max(costs[SMALL].values()), costs


async def test_a_deep_page_of_a_search_costs_what_its_first_page_costs(counter: StepCounter) -> None:
    database, caller = counter.database, staff(BIG)
    first = await counter.steps(clients_page(database, caller, PageRequest(25), "a"))
    last = await clients_page(database, caller, PageRequest(100, backward=True), "a")
    deep = PageRequest(25, after=last.items[0].id)
    assert await counter.steps(clients_page(database, caller, deep, "a")) < 1.5 * first


# Where two words stand together in few names, more rows of the rarer one are looked up until a page is full.
@pytest.mark.parametrize(
    ("typed", "times"), [("unitedhealthcare", 2), ("bluecross", 2), ("united healthcare", 3), ("ohio life", 3)]
)
async def test_a_keystroke_costs_the_same_among_many_payers_and_among_few(
    counter: StepCounter, typed: str, times: int
) -> None:
    costs = {}
    for practice in (MEDIUM, BIG):
        reads = [
            payers_page(counter.database, staff(practice), PageRequest(25), PayerList(t)) for t in keystrokes(typed)
        ]
        costs[practice] = max([await counter.steps(read) for read in reads])
    assert costs[BIG] < times * costs[MEDIUM], costs


async def test_results_are_counted_up_to_a_limit(counter: StepCounter) -> None:
    database = counter.database
    assert await count_clients(database, staff(BIG), "a") == 1_000
    found = await count_clients(database, staff(SMALL), "garcia")
    assert found == len(
        [client for client in FEW.clients[SMALL] if "arc" in client.last_name.casefold().replace("í", "i")]
    )
    assert await counter.steps(count_clients(database, staff(BIG), "a")) < 40_000

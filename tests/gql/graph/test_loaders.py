"""Loaders: a request reads nothing twice, and requests do not see or break each other's reads."""

import asyncio
import sqlite3
import uuid
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from gql.global_ids import global_id
from gql.graph.batch_loader import MAX_KEYS
from gql.graph.loaders import Loaders
from store.db.database import Database
from store.demo.cast import CLEO, DANA, PRACTICE
from store.reads.pages import PageRequest
from support.api_client import CAST, ApiClient
from support.database_records import DatabaseRecords, copy_database
from support.databases import SqliteDemo, SqliteFile
from support.statement_counter import record_statements

PAGE = PageRequest(100)
CLIENT, OTHER = global_id("Client", CLEO.id), global_id("Client", DANA.id)


@pytest.fixture
def demo_file(demo_file: Path, tmp_path: Path) -> Path:
    """A demo of our own: some of these tests write."""
    return copy_database(demo_file, tmp_path)


@pytest.fixture
def demo(demo_file: Path) -> SqliteDemo:
    """What the application serves."""
    return SqliteDemo(SqliteFile(demo_file))


@pytest.fixture
async def loaders(database: Database) -> AsyncIterator[Loaders]:
    """The loaders of one request of Pat's."""
    yield Loaders(database, CAST["Pat"])


async def cost(api: ApiClient, query: str) -> int:
    """How many statements a query takes."""
    with record_statements() as executed:
        await api.data(query)
    return len([sql for sql in executed if sql.startswith("SELECT")])


ONE_STATEMENT = [
    f'a: client(id: "{CLIENT}") {{ id }} b: client(id: "{CLIENT}") {{ displayName }}',
    f'client(id: "{CLIENT}") {{ id }} node(id: "{CLIENT}") {{ id }} nodes(ids: ["{CLIENT}", "{CLIENT}"]) {{ id }}',
    f'a: client(id: "{CLIENT}") {{ id }} b: client(id: "{OTHER}") {{ id }}',
    "a: payers(first: 3) { nodes { id } } b: payers(first: 3) { edges { node { name } } }",
    "a: viewer { role practice { name } } b: viewer { practice { timeZone } }",
]


@pytest.mark.parametrize("fields", ONE_STATEMENT)
async def test_what_is_asked_for_twice_is_read_once(pat: ApiClient, fields: str) -> None:
    assert await cost(pat, f"{{ {fields} }}") == 1


AGAIN = """{
  viewer { practice { id } }
  client(id: "%s") {
    insuranceCollection { enabled }
    policies { id client { displayName insuranceCollection { enabled } } endedBy { id endedBy { id client { id } } } }
  }
}"""


async def test_what_is_met_again_further_down_is_not_read_again(pat: ApiClient) -> None:
    # The practice, the client, and the chart with all that its policies say of each other.
    assert await cost(pat, AGAIN % CLIENT) == 3


async def test_two_requests_share_nothing(cleo: ApiClient, demo_file: Path) -> None:
    query = "{ viewer { client { id firstName policies { id payer { id name } } } } }"
    first = await cost(cleo, query)
    assert await cost(cleo, query) == first
    with closing(sqlite3.connect(demo_file)) as connection, connection:
        connection.execute("UPDATE clients SET first_name = 'Chloe' WHERE id = ?", (CLEO.id,))
    assert (await cleo.data(query))["viewer"]["client"]["firstName"] == "Chloe"


async def test_two_callers_at_once_get_their_own(cleo: ApiClient, dana: ApiClient, pat: ApiClient) -> None:
    query = "{ viewer { displayName client { displayName policies { id client { id } } } } }"
    asked = [api for _ in range(20) for api in (cleo, dana, pat)]
    answers = await asyncio.gather(*(api.data(query) for api in asked))
    names = [answer["viewer"]["displayName"] for answer in answers]
    assert names == ["Cleo Marchetti", "Dana Whitfield", "Pat Rivera"] * 20
    for cleos, danas, pats in zip(answers[0::3], answers[1::3], answers[2::3], strict=True):
        assert {policy["client"]["id"] for policy in cleos["viewer"]["client"]["policies"]} == {CLIENT}
        assert {policy["client"]["id"] for policy in danas["viewer"]["client"]["policies"]} == {OTHER}
        assert pats["viewer"]["client"] is None


async def test_a_row_that_cannot_be_read_spoils_no_other_request(
    cleo: ApiClient, dana: ApiClient, demo_file: Path
) -> None:
    with closing(sqlite3.connect(demo_file)) as connection, connection:
        connection.execute("UPDATE policies SET status = 'NONSENSE' WHERE client_id = ?", (DANA.id,))
    query = "{ viewer { displayName client { policies { status } } } payers(first: 1) { nodes { name } } }"
    fine, spoilt = await asyncio.gather(cleo.execute(query), dana.execute(query))
    assert "errors" not in fine
    assert [error["extensions"]["code"] for error in spoilt["errors"]] == ["INTERNAL_SERVER_ERROR"]
    assert "NONSENSE" not in str(spoilt)
    # What has nothing to do with the row is answered all the same.
    assert spoilt["data"]["viewer"]["displayName"] == "Dana Whitfield"
    assert spoilt["data"]["payers"]["nodes"]
    assert "errors" not in await dana.execute("{ viewer { displayName } }")


BIG = {"policy": "Policy", "attachments_of_policy": "Policy", "change": "Change"}


@pytest.mark.parametrize("name", BIG)
async def test_a_batch_takes_as_many_keys_as_a_loader_gives_it(loaders: Loaders, demo_file: Path, name: str) -> None:
    own = [record.row["id"] for record in DatabaseRecords(demo_file).of(BIG[name]) if record.practice_id == PRACTICE.id]
    nobodys = [str(uuid.UUID(int=n)) for n in range(MAX_KEYS)]
    with record_statements() as executed:
        found = await getattr(loaders, name).load_many([*nobodys, *own])
    assert len([sql for sql in executed if sql.startswith("SELECT")]) == 2
    assert not any(found[:MAX_KEYS])
    assert len(found[MAX_KEYS:]) == len(own)
    assert any(found[MAX_KEYS:])


async def test_the_histories_of_many_records_are_one_statement_for_each_page_asked(
    loaders: Loaders, demo_file: Path
) -> None:
    subjects = [record.row["id"] for record in DatabaseRecords(demo_file).of("Policy")]
    requests = [PageRequest(5), PageRequest(5, backward=True)]
    with record_statements() as executed:
        pages = await loaders.history.load_many([(subject, request) for request in requests for subject in subjects])
    assert len([sql for sql in executed if sql.startswith("SELECT")]) == 2
    newest, oldest = pages[: len(subjects)], pages[len(subjects) :]
    for subject, forward, backward in zip(subjects, newest, oldest, strict=True):
        assert {change.subject_id for change in (*forward.items, *backward.items)} <= {subject}
        assert list(forward.items) == sorted(forward.items, key=lambda change: (change.at, change.id), reverse=True)
        assert forward.has_next or forward.items == backward.items


async def test_a_clients_loaders_reach_no_further_than_the_client_whatever_field_may_come_to_ask_them(
    database: Database, demo_file: Path
) -> None:
    loaders, everything = Loaders(database, CAST["Cleo"]), DatabaseRecords(demo_file)
    hers = [record.row["id"] for record in everything.own(CAST["Cleo"]) if record.kind == "Policy"]
    clients, queue = await loaders.clients.load((PAGE, None)), await loaders.policies_to_review.load((PAGE,))
    assert [client.id for client in clients.items] == [CLEO.id]
    assert {policy.id for policy in queue.items} < set(hers)
    assert await loaders.policies_of_client.load(DANA.id) == ()
    assert await loaders.claim_chart.load(DANA.id) is None
    assert await loaders.payer_suggestions.load(("aetna", 3)) == []
    histories = await loaders.history.load_many([(subject, PAGE) for subject in (*hers, CLEO.id, PRACTICE.id)])
    assert not any(page.items for page in histories)
    others = [record.row["id"] for record in everything.of("Policy") if record.row["id"] not in hers]
    assert not any(await loaders.attachments_of_policy.load_many(others))

"""Query plans: each read uses an index, and a page sorts nothing that an index has in order."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa

from insurance.enums import Role
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.demo.cast import CLEO, DANA, PAT, PRACTICE
from store.reads.attachments import attachments_by_id, attachments_by_policy
from store.reads.changes import changes_by_id, changes_pages
from store.reads.clients import clients_by_id, clients_page, count_clients
from store.reads.pages import PageRequest
from store.reads.payers import PayerList, count_payers, payers_by_id, payers_page
from store.reads.policies import (
    count_policies_to_review,
    policies_by_client,
    policies_by_id,
    policies_to_review_page,
)
from store.reads.practices import practices_by_id
from support.statement_counter import record_statements

Read = Callable[[Database, Caller], Awaitable[object]]

STAFF = Caller(PRACTICE.id, Role.PRACTITIONER, "local:pat", name=PAT)
PORTAL = Caller(PRACTICE.id, Role.CLIENT, "local:cleo", client_id=CLEO.id)
CALLERS = [pytest.param(STAFF, id="staff"), pytest.param(PORTAL, id="portal")]

IDS = [CLEO.id, DANA.id]
REQUESTS = [
    PageRequest(25, backward, after, before)
    for backward, after, before in product((False, True), (None, CLEO.id), (None, DANA.id))
]

PAGES: dict[str, Callable[[PageRequest], Read]] = {
    "clients": lambda page: lambda database, caller: clients_page(database, caller, page, None),
    "payers": lambda page: lambda database, caller: payers_page(database, caller, page, PayerList()),
    "review queue": lambda page: lambda database, caller: policies_to_review_page(database, caller, page),
}
BATCHES: dict[str, Read] = {
    "practices by id": lambda database, caller: practices_by_id(database, caller, IDS),
    "clients by id": lambda database, caller: clients_by_id(database, caller, IDS),
    "policies by id": lambda database, caller: policies_by_id(database, caller, IDS),
    "policies by client": lambda database, caller: policies_by_client(database, caller, IDS),
    "payers by id": lambda database, caller: payers_by_id(database, caller, IDS),
    "attachments by id": lambda database, caller: attachments_by_id(database, caller, IDS),
    "attachments by policy": lambda database, caller: attachments_by_policy(database, caller, IDS),
    "changes by id": lambda database, caller: changes_by_id(database, caller, IDS),
    **{
        f"history {request.shape}": lambda database, caller, request=request: changes_pages(  # type: ignore[misc]
            database, caller, request, IDS
        )
        for request in REQUESTS
    },
}
OF_THE_WHOLE_PRACTICE: dict[str, Read] = {
    "count clients": lambda database, caller: count_clients(database, caller, None),
    "count payers": lambda database, caller: count_payers(database, caller, PayerList()),
    "count the review queue": count_policies_to_review,
}


# Rows that both callers see, as cursors.
CURSORS = {
    "clients": sa.select(sa.literal(CLEO.id)),
    "payers": sa.select(tables.payers.c.id).where(
        tables.payers.c.practice_id == PRACTICE.id, tables.payers.c.archived.is_(False)
    ),
    "review": sa.select(tables.policies.c.id).where(tables.policies.c.client_id == CLEO.id),
    "history": sa.select(tables.changes.c.id).where(tables.changes.c.practice_id == PRACTICE.id),
}
INDEXES = {
    "clients": ("ix_clients_practice_id_last_name_key", "last_name_key,first_name_key,id"),
    "payers": ("ix_payers_practice_id_name_key", "name_key,id"),
    "review": ("ix_policies_to_review", "created_at,id"),
}


async def row_of(database: Database, statement: sa.Select[Any]) -> str:
    """The id of the first row of a statement."""
    async with database.engines.reader.connect() as connection:
        return str((await connection.execute(statement)).scalars().first())


async def plan(database: Database, caller: Caller, read: Read) -> list[str]:
    """What SQLite says it will do for the statements of a read."""
    with record_statements() as executed:
        await read(database, caller)
    async with database.engines.reader.connect() as connection:
        asked = [sql for sql in executed if sql.startswith("SELECT")]
        found = [
            await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (None,) * sql.count("?")) for sql in asked
        ]
        return [row.detail for result in found for row in result]


def looks_at_tables(steps: list[str]) -> list[str]:
    """The steps that look at tables, not at what other steps made."""
    return [step for step in steps if step.startswith(("SEARCH", "SCAN")) and "subquery" not in step]


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("request_", REQUESTS, ids=str)
@pytest.mark.parametrize("list_", PAGES)
async def test_a_page_walks_its_index_and_sorts_nothing(
    database: Database, caller: Caller, list_: str, request_: PageRequest
) -> None:
    kind = list_.split(maxsplit=1)[0]
    cursor = await row_of(database, CURSORS[kind])
    page = replace(request_, after=request_.after and cursor, before=request_.before and cursor)
    steps = await plan(database, caller, PAGES[list_](page))
    assert not [step for step in steps if "TEMP B-TREE" in step or step.startswith("SCAN")], steps
    index, keys = INDEXES[kind]
    (walked,) = [step for step in steps if index in step]
    # The whole position of the cursor is sought, not only its first column.
    assert (f"({keys})>(" in walked) is bool(request_.after)
    assert (f"({keys})<(" in walked) is bool(request_.before)


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("batch", BATCHES)
async def test_a_batch_finds_each_of_its_keys_by_an_index(database: Database, caller: Caller, batch: str) -> None:
    steps = looks_at_tables(await plan(database, caller, BATCHES[batch]))
    assert not [step for step in steps if step.startswith("SCAN") and "anon" not in step], steps
    by_key = ("practice_id=? AND id=?", "practice_id=? AND client_id=?", "policy_id=?", "subject_id=?", "(id=?)")
    assert any(key in steps[0] for key in by_key), steps


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("read", OF_THE_WHOLE_PRACTICE)
async def test_what_counts_a_practice_looks_at_that_practice_alone(
    database: Database, caller: Caller, read: str
) -> None:
    steps = looks_at_tables(await plan(database, caller, OF_THE_WHOLE_PRACTICE[read]))
    assert all("practice_id=?" in step for step in steps), steps


async def test_the_review_queue_is_counted_from_its_index_alone(database: Database) -> None:
    (step,) = looks_at_tables(await plan(database, STAFF, count_policies_to_review))
    assert "USING COVERING INDEX ix_policies_to_review (practice_id=?)" in step


async def test_the_history_of_a_record_is_read_in_the_order_of_its_index(database: Database) -> None:
    page = PageRequest(25, after=await row_of(database, CURSORS["history"]))
    steps = await plan(database, STAFF, lambda database, caller: changes_pages(database, caller, page, [CLEO.id]))
    assert "(practice_id=? AND subject_id=? AND (at,id)<(?,?))" in " ".join(steps)
    # Only the page itself is put in order; numbering the rows needs no sorting.
    assert [step for step in steps if "TEMP B-TREE" in step] == ["USE TEMP B-TREE FOR ORDER BY"]

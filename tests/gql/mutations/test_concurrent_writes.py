"""Concurrent writes: the result is that of some serial order, and no act is committed in part."""

import asyncio
import gc
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import orjson
import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.api_client import token_of
from support.databases import is_postgresql
from support.raw_http import post, run_raw_server
from support.sandbox import Sandbox, SaveResult, document, sandbox_on_copy

CLEO_ID = global_id("Client", CLEO.id)


@pytest.fixture
async def other_sandbox(demo_file: Path, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A second copy of the demo, to repeat in sequence what was done concurrently."""
    async with sandbox_on_copy(demo_file, tmp_path / "other.db") as sandbox:
        yield sandbox


def primaries(*starts: str, **more: Any) -> list[dict[str, Any]]:
    """Inputs that add Primaries to Cleo's chart."""
    return [{"effectiveDate": day, "memberId": f"W{place}", **more} for place, day in enumerate(starts)]


async def added(sandbox: Sandbox, given: dict[str, Any]) -> SaveResult:
    return await sandbox.save("addPolicy", **sandbox.policy_of(CLEO_ID, **given))


def chart(sandbox: Sandbox) -> list[tuple[Any, ...]]:
    """Cleo's chart without ids and timestamps, which differ from run to run."""
    return sandbox.rows(
        "SELECT p.member_id, p.status, p.effective_date, p.end_date, p.version, by.member_id FROM policies p "
        "LEFT JOIN policies by ON by.id = p.ended_by_id WHERE p.client_id = ? ORDER BY p.created_at",
        CLEO.id,
    )


def answer(sandbox: Sandbox, saved: SaveResult) -> object:
    """A payload without ids."""
    told = {global_id("Policy", id_): name for id_, name in sandbox.rows("SELECT id, member_id FROM policies")}
    ended = {told[id_]: dates for id_, dates in saved.ended_policies.items()}
    return saved.errors, ended, {code: sorted(told[id_] for id_ in ids) for code, ids in saved.warnings.items()}


def order(sandbox: Sandbox, given: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The inputs in the order in which their policies were created."""
    known = [name for name, *_ in chart(sandbox)]
    return sorted(given, key=lambda each: known.index(each["memberId"]))


async def assert_whole(sandbox: Sandbox) -> None:
    """Every policy has one entry in the history for each of its versions, and a SQLite file is not locked."""
    counted = (
        "SELECT p.id, p.version, count(c.id) FROM policies p LEFT JOIN changes c ON c.subject_id = p.id GROUP BY 1, 2"
    )
    assert [row for row in sandbox.rows(counted) if row[1] != row[2]] == []
    if is_postgresql(sandbox.database.url):
        return
    assert sandbox.rows("PRAGMA integrity_check") == [("ok",)]
    assert sandbox.rows("PRAGMA foreign_key_check") == []
    # In a thread: the record of who read a chart may be about to be written, by the event loop.
    await asyncio.to_thread(assert_free, sandbox, seconds=20)


def assert_free(sandbox: Sandbox, seconds: float) -> None:
    """A write transaction that is still open ends within these seconds."""
    with closing(sqlite3.connect(sandbox.file, timeout=seconds, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(primaries("2027-01-01", "2027-06-01"), id="one after the other"),
        pytest.param(primaries("2027-06-01", "2027-01-01"), id="the later one first"),
        pytest.param(primaries("2027-01-01", "2027-01-01"), id="both from the same day"),
        pytest.param(primaries("2027-01-01", "2027-06-01", endDate="2027-12-31"), id="both with an end"),
        pytest.param(primaries(*[f"2027-{month:02}-01" for month in (5, 2, 9, 1, 7, 3)]), id="six browsers"),
    ],
)
async def test_primaries_added_at_once_come_to_what_some_order_comes_to(
    sandbox: Sandbox, other_sandbox: Sandbox, given: list[dict[str, Any]]
) -> None:
    at_once = await asyncio.gather(*(added(sandbox, each) for each in given))
    one_by_one = {each["memberId"]: await added(other_sandbox, each) for each in order(sandbox, given)}
    assert chart(sandbox) == chart(other_sandbox)
    for each, saved in zip(given, at_once, strict=True):
        assert answer(sandbox, saved) == answer(other_sandbox, one_by_one[each["memberId"]])
    await assert_whole(sandbox)


async def test_a_double_click_is_one_policy(sandbox: Sandbox) -> None:
    given = {"effectiveDate": "2027-01-01", "memberId": "W1"}
    clicks = await asyncio.gather(*(added(sandbox, given) for _ in range(5)))
    (first,) = [click for click in clicks if not click.errors]
    others = [click for click in clicks if click.errors]
    assert [click.errors for click in others] == [[("DUPLICATE_POLICY", "")]] * 4
    assert [click["existingPolicy"] for click in others] == [first["policy"]] * 4


async def test_of_many_edits_from_one_version_one_is_saved(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(CLEO_ID, type="OTHER")
    plans = [f"plan {n}" for n in range(10)]
    edits = await asyncio.gather(
        *(sandbox.save("editPolicy", id=policy["id"], version=1, planId=plan) for plan in plans)
    )
    (saved,) = [edit for edit in edits if not edit.errors]
    assert [edit.errors for edit in edits if edit.errors] == [[("CONFLICT", "version")]] * 9
    assert all(edit["policy"] == saved["policy"] for edit in edits)
    await assert_whole(sandbox)


async def test_edits_of_different_fields_at_once_are_all_kept(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(CLEO_ID, type="OTHER")
    changes = [{"planId": "P"}, {"groupId": "G"}, {"copay": "1.00"}, {"endDate": "2025-12-31"}, {"memberId": "W9"}]
    await asyncio.gather(*(sandbox.save_record("editPolicy", id=policy["id"], **change) for change in changes))
    after = await sandbox.policy(policy["id"])
    assert {name: after[name] for change in changes for name in change} == {n: v for c in changes for n, v in c.items()}
    assert after["version"] == 6


async def test_one_name_given_to_two_payers_at_once_goes_to_one(sandbox: Sandbox) -> None:
    saves = await asyncio.gather(*(sandbox.save("addPayer", name=name) for name in ("Harbor", "HARBOR", "harbor.")))
    assert sorted(len(save.errors) for save in saves) == [0, 1, 1]


async def test_one_text_remembered_for_two_payers_at_once_goes_to_one(sandbox: Sandbox) -> None:
    ids = [await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="Harbor") for _ in range(2)]
    payers = [sandbox.payer(name) for name in ("Aetna", "Cigna Healthcare")]
    saves = await asyncio.gather(
        *(
            sandbox.save("editPolicy", id=id_, payerId=payer, rememberEnteredName=True)
            for id_, payer in zip(ids, payers, strict=True)
        )
    )
    winner, loser = sorted(saves, key=lambda save: len(save.errors))
    assert (winner.errors, loser.errors) == ([], [("DUPLICATE_PAYER", "rememberEnteredName")])
    assert len(winner["settledPolicies"]) == 1


def save_of_kind(sandbox: Sandbox, id_: str, place: int) -> Coroutine[Any, Any, SaveResult]:
    """A save, a dry run or a refused save: each ends its transaction differently."""
    if place % 3 == 0:
        start = f"2027-01-{place % 28 + 1:02}"
        given = sandbox.policy_of(CLEO_ID, effectiveDate=start, memberId=f"S{place}", idempotencyKey=f"k{place}")
        return sandbox.save("addPolicy", **given)
    if place % 3 == 1:
        return sandbox.save("editPolicy", id=id_, planId=f"P{place}", dryRun=True)
    return sandbox.save("editPolicy", id=id_, version=0, memberId="SECRET 2")


async def cancel_after(seconds: float, save: Coroutine[Any, Any, SaveResult]) -> None:
    """Sends a request, and cancels it so many seconds later."""
    task = asyncio.ensure_future(save)
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.wait([task])


# graphql-core 3.3 leaves coroutines of its own unstarted when the task that would await them is cancelled first.
@pytest.mark.filterwarnings(r"ignore:coroutine 'Executor\.:RuntimeWarning")
async def test_requests_cancelled_at_any_moment_leave_no_lock_no_half_act_and_no_word_in_the_log(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    id_ = (await sandbox.add_policy(CLEO_ID, memberId="SECRET", type="OTHER"))["id"]
    with caplog.at_level(logging.WARNING):
        began = time.perf_counter()
        assert (await save_of_kind(sandbox, id_, 0)).errors == []
        longest = 2 * (time.perf_counter() - began)  # most of them end in this time, however slow the machine is
        for place in range(1, 75):
            await cancel_after(place / 75 * longest, save_of_kind(sandbox, id_, place))
            await asyncio.to_thread(assert_free, sandbox, seconds=20)
        await asyncio.gather(
            *(cancel_after(place / 150 * 5 * longest, save_of_kind(sandbox, id_, place)) for place in range(75, 150))
        )
        assert (await sandbox.save("editPolicy", id=id_, planId="last")).errors == []
        gc.collect()
    assert caplog.records == []
    await assert_whole(sandbox)
    kept = {key for (key,) in sandbox.rows("SELECT key FROM idempotency_keys")}
    assert kept == {f"k{name[1:]}" for name, *_ in chart(sandbox) if name[0] == "S" and name[1:].isdigit()} != set()


async def no_request_in_progress(sandbox: Sandbox) -> None:
    """Waits until the chart has not changed for a second."""
    before, now = None, chart(sandbox)
    while now != before:
        await asyncio.sleep(1)
        before, now = now, chart(sandbox)


@asynccontextmanager
async def storm(sandbox: Sandbox, senders: int) -> AsyncIterator[list[bytes]]:
    """Requests over real HTTP whose senders close the connection without waiting, some in the middle of the body."""
    bodies = [
        orjson.dumps(
            {
                "query": document("addPolicy"),
                "variables": {
                    "input": sandbox.policy_of(
                        CLEO_ID, effectiveDate=f"2027-{n % 12 + 1:02}-01", memberId=f"S{n}", idempotencyKey=f"k{n}"
                    )
                },
            }
        )
        for n in range(senders)
    ]
    token = f"Authorization: Bearer {token_of('Pat')}"
    async with run_raw_server(sandbox.app) as wire:
        requests = [post(body, token) for body in bodies]
        cut = [request if n % 4 else request[:-20] for n, request in enumerate(requests)]
        await asyncio.gather(
            *(wire.exchange(request, pause=n % 7 / 500, hang_up=True) for n, request in enumerate(cut))
        )
        yield requests
        await no_request_in_progress(sandbox)


async def test_a_hundred_browsers_that_hang_up_leave_no_lock_and_no_half_act(sandbox: Sandbox) -> None:
    async with storm(sandbox, 100):
        pass
    stormed = sandbox.rows("SELECT member_id, id FROM policies WHERE member_id LIKE 'S%' AND client_id = ?", CLEO.id)
    keys = {key for (key,) in sandbox.rows("SELECT key FROM idempotency_keys")}
    assert keys == {f"k{name[1:]}" for name, _ in stormed} != set()
    # A body that was cut short was never a request.
    assert not [name for name, _ in stormed if int(name[1:]) % 4 == 0]
    await assert_whole(sandbox)
    assert (await added(sandbox, {"effectiveDate": "2028-01-01"})).errors == []


async def test_who_hung_up_may_ask_again_with_the_same_key(sandbox: Sandbox) -> None:
    async with storm(sandbox, 12) as requests:
        pass
    async with run_raw_server(sandbox.app) as wire:
        answers = [await wire.exchange(request) for request in requests]
    payloads = [orjson.loads(answer.partition(b"\r\n\r\n")[2])["data"]["addPolicy"] for answer in answers]
    assert [payload["userErrors"] for payload in payloads] == [[]] * 12
    assert len(sandbox.rows("SELECT 1 FROM policies WHERE member_id LIKE 'S%' AND client_id = ?", CLEO.id)) == 12
    await assert_whole(sandbox)

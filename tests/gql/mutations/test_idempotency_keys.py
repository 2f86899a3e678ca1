"""Retries: the same key and the same input answer as the first time, and write nothing twice."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import strawberry

from gql.global_ids import global_id
from gql.mutations.edit_policy import EditPolicyInput
from gql.mutations.inputs import AddressInput, AttachmentInput, PolicyholderInput, retry_of
from store.acts.outcomes import PolicyAdded, PolicyEdited
from store.acts.retries import retry
from store.demo.cast import CLEO, DANA, PRACTICE
from support.sandbox import MUTATIONS, Desk, Saved

KEYED = [name for name, field in MUTATIONS.items() if "idempotencyKey" in field.args["input"].type.of_type.fields]
CLEO_ID = global_id("Client", CLEO.id)


async def inputs(desk: Desk) -> dict[str, dict[str, Any]]:
    """For each mutation an input that it carries out, and that the second time would do something else or more."""
    client = await desk.a_client()
    active, inactive = await desk.add(client, type="OTHER"), await desk.add(client, status="INACTIVE")
    submitted = await desk.submitted(client)
    return {
        "addPolicy": desk.policy_of(client),
        "submitPolicy": {"type": "SECONDARY", "payerName": "Zenith", "memberId": "Z-1"},
        "editPolicy": {"id": active["id"], "version": 1, "planId": "PPO", "copay": "7.5"},
        "makePolicyInactive": {"id": active["id"], "endDate": "2025-12-31"},
        "makePolicyActive": {"id": inactive["id"], "version": 1},
        "markPolicyReviewed": {"id": submitted},
        "addPayer": {"name": "Harbor", "aliases": ["HH"]},
        "editPayer": {"id": desk.payer("Aetna"), "version": 1, "archived": True},
        "addClient": {"firstName": "Robin", "lastName": "Okafor"},
        "editClient": {"id": client, "dateOfBirth": "1990-04-02"},
        "setClientInsuranceCollection": {"clientId": client, "override": "OFF"},
        "setPortalSettings": {"collectsInsurance": False},
    }


def age(desk: Desk, hours: float) -> None:
    """Lets all keys grow older."""
    then = (datetime.now(UTC) - timedelta(hours=hours)).replace(tzinfo=None).isoformat(" ")
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute("UPDATE idempotency_keys SET created_at = ?", (then,))


UNKEYED = {"inviteClient", "acceptInvitation", "createUpload"}
"""A link is told once, and so is a session: a retry makes a new one, or is too late. A place not used is swept."""


def who(mutation: str) -> str:
    """Who saves with it."""
    return "Cleo" if mutation == "submitPolicy" else "Pat"


async def test_every_mutation_takes_a_key_but_those_that_give_a_link_or_session(desk: Desk) -> None:
    assert sorted(KEYED) == sorted(set(MUTATIONS) - UNKEYED) == sorted(await inputs(desk))


@pytest.mark.parametrize("mutation", KEYED)
async def test_a_retry_answers_as_the_first_time_and_writes_nothing(desk: Desk, mutation: str) -> None:
    given = (await inputs(desk))[mutation]
    first = await desk.save(mutation, who(mutation), **given, idempotencyKey="k")
    assert first.errors == []
    before = desk.everything()
    for _ in range(2):
        assert await desk.save(mutation, who(mutation), **given, idempotencyKey="k") == first
    assert desk.everything() == before


@pytest.mark.parametrize("mutation", KEYED)
async def test_without_a_key_the_second_time_is_another_request(desk: Desk, mutation: str) -> None:
    given = (await inputs(desk))[mutation]
    assert (await desk.save(mutation, who(mutation), **given)).errors == []
    assert desk.rows("SELECT * FROM idempotency_keys") == []
    again = await desk.save(mutation, who(mutation), **given, idempotencyKey=None)
    twice = ["DUPLICATE_POLICY"]
    repeats = {"addPolicy": twice, "submitPolicy": twice, "addPayer": ["DUPLICATE_PAYER", "DUPLICATE_PAYER"]}
    conflicts = ["CONFLICT"] if "version" in given else []
    assert [code for code, _ in again.errors] == repeats.get(mutation, conflicts)


@pytest.mark.parametrize("mutation", ["addPolicy", "addClient", "editPolicy"])
async def test_fifty_at_once_with_one_key_are_one_write_and_fifty_equal_answers(desk: Desk, mutation: str) -> None:
    given = (await inputs(desk))[mutation]
    tables = ("policies", "clients", "changes")
    before = {table: len(desk.rows(f"SELECT 1 FROM {table}")) for table in tables}
    answers = await asyncio.gather(*(desk.save(mutation, **given, idempotencyKey="k") for _ in range(50)))
    assert answers[0].errors == []
    assert all(answer == answers[0] for answer in answers)
    after = {table: len(desk.rows(f"SELECT 1 FROM {table}")) for table in tables}
    new = {"addPolicy": "policies", "addClient": "clients", "editPolicy": None}[mutation]
    assert {table: after[table] - before[table] for table in tables} == {
        table: int(table in (new, "changes")) for table in tables
    }


async def test_a_retry_answers_as_the_first_time_even_after_the_policy_has_moved_on(desk: Desk) -> None:
    client = await desk.a_client()
    old = await desk.add(client, effectiveDate="2024-01-01", **{"copay": "7.50", "policyholder": {"sex": "MALE"}})
    given = desk.policy_of(client, copay="1", policyholder={"address": {"city": "Austin"}}, endDate="2025-12-31")
    first = await desk.save("addPolicy", **given, idempotencyKey="k")
    assert (list(first.ended), list(first.warned)) == ([old["id"]], ["CLOSED_PRIMARY"])
    await desk.saved("editPolicy", id=first["policy"]["id"], memberId="X", endDate=None)
    await desk.saved("makePolicyInactive", id=old["id"])
    assert await desk.save("addPolicy", **given, idempotencyKey="k") == first


async def test_a_settling_is_retried_as_it_was(desk: Desk) -> None:
    ids = [await desk.submitted(await desk.a_client(), entered_payer_name="Harbor") for _ in range(3)]
    given: dict[str, Any] = {"id": ids[0], "version": 1, "payerId": desk.payer("Aetna"), "rememberEnteredName": True}
    first = await desk.save("editPolicy", **given, idempotencyKey="k")
    assert sorted(policy["id"] for policy in first["settledPolicies"]) == sorted(ids[1:])
    await desk.saved("markPolicyReviewed", id=ids[1])
    assert await desk.save("editPolicy", **given, idempotencyKey="k") == first


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"memberId": "W2"}, id="another value"),
        pytest.param({"planId": None}, id="null for what was left out"),
        pytest.param({"clientId": global_id("Client", DANA.id)}, id="another client"),
        pytest.param({"clientId": "nobody", "copay": "-1"}, id="what would be refused"),
    ],
)
async def test_the_same_key_for_something_else_is_refused(desk: Desk, other: dict[str, Any]) -> None:
    given = desk.policy_of(CLEO_ID, memberId="W1", type="OTHER")
    assert (await desk.save("addPolicy", **given, idempotencyKey="k")).errors == []
    before = desk.everything()
    saved = await desk.save("addPolicy", **{**given, **other}, idempotencyKey="k")
    assert saved.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]
    assert (saved["policy"], saved["client"], saved["existingPolicy"]) == (None, None, None)
    assert desk.everything() == before


async def test_the_same_key_for_another_mutation_is_refused(desk: Desk) -> None:
    id_ = (await desk.add(await desk.a_client()))["id"]
    assert (await desk.save("makePolicyInactive", id=id_, idempotencyKey="k")).errors == []
    for mutation in ("makePolicyActive", "markPolicyReviewed", "editPolicy"):
        saved = await desk.save(mutation, id=id_, idempotencyKey="k")
        assert saved.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]


async def test_what_is_said_by_default_is_the_same_input(desk: Desk) -> None:
    given = desk.policy_of(CLEO_ID)
    first = await desk.save("addPolicy", **given, idempotencyKey="k")
    assert await desk.save("addPolicy", **given, status="ACTIVE", dryRun=False, idempotencyKey="k") == first


async def test_a_key_is_its_callers_own(desk: Desk) -> None:
    given = {"firstName": "Robin", "lastName": "Okafor"}
    pats = await desk.save("addClient", **given, idempotencyKey="k")
    olgas = await desk.save("addClient", by="Olga", **given, idempotencyKey="k")
    other = await desk.save("addClient", by="Olga", firstName="Bo", lastName="Lee", idempotencyKey="k")
    assert pats.errors == olgas.errors == []
    assert pats["client"]["id"] != olgas["client"]["id"]
    assert other.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]
    assert await desk.save("addClient", **given, idempotencyKey="k") == pats


async def test_a_colleague_may_use_the_same_key(desk: Desk) -> None:
    given = {"firstName": "Robin", "lastName": "Okafor"}
    pats = await desk.save("addClient", **given, idempotencyKey="k")
    sams = await desk.save("addClient", by="Sam", **given, idempotencyKey="k")
    assert pats["client"]["id"] != sams["client"]["id"]
    assert len(desk.rows("SELECT 1 FROM idempotency_keys WHERE practice_id = ?", PRACTICE.id)) == 2


async def test_a_refusal_is_not_kept(desk: Desk) -> None:
    given = desk.policy_of(await desk.a_client(), payerId=desk.payer("Aetna"), memberId="W1")
    await desk.saved("editPayer", id=desk.payer("Aetna"), archived=True)
    assert (await desk.save("addPolicy", **given, idempotencyKey="k")).errors == [("INVALID", "payerId")]
    assert desk.rows("SELECT * FROM idempotency_keys") == []
    await desk.saved("editPayer", id=desk.payer("Aetna"), archived=False)
    assert (await desk.save("addPolicy", **given, idempotencyKey="k")).errors == []


async def test_what_changed_nothing_is_kept_all_the_same(desk: Desk) -> None:
    policy = await desk.add(await desk.a_client())
    first = await desk.save("editPolicy", id=policy["id"], idempotencyKey="k")
    await desk.saved("editPolicy", id=policy["id"], planId="PPO")
    assert await desk.save("editPolicy", id=policy["id"], idempotencyKey="k") == first


@pytest.mark.parametrize(("hours", "known"), [(23.99, True), (24.01, False), (1000, False)])
async def test_a_key_is_forgotten_after_a_day(desk: Desk, hours: float, known: bool) -> None:
    first = await desk.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="k")
    age(desk, hours)
    again = await desk.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="k")
    assert (again == first) is known
    other = await desk.save("addClient", firstName="Bo", lastName="Lee", idempotencyKey="k")
    assert other.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]


async def test_forgotten_keys_are_swept_and_those_of_other_practices_stay(desk: Desk) -> None:
    for by in ("Pat", "Olga"):
        await desk.save("addClient", by=by, firstName="Robin", lastName="Okafor", idempotencyKey="old")
    age(desk, 25)
    await desk.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="new")
    assert sorted(desk.rows("SELECT caller, key FROM idempotency_keys")) == [
        ("local:olga", "old"),
        ("local:pat", "new"),
    ]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb", "a\x00b", "a\u200bb"])
async def test_a_bad_key_is_a_problem_beside_the_others(desk: Desk, key: str) -> None:
    before = desk.everything()
    saved = await desk.save("addClient", firstName="", lastName="Okafor", idempotencyKey=key)
    assert saved.errors == [("BLANK", "firstName"), ("INVALID", "idempotencyKey")]
    saved = await desk.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey=key)
    assert (saved.errors, saved["client"]) == ([("INVALID", "idempotencyKey")], None)
    assert desk.everything() == before


@pytest.mark.parametrize("key", ["x" * 255, "a key with spaces", "ключ-✓"])
async def test_any_printable_text_is_a_key(desk: Desk, key: str) -> None:
    answers: list[Saved] = [
        await desk.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey=key) for _ in range(2)
    ]
    assert answers[0].errors == []
    assert answers[0] == answers[1]


def test_how_an_outcome_is_written_down_is_worked_out_once() -> None:
    # It takes longer than the write itself, and nothing else is done meanwhile.
    one, other = retry("k", PolicyAdded, {}), retry("l", PolicyAdded, {})
    assert one is not None
    assert other is not None
    assert one.as_json is other.as_json


def test_a_retry_is_known_by_the_same_digest_in_every_release() -> None:
    # A key that was used just before the server was updated must still be recognized just after.
    value = EditPolicyInput(
        id=strawberry.ID("UG9saWN5OjE="),
        payer_id=strawberry.ID("UGF5ZXI6MQ=="),
        end_date=date(2025, 12, 31),
        copay=Decimal("7.50"),
        group_id=None,
        policyholder=PolicyholderInput(first_name="Ada", address=AddressInput(postal_code="78701")),
        add_attachments=[AttachmentInput(upload_id=strawberry.ID("VXBsb2FkOjE="))],
        remember_entered_name=True,
        idempotency_key="k",
    )
    found = retry_of(PolicyEdited, value)
    assert found is not None
    assert found.digest == "54b39b596a819e7db1cc103b472bb45334f9e83579efeb72293c499943873e2e"

"""Idempotency keys: a retry with the same input answers what was done the first time, and writes nothing."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import strawberry
from graphql import get_named_type

from gql.global_ids import global_id
from gql.mutations.edit_policy import EditPolicyInput
from gql.mutations.inputs import AddressInput, AttachmentInput, PolicyholderInput, retry_of
from store.acts.outcomes import PolicyEdited
from store.demo.cast import CLEO, DANA, PRACTICE
from support.sandbox import MUTATIONS, Sandbox, SaveResult

ANSWERED_ANEW = {"inviteClient", "acceptInvitation", "createUpload"}
"""Their links and sessions are not stored: a retry gets new ones. They have tests of their own."""
KEYED = sorted(set(MUTATIONS) - ANSWERED_ANEW)
CLEO_ID = global_id("Client", CLEO.id)


async def inputs(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    """For each mutation an input that it carries out, and that the second time would do something else or more."""
    client = await sandbox.add_client()
    active, inactive = (
        await sandbox.add_policy(client, type="OTHER"),
        await sandbox.add_policy(client, status="INACTIVE"),
    )
    submitted = await sandbox.add_portal_policy(client)
    return {
        "addPolicy": sandbox.policy_of(client),
        "submitPolicy": {"type": "SECONDARY", "payerName": "Zenith", "memberId": "Z-1"},
        "editPolicy": {"id": active["id"], "version": 1, "planId": "PPO", "copay": "7.5"},
        "makePolicyInactive": {"id": active["id"], "endDate": "2025-12-31"},
        "makePolicyActive": {"id": inactive["id"], "version": 1},
        "markPolicyEnteredInError": {"id": active["id"], "version": 1},
        "markPolicyReviewed": {"id": submitted},
        "addPayer": {"name": "Harbor", "aliases": ["HH"]},
        "editPayer": {"id": sandbox.payer("Aetna"), "version": 1, "archived": True},
        "addClient": {"firstName": "Robin", "lastName": "Okafor"},
        "editClient": {"id": client, "dateOfBirth": "1990-04-02"},
        "setClientInsuranceCollection": {"clientId": client, "override": "OFF"},
        "setPortalSettings": {"collectsInsurance": False},
        "mergePayers": {"into": sandbox.payer("Cigna Healthcare"), "from": sandbox.payer("Aetna")},
    }


def replay_of(first: SaveResult) -> SaveResult:
    """The answer to a retry while no record has changed."""
    assert first["replayed"] is False
    return SaveResult({**first.payload, "replayed": True})


async def age(sandbox: Sandbox, hours: float) -> None:
    """Lets all keys grow older."""
    then = (datetime.now(UTC) - timedelta(hours=hours)).replace(tzinfo=None).isoformat(" ")
    await sandbox.execute_sql("UPDATE idempotency_keys SET created_at = ?", then)


def who(mutation: str) -> str:
    """Who saves with it."""
    return "Cleo" if mutation == "submitPolicy" else "Pat"


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_every_mutation_takes_a_key_and_says_whether_it_answers_a_retry(mutation: str) -> None:
    field = MUTATIONS[mutation]
    assert str(field.args["input"].type.of_type.fields["idempotencyKey"].type) == "String"
    assert str(get_named_type(field.type).fields["replayed"].type) == "Boolean!"


@pytest.mark.parametrize("mutation", KEYED)
async def test_a_retry_answers_as_the_first_time_and_writes_nothing(sandbox: Sandbox, mutation: str) -> None:
    given = (await inputs(sandbox))[mutation]
    first = await sandbox.save(mutation, who(mutation), **given, idempotencyKey="k")
    assert first.errors == []
    before = sandbox.all_rows()
    for _ in range(2):
        assert await sandbox.save(mutation, who(mutation), **given, idempotencyKey="k") == replay_of(first)
    assert sandbox.all_rows() == before


@pytest.mark.parametrize("mutation", KEYED)
async def test_without_a_key_the_second_time_is_another_request(sandbox: Sandbox, mutation: str) -> None:
    given = (await inputs(sandbox))[mutation]
    assert (await sandbox.save(mutation, who(mutation), **given)).errors == []
    assert sandbox.rows("SELECT * FROM idempotency_keys") == []
    again = await sandbox.save(mutation, who(mutation), **given, idempotencyKey=None)
    twice = ["DUPLICATE_POLICY"]
    repeats = {"addPolicy": twice, "submitPolicy": twice, "addPayer": ["DUPLICATE_PAYER", "DUPLICATE_PAYER"]}
    conflicts = ["CONFLICT"] if "version" in given else []
    assert [code for code, _ in again.errors] == repeats.get(mutation, conflicts)


@pytest.mark.parametrize("mutation", ["addPolicy", "addClient", "editPolicy"])
async def test_fifty_at_once_with_one_key_are_one_write_and_fifty_equal_answers(
    sandbox: Sandbox, mutation: str
) -> None:
    given = (await inputs(sandbox))[mutation]
    tables = ("policies", "clients", "changes")
    before = {table: len(sandbox.rows(f"SELECT 1 FROM {table}")) for table in tables}
    answers = await asyncio.gather(*(sandbox.save(mutation, **given, idempotencyKey="k") for _ in range(50)))
    (first,) = (answer for answer in answers if not answer["replayed"])
    assert first.errors == []
    assert all(answer == replay_of(first) for answer in answers if answer is not first)
    after = {table: len(sandbox.rows(f"SELECT 1 FROM {table}")) for table in tables}
    new = {"addPolicy": "policies", "addClient": "clients", "editPolicy": None}[mutation]
    assert {table: after[table] - before[table] for table in tables} == {
        table: int(table in (new, "changes")) for table in tables
    }


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"memberId": "W2"}, id="another value"),
        pytest.param({"planId": None}, id="null for what was left out"),
        pytest.param({"clientId": global_id("Client", DANA.id)}, id="another client"),
        pytest.param({"clientId": "nobody", "copay": "-1"}, id="what would be refused"),
    ],
)
async def test_the_same_key_for_something_else_is_refused(sandbox: Sandbox, other: dict[str, Any]) -> None:
    given = sandbox.policy_of(CLEO_ID, memberId="W1", type="OTHER")
    assert (await sandbox.save("addPolicy", **given, idempotencyKey="k")).errors == []
    before = sandbox.all_rows()
    saved = await sandbox.save("addPolicy", **{**given, **other}, idempotencyKey="k")
    assert saved.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]
    assert (saved["policy"], saved["client"], saved["existingPolicy"]) == (None, None, None)
    assert sandbox.all_rows() == before


async def test_the_same_key_for_another_mutation_is_refused(sandbox: Sandbox) -> None:
    id_ = (await sandbox.add_policy(await sandbox.add_client()))["id"]
    assert (await sandbox.save("makePolicyInactive", id=id_, idempotencyKey="k")).errors == []
    for mutation in ("makePolicyActive", "markPolicyReviewed", "editPolicy"):
        saved = await sandbox.save(mutation, id=id_, idempotencyKey="k")
        assert saved.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]


async def test_what_is_said_by_default_is_the_same_input(sandbox: Sandbox) -> None:
    given = sandbox.policy_of(CLEO_ID)
    first = await sandbox.save("addPolicy", **given, idempotencyKey="k")
    assert await sandbox.save("addPolicy", **given, status="ACTIVE", dryRun=False, idempotencyKey="k") == replay_of(
        first
    )


async def test_a_key_is_its_callers_own(sandbox: Sandbox) -> None:
    given = {"firstName": "Robin", "lastName": "Okafor"}
    pats = await sandbox.save("addClient", **given, idempotencyKey="k")
    olgas = await sandbox.save("addClient", by="Olga", **given, idempotencyKey="k")
    other = await sandbox.save("addClient", by="Olga", firstName="Bo", lastName="Lee", idempotencyKey="k")
    assert pats.errors == olgas.errors == []
    assert pats["client"]["id"] != olgas["client"]["id"]
    assert other.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]
    assert await sandbox.save("addClient", **given, idempotencyKey="k") == replay_of(pats)


async def test_a_colleague_may_use_the_same_key(sandbox: Sandbox) -> None:
    given = {"firstName": "Robin", "lastName": "Okafor"}
    pats = await sandbox.save("addClient", **given, idempotencyKey="k")
    sams = await sandbox.save("addClient", by="Sam", **given, idempotencyKey="k")
    assert pats["client"]["id"] != sams["client"]["id"]
    assert len(sandbox.rows("SELECT 1 FROM idempotency_keys WHERE practice_id = ?", PRACTICE.id)) == 2


async def test_a_refusal_is_not_kept(sandbox: Sandbox) -> None:
    given = sandbox.policy_of(await sandbox.add_client(), payerId=sandbox.payer("Aetna"), memberId="W1")
    await sandbox.save_record("editPayer", id=sandbox.payer("Aetna"), archived=True)
    assert (await sandbox.save("addPolicy", **given, idempotencyKey="k")).errors == [("INVALID", "payerId")]
    assert sandbox.rows("SELECT * FROM idempotency_keys") == []
    await sandbox.save_record("editPayer", id=sandbox.payer("Aetna"), archived=False)
    assert (await sandbox.save("addPolicy", **given, idempotencyKey="k")).errors == []


async def test_what_changed_nothing_is_kept_all_the_same(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    first = await sandbox.save("editPolicy", id=policy["id"], idempotencyKey="k")
    edited = await sandbox.save_record("editPolicy", id=policy["id"], planId="PPO")
    again = await sandbox.save("editPolicy", id=policy["id"], idempotencyKey="k")
    assert again.payload == {**first.payload, "policy": edited, "replayed": True}


@pytest.mark.parametrize(("hours", "known"), [(23.99, True), (24.01, False), (1000, False)])
async def test_a_key_is_forgotten_after_a_day(sandbox: Sandbox, hours: float, known: bool) -> None:
    first = await sandbox.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="k")
    await age(sandbox, hours)
    again = await sandbox.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="k")
    assert again["replayed"] is known
    assert (again["client"] == first["client"]) is known
    other = await sandbox.save("addClient", firstName="Bo", lastName="Lee", idempotencyKey="k")
    assert other.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]


async def test_forgotten_keys_are_swept_and_those_of_other_practices_stay(sandbox: Sandbox) -> None:
    for by in ("Pat", "Olga"):
        await sandbox.save("addClient", by=by, firstName="Robin", lastName="Okafor", idempotencyKey="old")
    await age(sandbox, 25)
    await sandbox.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey="new")
    assert sorted(sandbox.rows("SELECT caller, key FROM idempotency_keys")) == [
        ("local:olga", "old"),
        ("local:pat", "new"),
    ]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb", "a\x00b", "a\u200bb"])
async def test_a_bad_key_is_a_problem_beside_the_others(sandbox: Sandbox, key: str) -> None:
    before = sandbox.all_rows()
    saved = await sandbox.save("addClient", firstName="", lastName="Okafor", idempotencyKey=key)
    assert saved.errors == [("BLANK", "firstName"), ("INVALID", "idempotencyKey")]
    saved = await sandbox.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey=key)
    assert (saved.errors, saved["client"]) == ([("INVALID", "idempotencyKey")], None)
    assert sandbox.all_rows() == before


@pytest.mark.parametrize("key", ["x" * 255, "a key with spaces", "ключ-✓"])
async def test_any_printable_text_is_a_key(sandbox: Sandbox, key: str) -> None:
    answers: list[SaveResult] = [
        await sandbox.save("addClient", firstName="Robin", lastName="Okafor", idempotencyKey=key) for _ in range(2)
    ]
    assert answers[0].errors == []
    assert answers[1] == replay_of(answers[0])


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

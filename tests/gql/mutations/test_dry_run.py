"""A dry run writes nothing, and predicts exactly what saving does."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO, PRACTICE
from support.sandbox import MUTATIONS, Sandbox, SaveResult

Situation: TypeAlias = Callable[[Sandbox], Awaitable[dict[str, Any]]]
"""Brings something about, and answers with the input to try."""

TEXT = "Harbor Health & Co."
TRIED = [name for name, field in MUTATIONS.items() if "dryRun" in field.args["input"].type.of_type.fields]


async def a_primary_after_two(sandbox: Sandbox) -> dict[str, Any]:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, effectiveDate="2023-01-01", status="INACTIVE")
    await sandbox.add_portal_policy(client, effective_date=None)
    await sandbox.add_policy(client, effectiveDate="2024-01-01")
    await sandbox.add_policy(client, effectiveDate="2023-06-01")
    return sandbox.policy_of(client, effectiveDate="2024-06-01", endDate="2025-06-30")


async def an_inactive_policy(sandbox: Sandbox) -> dict[str, Any]:
    return sandbox.policy_of(await sandbox.add_client(), status="INACTIVE")


async def a_duplicate(sandbox: Sandbox) -> dict[str, Any]:
    given = sandbox.policy_of(await sandbox.add_client())
    await sandbox.save_record("addPolicy", **given)
    return given


async def nothing_that_can_be_added(sandbox: Sandbox) -> dict[str, Any]:
    return sandbox.policy_of("", memberId="", copay="-1", endDate="2020-01-01")


async def an_edit(sandbox: Sandbox) -> dict[str, Any]:
    client = await sandbox.add_client()
    await sandbox.add_policy(client)
    policy = await sandbox.add_policy(client, type="OTHER", endDate="2025-12-31", copay="5")
    return {"id": policy["id"], "type": "PRIMARY", "copay": None, "policyholder": {"firstName": "Ada"}, "planId": " P "}


async def an_edit_of_nothing(sandbox: Sandbox) -> dict[str, Any]:
    return {"id": (await sandbox.add_policy(await sandbox.add_client()))["id"], "version": 1}


async def a_settling(sandbox: Sandbox) -> dict[str, Any]:
    texts = (TEXT, "harbor health and co", "Harbor Health", TEXT.upper())
    first, *_ = [await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name=text) for text in texts]
    return {"id": first, "payerId": sandbox.payer("Aetna"), "rememberEnteredName": True, "memberId": "W1"}


async def an_edit_that_repeats(sandbox: Sandbox) -> dict[str, Any]:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, memberId="W1")
    return {"id": (await sandbox.add_policy(client, memberId="W2"))["id"], "memberId": "w 1"}


async def an_edit_too_late(sandbox: Sandbox) -> dict[str, Any]:
    return {"id": (await sandbox.add_policy(await sandbox.add_client()))["id"], "version": 0, "planId": "P"}


async def an_active_policy(sandbox: Sandbox) -> dict[str, Any]:
    return {"id": (await sandbox.add_policy(await sandbox.add_client()))["id"], "version": 1}


async def an_active_policy_and_its_end(sandbox: Sandbox) -> dict[str, Any]:
    return {**await an_active_policy(sandbox), "endDate": "2025-12-31"}


async def an_end_too_early(sandbox: Sandbox) -> dict[str, Any]:
    return {**await an_active_policy(sandbox), "endDate": "2020-12-31"}


async def an_inactive_primary_beside_another(sandbox: Sandbox) -> dict[str, Any]:
    client = await sandbox.add_client()
    await sandbox.add_policy(client)
    return {"id": (await sandbox.add_policy(client, status="INACTIVE", endDate="2025-12-31"))["id"]}


async def a_primary_that_ended_another(sandbox: Sandbox) -> dict[str, Any]:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, memberId="W1")
    return {"id": (await sandbox.add_policy(client, memberId="W2", effectiveDate="2025-07-01"))["id"]}


async def a_start_that_others_follow(sandbox: Sandbox) -> dict[str, Any]:
    return {**await a_primary_that_ended_another(sandbox), "effectiveDate": "2025-09-01"}


async def a_type_that_ends_nothing(sandbox: Sandbox) -> dict[str, Any]:
    return {**await a_primary_that_ended_another(sandbox), "type": "OTHER"}


async def a_policy_marked_already(sandbox: Sandbox) -> dict[str, Any]:
    given = await a_primary_that_ended_another(sandbox)
    await sandbox.save_record("markPolicyEnteredInError", **given)
    return given


async def a_card_of_a_client_with_a_primary(sandbox: Sandbox) -> dict[str, Any]:
    await sandbox.add_policy(global_id("Client", CLEO.id), memberId="W1")
    return {"type": "PRIMARY", "payerName": "Zenith", "memberId": "Z-1", "effectiveDate": "2026-02-01"}


async def a_card_that_lacks_everything(_: Sandbox) -> dict[str, Any]:
    return {"type": "PRIMARY"}


async def two_records_of_an_insurer(sandbox: Sandbox) -> dict[str, Any]:
    return {"into": sandbox.payer("Cigna Healthcare"), "from": sandbox.payer("Evernorth Behavioral Health")}


async def a_record_and_itself(sandbox: Sandbox) -> dict[str, Any]:
    return dict.fromkeys(("into", "from"), sandbox.payer("Aetna"))


SITUATIONS: dict[str, list[Situation]] = {
    "addPolicy": [a_primary_after_two, an_inactive_policy, a_duplicate, nothing_that_can_be_added],
    "editPolicy": [
        an_edit,
        an_edit_of_nothing,
        a_settling,
        an_edit_that_repeats,
        an_edit_too_late,
        a_start_that_others_follow,
        a_type_that_ends_nothing,
    ],
    "submitPolicy": [a_card_of_a_client_with_a_primary, a_card_that_lacks_everything],
    "makePolicyInactive": [an_active_policy, an_active_policy_and_its_end, an_end_too_early],
    "makePolicyActive": [an_inactive_primary_beside_another, an_active_policy, a_policy_marked_already],
    "markPolicyEnteredInError": [a_primary_that_ended_another, an_active_policy, a_policy_marked_already],
    "mergePayers": [two_records_of_an_insurer, a_record_and_itself],
}
ALL = [(mutation, situation) for mutation, situations in SITUATIONS.items() for situation in situations]


def foretold(saved: SaveResult) -> dict[str, Any]:
    """All that a payload says will happen, but for the instant of it, and for the policies as they are meanwhile."""
    said = {name: value for name, value in saved.payload.items() if name not in ("policy", "client", "payer")}
    if "endedPolicies" in said:
        said["endedPolicies"] = saved.ended_policies
    if "settledPolicies" in said:
        said["settledPolicies"] = [policy["id"] for policy in saved["settledPolicies"]]
    if "changes" in said:
        said["changes"] = {**saved.changes, "reviewedAt": "reviewedAt" in saved.changes}
    return said


def test_each_mutation_that_can_be_tried_is_tried_here() -> None:
    assert sorted(SITUATIONS) == sorted(TRIED)


@pytest.mark.parametrize(("mutation", "situation"), ALL, ids=lambda value: getattr(value, "__name__", value))
async def test_a_dry_run_writes_nothing_and_foretells_what_saving_does(
    sandbox: Sandbox, mutation: str, situation: Situation
) -> None:
    given = await situation(sandbox)
    before = sandbox.all_rows()
    stored = await sandbox.policy(given["id"]) if "id" in given else None
    by = "Cleo" if mutation == "submitPolicy" else "Pat"
    tried = await sandbox.save(mutation, by, **given, dryRun=True)
    assert sandbox.all_rows() == before
    assert tried.payload.get("policy") == stored
    saved = await sandbox.save(mutation, by, **given)
    assert foretold(tried) == foretold(saved)
    assert (sandbox.all_rows() == before) is (saved.errors != [] or saved.payload.get("changes") == [])


async def test_what_would_be_ended_or_settled_is_answered_as_it_is_stored(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    tried = await sandbox.save("addPolicy", **sandbox.policy_of(client), dryRun=True)
    assert [each["policy"] for each in tried["endedPolicies"]] == [old]
    assert tried["client"]["id"] == client
    given = await a_settling(sandbox)
    tried = await sandbox.save("editPolicy", **given, dryRun=True)
    assert tried["settledPolicies"] == [await sandbox.policy(policy["id"]) for policy in tried["settledPolicies"]]
    assert len(tried["settledPolicies"]) == 2


async def test_a_dry_run_ignores_keys_and_keeps_none(sandbox: Sandbox) -> None:
    given = sandbox.policy_of(global_id("Client", CLEO.id))
    for key in ("k", "", "x" * 300):
        assert (await sandbox.save("addPolicy", **given, dryRun=True, idempotencyKey=key)).errors == []
    assert sandbox.rows("SELECT * FROM idempotency_keys") == []
    assert (await sandbox.save("addPolicy", **given, idempotencyKey="k")).errors == []
    # Kept under the key by now is a save, and a dry run is none.
    assert (await sandbox.save("addPolicy", **given, dryRun=True, idempotencyKey="k")).errors == [
        ("DUPLICATE_POLICY", "")
    ]


@pytest.mark.parametrize(
    ("mutation", "given"), [("makePolicyInactive", {}), ("editPolicy", {"planId": "P"}), ("makePolicyActive", {})]
)
async def test_what_becomes_of_the_demos_policies_is_foretold(
    sandbox: Sandbox, mutation: str, given: dict[str, Any]
) -> None:
    for (id_,) in sandbox.rows("SELECT id FROM policies WHERE practice_id = ? ORDER BY id LIMIT 20", PRACTICE.id):
        this, changes = {"id": global_id("Policy", id_), **given}, sandbox.rows("SELECT count(*) FROM changes")
        tried = await sandbox.save(mutation, **this, dryRun=True)
        assert sandbox.rows("SELECT count(*) FROM changes") == changes
        assert foretold(tried) == foretold(await sandbox.save(mutation, **this))

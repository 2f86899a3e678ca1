"""A dry run writes nothing, and what it foretells is what saving then does."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO, PRACTICE
from support.sandbox import MUTATIONS, Desk, Saved

Situation: TypeAlias = Callable[[Desk], Awaitable[dict[str, Any]]]
"""Brings something about, and answers with the input to try."""

TEXT = "Harbor Health & Co."
TRIED = [name for name, field in MUTATIONS.items() if "dryRun" in field.args["input"].type.of_type.fields]


async def a_primary_after_two(desk: Desk) -> dict[str, Any]:
    client = await desk.a_client()
    await desk.add(client, effectiveDate="2023-01-01", status="INACTIVE")
    await desk.submitted(client, effective_date=None)
    await desk.add(client, effectiveDate="2024-01-01")
    await desk.add(client, effectiveDate="2023-06-01")
    return desk.policy_of(client, effectiveDate="2024-06-01", endDate="2025-06-30")


async def an_inactive_policy(desk: Desk) -> dict[str, Any]:
    return desk.policy_of(await desk.a_client(), status="INACTIVE")


async def a_duplicate(desk: Desk) -> dict[str, Any]:
    given = desk.policy_of(await desk.a_client())
    await desk.saved("addPolicy", **given)
    return given


async def nothing_that_can_be_added(desk: Desk) -> dict[str, Any]:
    return desk.policy_of("", memberId="", copay="-1", endDate="2020-01-01")


async def an_edit(desk: Desk) -> dict[str, Any]:
    client = await desk.a_client()
    await desk.add(client)
    policy = await desk.add(client, type="OTHER", endDate="2025-12-31", copay="5")
    return {"id": policy["id"], "type": "PRIMARY", "copay": None, "policyholder": {"firstName": "Ada"}, "planId": " P "}


async def an_edit_of_nothing(desk: Desk) -> dict[str, Any]:
    return {"id": (await desk.add(await desk.a_client()))["id"], "version": 1}


async def a_settling(desk: Desk) -> dict[str, Any]:
    texts = (TEXT, "harbor health and co", "Harbor Health", TEXT.upper())
    first, *_ = [await desk.submitted(await desk.a_client(), entered_payer_name=text) for text in texts]
    return {"id": first, "payerId": desk.payer("Aetna"), "rememberEnteredName": True, "memberId": "W1"}


async def an_edit_that_repeats(desk: Desk) -> dict[str, Any]:
    client = await desk.a_client()
    await desk.add(client, memberId="W1")
    return {"id": (await desk.add(client, memberId="W2"))["id"], "memberId": "w 1"}


async def an_edit_too_late(desk: Desk) -> dict[str, Any]:
    return {"id": (await desk.add(await desk.a_client()))["id"], "version": 0, "planId": "P"}


async def an_active_policy(desk: Desk) -> dict[str, Any]:
    return {"id": (await desk.add(await desk.a_client()))["id"], "version": 1}


async def an_active_policy_and_its_end(desk: Desk) -> dict[str, Any]:
    return {**await an_active_policy(desk), "endDate": "2025-12-31"}


async def an_end_too_early(desk: Desk) -> dict[str, Any]:
    return {**await an_active_policy(desk), "endDate": "2020-12-31"}


async def an_inactive_primary_beside_another(desk: Desk) -> dict[str, Any]:
    client = await desk.a_client()
    await desk.add(client)
    return {"id": (await desk.add(client, status="INACTIVE", endDate="2025-12-31"))["id"]}


SITUATIONS: dict[str, list[Situation]] = {
    "addPolicy": [a_primary_after_two, an_inactive_policy, a_duplicate, nothing_that_can_be_added],
    "editPolicy": [an_edit, an_edit_of_nothing, a_settling, an_edit_that_repeats, an_edit_too_late],
    "makePolicyInactive": [an_active_policy, an_active_policy_and_its_end, an_end_too_early],
    "makePolicyActive": [an_inactive_primary_beside_another, an_active_policy],
}
ALL = [(mutation, situation) for mutation, situations in SITUATIONS.items() for situation in situations]


def foretold(saved: Saved) -> dict[str, Any]:
    """All that a payload says will happen, but for the instant of it, and for the policies as they are meanwhile."""
    said = {name: value for name, value in saved.payload.items() if name not in ("policy", "client")}
    if "endedPolicies" in said:
        said["endedPolicies"] = saved.ended
    if "settledPolicies" in said:
        said["settledPolicies"] = [policy["id"] for policy in saved["settledPolicies"]]
    if "changes" in said:
        said["changes"] = {**saved.changed, "reviewedAt": "reviewedAt" in saved.changed}
    return said


def test_each_mutation_that_can_be_tried_is_tried_here() -> None:
    assert sorted(SITUATIONS) == sorted(TRIED)


@pytest.mark.parametrize(("mutation", "situation"), ALL, ids=lambda value: getattr(value, "__name__", value))
async def test_a_dry_run_writes_nothing_and_foretells_what_saving_does(
    desk: Desk, mutation: str, situation: Situation
) -> None:
    given = await situation(desk)
    before = desk.everything()
    stored = await desk.policy(given["id"]) if "id" in given else None
    tried = await desk.save(mutation, **given, dryRun=True)
    assert desk.everything() == before
    assert tried["policy"] == stored
    saved = await desk.save(mutation, **given)
    assert foretold(tried) == foretold(saved)
    assert (desk.everything() == before) is (saved.errors != [] or saved.payload.get("changes") == [])


async def test_what_would_be_ended_or_settled_is_answered_as_it_is_stored(desk: Desk) -> None:
    client = await desk.a_client()
    old = await desk.add(client, effectiveDate="2024-01-01")
    tried = await desk.save("addPolicy", **desk.policy_of(client), dryRun=True)
    assert [each["policy"] for each in tried["endedPolicies"]] == [old]
    assert tried["client"]["id"] == client
    given = await a_settling(desk)
    tried = await desk.save("editPolicy", **given, dryRun=True)
    assert tried["settledPolicies"] == [await desk.policy(policy["id"]) for policy in tried["settledPolicies"]]
    assert len(tried["settledPolicies"]) == 2


async def test_a_dry_run_ignores_keys_and_keeps_none(desk: Desk) -> None:
    given = desk.policy_of(global_id("Client", CLEO.id))
    for key in ("k", "", "x" * 300):
        assert (await desk.save("addPolicy", **given, dryRun=True, idempotencyKey=key)).errors == []
    assert desk.rows("SELECT * FROM idempotency_keys") == []
    assert (await desk.save("addPolicy", **given, idempotencyKey="k")).errors == []
    # Kept under the key by now is a save, and a dry run is none.
    assert (await desk.save("addPolicy", **given, dryRun=True, idempotencyKey="k")).errors == [("DUPLICATE_POLICY", "")]


@pytest.mark.parametrize(
    ("mutation", "given"), [("makePolicyInactive", {}), ("editPolicy", {"planId": "P"}), ("makePolicyActive", {})]
)
async def test_what_becomes_of_the_demos_policies_is_foretold(desk: Desk, mutation: str, given: dict[str, Any]) -> None:
    for (id_,) in desk.rows("SELECT id FROM policies WHERE practice_id = ? ORDER BY id LIMIT 20", PRACTICE.id):
        this, changes = {"id": global_id("Policy", id_), **given}, desk.rows("SELECT count(*) FROM changes")
        tried = await desk.save(mutation, **this, dryRun=True)
        assert desk.rows("SELECT count(*) FROM changes") == changes
        assert foretold(tried) == foretold(await desk.save(mutation, **this))

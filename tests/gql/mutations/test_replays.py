"""A replay answers what was done the first time, with each record as it is now."""

import json
from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.sandbox import Sandbox, row_id

CLEO_ID = global_id("Client", CLEO.id)


async def test_a_retry_after_an_edit_answers_with_the_record_as_it_is_now(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01", copay="7.50", policyholder={"sex": "MALE"})
    given = sandbox.policy_of(client, copay="1", policyholder={"address": {"city": "Austin"}}, endDate="2025-12-31")
    first = await sandbox.save("addPolicy", **given, idempotencyKey="k")
    assert (list(first.ended_policies), list(first.warnings)) == ([old["id"]], ["CLOSED_PRIMARY"])
    edited = await sandbox.save_record("editPolicy", id=first["policy"]["id"], memberId="X", endDate=None)
    stopped = await sandbox.save_record("makePolicyInactive", id=old["id"], endDate="2024-06-30")
    renamed = await sandbox.save_record("editClient", id=client, firstName="Nora")
    again = await sandbox.save("addPolicy", **given, idempotencyKey="k")
    assert (again["policy"], again["client"], again["replayed"]) == (edited, renamed, True)
    # What was done then stays as it was done: the end date that the new Primary gave, and the warning.
    assert again.ended_policies == first.ended_policies == {old["id"]: (None, "2024-12-31")}
    assert again["endedPolicies"][0]["policy"] == stopped
    assert again["warnings"] == first["warnings"]


@pytest.mark.parametrize(
    ("mutation", "given", "later", "change"),
    [
        ("addPayer", {"name": "Harbor"}, "editPayer", {"name": "Harbor Health", "aliases": ["HH"]}),
        ("addPayer", {"name": "Harbor"}, "editPayer", {"archived": True}),
        ("addClient", {"firstName": "Robin", "lastName": "Okafor"}, "editClient", {"lastName": "Lee", "sex": "FEMALE"}),
    ],
)
async def test_a_new_record_is_answered_as_others_have_left_it(
    sandbox: Sandbox, mutation: str, given: dict[str, Any], later: str, change: dict[str, Any]
) -> None:
    first = await sandbox.save_record(mutation, **given, idempotencyKey="k")
    now = await sandbox.save_record(later, id=first["id"], **change)
    assert now["version"] == first["version"] + 1
    assert await sandbox.save_record(mutation, **given, idempotencyKey="k") == now


async def test_settings_are_answered_as_they_are_now(sandbox: Sandbox) -> None:
    await sandbox.save_record("setPortalSettings", collectsInsurance=True, idempotencyKey="on")
    now = await sandbox.save_record("setPortalSettings", collectsInsurance=False)
    assert await sandbox.save_record("setPortalSettings", collectsInsurance=True, idempotencyKey="on") == now
    assert now["collectsInsurance"] is False


async def test_an_edit_answers_its_changes_and_every_settled_policy_as_it_is_now(sandbox: Sandbox) -> None:
    ids = [await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="Harbor") for _ in range(3)]
    given: dict[str, Any] = {"id": ids[0], "version": 1, "payerId": sandbox.payer("Aetna"), "rememberEnteredName": True}
    first = await sandbox.save("editPolicy", **given, idempotencyKey="k")
    assert sorted(policy["id"] for policy in first["settledPolicies"]) == sorted(ids[1:])
    await sandbox.save_record("markPolicyReviewed", id=ids[1])
    await sandbox.save_record("editPolicy", id=ids[0], planId="PPO")
    again = await sandbox.save("editPolicy", **given, idempotencyKey="k")
    assert again.changes == first.changes
    assert again["policy"] == await sandbox.policy(ids[0]) != first["policy"]
    assert again["settledPolicies"] == [await sandbox.policy(each["id"]) for each in first["settledPolicies"]]
    assert again["settledPolicies"] != first["settledPolicies"]


async def test_a_client_who_may_be_the_same_person_is_answered_as_now(sandbox: Sandbox) -> None:
    person = {"firstName": "Robin", "lastName": "Okafor", "dateOfBirth": "1990-04-02"}
    existing = await sandbox.save_record("addClient", **person)
    first = await sandbox.save("addClient", **person, idempotencyKey="k")
    await sandbox.save_record("editClient", id=existing["id"], firstName="Robert")
    again = await sandbox.save("addClient", **person, idempotencyKey="k")
    assert again["existingClient"] == {"id": existing["id"], "displayName": "Robert Okafor"}
    assert again["warnings"] == first["warnings"] != []


async def test_a_record_that_the_caller_may_no_longer_see_is_null_and_nothing_is_said_of_it(sandbox: Sandbox) -> None:
    given: dict[str, Any] = {"type": "PRIMARY", "memberId": "Z-1", "effectiveDate": "2026-02-01"}
    open_primary = await sandbox.add_policy(CLEO_ID, effectiveDate="2026-01-01")
    first = await sandbox.save("submitPolicy", by="Cleo", **given, idempotencyKey="k")
    assert first.errors == []
    assert open_primary["id"] in first.ended_policies
    others = await sandbox.add_client()
    moved = [row_id(first["policy"]["id"]), row_id(open_primary["id"])]
    for id_ in moved:
        assert await sandbox.execute_sql("UPDATE policies SET client_id = ? WHERE id = ?", row_id(others), id_) == 1
    again = await sandbox.save("submitPolicy", by="Cleo", **given, idempotencyKey="k")
    assert (again.errors, again["replayed"], again["policy"]) == ([], True, None)
    assert open_primary["id"] not in again.ended_policies
    assert again.ended_policies == {
        id_: dates for id_, dates in first.ended_policies.items() if id_ != open_primary["id"]
    }


async def test_ids_alone_are_stored_of_records(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, effectiveDate="2024-01-01", memberId="SECRET-0")
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(client, memberId="SECRET-1"), idempotencyKey="k")
    ((stored,),) = sandbox.rows("SELECT outcome FROM idempotency_keys")
    assert "SECRET" not in stored
    assert json.loads(stored)["policy"] == {"id": row_id(saved["policy"]["id"])}
    assert len(saved.ended_policies) == 1


# A policy as earlier releases stored it.
OLD_POLICY = """{"id": "%s", "client_id": "%s", "version": 1, "type": "PRIMARY", "status": "ACTIVE",
 "source": "PRACTICE", "relationship": "SELF", "policyholder": null, "payer_id": null, "entered_payer_name": null,
 "insurance_type": null, "member_id": "OLD", "plan_id": null, "group_id": null, "copay": "7.50", "deductible": null,
 "employer_or_school": null,
 "effective_date": "2025-01-01", "end_date": null, "reviewed_at": null, "reviewed_by": null, "ended_by_id": null,
 "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z"}"""


async def test_an_outcome_stored_by_an_earlier_release_is_answered_with_the_records_as_they_are_now(
    sandbox: Sandbox,
) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    given = sandbox.policy_of(client)
    first = await sandbox.save("addPolicy", **given, idempotencyKey="k")
    client_row, new_row, old_row = row_id(client), row_id(first["policy"]["id"]), row_id(old["id"])
    new_fact, old_fact = OLD_POLICY % (new_row, client_row), OLD_POLICY % (old_row, client_row)
    stored = f"""{{"policy": {new_fact}, "client_id": "{client_row}", "ended_policies": [{{"policy": {old_fact},
      "previous_end_date": null, "new_end_date": "2024-12-31"}}], "warnings": [{{"code": "OVERLAPPING_COVERAGE",
      "message": "Another Primary covers some of the same days.", "policies": [{old_fact}]}}],
      "existing_policy": null, "problems": []}}"""
    assert await sandbox.execute_sql("UPDATE idempotency_keys SET outcome = ?", stored) == 1
    again = await sandbox.save("addPolicy", **given, idempotencyKey="k")
    assert (again["policy"], again["replayed"], again["endedPolicies"]) == (
        first["policy"],
        True,
        first["endedPolicies"],
    )
    assert again.warnings == {"OVERLAPPING_COVERAGE": [old["id"]]}


async def test_refusals_and_dry_runs_are_no_retries_and_are_not_kept(sandbox: Sandbox) -> None:
    given = sandbox.policy_of(CLEO_ID, type="OTHER")
    tried = await sandbox.save("addPolicy", **given, dryRun=True, idempotencyKey="k")
    refused = await sandbox.save("addPolicy", **{**given, "copay": "-1"}, idempotencyKey="k")
    saved = await sandbox.save("addPolicy", **given, idempotencyKey="k")
    reused = await sandbox.save("addPolicy", **{**given, "copay": "1"}, idempotencyKey="k")
    assert [each["replayed"] for each in (tried, refused, saved, reused)] == [False] * 4
    assert (refused.errors != [], saved.errors, reused.errors) == (
        True,
        [],
        [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")],
    )

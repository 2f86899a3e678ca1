"""History: every write is one entry with actor, cause, and each field before and after; nothing changes an entry."""

import sqlite3
from typing import Any

import pytest

from gql.global_ids import global_id
from gql.graph.scalars import parse_instant
from store.demo.cast import CLEO, PRACTICE
from support.sandbox import Sandbox

WHOLE = {
    "endDate": "2025-12-31",
    "planId": "PPO",
    "copay": "7.5",
    "policyholder": {"sex": "FEMALE", "address": {"city": "Austin"}},
}


def told(entry: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    """Each field of an entry, before and after."""
    return {field["field"]: (field["before"], field["after"]) for field in entry["fields"]}


def by(entry: dict[str, Any]) -> tuple[str, str | None, str]:
    """Who acted, in which role, and why."""
    return entry["actor"], entry["actorRole"], entry["cause"]


def pat(cause: str) -> tuple[str, str, str]:
    """Pat did it."""
    return "Pat Rivera", "PRACTITIONER", cause


async def test_adding_tells_each_field_that_was_given(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), memberId="W1", **WHOLE)
    (entry,) = await sandbox.history("Policy", policy["id"])
    assert (by(entry), entry["causedBy"], entry["at"]) == (pat("ADDED"), None, policy["createdAt"])
    assert told(entry) == {
        "type": (None, "PRIMARY"),
        "status": (None, "ACTIVE"),
        "relationship": (None, "SELF"),
        "payer": (None, "Aetna"),
        "insuranceType": (None, "GROUP_HEALTH_PLAN"),
        "memberId": (None, "W1"),
        "planId": (None, "PPO"),
        "copay": (None, "7.50"),
        "effectiveDate": (None, "2025-01-01"),
        "endDate": (None, "2025-12-31"),
        "policyholder.sex": (None, "FEMALE"),
        "policyholder.address.city": (None, "Austin"),
    }


async def test_an_edit_tells_what_changed_as_it_was_answered(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), **WHOLE)
    saved = await sandbox.save(
        "editPolicy", id=policy["id"], planId=None, groupId="G1", copay="8", policyholder={"address": None}
    )
    entry, _ = await sandbox.history("Policy", policy["id"])
    assert (by(entry), entry["at"]) == (pat("EDITED"), saved["policy"]["updatedAt"])
    expected = {
        "planId": ("PPO", None),
        "groupId": (None, "G1"),
        "copay": ("7.50", "8.00"),
        "policyholder.address.city": ("Austin", None),
    }
    assert told(entry) == saved.changes == expected


async def test_the_policies_a_new_primary_ends_say_so_and_no_person_did_it(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    new = await sandbox.add_policy(client)
    entry, _ = await sandbox.history("Policy", old["id"])
    assert by(entry) == ("Policybook", None, "ENDED_BY_NEW_PRIMARY")
    assert (entry["causedBy"]["id"], entry["at"]) == (new["id"], new["createdAt"])
    assert told(entry) == {"endDate": (None, "2024-12-31")}


async def test_the_status_and_the_review_have_causes_of_their_own(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client())
    reviewed = await sandbox.save_record("markPolicyReviewed", id=id_)
    await sandbox.save_record("makePolicyInactive", id=id_, endDate="2025-12-31")
    await sandbox.save_record("makePolicyActive", id=id_)
    entries = await sandbox.history("Policy", id_)
    assert [by(entry) for entry in entries] == [pat("MADE_ACTIVE"), pat("MADE_INACTIVE"), pat("REVIEWED")]
    assert [told(entry) for entry in entries] == [
        {"status": ("INACTIVE", "ACTIVE")},
        {"status": ("ACTIVE", "INACTIVE"), "endDate": (None, "2025-12-31")},
        {"reviewedAt": (None, reviewed["reviewedAt"]), "reviewedBy": (None, "Pat Rivera")},
    ]


async def test_settling_is_told_of_each_policy_and_of_the_payer(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="Harbor, Inc.")
    same = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="HARBOR INC")
    payer = await sandbox.save_record("addPayer", name="Harbor Health", aliases=["Harbor"])
    saved = await sandbox.save("editPolicy", id=id_, payerId=payer["id"], rememberEnteredName=True)
    (own,), (other,) = await sandbox.history("Policy", id_), await sandbox.history("Policy", same)
    of_payer, added = await sandbox.history("Payer", payer["id"])
    assert (by(own), told(own)) == (pat("EDITED"), saved.changes)
    assert (by(other), other["causedBy"]["id"]) == (("Policybook", None, "PAYER_SETTLED"), id_)
    assert told(other) == {"payer": (None, "Harbor Health")}
    assert (by(of_payer), told(of_payer)) == (pat("EDITED"), {"aliases": ("Harbor", "Harbor\nHarbor, Inc.")})
    assert by(added) == pat("ADDED")
    assert {entry["at"] for entry in (own, other, of_payer)} == {saved["policy"]["updatedAt"]}


async def test_payers_clients_and_settings_have_their_history(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    await sandbox.save_record("editClient", id=client, dateOfBirth="1990-04-02")
    await sandbox.save_record("setClientInsuranceCollection", clientId=client, override="OFF")
    entries = await sandbox.history("Client", client)
    assert [by(entry) for entry in entries] == [pat("SETTINGS_CHANGED"), pat("EDITED"), pat("ADDED")]
    assert told(entries[0]) == {"insuranceCollection": ("INHERIT", "OFF")}
    assert told(entries[1]) == {"dateOfBirth": (None, "1990-04-02")}
    await sandbox.save_record("editPayer", id=sandbox.payer("Aetna"), archived=True)
    assert told((await sandbox.history("Payer", sandbox.payer("Aetna")))[0]) == {"archived": ("false", "true")}
    await sandbox.save_record("setPortalSettings", collectsInsurance=False)
    entry, *_ = await sandbox.history("Practice", global_id("Practice", PRACTICE.id))
    assert (by(entry), told(entry)) == (pat("SETTINGS_CHANGED"), {"collectsInsurance": ("true", "false")})


async def test_the_history_leads_to_the_policy_as_it_is(sandbox: Sandbox) -> None:
    id_ = (await sandbox.add_policy(await sandbox.add_client(), memberId="W1", **WHOLE))["id"]
    for change in (
        {"planId": "B"},
        {"copay": None},
        {"policyholder": None},
        {"endDate": "2026-01-31", "type": "OTHER"},
    ):
        await sandbox.save_record("editPolicy", id=id_, **change)
    entries = (await sandbox.history("Policy", id_))[::-1]
    state: dict[str, str | None] = {}
    for entry in entries:
        for field, (before, after) in told(entry).items():
            assert state.get(field) == before
            state[field] = after
    policy = await sandbox.policy(id_)
    plain = {name: value for name, value in state.items() if "." not in name and name != "payer"}
    assert plain == {name: policy[name] for name in plain}
    assert (state["policyholder.sex"], state["payer"]) == (None, policy["payer"]["name"])
    assert len(entries) == policy["version"]
    assert [parse_instant(entry["at"]) for entry in entries] == sorted(parse_instant(entry["at"]) for entry in entries)


async def test_a_client_reads_no_history(sandbox: Sandbox) -> None:
    query = "query($id: ID!) { node(id: $id) { ... on Client { history { nodes { id } } } } }"
    answer = await sandbox.api("Cleo").execute(query, id=global_id("Client", CLEO.id))
    assert answer["data"]["node"]["history"] is None


@pytest.mark.sqlite_only  # its triggers; those of PostgreSQL are tested with the roles
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET actor = 'Nobody'",
        "UPDATE OR IGNORE changes SET actor = 'Nobody'",
        "UPDATE changes SET fields = '[]' WHERE id = (SELECT max(id) FROM changes)",
        "DELETE FROM changes",
        "DELETE FROM changes WHERE id = (SELECT min(id) FROM changes)",
    ],
)
async def test_the_database_itself_refuses_to_change_the_history(sandbox: Sandbox, statement: str) -> None:
    before = sandbox.all_rows()
    with pytest.raises(sqlite3.IntegrityError, match="the history cannot be changed"):
        await sandbox.execute_sql(statement)
    assert sandbox.all_rows() == before

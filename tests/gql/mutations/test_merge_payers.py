"""mergePayers: policies, aliases and names of one record go to another of the same insurer, in one act."""

from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import OTHER_PRACTICE
from support.sandbox import Sandbox

PAYER = "query($id: ID!) { payer(id: $id) { id name aliases archived version mergedInto { id } } }"


async def payer(sandbox: Sandbox, id_: str, name: str = "Pat") -> Any:
    return (await sandbox.api(name).data(PAYER.replace("aliases", "") if name == "Cleo" else PAYER, id=id_))["payer"]


async def test_policies_and_names_move_and_the_other_is_archived(sandbox: Sandbox) -> None:
    into = await sandbox.save_record("addPayer", name="Harbor Health", aliases=["HH"])
    other = await sandbox.save_record("addPayer", name="Harbor Hlth Plan", aliases=["Harbour"], ediPayerId="0042")
    client = await sandbox.add_client()
    policies = [await sandbox.add_policy(client, payerId=other["id"], type=kind) for kind in ("PRIMARY", "SECONDARY")]
    saved = await sandbox.save("mergePayers", **{"into": into["id"], "from": other["id"]})
    assert (saved.errors, saved["movedPolicies"]) == ([], 2)
    assert saved["payer"]["aliases"] == ["HH", "Harbor Hlth Plan", "Harbour"]
    assert saved["payer"]["ediPayerId"] == "0042"
    for policy in policies:
        assert (await sandbox.policy(policy["id"]))["payer"]["id"] == into["id"]
        (entry, _) = await sandbox.history("Policy", policy["id"])
        moved = {"field": "payer", "before": "Harbor Hlth Plan", "after": "Harbor Health"}
        assert (entry["actor"], entry["cause"], entry["fields"]) == ("Pat Rivera", "EDITED", [moved])
    archived = await payer(sandbox, other["id"])
    assert (archived["archived"], archived["aliases"], archived["mergedInto"]) == (True, [], {"id": into["id"]})
    (entry, _) = await sandbox.history("Payer", other["id"])
    assert {"field": "mergedInto", "before": None, "after": "Harbor Health"} in entry["fields"]


async def test_the_moved_names_match_what_clients_type(sandbox: Sandbox) -> None:
    into = await sandbox.save_record("addPayer", name="Harbor Health")
    other = await sandbox.save_record("addPayer", name="Harbor Hlth Plan")
    await sandbox.save("mergePayers", **{"into": into["id"], "from": other["id"]})
    taken = await sandbox.save("addPayer", name="HARBOR HLTH PLAN")
    assert taken.errors == [("DUPLICATE_PAYER", "name")]
    assert taken["existingPayer"] == {"id": into["id"], "name": "Harbor Health"}
    back = await sandbox.save("editPayer", id=other["id"], archived=False)
    assert back.errors == [("DUPLICATE_PAYER", "archived")]


async def test_a_dry_run_says_what_would_move_and_saves_nothing(sandbox: Sandbox) -> None:
    into = await sandbox.save_record("addPayer", name="Harbor Health")
    before = sandbox.all_rows()
    saved = await sandbox.save("mergePayers", **{"into": into["id"], "from": sandbox.payer("Aetna"), "dryRun": True})
    assert saved.errors == []
    assert saved["movedPolicies"] > 0
    assert saved["payer"] == into
    assert sandbox.all_rows() == before


async def test_a_retry_merges_once(sandbox: Sandbox) -> None:
    into = await sandbox.save_record("addPayer", name="Harbor Health")
    given = {"into": into["id"], "from": sandbox.payer("Aetna"), "idempotencyKey": "merge"}
    first = await sandbox.save("mergePayers", **given)
    rows = sandbox.all_rows()
    assert (await sandbox.save("mergePayers", **given)).payload == {**first.payload, "replayed": True}
    assert sandbox.all_rows() == rows


@pytest.mark.parametrize("swapped", [False, True])
async def test_a_payer_of_another_practice_is_no_payer(sandbox: Sandbox, swapped: bool) -> None:
    (foreign,) = sandbox.rows("SELECT id FROM payers WHERE practice_id = ? LIMIT 1", OTHER_PRACTICE.id)[0]
    ids = [sandbox.payer("Aetna"), global_id("Payer", foreign)]
    into, other = reversed(ids) if swapped else ids
    before = sandbox.all_rows()
    saved = await sandbox.save("mergePayers", **{"into": into, "from": other})
    assert saved.errors == [("NOT_FOUND", "into" if swapped else "from")]
    assert sandbox.all_rows() == before


async def test_a_client_reaches_a_payer_only_while_it_is_not_archived(sandbox: Sandbox) -> None:
    added = await sandbox.save_record("addPayer", name="Harbor Health")
    query = "query($id: ID!) { payer(id: $id) { name } }"
    assert (await sandbox.api("Cleo").data(query, id=added["id"]))["payer"] == {"name": "Harbor Health"}
    await sandbox.save_record("editPayer", id=added["id"], archived=True)
    assert (await sandbox.api("Cleo").data(query, id=added["id"]))["payer"] is None
    assert (await sandbox.pat.data(query, id=added["id"]))["payer"] == {"name": "Harbor Health"}
    for name in ("Omar", "Olga"):
        assert (await sandbox.api(name).data(query, id=added["id"]))["payer"] is None

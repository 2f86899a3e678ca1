"""Clients, practices and payers as people really have them: versions, claim facts, odd texts and days."""

import asyncio
from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.sandbox import Sandbox

CLEO_ID = global_id("Client", CLEO.id)
HOME = {"line1": "12 Elm Street", "city": "Albany", "state": "NY", "postalCode": "12207"}


async def test_claim_facts_of_a_client_are_kept_and_stand_in_the_history(sandbox: Sandbox) -> None:
    client = await sandbox.save_record(
        "addClient", firstName="Nia", middleName="Rose", lastName="Okoro", sex="FEMALE", address=HOME
    )
    assert (client["middleName"], client["sex"], client["address"]) == ("Rose", "FEMALE", {**HOME, "line2": None})
    assert (client["version"], client["createdAt"]) == (1, client["updatedAt"])
    edited = await sandbox.save_record(
        "editClient", id=client["id"], middleName=None, address={"line1": None, "line2": "Apt 4"}
    )
    assert (edited["version"], edited["middleName"], edited["address"]["city"]) == (2, None, "Albany")
    assert edited["updatedAt"] > edited["createdAt"] == client["createdAt"]
    entry = (await sandbox.history("Client", client["id"]))[0]
    assert {field["field"]: (field["before"], field["after"]) for field in entry["fields"]} == {
        "middleName": ("Rose", None),
        "address.line1": ("12 Elm Street", None),
        "address.line2": (None, "Apt 4"),
    }
    assert (await sandbox.save_record("editClient", id=client["id"], address=None))["address"] is None


async def test_an_edit_without_a_change_leaves_the_version(sandbox: Sandbox) -> None:
    first = await sandbox.save_record("editClient", id=CLEO_ID, firstName="Cleo")
    assert (await sandbox.save_record("editClient", id=CLEO_ID, firstName="Cleo"))["version"] == first["version"]


async def test_a_stale_edit_of_a_client_gets_the_client_as_they_are_and_who_changed_them(sandbox: Sandbox) -> None:
    seen = (await sandbox.save_record("editClient", id=CLEO_ID, middleName="Ann"))["version"]
    await sandbox.save("editClient", by="Sam", id=CLEO_ID, version=seen, sex="UNKNOWN")
    stale = await sandbox.save("editClient", id=CLEO_ID, version=seen, middleName="Beth")
    assert stale.errors == [("CONFLICT", "version")]
    assert (stale["client"]["middleName"], stale["client"]["version"]) == ("Ann", seen + 1)
    assert stale["userErrors"][0]["message"].startswith("Sam Ito changed this on ")


async def test_of_two_edits_from_one_version_one_is_saved(sandbox: Sandbox) -> None:
    version = (await sandbox.save_record("editClient", id=CLEO_ID, middleName="Ann"))["version"]
    both = await asyncio.gather(
        *(sandbox.save("editClient", id=CLEO_ID, version=version, middleName=name) for name in ("Beth", "Carla"))
    )
    assert sorted(result.errors for result in both) == [[], [("CONFLICT", "version")]]


async def test_the_practice_settings_have_a_version_too(sandbox: Sandbox) -> None:
    off = await sandbox.save_record("setPortalSettings", collectsInsurance=False)
    on = await sandbox.save_record("setPortalSettings", collectsInsurance=True, version=off["version"])
    assert on["version"] == off["version"] + 1
    stale = await sandbox.save("setPortalSettings", by="Sam", collectsInsurance=False, version=off["version"])
    assert stale.errors == [("CONFLICT", "version")]
    assert stale["practice"] == on
    assert stale["userErrors"][0]["message"].startswith("Pat Rivera changed this on ")


async def test_a_conflict_over_a_policy_or_a_payer_says_who(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    payer = await sandbox.save_record("addPayer", name="Harbor")
    for mutation, record in (("editPolicy", policy), ("editPayer", payer), ("makePolicyInactive", policy)):
        stale = await sandbox.save(mutation, by="Sam", id=record["id"], version=0)
        assert stale.errors == [("CONFLICT", "version")]
        assert stale["userErrors"][0]["message"].startswith("Pat Rivera changed this on ")


async def test_setting_collection_for_a_client_counts_as_a_change_of_theirs(sandbox: Sandbox) -> None:
    before = (await sandbox.save_record("editClient", id=CLEO_ID))["version"]
    await sandbox.save("setClientInsuranceCollection", clientId=CLEO_ID, override="OFF")
    assert (await sandbox.save("editClient", id=CLEO_ID, version=before, firstName="C")).errors == [
        ("CONFLICT", "version")
    ]


async def test_an_archived_payer_gives_its_names_free_and_is_checked_again_when_it_comes_back(sandbox: Sandbox) -> None:
    old = await sandbox.save_record("addPayer", name="Harbor", aliases=["Harbor Health"])
    taken = await sandbox.save("addPayer", name="harbor health")
    assert taken.errors == [("DUPLICATE_PAYER", "name")]
    assert taken["existingPayer"]["id"] == old["id"]
    await sandbox.save_record("editPayer", id=old["id"], archived=True)
    new = await sandbox.save_record("addPayer", name="Harbor Health")
    back = await sandbox.save("editPayer", id=old["id"], archived=False)
    assert back.errors == [("DUPLICATE_PAYER", "archived")]
    assert (back["existingPayer"]["id"], back["payer"]["archived"]) == (new["id"], True)
    again = await sandbox.save("editPayer", id=old["id"], archived=False, aliases=[])
    assert (again.errors, again["payer"]["archived"]) == ([], False)


async def test_a_settling_is_not_refused_for_a_name_that_an_archived_payer_has(sandbox: Sandbox) -> None:
    old = await sandbox.save_record("addPayer", name="Harbor Mutual")
    await sandbox.save_record("editPayer", id=old["id"], archived=True)
    policy = await sandbox.add_portal_policy(await sandbox.add_client(), entered_payer_name="Harbor Mutual")
    saved = await sandbox.save("editPolicy", id=policy, payerId=sandbox.payer("Aetna"), rememberEnteredName=True)
    assert (saved.errors, saved["policy"]["payer"]["name"]) == ([], "Aetna")


async def test_a_payer_has_an_address_for_claims_on_paper(sandbox: Sandbox) -> None:
    payer = await sandbox.save_record("addPayer", name="Harbor", address=HOME)
    assert payer["address"] == {**HOME, "line2": None}
    query = "query($id: ID!) { payer(id: $id) { address { city } } }"
    assert await sandbox.api("Cleo").error_codes(query, id=payer["id"]) == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        pytest.param({"memberId": "\u200b"}, [("BLANK", "memberId")], id="a member ID that nobody sees"),
        pytest.param({"memberId": "---"}, [("INVALID", "memberId")], id="a member ID of dashes"),
        pytest.param({"memberId": "A\u2028B"}, [("INVALID", "memberId")], id="a line separator"),
        pytest.param({"effectiveDate": "0024-01-01"}, [("INVALID", "effectiveDate")], id="the year 24"),
        pytest.param({"effectiveDate": "2206-01-01"}, [("INVALID", "effectiveDate")], id="the year 2206"),
        pytest.param({"effectiveDate": "0305-06-20"}, [("INVALID", "effectiveDate")], id="the year 305"),
        pytest.param(
            {"policyholder": {"dateOfBirth": "2065-01-01"}},
            [("INVALID", "policyholder.dateOfBirth")],
            id="a policyholder born in 2065",
        ),
        pytest.param({"endDate": "9999-12-31"}, [], id="an end that payers write for no end"),
        pytest.param({"memberId": "\ufeff W123 \u2060"}, [], id="a member ID pasted with a byte order mark"),
    ],
)
async def test_what_is_accepted_of_a_policy(
    sandbox: Sandbox, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(await sandbox.add_client(), **given))
    assert saved.errors == errors
    if "memberId" in given and not errors:
        assert saved["policy"]["memberId"] == "W123"


async def test_an_end_date_before_1900_is_refused_when_a_policy_is_made_inactive(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), effectiveDate="1900-01-01")
    saved = await sandbox.save("makePolicyInactive", id=policy["id"], endDate="0024-01-01")
    assert ("INVALID", "endDate") in saved.errors


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"firstName": "\u2800\u200b"}, [("BLANK", "firstName")]),
        ({"lastName": "a\u2029b"}, [("INVALID", "lastName")]),
        ({"dateOfBirth": "2999-01-01"}, [("INVALID", "dateOfBirth")]),
        ({"dateOfBirth": "1850-01-01"}, [("INVALID", "dateOfBirth")]),
        ({"address": {"city": "x" * 101}}, [("TOO_LONG", "address.city")]),
        ({"middleName": "\u200d"}, [("BLANK", "middleName")]),
    ],
)
async def test_what_is_refused_of_a_client(
    sandbox: Sandbox, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    assert (await sandbox.save("addClient", **{"firstName": "Nia", "lastName": "Okoro", **given})).errors == errors


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"name": "N" * 200}, []),
        ({"name": "N" * 201}, [("TOO_LONG", "name")]),
        ({"name": "\u200bHarbor\ufeff"}, []),
        ({"ediPayerId": "1"}, [("INVALID", "ediPayerId")]),
        ({"ediPayerId": "00042"}, []),
    ],
)
async def test_what_is_accepted_of_a_payer(
    sandbox: Sandbox, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    saved = await sandbox.save("addPayer", **{"name": "Harbor", **given})
    assert saved.errors == errors
    if not errors:
        assert saved["payer"]["name"] == given.get("name", "Harbor").strip("\u200b\ufeff")
        assert saved["payer"]["ediPayerId"] == given.get("ediPayerId")

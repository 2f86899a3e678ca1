"""Stories of practices over the API: what a new Primary ends follows it, and a policy on the wrong chart is withdrawn.

Portal article, FAQ: why a new Primary ended the previous one. Article: Making a Policy Inactive.
"""

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.sandbox import Sandbox
from support.uploads import upload_file

CLEO_ID = global_id("Client", CLEO.id)
OWN = """{ viewer { client { policies { id standing memberId attachments { url } } } } }"""
CHART = "query($id: ID!) { client(id: $id) { policies { id standing attachments { url } } } }"
OFFERED = "query($id: ID!, $dos: Date!) { client(id: $id) { eligiblePolicies(dos: $dos) { id } } }"


@pytest.fixture
async def portal(sandbox: Sandbox) -> Sandbox:
    """Pat's practice, which collects insurance, with nothing on Cleo's chart."""
    await sandbox.execute_sql("DELETE FROM attachments")
    await sandbox.execute_sql("UPDATE policies SET status = 'ENTERED_IN_ERROR' WHERE client_id = ?", CLEO.id)
    await sandbox.save_record("setPortalSettings", collectsInsurance=True)
    await sandbox.save_record("setClientInsuranceCollection", clientId=CLEO_ID, override="INHERIT")
    return sandbox


async def offered(sandbox: Sandbox, dos: str) -> set[str]:
    """The policies that a claim for this day may use and that cover it."""
    found = (await sandbox.pat.data(OFFERED, id=CLEO_ID, dos=dos))["client"]["eligiblePolicies"]
    return {policy["id"] for policy in found}


async def test_a_slip_of_the_year_is_corrected_and_the_end_follows_without_a_gap(portal: Sandbox) -> None:
    old = await portal.add_policy(CLEO_ID, effectiveDate="2022-01-01")
    slip = await portal.save(
        "submitPolicy", by="Cleo", type="PRIMARY", memberId="Z-1", payerName="Aetna", effectiveDate="2024-02-01"
    )
    new = slip["policy"]["id"]
    assert slip.ended_policies == {old["id"]: (None, "2024-01-31")}
    assert (await portal.policy(old["id"]))["endedBy"] == {"id": new}
    given = {"id": new, "effectiveDate": "2026-02-01"}
    tried = await portal.save("editPolicy", **given, dryRun=True)
    corrected = await portal.save("editPolicy", **given)
    assert tried.ended_policies == corrected.ended_policies == {old["id"]: ("2024-01-31", "2026-01-31")}
    assert "LEAVES_GAP" not in corrected.warnings
    assert (await portal.policy(old["id"]))["endDate"] == "2026-01-31"
    entry, *_ = await portal.history("Policy", old["id"])
    assert (entry["cause"], entry["causedBy"], entry["actorRole"]) == ("ENDED_BY_NEW_PRIMARY", {"id": new}, None)
    assert {field["field"]: (field["before"], field["after"]) for field in entry["fields"]} == {
        "endDate": ("2024-01-31", "2026-01-31")
    }


async def test_an_end_date_that_staff_set_themselves_follows_nothing(portal: Sandbox) -> None:
    old = await portal.add_policy(CLEO_ID, effectiveDate="2022-01-01")
    new = await portal.add_policy(CLEO_ID, effectiveDate="2024-02-01")
    await portal.save_record("editPolicy", id=old["id"], endDate="2023-12-31")
    moved = await portal.save("editPolicy", id=new["id"], effectiveDate="2026-02-01")
    assert moved.ended_policies == {}
    assert (await portal.policy(old["id"]))["endDate"] == "2023-12-31"
    # Days that nobody covers now, and that the new policy covered before.
    assert "LEAVES_GAP" in moved.warnings


async def test_an_assistance_plan_stands_beside_the_regular_one(portal: Sandbox) -> None:
    regular = await portal.add_policy(CLEO_ID, effectiveDate="2025-01-01")
    given = portal.policy_of(CLEO_ID, effectiveDate="2026-01-01", endDate="2026-03-31", endPrevious=False)
    tried, saved = await portal.save("addPolicy", **given, dryRun=True), await portal.save("addPolicy", **given)
    assert tried.ended_policies == saved.ended_policies == {}
    assert saved.warnings == {"OVERLAPPING_COVERAGE": [regular["id"]]}
    assert (await portal.policy(regular["id"]))["endDate"] is None
    assert await offered(portal, "2026-06-01") == {regular["id"], saved["policy"]["id"]}


async def test_a_primary_without_a_date_takes_its_place_when_staff_complete_it(portal: Sandbox) -> None:
    old = await portal.add_policy(CLEO_ID, effectiveDate="2025-01-01")
    card = await portal.save("submitPolicy", by="Cleo", type="PRIMARY", memberId="Z-1", payerName="Aetna")
    new = card["policy"]["id"]
    assert (card.errors, card.ended_policies) == ([], {})
    first = await portal.save("editPolicy", id=new, payerId=portal.payer("Aetna"), relationship="SELF")
    assert (first.ended_policies, "STILL_INCOMPLETE" in first.warnings) == ({}, True)
    dated = await portal.save(
        "editPolicy",
        id=new,
        insuranceType="GROUP_HEALTH_PLAN",
        effectiveDate="2026-02-01",
        payerId=portal.payer("Aetna"),
    )
    assert dated.ended_policies == {old["id"]: (None, "2026-01-31")}
    assert "STILL_INCOMPLETE" not in dated.warnings


async def test_a_policy_on_the_wrong_chart_is_gone_for_the_client_and_stays_for_staff(portal: Sandbox) -> None:
    right = await portal.add_policy(CLEO_ID, effectiveDate="2024-01-01")
    upload = await upload_file(portal.pat)
    given = portal.policy_of(CLEO_ID, effectiveDate="2025-06-01", attachments=[{"uploadId": upload}])
    wrong = (await portal.save_record("addPolicy", **given))["id"]
    (seen,) = [
        each for each in (await portal.api("Cleo").data(OWN))["viewer"]["client"]["policies"] if each["id"] == wrong
    ]
    link = "/files/" + seen["attachments"][0]["url"].rpartition("/")[2]
    assert (await portal.http.get(link)).status_code == 200
    marked = await portal.save("markPolicyEnteredInError", id=wrong)
    assert marked.ended_policies == {right["id"]: ("2025-05-31", None)}
    assert (await portal.policy(right["id"]))["endedBy"] is None
    # For the client it is as if it had never been there, its file too, although the link was signed before.
    own = (await portal.api("Cleo").data(OWN))["viewer"]["client"]["policies"]
    assert [policy["id"] for policy in own] == [right["id"]]
    assert (await portal.http.get(link)).status_code == 404
    nowhere = await portal.api("Cleo").post("query($id: ID!) { policy(id: $id) { id } }", {"id": wrong})
    assert nowhere.json()["data"]["policy"] is None
    chart = (await portal.pat.data(CHART, id=CLEO_ID))["client"]["policies"]
    by_id = {policy["id"]: policy["standing"] for policy in chart}
    assert (chart[0]["id"], by_id[wrong]) == (right["id"], "ENTERED_IN_ERROR")
    assert await offered(portal, "2025-07-01") == {right["id"]}


async def test_a_policy_that_is_brought_back_is_checked_like_a_new_one_and_ends_nothing(portal: Sandbox) -> None:
    right = await portal.add_policy(CLEO_ID, effectiveDate="2024-01-01")
    given = portal.policy_of(CLEO_ID, effectiveDate="2025-06-01", memberId="W-77")
    wrong = (await portal.save_record("addPolicy", **given))["id"]
    await portal.save_record("markPolicyEnteredInError", id=wrong)
    # An error mark is nobody's duplicate.
    again = (await portal.save_record("addPolicy", **given))["id"]
    refused = await portal.save("makePolicyActive", id=wrong)
    assert (refused.errors, refused["existingPolicy"]["id"]) == ([("DUPLICATE_POLICY", "")], again)
    await portal.save_record("markPolicyEnteredInError", id=again)
    back = await portal.save("makePolicyActive", id=wrong)
    assert (back.errors, back.warnings) == ([], {"OVERLAPPING_COVERAGE": [right["id"]]})
    assert (await portal.policy(right["id"]))["endDate"] is None

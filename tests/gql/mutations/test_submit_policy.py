"""submitPolicy (portal article: What Clients Can and Cannot Do in the Portal)."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gql.global_ids import global_id
from insurance.enums import PolicySource
from store.acts.load_records import Records, load_records
from store.db.database import Database
from store.demo.cast import CLEO, DANA, PRACTICE
from support.factories import a_policy, a_portal_policy
from support.sandbox import Sandbox, SaveResult, document
from support.uploads import upload_file

CLEO_ID = global_id("Client", CLEO.id)


async def collecting(sandbox: Sandbox, default: bool = True, override: str = "INHERIT") -> None:
    """Turns insurance collection for Cleo on or off."""
    await sandbox.save_record("setPortalSettings", collectsInsurance=default)
    await sandbox.save_record("setClientInsuranceCollection", clientId=CLEO_ID, override=override)


@pytest.fixture
async def open_sandbox(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose practice collects insurance, with nothing on Cleo's chart."""
    await collecting(sandbox)
    await clear(sandbox)
    return sandbox


async def clear(sandbox: Sandbox) -> None:
    """Moves all of Cleo's policies to Dana: a chart with nothing on it."""
    await sandbox.execute_sql("UPDATE policies SET client_id = ? WHERE client_id = ?", DANA.id, CLEO.id)


async def submit(sandbox: Sandbox, **given: Any) -> SaveResult:
    """The payload of Cleo's submission."""
    return await sandbox.save("submitPolicy", by="Cleo", **{"type": "PRIMARY", **given})


async def load(sandbox: Sandbox, *policies: Any) -> None:
    """Puts policies on charts, as if they had been there."""
    database = Database(sandbox.database.url, checkpoints=False)
    await load_records(database, Records(policies={PRACTICE.id: list(policies)}))
    await database.close()


def many(count: int, **changes: Any) -> list[Any]:
    """Policies on Cleo's chart, of the portal or as changed."""
    made = {"client_id": CLEO.id, "payer_id": None, "effective_date": None, **changes}
    make = a_portal_policy if changes.get("source", PolicySource.PORTAL) is PolicySource.PORTAL else a_policy
    return [make(**{**made, "id": str(uuid.uuid4()), "member_id": f"X{n}"}) for n in range(count)]


@pytest.mark.parametrize(
    ("default", "override", "allowed"),
    [
        (True, "INHERIT", True),
        (True, "ON", True),
        (True, "OFF", False),
        (False, "INHERIT", False),
        (False, "ON", True),
        (False, "OFF", False),
    ],
)
async def test_the_clients_override_wins_over_the_practices_default_in_both_directions(
    sandbox: Sandbox, default: bool, override: str, allowed: bool
) -> None:
    await collecting(sandbox, default, override)
    before = sandbox.all_rows()
    saved = await submit(sandbox, payerName="Zenith Mutual")
    if allowed:
        assert (saved.errors, saved["policy"]["enteredPayerName"]) == ([], "Zenith Mutual")
    else:
        assert saved.errors == [("INSURANCE_COLLECTION_OFF", "")]
        assert (saved["policy"], saved["client"], sandbox.all_rows()) == (None, None, before)


async def test_while_collection_is_off_a_client_still_reads_their_policies_and_staff_still_add(
    sandbox: Sandbox,
) -> None:
    await collecting(sandbox, override="OFF")
    own = "{ viewer { client { viewerCanAddPolicy policies { id } } } }"
    client = (await sandbox.api("Cleo").data(own))["viewer"]["client"]
    assert client["policies"]
    assert client["viewerCanAddPolicy"] is False
    await sandbox.add_policy(CLEO_ID)


async def test_off_is_all_that_is_said_whatever_else_is_wrong(sandbox: Sandbox) -> None:
    await collecting(sandbox, override="OFF")
    saved = await submit(sandbox, type="OTHER", memberId=" ", attachments=[{"uploadId": "nothing"}])
    assert saved.errors == [("INSURANCE_COLLECTION_OFF", "")]


async def test_nothing_but_a_type_is_refused_as_a_whole(open_sandbox: Sandbox) -> None:
    nothing: list[dict[str, Any]] = [
        {},
        {"payerName": None, "memberId": None, "attachments": None},
        {"attachments": []},
        {"groupId": "G"},
    ]
    for given in nothing:
        assert (await submit(open_sandbox, **given)).errors == [("REQUIRED", "")]


@pytest.mark.parametrize("told", ["payerName", "memberId", "attachments"])
async def test_one_of_payer_member_id_and_card_is_enough(open_sandbox: Sandbox, told: str) -> None:
    card = [{"uploadId": await upload_file(open_sandbox.api("Cleo"))}]
    given = {"payerName": "Zenith", "memberId": "Z1", "attachments": card}[told]
    saved = await submit(open_sandbox, **{told: given})
    assert saved.errors == []
    assert saved["policy"]["needsPayer"] is True


@pytest.mark.parametrize(("type_", "allowed"), [("PRIMARY", 1), ("SECONDARY", 1), ("TERTIARY", 0), ("OTHER", 0)])
async def test_a_client_adds_primary_and_secondary_policies_only(
    open_sandbox: Sandbox, type_: str, allowed: int
) -> None:
    saved = await submit(open_sandbox, type=type_, payerName="Zenith")
    assert saved.errors == ([] if allowed else [("INVALID", "type")])


async def test_all_that_a_client_gives_is_kept_and_waits_for_staff(open_sandbox: Sandbox) -> None:
    given = {
        "type": "SECONDARY",
        "memberId": "ab-12 3",
        "relationship": "CHILD",
        "insuranceType": "TRICARE",
        "planId": "PPO",
        "groupId": "G1",
        "employerOrSchool": "City University",
        "effectiveDate": "2025-02-01",
        "endDate": "2025-12-31",
        "policyholder": {
            "firstName": "Ada",
            "lastName": "Reyes",
            "dateOfBirth": "1980-05-17",
            "sex": "FEMALE",
            "address": {"line1": "1 Elm St", "line2": None, "city": "Austin", "state": "TX", "postalCode": "78701"},
        },
    }
    policy = (await submit(open_sandbox, payerName="  Zenith   Mutual ", **given))["policy"]
    assert {name: policy[name] for name in given} == given
    assert policy["enteredPayerName"] == "Zenith   Mutual"
    assert (policy["source"], policy["status"], policy["version"]) == ("PORTAL", "ACTIVE", 1)
    assert (policy["needsPayer"], policy["needsReview"], policy["reviewedAt"]) == (True, True, None)
    seen = await open_sandbox.policy(policy["id"])
    assert {name: seen[name] for name in given} == given
    waiting = await open_sandbox.pat.data("{ policiesToReview(last: 1) { nodes { id } } }")
    assert waiting["policiesToReview"]["nodes"] == [{"id": policy["id"]}]


@pytest.mark.parametrize("name", ["payerId", "status", "copay", "deductible", "clientId", "version", "reviewedAt"])
async def test_what_clients_cannot_give_is_not_in_their_input(open_sandbox: Sandbox, name: str) -> None:
    given = {"type": "PRIMARY", "payerName": "Zenith", name: "25.00"}
    codes = await open_sandbox.api("Cleo").error_codes(document("submitPolicy"), input=given)
    assert codes == ["GRAPHQL_VALIDATION_FAILED"]


@pytest.mark.parametrize(
    "text", ["Harbor Health & Life", "  harbor   HEALTH and life!", "HH001", "Harbor H&L", "ＨＨ００１"]
)
async def test_text_that_names_one_payer_chooses_it(open_sandbox: Sandbox, text: str) -> None:
    payer = await open_sandbox.save_record(
        "addPayer", name="Harbor Health & Life", ediPayerId="HH001", aliases=["Harbor H&L"]
    )
    policy = (await submit(open_sandbox, payerName=text))["policy"]
    assert (policy["payer"]["id"], policy["needsPayer"], policy["needsReview"]) == (payer["id"], False, True)
    assert policy["enteredPayerName"] == text.strip()


async def test_text_that_names_several_payers_or_an_archived_one_chooses_none(open_sandbox: Sandbox) -> None:
    for name in ("Harbor One", "Harbor Two"):
        await open_sandbox.save_record("addPayer", name=name, ediPayerId="HH001")
    gone = await open_sandbox.save_record("addPayer", name="Harbor Gone")
    await open_sandbox.save_record("editPayer", id=gone["id"], archived=True)
    for text in ("HH001", "Harbor Gone", "Harbor", "--- & ---"):
        assert (await submit(open_sandbox, payerName=text))["policy"]["payer"] is None


async def test_a_new_primary_ends_the_one_before_and_the_client_is_told(open_sandbox: Sandbox) -> None:
    old = await open_sandbox.add_policy(CLEO_ID, effectiveDate="2024-01-01")
    saved = await submit(open_sandbox, memberId="Z1", effectiveDate="2025-03-01")
    assert saved.ended_policies == {old["id"]: (None, "2025-02-28")}
    ended = await open_sandbox.policy(old["id"])
    assert (ended["endDate"], ended["status"], ended["endedBy"]["id"]) == (
        "2025-02-28",
        "ACTIVE",
        saved["policy"]["id"],
    )
    (entry, *_) = await open_sandbox.history("Policy", old["id"])
    assert (entry["cause"], entry["actorRole"], entry["causedBy"]["id"]) == (
        "ENDED_BY_NEW_PRIMARY",
        None,
        saved["policy"]["id"],
    )


@pytest.mark.parametrize("given", [{"effectiveDate": None}, {"type": "SECONDARY", "effectiveDate": "2025-03-01"}])
async def test_a_secondary_and_a_primary_without_an_effective_date_end_nothing(
    open_sandbox: Sandbox, given: dict[str, Any]
) -> None:
    old = await open_sandbox.add_policy(CLEO_ID, effectiveDate="2024-01-01")
    assert (await submit(open_sandbox, memberId="Z1", **given)).ended_policies == {}
    assert (await open_sandbox.policy(old["id"]))["endDate"] is None


async def test_everything_that_is_wrong_is_said_at_once(open_sandbox: Sandbox) -> None:
    before = open_sandbox.all_rows()
    saved = await submit(
        open_sandbox,
        type="OTHER",
        payerName=" ",
        memberId="x" * 81,
        planId="a\tb",
        effectiveDate="2025-03-01",
        endDate="2025-02-28",
        policyholder={"address": {"city": " "}},
        attachments=[{"uploadId": "nothing"}],
    )
    assert saved.errors == [
        ("INVALID", "type"),
        ("BLANK", "policyholder.address.city"),
        ("BLANK", "payerName"),
        ("TOO_LONG", "memberId"),
        ("INVALID", "planId"),
        ("END_BEFORE_EFFECTIVE", "endDate"),
        ("UPLOAD_MISSING", "attachments.0.uploadId"),
    ]
    assert (saved["policy"], open_sandbox.all_rows()) == (None, before)


async def test_the_same_policy_twice_is_refused_and_the_one_there_is_named(open_sandbox: Sandbox) -> None:
    first = (await submit(open_sandbox, payerName="Zenith", memberId="Z-1"))["policy"]
    again = await submit(open_sandbox, payerName="zenith!", memberId="z1")
    assert (again.errors, again["existingPolicy"]["id"]) == ([("DUPLICATE_POLICY", "")], first["id"])
    assert (await submit(open_sandbox, payerName="Zenith", memberId="Z-2")).errors == []


async def test_a_client_who_adds_what_staff_have_is_told_so(open_sandbox: Sandbox) -> None:
    own = await open_sandbox.add_policy(CLEO_ID, memberId="W1", effectiveDate="2025-01-01", copay="25.00")
    saved = await submit(open_sandbox, payerName="AETNA", memberId="w 1", effectiveDate="2025-01-01")
    assert (saved.errors, saved["existingPolicy"]["id"]) == ([("DUPLICATE_POLICY", "")], own["id"])


async def test_a_retry_with_its_key_saves_once_and_is_answered_alike(open_sandbox: Sandbox) -> None:
    given = {
        "payerName": "Zenith",
        "attachments": [{"uploadId": await upload_file(open_sandbox.api("Cleo")), "side": "FRONT"}],
        "idempotencyKey": "a form, opened once",
    }
    first = await submit(open_sandbox, **given)
    before = open_sandbox.all_rows()
    assert (await submit(open_sandbox, **given)).payload == {**first.payload, "replayed": True}
    assert open_sandbox.all_rows() == before
    reused = await submit(open_sandbox, **{**given, "payerName": "Other"})
    assert reused.errors == [("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")]


async def test_a_chart_of_fifty_is_full_to_its_client_and_not_to_staff(open_sandbox: Sandbox) -> None:
    await load(open_sandbox, *many(49, source=PolicySource.PRACTICE))
    assert (await submit(open_sandbox, payerName="Zenith")).errors == []
    assert (await submit(open_sandbox, payerName="Quartz")).errors == [("LIMIT_REACHED", "")]
    await open_sandbox.add_policy(CLEO_ID)


async def test_twenty_submissions_in_24_hours_are_the_most_and_refused_ones_do_not_count(open_sandbox: Sandbox) -> None:
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    await load(open_sandbox, *many(19, created_at=an_hour_ago))
    for _ in range(3):
        assert (await submit(open_sandbox)).errors == [("REQUIRED", "")]
    assert (await submit(open_sandbox, payerName="Zenith")).errors == []
    assert (await submit(open_sandbox, payerName="Quartz")).errors == [("LIMIT_REACHED", "")]
    await open_sandbox.execute_sql(
        "UPDATE policies SET created_at = '2025-01-01 00:00:00' WHERE client_id = ?", CLEO.id
    )
    assert (await submit(open_sandbox, payerName="Quartz")).errors == []


async def test_the_history_says_the_client_submitted_it_with_which_files(open_sandbox: Sandbox) -> None:
    cards = [
        {"uploadId": await upload_file(open_sandbox.api("Cleo"), file_name=name), "side": side}
        for name, side in (("front.jpg", "FRONT"), ("back.heic", "BACK"))
    ]
    policy = (await submit(open_sandbox, payerName="Zenith", attachments=cards))["policy"]
    (entry,) = await open_sandbox.history("Policy", policy["id"])
    said = {each["field"]: each["after"] for each in entry["fields"]}
    assert (entry["cause"], entry["actor"], entry["actorRole"]) == (
        "SUBMITTED",
        f"{CLEO.first_name} {CLEO.last_name}",
        "CLIENT",
    )
    assert said == {
        "type": "PRIMARY",
        "status": "ACTIVE",
        "enteredPayerName": "Zenith",
        "attachments": "front.jpg\nback.jpg",
    }
    assert [(each["fileName"], each["side"]) for each in policy["attachments"]] == [
        ("front.jpg", "FRONT"),
        ("back.jpg", "BACK"),
    ]


async def test_a_client_who_is_not_there_submits_nothing(sandbox: Sandbox) -> None:
    stranger = sandbox.unknown_client()
    before = sandbox.all_rows()
    codes = await stranger.error_codes(document("submitPolicy"), input={"type": "PRIMARY", "memberId": "Z"})
    assert codes == ["UNAUTHENTICATED"]
    assert sandbox.all_rows() == before


FACTS = {"sex": "FEMALE", "address": {"line1": "9 Oak Street", "city": "Austin", "state": "TX", "postalCode": "78702"}}
CLEOS_FACTS = (
    "query { viewer { policyForm { clientFields { inputField } } client { version sex address { line1 city } } } }"
)


async def without_facts(sandbox: Sandbox) -> None:
    """Cleo's record has no sex and no address."""
    await sandbox.save_record("editClient", id=CLEO_ID, sex=None, address=None)


async def test_a_client_fills_in_the_empty_facts_of_their_record_with_history(open_sandbox: Sandbox) -> None:
    await without_facts(open_sandbox)
    before = (await open_sandbox.api("Cleo").data(CLEOS_FACTS))["viewer"]
    assert {"sex", "address.city"} <= {field["inputField"] for field in before["policyForm"]["clientFields"]}
    assert (await submit(open_sandbox, memberId="M-1", client=FACTS)).errors == []
    after = (await open_sandbox.api("Cleo").data(CLEOS_FACTS))["viewer"]
    assert after["client"] == {
        "version": before["client"]["version"] + 1,
        "sex": "FEMALE",
        "address": {"line1": "9 Oak Street", "city": "Austin"},
    }
    assert not {"sex", "address.city"} & {field["inputField"] for field in after["policyForm"]["clientFields"]}
    entry = (await open_sandbox.history("Client", CLEO_ID))[0]
    assert (entry["actorRole"], entry["cause"]) == ("CLIENT", "SUBMITTED")
    assert {field["field"] for field in entry["fields"]} >= {"sex", "address.city"}


async def test_a_client_cannot_change_a_fact_that_the_practice_has(open_sandbox: Sandbox) -> None:
    await open_sandbox.save_record("editClient", id=CLEO_ID, sex="FEMALE", address={"city": "Austin"})
    before = open_sandbox.all_rows()
    refused = await submit(open_sandbox, memberId="M-1", client={"sex": "MALE", "address": {"city": "Dallas"}})
    assert refused.errors == [("INVALID", "client.sex"), ("INVALID", "client.address.city")]
    assert open_sandbox.all_rows() == before


async def test_a_submission_sent_again_without_a_key_is_a_duplicate_and_not_invalid(open_sandbox: Sandbox) -> None:
    await without_facts(open_sandbox)
    assert (await submit(open_sandbox, memberId="M-1", client=FACTS)).errors == []
    assert (await submit(open_sandbox, memberId="M-1", client=FACTS)).errors == [("DUPLICATE_POLICY", "")]


async def test_a_preview_of_a_submission_says_what_would_end_and_saves_nothing(open_sandbox: Sandbox) -> None:
    await without_facts(open_sandbox)
    await submit(open_sandbox, memberId="M-1", payerName="Quartz", effectiveDate="2025-01-01")
    before = open_sandbox.all_rows()
    new = {"memberId": "M-2", "payerName": "Zenith", "effectiveDate": "2026-02-01", "endDate": "2026-12-31"}
    preview = await submit(open_sandbox, **new, client=FACTS, dryRun=True)
    assert (preview.errors, preview["policy"]) == ([], None)
    assert [ended["newEndDate"] for ended in preview["endedPolicies"]] == ["2026-01-31"]
    assert [warning["code"] for warning in preview["warnings"]] == ["CLOSED_PRIMARY"]
    assert open_sandbox.all_rows() == before

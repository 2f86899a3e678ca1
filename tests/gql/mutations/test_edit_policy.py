"""editPolicy (article: Editing an Existing Policy)."""

from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.sandbox import Sandbox, row_id

HOLDER = {
    "firstName": "Ada",
    "lastName": "Reyes",
    "dateOfBirth": "1980-05-17",
    "sex": "FEMALE",
    "address": {"line1": "1 Elm St", "line2": None, "city": "Austin", "state": "TX", "postalCode": "78701"},
}
FULL = {
    "planId": "PPO",
    "groupId": "G1",
    "copay": "25.00",
    "deductible": "100.00",
    "endDate": "2025-12-31",
    "employerOrSchool": "City University",
    "policyholder": HOLDER,
}
KEPT = ("version", "updatedAt")


def without(policy: dict[str, Any], *names: str) -> dict[str, Any]:
    """The policy but for some fields, and for what every write changes."""
    return {name: value for name, value in policy.items() if name not in (*names, *KEPT)}


@pytest.mark.parametrize(
    ("given", "field", "after"),
    [
        pytest.param({"type": "TERTIARY"}, "type", "TERTIARY", id="a word"),
        pytest.param({"memberId": " X 9 "}, "memberId", "X 9", id="a text, kept as typed but for its ends"),
        pytest.param({"copay": "0"}, "copay", "0.00", id="an amount"),
        pytest.param({"endDate": "2026-01-31"}, "endDate", "2026-01-31", id="a date"),
        *[pytest.param({name: None}, name, None, id=f"{name} cleared") for name in FULL],
        pytest.param(
            {"policyholder": {"firstName": "Eva", "address": {"city": None, "line2": "Apt 4"}}},
            "policyholder",
            {**HOLDER, "firstName": "Eva", "address": {**HOLDER["address"], "city": None, "line2": "Apt 4"}},  # type: ignore[dict-item]
            id="parts of the policyholder",
        ),
        pytest.param(
            {"policyholder": {"address": None}}, "policyholder", {**HOLDER, "address": None}, id="the address cleared"
        ),
    ],
)
async def test_only_what_is_given_changes(sandbox: Sandbox, given: dict[str, Any], field: str, after: Any) -> None:
    before = await sandbox.add_policy(await sandbox.add_client(), **FULL)
    saved = await sandbox.save("editPolicy", id=before["id"], **given)
    assert saved.errors == []
    assert saved["policy"][field] == after
    assert without(saved["policy"], field) == without(before, field)
    assert saved["policy"]["version"] == before["version"] + 1
    assert {name.split(".")[0] for name in saved.changes} == {field}
    assert await sandbox.policy(before["id"]) == saved["policy"]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"planId": "PPO", "copay": "25", "memberId": " W1 ", "policyholder": {}}, id="what it has"),
        pytest.param({"policyholder": {"address": {"city": "Austin"}}}, id="a part it has"),
        pytest.param({"type": "PRIMARY", "endDate": "2025-12-31", "version": 1}, id="what it has, from its version"),
    ],
)
async def test_an_edit_that_changes_nothing_writes_nothing(sandbox: Sandbox, given: dict[str, Any]) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), memberId="W1", **FULL)
    before = sandbox.all_rows()
    saved = await sandbox.save("editPolicy", id=policy["id"], **given)
    assert (saved.errors, saved["policy"], saved.changes) == ([], policy, {})
    assert sandbox.all_rows() == before


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        *[
            pytest.param({name: None}, [("REQUIRED", name)], id=f"{name} emptied")
            for name in ("type", "relationship", "payerId", "insuranceType", "memberId", "effectiveDate")
        ],
        pytest.param({"endDate": "2024-12-31"}, [("END_BEFORE_EFFECTIVE", "endDate")], id="an end before its start"),
        pytest.param(
            {"effectiveDate": "2026-01-01"}, [("END_BEFORE_EFFECTIVE", "effectiveDate")], id="a start too late"
        ),
        pytest.param({"payerId": ""}, [("NOT_FOUND", "payerId")], id="no payer's id"),
        pytest.param({"rememberEnteredName": True}, [("INVALID", "rememberEnteredName")], id="a name nobody typed"),
        pytest.param(
            {"type": None, "planId": "", "copay": "-1", "policyholder": {"firstName": "\x00"}, "payerId": "x"},
            [
                ("BLANK", "planId"),
                ("INVALID", "copay"),
                ("INVALID", "policyholder.firstName"),
                ("NOT_FOUND", "payerId"),
                ("REQUIRED", "type"),
            ],
            id="all at once",
        ),
    ],
)
async def test_a_refused_edit_answers_the_policy_as_it_is(
    sandbox: Sandbox, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), **FULL)
    before = sandbox.all_rows()
    saved = await sandbox.save("editPolicy", id=policy["id"], **given)
    assert sorted(saved.errors) == errors
    assert (saved["policy"], saved.changes, saved["warnings"]) == (policy, {}, [])
    assert sandbox.all_rows() == before


async def test_a_policy_from_the_portal_is_completed_step_by_step(sandbox: Sandbox) -> None:
    id_ = await sandbox.add_portal_policy(
        await sandbox.add_client(), relationship=None, insurance_type=None, effective_date=None
    )
    for given, missing in (
        ({}, ["RELATIONSHIP", "PAYER", "INSURANCE_TYPE", "MEMBER_ID", "EFFECTIVE_DATE"]),
        ({"effectiveDate": "2025-01-01"}, ["RELATIONSHIP", "PAYER", "INSURANCE_TYPE", "MEMBER_ID"]),
        ({"relationship": "SELF", "memberId": None}, ["PAYER", "INSURANCE_TYPE", "MEMBER_ID"]),
        ({"memberId": "W1", "payerId": None}, ["PAYER", "INSURANCE_TYPE"]),
        ({"payerId": sandbox.payer("Aetna")}, ["INSURANCE_TYPE"]),
        ({"insuranceType": "OTHER"}, []),
    ):
        policy = await sandbox.save_record("editPolicy", id=id_, **given)
        assert policy["missingFields"] == missing
        assert policy["needsPayer"] is policy["needsReview"] is ("PAYER" in missing)


async def test_a_change_of_type_or_date_ends_no_other_primary(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    new = await sandbox.add_policy(client, type="SECONDARY")
    for change in ({"type": "PRIMARY"}, {"effectiveDate": "2025-06-01"}):
        saved = await sandbox.save("editPolicy", id=new["id"], **change)
        assert saved.warnings == {"OVERLAPPING_COVERAGE": [old["id"]]}
    assert await sandbox.policy(old["id"]) == old


async def test_an_end_date_that_staff_change_is_no_longer_the_new_primarys(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    old = await sandbox.add_policy(client, effectiveDate="2024-01-01")
    new = await sandbox.add_policy(client)
    kept = await sandbox.save_record("editPolicy", id=old["id"], planId="PPO", endDate="2024-12-31")
    assert kept["endedBy"] == {"id": new["id"]}
    assert (await sandbox.save_record("editPolicy", id=old["id"], endDate="2024-06-30"))["endedBy"] is None
    assert (await sandbox.save_record("editPolicy", id=old["id"], endDate="2024-12-31"))["endedBy"] is None


@pytest.mark.parametrize(
    ("given", "warned"),
    [
        pytest.param({"endDate": "2025-02-01"}, ["END_DATE_IN_PAST"], id="an end that has passed"),
        pytest.param({"endDate": "9999-12-31"}, [], id="an end to come"),
        pytest.param({"type": "PRIMARY"}, ["OVERLAPPING_COVERAGE"], id="a Primary beside another"),
    ],
)
async def test_an_edit_warns_of_what_it_leaves(sandbox: Sandbox, given: dict[str, Any], warned: list[str]) -> None:
    client = await sandbox.add_client()
    await sandbox.add_policy(client)
    policy = await sandbox.add_policy(client, type="SECONDARY")
    assert list((await sandbox.save("editPolicy", id=policy["id"], **given)).warnings) == warned


async def test_an_edit_of_an_inactive_policy_warns_what_keeps_it_from_claims(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), status="INACTIVE")
    assert list((await sandbox.save("editPolicy", id=policy["id"], planId="A")).warnings) == [
        "NOT_OFFERED_WITHOUT_END_DATE"
    ]


async def test_an_edit_that_would_make_a_duplicate_is_refused(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    kept = await sandbox.add_policy(client, memberId="W1")
    other = await sandbox.add_policy(client, memberId="W2")
    before = sandbox.all_rows()
    saved = await sandbox.save("editPolicy", id=other["id"], memberId="w-1")
    assert saved.errors == [("DUPLICATE_POLICY", "")]
    assert (saved["existingPolicy"], saved["policy"]) == (kept, other)
    assert sandbox.all_rows() == before


async def test_one_of_two_that_are_alike_already_may_be_edited(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    policy = await sandbox.add_policy(client, memberId="W1")
    twin = await sandbox.add_portal_policy(client, member_id="W1", payer_id=row_id(sandbox.payer("Aetna")))
    assert (await sandbox.save("editPolicy", id=policy["id"], planId="PPO", memberId="w 1")).errors == []
    assert (await sandbox.save("editPolicy", id=twin, endDate="2025-12-31")).errors == []


async def test_a_payer_archived_since_may_stay_and_may_not_be_chosen_anew(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    other = await sandbox.add_policy(await sandbox.add_client(), payerId=sandbox.payer("Cigna Healthcare"))
    await sandbox.save_record("editPayer", id=sandbox.payer("Aetna"), archived=True)
    stays = await sandbox.save("editPolicy", id=policy["id"], payerId=sandbox.payer("Aetna"), planId="PPO")
    assert (stays.errors, list(stays.changes)) == ([], ["planId"])
    chosen = await sandbox.save("editPolicy", id=other["id"], payerId=sandbox.payer("Aetna"))
    assert chosen.errors == [("INVALID", "payerId")]


@pytest.mark.parametrize("mutation", ["editPolicy", "makePolicyInactive", "makePolicyActive", "markPolicyReviewed"])
async def test_from_another_version_it_is_a_conflict_with_the_policy_as_it_is(sandbox: Sandbox, mutation: str) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    now = await sandbox.save_record("editPolicy", id=policy["id"], version=1, planId="PPO")
    before = sandbox.all_rows()
    for version in (1, 3, 0, -1, 2_147_483_647):
        saved = await sandbox.save(mutation, id=policy["id"], version=version)
        assert saved.errors == [("CONFLICT", "version")]
        assert saved["policy"] == now
    assert sandbox.all_rows() == before
    assert (await sandbox.save(mutation, id=policy["id"], version=2)).errors == []
    assert (await sandbox.save(mutation, id=policy["id"], version=None)).errors == []


@pytest.mark.parametrize("mutation", ["editPolicy", "makePolicyInactive", "makePolicyActive", "markPolicyReviewed"])
@pytest.mark.parametrize("id_", ["", "policy", global_id("Client", CLEO.id), global_id("Policy", CLEO.id)])
async def test_an_id_that_is_no_policys_is_not_found(sandbox: Sandbox, mutation: str, id_: str) -> None:
    saved = await sandbox.save(mutation, id=id_, version=7)
    assert (saved.errors, saved["policy"]) == ([("NOT_FOUND", "id")], None)

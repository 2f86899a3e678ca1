"""addPolicy (article: Adding a New Insurance Policy)."""

from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO, OMAR, OTHER_PRACTICE
from support.sandbox import Sandbox, document

NOBODY = global_id("Client", "00000000-0000-7000-8000-000000000000")
EVERY_FIELD = {
    "relationship": "CHILD",
    "insuranceType": "TRICARE",
    "memberId": "AB-12 3",
    "effectiveDate": "2025-02-01",
    "endDate": "2025-12-31",
    "planId": "PPO",
    "groupId": "G1",
    "copay": "25.00",
    "deductible": "1500.50",
    "employerOrSchool": "City University",
    "policyholder": {
        "firstName": "Ada",
        "lastName": "Reyes",
        "dateOfBirth": "1980-05-17",
        "sex": "FEMALE",
        "address": {"line1": "1 Elm St", "line2": None, "city": "Austin", "state": "TX", "postalCode": "78701"},
    },
}


async def test_all_that_is_given_is_kept(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    policy = await sandbox.add_policy(client, type="OTHER", status="INACTIVE", **EVERY_FIELD)
    assert {name: policy[name] for name in EVERY_FIELD} == EVERY_FIELD
    assert (policy["type"], policy["status"], policy["version"]) == ("OTHER", "INACTIVE", 1)
    assert (policy["client"]["id"], policy["payer"]["name"], policy["source"]) == (client, "Aetna", "PRACTICE")
    assert (policy["needsPayer"], policy["needsReview"], policy["missingFields"]) == (False, False, [])
    assert await sandbox.policy(policy["id"]) == policy


async def test_what_is_left_out_stays_empty_and_the_policy_is_active(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client())
    empty = ["planId", "groupId", "copay", "deductible", "endDate", "employerOrSchool", "policyholder", "endedBy"]
    assert [policy[name] for name in empty] == [None] * len(empty)
    assert policy["status"] == "ACTIVE"


@pytest.mark.parametrize(
    "field", ["clientId", "type", "relationship", "payerId", "insuranceType", "memberId", "effectiveDate"]
)
async def test_a_required_field_must_be_there(sandbox: Sandbox, field: str) -> None:
    given = sandbox.policy_of(global_id("Client", CLEO.id))
    for wrong in ({name: value for name, value in given.items() if name != field}, {**given, field: None}):
        assert await sandbox.pat.error_codes(document("addPolicy"), input=wrong) == ["GRAPHQL_VALIDATION_FAILED"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param({"memberId": "  W1 \n"}, {"memberId": "W1"}, id="a text, trimmed"),
        pytest.param({"memberId": "e\u0301"}, {"memberId": "é"}, id="a text, composed"),
        pytest.param({"copay": "25"}, {"copay": "25.00"}, id="a whole amount"),
        pytest.param({"copay": "25.5"}, {"copay": "25.50"}, id="an amount with one place"),
        pytest.param({"copay": "-0.00"}, {"copay": "0.00"}, id="minus nothing"),
        pytest.param({"deductible": "999999.99"}, {"deductible": "999999.99"}, id="the largest amount"),
        pytest.param({"endDate": "2025-01-01"}, {"endDate": "2025-01-01"}, id="a single day"),
        pytest.param({"effectiveDate": "1900-01-01"}, {"effectiveDate": "1900-01-01"}, id="the first day there is"),
        pytest.param({"planId": None, "policyholder": None}, {"planId": None, "policyholder": None}, id="nulls"),
        pytest.param({"policyholder": {"firstName": None}}, {"policyholder": None}, id="a policyholder of nothing"),
    ],
)
async def test_it_is_kept_as(sandbox: Sandbox, given: dict[str, Any], kept: dict[str, Any]) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), **given)
    stored = await sandbox.policy(policy["id"])
    assert {name: stored[name] for name in kept} == {name: policy[name] for name in kept} == kept


@pytest.mark.parametrize("amount", [25, 25.5, "25.001", "NaN", "1e3", "", "$25", "٢٥"])
async def test_what_is_no_amount_never_arrives(sandbox: Sandbox, amount: object) -> None:
    given = sandbox.policy_of(global_id("Client", CLEO.id), copay=amount)
    assert await sandbox.pat.error_codes(document("addPolicy"), input=given) == ["GRAPHQL_VALIDATION_FAILED"]


async def test_all_problems_come_at_once_and_nothing_is_kept(sandbox: Sandbox) -> None:
    before = sandbox.all_rows()
    wrong: dict[str, Any] = {"clientId": NOBODY, "payerId": "payer"}
    wrong |= {"memberId": " ", "planId": "x" * 51, "groupId": "a\x00b"}
    wrong |= {"copay": "-3.00", "deductible": "1000000.00", "endDate": "2024-12-31", "policyholder": {"lastName": ""}}
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(**{"client": "", **wrong}))
    assert sorted(saved.errors) == [
        ("BLANK", "memberId"),
        ("BLANK", "policyholder.lastName"),
        ("END_BEFORE_EFFECTIVE", "endDate"),
        ("INVALID", "copay"),
        ("INVALID", "deductible"),
        ("INVALID", "groupId"),
        ("NOT_FOUND", "clientId"),
        ("NOT_FOUND", "payerId"),
        ("TOO_LONG", "planId"),
    ]
    assert (saved["policy"], saved["client"], saved["endedPolicies"], saved["warnings"]) == (None, None, [], [])
    assert sandbox.all_rows() == before


async def test_a_client_of_another_practice_is_as_if_there_were_none(sandbox: Sandbox) -> None:
    (theirs,) = sandbox.rows("SELECT id FROM payers WHERE practice_id = ? LIMIT 1", OTHER_PRACTICE.id)
    foreign = sandbox.policy_of(global_id("Client", OMAR.id), payerId=global_id("Payer", theirs[0]))
    made_up = sandbox.policy_of(NOBODY, payerId=global_id("Payer", "00000000-0000-7000-8000-000000000000"))
    assert (await sandbox.save("addPolicy", **foreign)).payload == (await sandbox.save("addPolicy", **made_up)).payload


async def test_an_archived_payer_cannot_be_chosen(sandbox: Sandbox) -> None:
    await sandbox.save_record("editPayer", id=sandbox.payer("Aetna"), archived=True)
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(await sandbox.add_client()))
    assert saved.errors == [("INVALID", "payerId")]


ENDS = [
    pytest.param({"effectiveDate": "2024-01-01"}, {}, "2024-12-31", id="the Primary before it"),
    pytest.param({"effectiveDate": "2024-12-31"}, {}, "2024-12-31", id="the Primary that began the day before"),
    pytest.param({}, {"effectiveDate": "2028-03-01"}, "2028-02-29", id="it on a leap day"),
    pytest.param(
        {}, {"effectiveDate": "2030-01-01", "endDate": "2030-12-31"}, "2029-12-31", id="it though closed itself"
    ),
    pytest.param({"type": "SECONDARY", "effectiveDate": "2024-01-01"}, {}, None, id="no Secondary"),
    pytest.param({"status": "INACTIVE", "effectiveDate": "2024-01-01"}, {}, None, id="no inactive one"),
    pytest.param({"effectiveDate": "2024-01-01", "endDate": "2025-06-30"}, {}, None, id="none with an end later"),
    pytest.param({"effectiveDate": "2024-01-01", "endDate": "2024-06-30"}, {}, None, id="none with an end before"),
    pytest.param({}, {}, None, id="none from the same day"),
    pytest.param({"effectiveDate": "2025-01-02"}, {}, None, id="none that starts later"),
    pytest.param({"effectiveDate": "2024-01-01"}, {"type": "SECONDARY"}, None, id="none by a Secondary"),
    pytest.param({"effectiveDate": "2024-01-01"}, {"type": "OTHER"}, None, id="none by another type"),
    pytest.param({"effectiveDate": "2024-01-01"}, {"status": "INACTIVE"}, None, id="none by one added inactive"),
]


@pytest.mark.parametrize(("old", "new", "last_day"), ENDS)
async def test_a_new_primary_ends(
    sandbox: Sandbox, old: dict[str, Any], new: dict[str, Any], last_day: str | None
) -> None:
    client = await sandbox.add_client()
    before = await sandbox.add_policy(client, **old)
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(client, **new))
    after = await sandbox.policy(before["id"])
    if last_day is None:
        assert saved.ended_policies == {}
        assert after == before
    else:
        assert saved.ended_policies == {before["id"]: (None, last_day)}
        assert (after["endDate"], after["endedBy"]["id"]) == (last_day, saved["policy"]["id"])
        assert (after["status"], after["version"]) == ("ACTIVE", 2)
        assert saved["endedPolicies"][0]["policy"] == after


async def test_every_open_primary_before_it_is_ended_and_none_of_another_chart(sandbox: Sandbox) -> None:
    client, other = await sandbox.add_client(), await sandbox.add_client()
    waiting = await sandbox.add_portal_policy(client, effective_date=None)
    later = await sandbox.add_policy(client, effectiveDate="2025-06-01")
    sooner = await sandbox.add_policy(client, effectiveDate="2025-03-01")
    theirs = await sandbox.add_policy(other)
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(client, effectiveDate="2026-01-01"))
    assert saved.ended_policies == {later["id"]: (None, "2025-12-31"), sooner["id"]: (None, "2025-12-31")}
    assert (await sandbox.policy(theirs["id"])) == theirs
    assert (await sandbox.policy(waiting))["endDate"] is None
    assert saved.warnings == {"OVERLAPPING_COVERAGE": [waiting]}


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        pytest.param({"effectiveDate": "2024-01-01"}, {}, [], id="nothing where one follows the other"),
        pytest.param({}, {}, ["OVERLAPPING_COVERAGE"], id="two from the same day"),
        pytest.param(
            {}, {"effectiveDate": "2024-01-01", "endDate": "2024-12-31"}, [], id="nothing of the past, covered after"
        ),
        pytest.param({"type": "OTHER"}, {"endDate": "2025-12-31"}, ["CLOSED_PRIMARY"], id="an end that nobody follows"),
        pytest.param(
            {"endDate": "2025-06-30"},
            {"endDate": "2025-12-31"},
            ["CLOSED_PRIMARY", "OVERLAPPING_COVERAGE"],
            id="both",
        ),
        pytest.param(
            {}, {"status": "INACTIVE", "type": "OTHER"}, ["NOT_OFFERED_WITHOUT_END_DATE"], id="no end, inactive"
        ),
    ],
)
async def test_it_warns_of(sandbox: Sandbox, old: dict[str, Any], new: dict[str, Any], codes: list[str]) -> None:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, **old)
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(client, **new))
    assert saved.errors == []
    assert sorted(saved.warnings) == codes


@pytest.mark.parametrize("status", ["ACTIVE", "INACTIVE"])
async def test_the_same_policy_twice_is_refused_and_the_first_is_named(sandbox: Sandbox, status: str) -> None:
    client = await sandbox.add_client()
    first = await sandbox.add_policy(client, memberId="W-12 3", status=status)
    before = sandbox.all_rows()
    saved = await sandbox.save("addPolicy", **sandbox.policy_of(client, memberId="w123", endDate="2025-12-31"))
    assert saved.errors == [("DUPLICATE_POLICY", "")]
    assert (saved["existingPolicy"], saved["policy"], saved["client"]["id"]) == (first, None, client)
    assert sandbox.all_rows() == before


@pytest.mark.parametrize(
    "change",
    [{"type": "SECONDARY"}, {"memberId": "W124"}, {"effectiveDate": "2025-01-02"}, {"payerId": "Cigna Healthcare"}],
)
async def test_a_policy_that_differs_in_what_tells_them_apart_is_added(
    sandbox: Sandbox, change: dict[str, str]
) -> None:
    client = await sandbox.add_client()
    await sandbox.add_policy(client, memberId="W123")
    change = {name: sandbox.payer(value) if name == "payerId" else value for name, value in change.items()}
    await sandbox.add_policy(client, **{"memberId": "W123", **change})
    await sandbox.add_policy(await sandbox.add_client(), memberId="W123")


async def test_what_is_answered_is_on_disk(sandbox: Sandbox) -> None:
    policy = await sandbox.add_policy(await sandbox.add_client(), memberId="ON-DISK")
    assert sandbox.rows("SELECT version FROM policies WHERE member_id = 'ON-DISK'") == [(policy["version"],)]


async def test_two_saves_in_one_document_are_done_one_after_the_other(sandbox: Sandbox) -> None:
    part = "policy { id client { policies { id endDate } } } endedPolicies { newEndDate } userErrors { code }"
    kinds = "$a: AddPolicyInput!, $b: AddPolicyInput!, $c: AddPolicyInput!"
    calls = " ".join(f"{name}: addPolicy(input: ${name}) {{ {part} }}" for name in "abc")
    client = await sandbox.add_client()
    first, second = sandbox.policy_of(client), sandbox.policy_of(client, effectiveDate="2026-01-01")
    refused = {**first, "memberId": " "}
    answers = await sandbox.pat.data(f"mutation({kinds}) {{ {calls} }}", a=first, b=refused, c=second)
    assert [len(answers[name]["userErrors"]) for name in "abc"] == [0, 1, 0]
    ids = [answers[name]["policy"]["id"] for name in "ac"]
    assert answers["a"]["policy"]["client"]["policies"] == [{"id": ids[0], "endDate": None}]
    assert answers["c"]["endedPolicies"] == [{"newEndDate": "2025-12-31"}]
    chart = answers["c"]["policy"]["client"]["policies"]
    assert {policy["id"]: policy["endDate"] for policy in chart} == dict(zip(ids, ["2025-12-31", None], strict=True))

"""The form CMS-1500 over the API: what is printed, what leaves a box empty, for whom, and at what cost."""

from typing import Any

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.api_client import ApiClient
from support.sandbox import Sandbox
from support.statement_counter import record_statements

DOS = "2026-11-21"
BOXES = "box label value problem { code message field on box segment }"
FORM = f'query($id: ID!) {{ policy(id: $id) {{ claimForm(dos: "{DOS}") {{ {BOXES} }} }} }}'
ADDRESS = {"line1": "12 Elm Street", "city": "Austin", "state": "tx", "postalCode": "78701-1234"}
HOLDER = {"firstName": "Ada", "lastName": "Okoro", "dateOfBirth": "1980-05-17", "sex": "FEMALE"}


async def form(api: ApiClient, policy: str) -> dict[str, Any]:
    boxes = (await api.data(FORM, id=policy))["policy"]["claimForm"]
    return {box["box"]: box for box in boxes}


async def test_a_form_fills_as_the_chart_does(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    policy = await sandbox.add_policy(
        client, relationship="CHILD", groupId="08-62", policyholder={**HOLDER, "sameAddressAsClient": True}
    )
    empty = await form(sandbox.pat, policy["id"])
    assert [box for box, answer in empty.items() if answer["problem"]] == ["3", "5", "7"]
    assert empty["5"] == empty["5"] | {"label": "Patient's address", "value": None}
    assert empty["5"]["problem"] == {
        "code": "CLIENT_INCOMPLETE",
        "message": "The client's address line 1, city, state and postal code are missing.",
        "field": None,
        "on": "CLIENT",
        "box": "5",
        "segment": "2010CA N3",
    }

    await sandbox.save_record("editClient", id=client, dateOfBirth="2010-02-03", sex="MALE", address=ADDRESS)
    full = await form(sandbox.pat, policy["id"])
    assert not any(box["problem"] for box in full.values())
    assert full["3"]["value"] == "02 03 2010 M"
    assert full["4"]["value"] == "OKORO, ADA"
    assert full["5"]["value"] == full["7"]["value"] == "12 ELM STREET\nAUSTIN TX\n78701-1234"
    assert (full["11"]["value"], full["11a"]["value"]) == ("0862", "05 17 1980 F")


async def test_the_other_policies_of_the_chart_are_the_other_insurance(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    first = await sandbox.add_policy(client, effectiveDate="2026-01-01")
    assert (await form(sandbox.pat, first["id"]))["11d"]["value"] == "NO"
    second = await sandbox.add_policy(
        client, type="SECONDARY", effectiveDate="2026-01-01", memberId="S-77 1", planName="Choice Plus"
    )
    answer = await form(sandbox.pat, first["id"])
    assert [answer[box]["value"] for box in ("9", "9a", "9d", "11d")] == [None, "S771", "CHOICE PLUS", "YES"]
    await sandbox.save("markPolicyEnteredInError", id=second["id"])
    assert (await form(sandbox.pat, first["id"]))["11d"]["value"] == "NO"


async def test_every_form_of_the_demo_says_what_readiness_on_paper_says(pat: ApiClient) -> None:
    answer = await pat.data(
        f"""{{ clients(first: 100) {{ nodes {{ policies {{
          claimForm(dos: "{DOS}") {{ box value problem {{ message }} }}
          claimReadiness(dos: "{DOS}", channel: PAPER) {{ problems {{ blocking message box }} }}
        }} }} }} }}"""
    )
    policies = [policy for client in answer["clients"]["nodes"] for policy in client["policies"]]
    assert len(policies) > 150
    for policy in policies:
        blockers = [each for each in policy["claimReadiness"]["problems"] if each["blocking"] and each["box"]]
        boxes = {box["box"]: box for box in policy["claimForm"]}
        assert {each["box"] for each in blockers} <= {name for name, box in boxes.items() if box["value"] is None}
        for name, box in boxes.items():
            said = [each["message"] for each in blockers if each["box"] == name]
            assert not said or box["problem"]["message"] == said[0]
    assert sum(any(box["problem"] for box in policy["claimForm"]) for policy in policies) > 10


async def test_the_portal_has_no_claim_form(cleo: ApiClient) -> None:
    query = f'{{ viewer {{ client {{ policies {{ claimForm(dos: "{DOS}") {{ value }} }} }} }} }}'
    answer = await cleo.execute(query)
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}
    assert {str(each["claimForm"]) for each in answer["data"]["viewer"]["client"]["policies"]} == {"None"}


async def test_another_practice_has_no_form_of_ours(pat: ApiClient, omar: ApiClient) -> None:
    query = "query($id: ID!) { client(id: $id) { policies { id } } }"
    (policy, *_) = (await pat.data(query, id=global_id("Client", CLEO.id)))["client"]["policies"]
    assert (await omar.data(FORM, id=policy["id"])) == {"policy": None}


async def test_a_form_is_worked_out_only_when_asked_and_many_cost_as_one(pat: ApiClient) -> None:
    async def statements(selection: str, clients: int) -> int:
        with record_statements() as executed:
            await pat.data(f"{{ clients(first: {clients}) {{ nodes {{ policies {{ {selection} }} }} }} }}")
        return len(executed)

    boxes = f'claimForm(dos: "{DOS}") {{ value problem {{ message }} }}'
    readiness = f'claimReadiness(dos: "{DOS}") {{ ready }}'
    assert await statements("id", 50) < await statements(boxes, 50) == await statements(boxes, 5) <= 6
    assert await statements(f"{boxes} {readiness}", 50) == await statements(readiness, 50)

"""Claim readiness over the API: two channels, where to correct what, and other insurance."""

from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.api_client import ApiClient
from support.sandbox import Sandbox
from support.statement_counter import record_statements

DOS = "2026-11-21"
PROBLEMS = "problems { code blocking message field on box segment }"
READINESS = f"channel verdict ready {PROBLEMS}"
POLICY = f"""
query($id: ID!, $channel: ClaimChannel!) {{
  policy(id: $id) {{ claimReadiness(dos: "{DOS}", channel: $channel) {{ {READINESS} }} }}
}}"""
OPTIONS = f"""
query($services: [ServiceInput!]!) {{
  eligiblePolicies(services: $services) {{
    options {{
      policy {{ id payer {{ name }} }} readiness {{ {READINESS} }} otherInsurance {{ id type payer {{ name }} }}
    }}
  }}
}}"""
CLEOS = {"clientId": global_id("Client", CLEO.id), "dos": DOS}
FILLED: dict[str, dict[str, Any]] = {
    "RELATIONSHIP": {"relationship": "CHILD"},
    "PAYER": {"payerId": "Teamsters Local 210 Health Fund"},
    "INSURANCE_TYPE": {"insuranceType": "FECA_BLACK_LUNG"},
    "MEMBER_ID": {"memberId": "W123456789"},
    "GROUP_ID": {"groupId": "086210"},
    "EFFECTIVE_DATE": {"effectiveDate": "2026-01-01"},
    "END_DATE": {"endDate": None},
}
ADDRESS = {"line1": "12 Elm Street", "city": "Austin", "state": "tx", "postalCode": "78701-1234"}
HOLDER = {"firstName": "Ada", "lastName": "Okoro", "dateOfBirth": "1980-05-17", "sex": "FEMALE", "address": ADDRESS}


async def readiness(api: ApiClient, policy: str, channel: str = "ELECTRONIC") -> Any:
    return (await api.data(POLICY, id=policy, channel=channel))["policy"]["claimReadiness"]


async def options(api: ApiClient, **service: Any) -> list[Any]:
    (answer,) = (await api.data(OPTIONS, services=[{**CLEOS, **service}]))["eligiblePolicies"]
    found: list[Any] = answer["options"]
    return found


async def test_a_problem_names_the_record_the_field_the_box_and_the_segment(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    policy = await sandbox.add_policy(client, payerId=sandbox.payer("Teamsters Local 210 Health Fund"))
    answer = await readiness(sandbox.pat, policy["id"])
    assert (answer["channel"], answer["verdict"], answer["ready"]) == ("ELECTRONIC", "INCOMPLETE", False)
    assert [tuple(problem.values()) for problem in answer["problems"]] == [
        (
            "CLIENT_INCOMPLETE",
            True,
            "The client's date of birth and sex are missing.",
            None,
            "CLIENT",
            "3",
            "2010BA DMG",
        ),
        (
            "CLIENT_INCOMPLETE",
            True,
            "The client's address line 1, city, state and postal code are missing.",
            None,
            "CLIENT",
            "5",
            "2010BA N3",
        ),
        (
            "PAYER_WITHOUT_ID",
            True,
            "Teamsters Local 210 Health Fund has no EDI payer ID, so the claim cannot be sent electronically.",
            "PAYER",
            "PAYER",
            None,
            "2010BB NM109",
        ),
    ]


async def test_electronic_is_asked_for_where_nothing_is_said(pat: ApiClient) -> None:
    query = f'query($id: ID!) {{ client(id: $id) {{ policies {{ claimReadiness(dos: "{DOS}") {{ {READINESS} }} }} }} }}'
    policies = (await pat.data(query, id=CLEOS["clientId"]))["client"]["policies"]
    assert {policy["claimReadiness"]["channel"] for policy in policies} == {"ELECTRONIC"}
    assert await options(pat) == await options(pat, channel="ELECTRONIC")


async def test_paper_is_asked_for_more_of_the_policyholder_and_less_of_the_payer(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    facts = {"dateOfBirth": "2010-02-03", "sex": "FEMALE", "address": ADDRESS}
    await sandbox.save_record("editClient", id=client, **facts)
    policy = await sandbox.add_policy(
        client,
        relationship="CHILD",
        groupId="1",
        policyholder={"firstName": "Ada", "lastName": "Okoro"},
        payerId=sandbox.payer("Teamsters Local 210 Health Fund"),
    )
    found = {}
    for channel in ("ELECTRONIC", "PAPER"):
        answer = await readiness(sandbox.pat, policy["id"], channel)
        assert answer["channel"] == channel
        found[channel] = [(problem["code"], problem["box"]) for problem in answer["problems"]]
    assert found["ELECTRONIC"] == [("PAYER_WITHOUT_ID", None)]
    assert found["PAPER"] == [("POLICYHOLDER_INCOMPLETE", "7"), ("POLICYHOLDER_INCOMPLETE", "11a")]
    (option,) = await options(sandbox.pat, clientId=client, channel="PAPER")
    assert [(problem["code"], problem["box"]) for problem in option["readiness"]["problems"]] == found["PAPER"]


@pytest.mark.parametrize("channel", ["ELECTRONIC", "PAPER"])
async def test_a_policy_from_the_portal_becomes_ready_by_filling_in_what_is_named(
    sandbox: Sandbox, channel: str
) -> None:
    client = await sandbox.add_client()
    id_ = await sandbox.add_portal_policy(
        client, relationship=None, insurance_type=None, effective_date=None, entered_payer_name=None
    )
    for _ in range(20):
        answer = await readiness(sandbox.pat, id_, channel)
        blockers = [problem for problem in answer["problems"] if problem["blocking"]]
        if not blockers:
            break
        await fill_in(sandbox, client, id_, blockers[0])
    assert (answer["ready"], answer["verdict"]) == (True, "READY")


async def fill_in(sandbox: Sandbox, client: str, policy: str, problem: Any) -> None:
    if problem["on"] == "CLIENT":
        facts = {"dateOfBirth": "2010-02-03", "sex": "FEMALE", "address": ADDRESS}
        await sandbox.save_record("editClient", id=client, **facts)
    elif problem["on"] == "PAYER":
        union = sandbox.payer("Teamsters Local 210 Health Fund")
        await sandbox.save_record("editPayer", id=union, ediPayerId="T0210")
    elif problem["field"] == "POLICYHOLDER":
        await sandbox.save_record("editPolicy", id=policy, policyholder=HOLDER)
    else:
        values = FILLED[problem["field"]]
        given = {name: sandbox.payer(value) if name == "payerId" else value for name, value in values.items()}
        await sandbox.save_record("editPolicy", id=policy, **given)


async def test_a_policy_entered_in_error_is_not_offered_and_no_other_insurance(sandbox: Sandbox) -> None:
    client = await sandbox.add_client()
    kept = await sandbox.add_policy(client)
    wrong = await sandbox.add_policy(client, type="SECONDARY")
    (option, _) = await options(sandbox.pat, clientId=client)
    assert [each["id"] for each in option["otherInsurance"]] == [wrong["id"]]
    await sandbox.save_record("markPolicyEnteredInError", id=wrong["id"])
    (option,) = await options(sandbox.pat, clientId=client)
    assert (option["policy"]["id"], option["otherInsurance"]) == (kept["id"], [])
    answer = await readiness(sandbox.pat, wrong["id"])
    assert answer["verdict"] == "NOT_OFFERED"
    assert answer["problems"][0]["message"] == "Not offered: the policy was entered in error."


async def test_other_insurance_is_what_else_covers_the_day_in_billing_order(pat: ApiClient) -> None:
    found = {
        option["policy"]["payer"] and option["policy"]["payer"]["name"]: [
            (other["type"], other["payer"] and other["payer"]["name"]) for other in option["otherInsurance"]
        ]
        for option in await options(pat)
    }
    waiting, mothers, own = ("SECONDARY", None), ("SECONDARY", "Cigna Healthcare"), ("PRIMARY", "UnitedHealthcare")
    assert found == {
        "UnitedHealthcare": [waiting, mothers],
        "Cigna Healthcare": [own, waiting],
        None: [own, mothers],
        "Aetna": [own, waiting, mothers],
    }


async def test_the_portal_has_no_readiness(cleo: ApiClient) -> None:
    query = f'{{ viewer {{ client {{ policies {{ claimReadiness(dos: "{DOS}") {{ ready }} }} }} }} }}'
    answer = await cleo.execute(query)
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}
    assert [each["claimReadiness"] for each in answer["data"]["viewer"]["client"]["policies"]] == [None] * 5


async def test_both_channels_read_no_more_than_one(pat: ApiClient) -> None:
    one = f'a: claimReadiness(dos: "{DOS}") {{ ready }}'
    fields = {"one": one, "both": f'{one} b: claimReadiness(dos: "{DOS}", channel: PAPER) {{ ready }}'}
    costs = {}
    for name, selection in fields.items():
        with record_statements() as executed:
            await pat.data(f"{{ clients(first: 50) {{ nodes {{ policies {{ {selection} }} }} }} }}")
        costs[name] = len(executed)
    assert costs["one"] == costs["both"] <= 6

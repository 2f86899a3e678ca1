"""`schema/README.md` says on which chart of the demo, and where, each warning about a policy is shown."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from insurance.warnings import PolicyWarningCode
from support.demo_list import DemoRow, demo_list
from support.sandbox import Sandbox

LISTED = {row.code: row for row in demo_list("policy warning")}
DAY = "2026-11-21"
_CHART = """
query($name: String!, $dos: Date!) {
  clients(first: 1, search: $name) {
    nodes {
      id displayName
      policies { id type effectiveDate payer { name } attachments { id } eligibility(dos: $dos) { warnings { code } } }
    }
  }
}"""


async def chart_of(sandbox: Sandbox, row: DemoRow) -> tuple[str, list[Any]]:
    """The client that the row names, and those of their policies that have the payer it names."""
    ((name, payer),) = row.charts
    (client,) = (await sandbox.pat.data(_CHART, name=name, dos=DAY))["clients"]["nodes"]
    assert client["displayName"] == name
    policies = [each for each in client["policies"] if payer in (None, each["payer"] and each["payer"]["name"])]
    return client["id"], policies


Act = Callable[[Sandbox, str, list[Any]], Awaitable[set[str]]]


def preview(mutation: str, choose: Callable[[Any], bool] = lambda _policy: True, **values: Any) -> Act:
    """A dry run on the first policy of the row's chart that is chosen."""

    async def act(sandbox: Sandbox, _client: str, policies: list[Any]) -> set[str]:
        chosen = next(filter(choose, policies))
        given = {key: sandbox.payer(value) if key == "payerId" else value for key, value in values.items()}
        return set((await sandbox.save(mutation, id=chosen["id"], dryRun=True, **given)).warnings)

    return act


async def eligibility(_sandbox: Sandbox, _client: str, policies: list[Any]) -> set[str]:
    return {warning["code"] for policy in policies for warning in policy["eligibility"]["warnings"]}


async def closed_primary(sandbox: Sandbox, client: str, _policies: list[Any]) -> set[str]:
    policy = sandbox.policy_of(client, effectiveDate="2026-12-01", endDate="2027-03-31")
    return set((await sandbox.save("addPolicy", dryRun=True, **policy)).warnings)


async def same_client(sandbox: Sandbox, _client: str, _policies: list[Any]) -> set[str]:
    facts = {"firstName": "Dana", "lastName": "Whitfield", "dateOfBirth": "1958-09-03"}
    return set((await sandbox.save("addClient", **facts)).warnings)


def covers_with_another(policy: Any) -> bool:
    return "MULTIPLE_PRIMARY" in {warning["code"] for warning in policy["eligibility"]["warnings"]}


def has_photos_alone(policy: Any) -> bool:
    return bool(policy["attachments"]) and policy["payer"] is None


ACTS: dict[PolicyWarningCode, Act] = {
    PolicyWarningCode.OUTSIDE_COVERAGE_DATES: eligibility,
    PolicyWarningCode.MULTIPLE_PRIMARY: eligibility,
    PolicyWarningCode.NEEDS_PAYER: eligibility,
    PolicyWarningCode.OVERLAPPING_COVERAGE: preview("editPolicy", covers_with_another, planName="Gold"),
    PolicyWarningCode.SAME_RANK: preview("editPolicy", planName="Gold"),
    PolicyWarningCode.CLOSED_PRIMARY: closed_primary,
    PolicyWarningCode.LEAVES_GAP: preview("editPolicy", endDate="2026-11-30"),
    PolicyWarningCode.NOT_OFFERED_WITHOUT_END_DATE: preview("makePolicyInactive"),
    PolicyWarningCode.NOT_OFFERED_WITHOUT_EFFECTIVE_DATE: preview("makePolicyInactive", has_photos_alone),
    PolicyWarningCode.END_DATE_IN_PAST: preview("editPolicy", planName="Gold"),
    PolicyWarningCode.STILL_INCOMPLETE: preview("editPolicy", has_photos_alone, payerId="Aetna"),
    PolicyWarningCode.LOOKS_LIKE_A_NEW_POLICY: preview("editPolicy", payerId="Aetna", memberId="W111222333"),
    PolicyWarningCode.POSSIBLE_DUPLICATE: same_client,
}


def test_the_list_has_every_warning() -> None:
    assert set(LISTED) == set(ACTS) == set(PolicyWarningCode)


@pytest.mark.parametrize("code", PolicyWarningCode)
async def test_the_chart_that_is_named_shows_the_warning(sandbox: Sandbox, code: PolicyWarningCode) -> None:
    client, policies = await chart_of(sandbox, LISTED[code])
    before = sandbox.all_rows()
    assert code in await ACTS[code](sandbox, client, policies)
    # Only a preview shows the others; a client is added and the warning comes with it.
    assert (sandbox.all_rows() == before) is (code is not PolicyWarningCode.POSSIBLE_DUPLICATE)

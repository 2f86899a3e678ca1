"""`schema/README.md` says on which charts of the demo each situation is: the list is complete, and true."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest

from insurance.claims.claim import ClaimChart
from insurance.claims.claim_problems import ClaimChannel, ClaimProblemCode, ClaimReadiness, ClaimVerdict
from insurance.claims.claim_readiness import claim_readiness
from insurance.enums import PolicyStanding
from insurance.facts import Policy
from insurance.standing import standing
from store.demo.demo_practices import first_practice
from support.demo_list import demo_list

DAY = date(2026, 11, 21)
DEMO = first_practice()
NAMES = {client.display_name: client for client in DEMO.clients.values()}


def readiness(policy: Policy) -> list[ClaimReadiness]:
    chart = ClaimChart(DEMO.clients[policy.client_id], tuple(DEMO.chart(policy.client_id)), DEMO.payers)
    return [claim_readiness(chart.claim(policy, DAY, channel)) for channel in ClaimChannel]


def verdicts(policy: Policy) -> set[StrEnum]:
    return {answer.verdict for answer in readiness(policy)}


def problems(policy: Policy) -> set[StrEnum]:
    return {problem.code for answer in readiness(policy) for problem in answer.problems}


def standings(policy: Policy) -> set[StrEnum]:
    return {standing(policy, DAY)}


LISTS: dict[str, tuple[type[StrEnum], Callable[[Policy], set[StrEnum]]]] = {
    "verdict, `claimReadiness`": (ClaimVerdict, verdicts),
    "standing": (PolicyStanding, standings),
    "claim problem": (ClaimProblemCode, problems),
}


@pytest.mark.parametrize("heading", LISTS)
def test_the_list_has_each_value_and_the_charts_show_it(heading: str) -> None:
    values, shown = LISTS[heading]
    listed = demo_list(heading)
    assert [row.code for row in listed] == [value.value for value in values] or {row.code for row in listed} == {
        value.value for value in values
    }
    for row in listed:
        for name, payer in row.charts:
            policies = [policy for policy in DEMO.chart(NAMES[name].id) if payer in (None, _payer(policy))]
            assert any(row.code in shown(policy) for policy in policies), (row.code, name)


def _payer(policy: Policy) -> str | None:
    return DEMO.payers[policy.payer_id].name if policy.payer_id else None


def test_each_rule_of_the_billing_order_is_on_the_chart_that_is_named_for_it() -> None:
    (row,) = [row for row in demo_list("claim problem") if row.code == "CHECK_BILLING_ORDER"]
    sentences = set()
    for name, _ in row.charts:
        policy = DEMO.chart(NAMES[name].id)[0]
        found = [problem for problem in readiness(policy)[0].problems if problem.code == row.code]
        sentences |= {problem.message for problem in found}
    assert len(sentences) == len(row.charts) == 4


def test_a_claim_of_the_demo_is_often_ready_in_both_channels() -> None:
    offered = [readiness(policy) for policy in DEMO.policies.values()]
    ready = sum(all(answer.ready for answer in both) for both in offered)
    assert ready > len(offered) / 3

"""What is wrong with a claim in each situation, and nothing besides."""

from typing import Any

import pytest

from insurance.claims.claim import Claim
from insurance.claims.claim_problems import ClaimChannel
from insurance.claims.claim_readiness import claim_readiness
from insurance.facts import Policy
from support.claim_factories import a_claim
from support.claim_situations import SITUATIONS
from support.claim_situations.words import Problem


def stated(claim: Claim) -> list[Problem]:
    return [
        (each.code.value, each.blocking, each.field and each.field.value, each.box, each.segment, each.on.value)
        for each in claim_readiness(claim).problems
    ]


@pytest.mark.parametrize(("policy", "others", "rest", "channels", "problems"), SITUATIONS)
def test_a_claim_in_this_situation_has_these_problems_and_no_other(
    policy: Policy | None,
    others: tuple[Policy, ...],
    rest: dict[str, Any],
    channels: tuple[ClaimChannel, ...],
    problems: list[Problem],
) -> None:
    for channel in channels:
        claim = a_claim(policy, *others, channel=channel, **rest)
        assert sorted(stated(claim), key=str) == sorted(problems, key=str), channel
        assert claim_readiness(claim).ready is not any(blocks for _, blocks, *_ in problems)


def test_there_are_more_than_60_situations_each_with_its_own_name() -> None:
    names = [row.id for row in SITUATIONS]
    assert len(set(names)) == len(names) > 60

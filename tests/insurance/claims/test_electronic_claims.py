"""The promise of claim readiness: what is called ready for electronic claims can be written as an 837P that a public
validator accepts.

How many were ready is asserted too: a rule that calls nothing ready would keep every promise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from hypothesis import given, settings

from insurance.claims.claim import Claim, ClaimChart
from insurance.claims.claim_options import ClaimOption, claim_options
from insurance.claims.claim_readiness import claim_readiness
from insurance.claims.claim_text import letters_and_digits
from insurance.enums import InsuranceType, PolicyType
from support.charts_of_practices import demo_charts, generated_charts
from support.claim_corrections import made_ready
from support.claim_factories import ELECTRONIC, claims, claims_as_typed
from support.edi.claim_837p import claim_segments, named_others
from support.edi.judge import faults
from support.edi.segments import identifier_text
from support.factories import day

DAYS = (day("2025-03-03"), day("2026-11-20"))


def options_of(charts: Iterable[ClaimChart]) -> list[ClaimOption]:
    return [option for chart in charts for dos in DAYS for option in claim_options(chart, dos, ELECTRONIC)]


@cache
def options() -> Sequence[ClaimOption]:
    """What the demo practices and four generated ones offer to claims on two days."""
    return options_of(chain(demo_charts(), generated_charts(practices=4, clients=250)))


@cache
def ready_claims() -> Sequence[Claim]:
    return [option.claim for option in options() if option.readiness.ready]


def assert_accepted(ready: Sequence[Claim]) -> None:
    """Names the claims that the validator refuses, as they were written."""
    answers = zip(ready, faults(*ready), strict=True)
    refused = [f"{'; '.join(map(str, found))} in {''.join(claim_segments(claim))}" for claim, found in answers if found]
    assert not refused, f"{len(refused)} of {len(ready)}: {refused[:5]}"


def test_what_is_called_ready_in_whole_practices_is_accepted_without_exception() -> None:
    assert len(options()) >= 5_000
    assert len(ready_claims()) >= 2_000
    assert_accepted(ready_claims())


def test_the_ready_claims_are_of_many_kinds() -> None:
    ready = ready_claims()
    assert sum(claim.has_policyholder for claim in ready) >= 200
    assert sum(bool(named_others(claim)) for claim in ready) >= 500
    assert {claim.policy.type for claim in ready} == set(PolicyType)
    assert {claim.policy.insurance_type for claim in ready} >= {
        InsuranceType.GROUP_HEALTH_PLAN,
        InsuranceType.MEDICARE,
        InsuranceType.MEDICAID,
    }


def test_the_demo_has_ready_claims_on_each_of_the_days() -> None:
    ready = [option.claim.dos for option in options_of(demo_charts()) if option.readiness.ready]
    assert min(ready.count(dos) for dos in DAYS) >= 50


def test_any_chart_is_accepted_once_what_is_named_is_filled_in() -> None:
    ready: list[Claim] = []

    @settings(max_examples=600)
    @given(claim=claims() | claims_as_typed())
    def corrected_charts(claim: Claim) -> None:
        claim = made_ready(replace(claim, channel=ELECTRONIC))
        # Such a day no input accepts as an effective date, nor the validator as a date of birth or service.
        if claim.dos.year >= 1900 and claim_readiness(claim).ready:
            ready.append(claim)

    corrected_charts()
    assert len(ready) >= 300
    assert_accepted(ready)


@given(claim=claims() | claims_as_typed())
def test_the_identifiers_that_a_ready_claim_carries_are_those_of_the_card(claim: Claim) -> None:
    claim = made_ready(replace(claim, channel=ELECTRONIC))
    assert claim.payer
    for identifier in (claim.policy.member_id, claim.payer.edi_payer_id):
        assert letters_and_digits(identifier_text(identifier)) == letters_and_digits(identifier or "")

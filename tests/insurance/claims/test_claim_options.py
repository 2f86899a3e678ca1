"""What a new claim is offered: each policy with how good a choice it is, and the insurance beside it."""

from datetime import date

from hypothesis import given

from insurance.claims.claim import ClaimChart
from insurance.claims.claim_options import ClaimOption, claim_options
from insurance.claims.claim_problems import ClaimProblemCode
from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Payer, Policy
from support.claim_factories import DOS, PAPER, a_claim_payer, a_client
from support.factories import (
    a_policy,
    an_error,
    an_inactive_policy,
    charts,
    day,
    days,
    ids,
    lawfully_covers,
    shuffled,
)


def options_of(*chart: Policy, dos: date = DOS, payers: dict[str, Payer] | None = None) -> list[ClaimOption]:
    return claim_options(ClaimChart(a_client(), chart, payers or {"aetna": a_claim_payer()}), dos)


def codes_of(option: ClaimOption) -> list[str]:
    return [problem.code.value for problem in option.readiness.problems]


def test_a_claim_is_offered_the_best_choice_first_and_nothing_it_cannot_use() -> None:
    chart = [
        a_policy(id="ended", end_date=day("2025-02-28")),
        a_policy(id="secondary", type=PolicyType.SECONDARY),
        a_policy(id="primary"),
        an_inactive_policy(id="inactive"),
        an_error(id="error"),
    ]
    assert [option.policy.id for option in options_of(*chart)] == ["primary", "secondary", "ended"]


def test_an_option_says_why_it_is_offered_and_whether_a_claim_would_be_clean() -> None:
    (option,) = options_of(a_policy(end_date=day("2025-03-14")))
    assert not option.eligibility.covers_date_of_service
    assert not option.readiness.ready
    assert codes_of(option) == ["OUTSIDE_COVERAGE_DATES"]


def test_an_option_is_read_together_with_the_rest_of_its_chart() -> None:
    for option in options_of(a_policy(id="one"), a_policy(id="two")):
        assert codes_of(option) == ["MULTIPLE_PRIMARY"]


def test_an_option_knows_its_payer() -> None:
    payers = {"aetna": a_claim_payer(), "unlisted": a_claim_payer(id="unlisted", edi_payer_id=None)}
    chart = [a_policy(id="a"), a_policy(id="b", type=PolicyType.SECONDARY, payer_id="unlisted")]
    known, unlisted = options_of(*chart, payers=payers)
    assert not known.readiness.problems
    assert codes_of(unlisted) == ["PAYER_WITHOUT_ID"]


def test_an_option_is_for_one_channel() -> None:
    chart = ClaimChart(a_client(), (a_policy(),), {"aetna": a_claim_payer(edi_payer_id=None)})
    assert not claim_options(chart, DOS)[0].readiness.ready
    assert claim_options(chart, DOS, PAPER)[0].readiness.ready


def test_a_policy_that_needs_a_payer_is_an_option_though_not_a_ready_one() -> None:
    (option,) = options_of(a_policy(payer_id=None))
    assert codes_of(option) == ["NEEDS_PAYER"]


def test_an_empty_chart_has_no_options() -> None:
    assert options_of() == []


def test_other_insurance_is_what_else_covers_the_day_in_billing_order() -> None:
    chart = [
        a_policy(id="other", type=PolicyType.OTHER),
        a_policy(id="third", type=PolicyType.TERTIARY),
        a_policy(id="ended", end_date=day("2025-03-14")),
        a_policy(id="older", effective_date=day("2024-01-01"), type=PolicyType.SECONDARY),
        a_policy(id="newer", effective_date=day("2025-01-01"), type=PolicyType.SECONDARY),
        a_policy(id="undated", effective_date=None, type=PolicyType.SECONDARY),
        a_policy(id="primary"),
        an_inactive_policy(id="inactive", end_date=day("2025-12-31"), type=PolicyType.SECONDARY),
        an_inactive_policy(id="open", type=PolicyType.SECONDARY),
        an_error(id="error"),
    ]
    (option,) = [option for option in options_of(*chart) if option.policy.id == "primary"]
    assert ids(option.other_insurance) == ["inactive", "newer", "older", "undated", "third", "other"]


def test_nothing_is_worked_out_before_it_is_asked_for_and_nothing_twice() -> None:
    (option,) = options_of(a_policy())
    assert not {"readiness", "eligibility", "others"} & {*vars(option), *vars(option.claim)}
    assert option.other_insurance == () and "readiness" not in vars(option)
    assert option.readiness is option.readiness
    assert option.eligibility is option.eligibility


@given(charts=shuffled(charts()), dos=days())
def test_other_insurance_does_not_depend_on_the_order_of_the_chart(
    charts: tuple[list[Policy], list[Policy]], dos: date
) -> None:
    one, other = (
        {option.policy.id: ids(option.other_insurance) for option in options_of(*chart, dos=dos)} for chart in charts
    )
    assert one == other


@given(chart=charts(), dos=days())
def test_other_insurance_is_every_other_policy_that_covers_the_day_and_no_more(chart: list[Policy], dos: date) -> None:
    covering = {policy.id for policy in chart if lawfully_covers(policy, dos)}
    for option in options_of(*chart, dos=dos):
        assert sorted(ids(option.other_insurance)) == sorted(covering - {option.policy.id})


@given(chart=charts(), dos=days())
def test_the_options_are_the_active_policies_and_the_inactive_ones_that_cover_the_day(
    chart: list[Policy], dos: date
) -> None:
    usable = [policy for policy in chart if policy.status is PolicyStatus.ACTIVE or lawfully_covers(policy, dos)]
    assert sorted(option.policy.id for option in options_of(*chart, dos=dos)) == sorted(ids(usable))


@given(chart=charts(), dos=days())
def test_an_option_is_always_offered_and_its_coverage_told(chart: list[Policy], dos: date) -> None:
    for option in options_of(*chart, dos=dos):
        assert option.eligibility.eligible
        assert option.eligibility.covers_date_of_service is lawfully_covers(option.policy, dos)
        assert ClaimProblemCode.NOT_OFFERED not in {problem.code for problem in option.readiness.problems}


@given(chart=charts(), dos=days())
def test_options_that_cover_the_day_come_before_those_that_do_not(chart: list[Policy], dos: date) -> None:
    covering = [option.eligibility.covers_date_of_service for option in options_of(*chart, dos=dos)]
    assert covering == sorted(covering, reverse=True)

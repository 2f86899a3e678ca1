"""What a new claim is offered: each policy with how good a choice it is."""

from datetime import date

from hypothesis import given

from insurance.claim_options import claim_options
from insurance.claim_readiness import ClaimProblemCode
from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from support.factories import a_payer, a_policy, an_inactive_policy, charts, day, days, ids, lawfully_covers

DOS = day("2025-03-15")
PAYERS = {"aetna": a_payer()}


def test_a_claim_is_offered_the_best_choice_first_and_nothing_it_cannot_use() -> None:
    chart = [
        a_policy(id="ended", end_date=day("2025-02-28")),
        a_policy(id="secondary", type=PolicyType.SECONDARY),
        a_policy(id="primary"),
        an_inactive_policy(id="inactive"),
    ]
    assert [option.policy.id for option in claim_options(chart, PAYERS, DOS)] == ["primary", "secondary", "ended"]


def test_an_option_says_why_it_is_offered_and_whether_a_claim_would_be_clean() -> None:
    (option,) = claim_options([a_policy(end_date=day("2025-03-14"))], PAYERS, DOS)
    assert not option.eligibility.covers_date_of_service
    assert option.readiness.ready
    assert [problem.code for problem in option.readiness.problems] == ["OUTSIDE_COVERAGE_DATES"]


def test_an_option_is_read_together_with_the_rest_of_its_chart() -> None:
    for option in claim_options([a_policy(id="one"), a_policy(id="two")], PAYERS, DOS):
        assert [problem.code for problem in option.readiness.problems] == ["MULTIPLE_PRIMARY"]


def test_an_option_knows_its_payer() -> None:
    payers = {"aetna": a_payer(), "unlisted": a_payer(id="unlisted", edi_payer_id=None)}
    chart = [a_policy(id="a"), a_policy(id="b", type=PolicyType.SECONDARY, payer_id="unlisted")]
    known, unlisted = claim_options(chart, payers, DOS)
    assert not known.readiness.problems
    assert [problem.code for problem in unlisted.readiness.problems] == ["PAYER_WITHOUT_ID"]


def test_a_policy_that_needs_a_payer_is_an_option_though_not_a_ready_one() -> None:
    (option,) = claim_options([a_policy(payer_id=None)], PAYERS, DOS)
    assert not option.readiness.ready
    assert [problem.code for problem in option.readiness.problems] == ["NEEDS_PAYER"]


def test_an_empty_chart_has_no_options() -> None:
    assert claim_options([], PAYERS, DOS) == []


@given(chart=charts(), dos=days())
def test_the_options_are_the_active_policies_and_the_inactive_ones_that_cover_the_day(
    chart: list[Policy], dos: date
) -> None:
    usable = [policy for policy in chart if policy.status is PolicyStatus.ACTIVE or lawfully_covers(policy, dos)]
    options = claim_options(chart, PAYERS, dos)
    assert sorted(option.policy.id for option in options) == sorted(ids(usable))


@given(chart=charts(), dos=days())
def test_an_option_is_always_offered_and_its_coverage_told(chart: list[Policy], dos: date) -> None:
    for option in claim_options(chart, PAYERS, dos):
        assert option.eligibility.eligible
        assert option.eligibility.covers_date_of_service is lawfully_covers(option.policy, dos)
        assert ClaimProblemCode.NOT_OFFERED not in {problem.code for problem in option.readiness.problems}


@given(chart=charts(), dos=days())
def test_options_that_cover_the_day_come_before_those_that_do_not(chart: list[Policy], dos: date) -> None:
    covering = [option.eligibility.covers_date_of_service for option in claim_options(chart, PAYERS, dos)]
    assert covering == sorted(covering, reverse=True)

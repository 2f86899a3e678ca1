"""Which policies a claim offers (article: Understanding How Policies Are Selected for Claims)."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.eligibility import eligibility, eligible_policies, is_offered
from insurance.enums import PolicyStatus, PolicyType
from insurance.facts import Policy
from insurance.warnings import PolicyWarning, PolicyWarningCode
from support.factories import (
    a_dated_policy,
    a_policy,
    an_error,
    an_inactive_policy,
    charts,
    day,
    days,
    ids,
    lawfully_covers,
    policies,
    shuffled,
)

DOS = day("2025-03-15")
BILLED_IN_ORDER = ["PRIMARY", "SECONDARY", "TERTIARY", "OTHER"]


@pytest.mark.parametrize(
    ("effective", "end", "covering"),
    [
        pytest.param("2025-01-01", "2025-12-31", True, id="within its dates"),
        pytest.param("2025-03-15", "2025-03-15", True, id="its only day"),
        pytest.param("2025-01-01", None, True, id="no end date"),
        pytest.param(None, "2025-12-31", True, id="no effective date"),
        pytest.param(None, None, True, id="no dates"),
        pytest.param("2025-03-16", None, False, id="the day before its first"),
        pytest.param("2025-01-01", "2025-03-14", False, id="the day after its last"),
        pytest.param(None, "2025-03-14", False, id="no effective date and the day after its last"),
    ],
)
def test_an_active_policy_always_appears(effective: str | None, end: str | None, covering: bool) -> None:
    policy = a_dated_policy("ACTIVE", effective, end)
    answer = eligibility(policy, DOS, [policy])
    assert (answer.eligible, answer.reason, answer.covers_date_of_service) == (True, "ACTIVE", covering)
    assert eligible_policies([policy], DOS) == [policy]


@pytest.mark.parametrize(
    ("effective", "end", "reason"),
    [
        pytest.param("2025-01-01", "2025-12-31", "INACTIVE_WITHIN_COVERAGE", id="within its dates"),
        pytest.param("2025-03-15", "2025-12-31", "INACTIVE_WITHIN_COVERAGE", id="its first day"),
        pytest.param("2025-01-01", "2025-03-15", "INACTIVE_WITHIN_COVERAGE", id="its last day"),
        pytest.param("2025-03-15", "2025-03-15", "INACTIVE_WITHIN_COVERAGE", id="its only day"),
        pytest.param("2025-03-16", "2025-12-31", "BEFORE_COVERAGE", id="the day before its first"),
        pytest.param("2025-01-01", "2025-03-14", "AFTER_COVERAGE", id="the day after its last"),
        pytest.param("2025-01-01", None, "INACTIVE_WITHOUT_END_DATE", id="no end date"),
        pytest.param("2025-12-01", None, "INACTIVE_WITHOUT_END_DATE", id="no end date and not begun"),
        pytest.param(None, None, "INACTIVE_WITHOUT_END_DATE", id="no dates"),
        pytest.param(None, "2025-12-31", "INACTIVE_WITHOUT_EFFECTIVE_DATE", id="no effective date"),
        pytest.param(None, "2025-03-14", "INACTIVE_WITHOUT_EFFECTIVE_DATE", id="no effective date and ended"),
    ],
)
def test_an_inactive_policy_appears_only_within_both_its_dates(
    effective: str | None, end: str | None, reason: str
) -> None:
    policy, within = a_dated_policy("INACTIVE", effective, end), reason == "INACTIVE_WITHIN_COVERAGE"
    answer = eligibility(policy, DOS, [policy])
    assert (answer.eligible, answer.reason, answer.covers_date_of_service) == (within, reason, within)
    assert eligible_policies([policy], DOS) == ([policy] if within else [])


@pytest.mark.parametrize("dates", [("2025-01-01", "2025-12-31"), ("2025-01-01", None), (None, None)])
def test_a_policy_entered_in_error_never_appears_and_is_beside_no_other(dates: tuple[str | None, str | None]) -> None:
    policy = a_dated_policy("ENTERED_IN_ERROR", *dates)
    answer = eligibility(policy, DOS, [policy, a_policy(id="other")])
    assert (answer.eligible, answer.reason, answer.covers_date_of_service) == (False, "ENTERED_IN_ERROR", False)
    assert answer.warnings == ()
    assert eligible_policies([policy], DOS) == []
    assert other_primaries(a_policy(id="other"), DOS, [policy, a_policy(id="other")]) is None


def test_an_active_policy_outside_its_dates_is_offered_with_a_warning() -> None:
    policy = a_policy(effective_date=day("2024-01-01"), end_date=day("2024-12-31"))
    answer = eligibility(policy, DOS, [policy])
    assert answer.eligible
    assert warned(answer.warnings) == {"OUTSIDE_COVERAGE_DATES"}


def test_a_policy_that_needs_a_payer_is_offered_with_a_warning() -> None:
    policy = a_policy(payer_id=None)
    answer = eligibility(policy, DOS, [policy])
    assert answer.eligible
    assert warned(answer.warnings) == {"NEEDS_PAYER"}
    assert answer.remedy == "Choose the payer"


def test_an_orderly_policy_raises_no_warning_and_needs_no_remedy() -> None:
    answer = eligibility(a_policy(), DOS, [a_policy()])
    assert not answer.warnings
    assert answer.remedy is None


def test_two_primaries_on_one_day_each_carry_a_warning_that_names_the_other() -> None:
    old, new = a_policy(id="old"), an_inactive_policy(id="new", end_date=day("2025-12-31"))
    assert other_primaries(old, DOS, [old, new]) == {"new"}
    assert other_primaries(new, DOS, [old, new]) == {"old"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(a_policy(id="other", type=PolicyType.SECONDARY), id="a secondary"),
        pytest.param(a_policy(id="other", end_date=day("2025-03-14")), id="a primary that ended the day before"),
        pytest.param(an_inactive_policy(id="other"), id="an inactive primary without an end date"),
    ],
)
def test_only_a_second_primary_that_covers_the_day_makes_several(other: Policy) -> None:
    assert other_primaries(a_policy(), DOS, [a_policy(), other]) is None
    assert other_primaries(other, DOS, [a_policy(), other]) is None


@pytest.mark.parametrize(
    ("policy", "explanation", "remedy"),
    [
        pytest.param(
            a_policy(),
            "Offered: the policy is active, and its coverage dates include Mar 15, 2025.",
            None,
            id="active",
        ),
        pytest.param(
            a_policy(effective_date=day("2025-04-01")),
            "Offered because the policy is active, though Mar 15, 2025 is outside its coverage dates "
            "(from Apr 1, 2025).",
            "Check the Effective Date",
            id="active too early",
        ),
        pytest.param(
            a_policy(effective_date=None, end_date=day("2025-02-28")),
            "Offered because the policy is active, though Mar 15, 2025 is outside its coverage dates "
            "(until Feb 28, 2025).",
            "Check the End Date",
            id="active too late",
        ),
        pytest.param(
            an_inactive_policy(end_date=day("2025-12-31")),
            "Offered: the policy is inactive, but it covered Mar 15, 2025 (Jan 1, 2025 to Dec 31, 2025).",
            None,
            id="inactive within",
        ),
        pytest.param(
            an_inactive_policy(effective_date=day("2025-04-01"), end_date=day("2025-12-31")),
            "Not offered: the policy is inactive, and its coverage starts after Mar 15, 2025 "
            "(Apr 1, 2025 to Dec 31, 2025).",
            "Check the Effective Date",
            id="inactive before",
        ),
        pytest.param(
            an_inactive_policy(end_date=day("2025-02-28")),
            "Not offered: the policy is inactive, and its coverage ended before Mar 15, 2025 "
            "(Jan 1, 2025 to Feb 28, 2025).",
            "Check the End Date",
            id="inactive after",
        ),
        pytest.param(
            an_inactive_policy(),
            "Not offered: the policy is inactive and has no End Date.",
            "Add an End Date",
            id="no end date",
        ),
        pytest.param(
            an_inactive_policy(effective_date=None),
            "Not offered: the policy is inactive and has no End Date.",
            "Add an Effective Date and an End Date",
            id="no dates",
        ),
        pytest.param(
            an_inactive_policy(effective_date=None, end_date=day("2025-12-31")),
            "Not offered: the policy is inactive and has no Effective Date.",
            "Add an Effective Date",
            id="no effective date",
        ),
        pytest.param(
            an_error(end_date=day("2025-12-31")),
            "Not offered: the policy was entered in error.",
            "Make the policy active, if it belongs on this chart",
            id="entered in error",
        ),
    ],
)
def test_the_answer_explains_itself_and_says_what_would_change_it(
    policy: Policy, explanation: str, remedy: str | None
) -> None:
    answer = eligibility(policy, DOS, [policy])
    assert (answer.explanation, answer.remedy) == (explanation, remedy)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            {"type": PolicyType.OTHER},
            {"type": PolicyType.PRIMARY, "end_date": day("2025-01-31")},
            id="one that covers the day before one that does not",
        ),
        pytest.param(
            {"type": PolicyType.SECONDARY, "effective_date": None},
            {"type": PolicyType.TERTIARY, "effective_date": day("2025-03-01")},
            id="billing order before dates",
        ),
        pytest.param(
            {"effective_date": day("2025-02-01")},
            {"effective_date": day("2025-01-01")},
            id="the later effective date",
        ),
        pytest.param(
            {"effective_date": date.min},
            {"effective_date": None},
            id="any effective date before none",
        ),
        pytest.param({"id": "a"}, {"id": "b"}, id="the id where nothing else decides"),
        pytest.param(
            {"effective_date": day("2025-02-01")},
            {"status": PolicyStatus.INACTIVE, "effective_date": day("2025-01-01"), "end_date": DOS},
            id="dates, not status",
        ),
    ],
)
def test_the_better_choice_comes_first(better: dict[str, object], worse: dict[str, object]) -> None:
    first, second = a_policy(**{"id": "m", **better}), a_policy(**{"id": "n", **worse})
    assert eligible_policies([first, second], DOS) == [first, second]
    assert eligible_policies([second, first], DOS) == [first, second]


def test_an_end_date_added_later_makes_an_inactive_policy_appear() -> None:
    assert not is_offered(an_inactive_policy(), DOS)
    assert is_offered(an_inactive_policy(end_date=DOS), DOS)


def test_an_empty_chart_offers_nothing() -> None:
    assert eligible_policies([], DOS) == []


@given(policy=policies(), dos=days())
def test_a_policy_is_offered_when_active_or_when_both_its_dates_embrace_the_day(policy: Policy, dos: date) -> None:
    assert eligibility(policy, dos, [policy]).eligible is is_offered(policy, dos) is lawfully_offered(policy, dos)


@given(policy=policies(status=PolicyStatus.INACTIVE), dos=days())
def test_an_inactive_policy_is_offered_exactly_on_the_days_it_covers(policy: Policy, dos: date) -> None:
    answer = eligibility(policy, dos, [policy])
    assert answer.eligible is answer.covers_date_of_service


@given(chart=charts(), dos=days())
def test_a_chart_offers_exactly_the_policies_that_are_eligible(chart: list[Policy], dos: date) -> None:
    eligible = [policy.id for policy in chart if eligibility(policy, dos, chart).eligible]
    assert sorted(ids(eligible_policies(chart, dos))) == sorted(eligible)


@given(charts_=shuffled(charts()), dos=days())
def test_the_order_of_the_chart_does_not_matter(charts_: tuple[list[Policy], list[Policy]], dos: date) -> None:
    chart, same_chart = charts_
    assert eligible_policies(chart, dos) == eligible_policies(same_chart, dos)


@given(chart=charts(min_size=2), dos=days())
def test_no_offered_policy_stands_before_a_better_one(chart: list[Policy], dos: date) -> None:
    for earlier, later in pairwise(eligible_policies(chart, dos)):
        assert is_better(earlier, later, dos)


@given(policy=policies(), dos=days(), payer_id=st.none() | st.just("aetna"))
def test_needing_a_payer_never_changes_whether_a_policy_is_offered(
    policy: Policy, dos: date, payer_id: str | None
) -> None:
    dates = {"status": policy.status, "effective_date": policy.effective_date, "end_date": policy.end_date}
    answer = eligibility(a_policy(payer_id=payer_id, **dates), dos, [])
    assert answer.reason is eligibility(policy, dos, [policy]).reason
    assert ("NEEDS_PAYER" in warned(answer.warnings)) is (payer_id is None)


@given(chart=charts(min_size=1), dos=days())
def test_several_primaries_are_warned_of_on_each_of_them_and_nowhere_else(chart: list[Policy], dos: date) -> None:
    primaries = {policy.id for policy in chart if policy.type == "PRIMARY" and lawfully_covers(policy, dos)}
    for policy in chart:
        others = primaries - {policy.id} if policy.id in primaries else set()
        assert (other_primaries(policy, dos, chart) or set()) == others


@given(policy=policies(), dos=days())
def test_only_an_active_policy_is_warned_to_be_outside_its_dates(policy: Policy, dos: date) -> None:
    outside = policy.status == "ACTIVE" and not lawfully_covers(policy, dos)
    assert ("OUTSIDE_COVERAGE_DATES" in warned(eligibility(policy, dos, [policy]).warnings)) is outside


@given(policy=policies(), dos=days())
def test_every_refusal_comes_with_a_remedy_and_every_answer_with_a_sentence(policy: Policy, dos: date) -> None:
    answer = eligibility(policy, dos, [policy])
    assert answer.eligible or answer.remedy
    assert answer.explanation.startswith("Offered" if answer.eligible else "Not offered")
    assert answer.explanation.endswith(".")


def lawfully_offered(policy: Policy, dos: date) -> bool:
    if policy.status != "INACTIVE":
        return policy.status == "ACTIVE"
    return policy.effective_date is not None and policy.end_date is not None and lawfully_covers(policy, dos)


def is_better(one: Policy, other: Policy, dos: date) -> bool:
    if lawfully_covers(one, dos) != lawfully_covers(other, dos):
        return lawfully_covers(one, dos)
    if one.type != other.type:
        return BILLED_IN_ORDER.index(one.type) < BILLED_IN_ORDER.index(other.type)
    if one.effective_date != other.effective_date:
        if None in (one.effective_date, other.effective_date):
            return other.effective_date is None
        return str(one.effective_date) > str(other.effective_date)
    return one.id < other.id


def warned(warnings: Iterable[PolicyWarning]) -> set[str]:
    return {warning.code.value for warning in warnings}


def other_primaries(policy: Policy, dos: date, chart: list[Policy]) -> set[str] | None:
    named = {warning.code: set(ids(warning.policies)) for warning in eligibility(policy, dos, chart).warnings}
    return named.get(PolicyWarningCode.MULTIPLE_PRIMARY)

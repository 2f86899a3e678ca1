"""How a chart lists its policies: active first, those entered in error last; then billing order, then the newest."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given

from insurance.chart_order import chart_order
from insurance.enums import PolicyType
from insurance.facts import Policy
from support.factories import a_policy, an_error, an_inactive_policy, charts, day, ids, shuffled

BILLED_IN_ORDER = ["PRIMARY", "SECONDARY", "TERTIARY", "OTHER"]


def test_a_chart_in_order() -> None:
    chart = [
        an_error(id="error"),
        an_inactive_policy(id="inactive secondary", type=PolicyType.SECONDARY),
        an_inactive_policy(id="inactive primary"),
        a_policy(id="other", type=PolicyType.OTHER),
        a_policy(id="tertiary", type=PolicyType.TERTIARY),
        a_policy(id="secondary", type=PolicyType.SECONDARY),
        a_policy(id="older primary", created_at=datetime(2024, 1, 1, tzinfo=UTC)),
        a_policy(id="newer primary", created_at=datetime(2025, 1, 1, tzinfo=UTC)),
    ]
    assert ids(chart_order(chart)) == [
        "newer primary",
        "older primary",
        "secondary",
        "tertiary",
        "other",
        "inactive primary",
        "inactive secondary",
        "error",
    ]


def test_the_newest_is_the_one_entered_last_whenever_it_takes_effect() -> None:
    first = a_policy(id="first", created_at=datetime(2025, 1, 1, tzinfo=UTC), effective_date=day("2025-06-01"))
    then = a_policy(id="then", created_at=datetime(2025, 2, 1, tzinfo=UTC), effective_date=day("2024-01-01"))
    assert chart_order([first, then]) == [then, first]


def test_an_empty_chart_stays_empty() -> None:
    assert chart_order([]) == []


@given(chart=charts())
def test_inactive_policies_stay_on_the_chart(chart: list[Policy]) -> None:
    assert sorted(ids(chart_order(chart))) == sorted(ids(chart))


@given(charts_=shuffled(charts()))
def test_a_chart_has_one_order(charts_: tuple[list[Policy], list[Policy]]) -> None:
    chart, same_chart = charts_
    assert chart_order(chart) == chart_order(same_chart)


@given(chart=charts(min_size=2))
def test_no_policy_stands_before_one_that_goes_first(chart: list[Policy]) -> None:
    for earlier, later in pairwise(chart_order(chart)):
        assert not goes_first(later, earlier)


def goes_first(one: Policy, other: Policy) -> bool:
    if one.status != other.status:
        return one.status == "ACTIVE" or other.status == "ENTERED_IN_ERROR"
    if one.type != other.type:
        return BILLED_IN_ORDER.index(one.type) < BILLED_IN_ORDER.index(other.type)
    return one.created_at > other.created_at

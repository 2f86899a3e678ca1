"""Coverage over time: maximal stretches of days with the same policies, their gaps and their overlaps."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insurance.coverage_timeline import CoverageSpan, coverage_timeline
from insurance.enums import PolicyType
from insurance.facts import Policy
from support.factories import a_policy, an_inactive_policy, charts, day, days, ids, lawfully_covers, shuffled

OLD = a_policy(id="old", effective_date=day("2025-01-01"), end_date=day("2025-01-31"))
NEW = a_policy(id="new", effective_date=day("2025-02-01"))
LATE = a_policy(id="late", effective_date=day("2025-02-10"))
SECOND = a_policy(id="second", type=PolicyType.SECONDARY, effective_date=day("2025-01-10"))
THIRD = a_policy(id="third", type=PolicyType.TERTIARY, effective_date=None)
TOGETHER = a_policy(id="together", effective_date=day("2025-01-25"), end_date=day("2025-02-05"))
ENDLESSLY_INACTIVE = an_inactive_policy(id="inactive")
INACTIVE = an_inactive_policy(id="inactive", end_date=day("2025-01-31"))


@pytest.mark.parametrize(
    ("chart", "first", "last", "spans"),
    [
        pytest.param(
            [], "2025-01-01", "2025-03-31", ["2025-01-01 2025-03-31 by nobody: gap"], id="an empty chart is one gap"
        ),
        pytest.param(
            [OLD, NEW],
            "2025-01-01",
            "2025-03-31",
            ["2025-01-01 2025-01-31 by old", "2025-02-01 2025-03-31 by new"],
            id="one primary after the other, without a gap",
        ),
        pytest.param(
            [OLD, LATE],
            "2024-12-30",
            "2025-03-31",
            [
                "2024-12-30 2024-12-31 by nobody: gap",
                "2025-01-01 2025-01-31 by old",
                "2025-02-01 2025-02-09 by nobody: gap",
                "2025-02-10 2025-03-31 by late",
            ],
            id="gaps before and between",
        ),
        pytest.param(
            [NEW, TOGETHER, OLD],
            "2025-01-20",
            "2025-02-10",
            [
                "2025-01-20 2025-01-24 by old",
                "2025-01-25 2025-01-31 by old, together: overlap",
                "2025-02-01 2025-02-05 by together, new: overlap",
                "2025-02-06 2025-02-10 by new",
            ],
            id="overlaps, the earlier effective date first",
        ),
        pytest.param(
            [THIRD, SECOND, NEW],
            "2025-01-05",
            "2025-02-28",
            [
                "2025-01-05 2025-01-09 by nobody and third: gap",
                "2025-01-10 2025-01-31 by nobody and second, third: gap",
                "2025-02-01 2025-02-28 by new and second, third",
            ],
            id="without a primary it is a gap, whoever else covers",
        ),
        pytest.param(
            [ENDLESSLY_INACTIVE],
            "2025-01-01",
            "2025-01-31",
            ["2025-01-01 2025-01-31 by nobody: gap"],
            id="inactive without an end date covers nothing",
        ),
        pytest.param(
            [INACTIVE],
            "2025-01-31",
            "2025-02-01",
            ["2025-01-31 2025-01-31 by inactive", "2025-02-01 2025-02-01 by nobody: gap"],
            id="an inactive policy covers its last day",
        ),
        pytest.param([OLD], "2025-01-31", "2025-01-31", ["2025-01-31 2025-01-31 by old"], id="a timeline of one day"),
        pytest.param(
            [a_policy(id="ever", effective_date=None)],
            "0001-01-01",
            "9999-12-31",
            ["0001-01-01 9999-12-31 by ever"],
            id="all the days there are",
        ),
        pytest.param(
            [
                a_policy(id="dawn", effective_date=date.min, end_date=date.min),
                a_policy(id="dusk", effective_date=date.max),
            ],
            "0001-01-01",
            "9999-12-31",
            [
                "0001-01-01 0001-01-01 by dawn",
                "0001-01-02 9999-12-30 by nobody: gap",
                "9999-12-31 9999-12-31 by dusk",
            ],
            id="the first and the last day there are",
        ),
    ],
)
def test_the_timeline_of_a_chart(chart: list[Policy], first: str, last: str, spans: list[str]) -> None:
    assert [drawn(span) for span in coverage_timeline(chart, day(first), day(last))] == spans


def test_a_timeline_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="a timeline ends on or after the day it starts"):
        coverage_timeline([], day("2025-01-02"), day("2025-01-01"))


windows = st.tuples(days(), days()).map(lambda pair: (min(pair), max(pair)))
springs = st.tuples(*[st.dates(day("2025-02-25"), day("2025-05-05"))] * 2).map(lambda pair: (min(pair), max(pair)))


@given(chart=charts(), window=windows)
def test_the_spans_tile_the_window_exactly(chart: list[Policy], window: tuple[date, date]) -> None:
    spans = coverage_timeline(chart, *window)
    assert (spans[0].first, spans[-1].last) == window
    assert all(span.first <= span.last for span in spans)
    assert all(earlier.last + timedelta(days=1) == later.first for earlier, later in pairwise(spans))


@given(chart=charts(), window=windows)
def test_the_spans_are_as_long_as_can_be(chart: list[Policy], window: tuple[date, date]) -> None:
    for earlier, later in pairwise(coverage_timeline(chart, *window)):
        assert (earlier.primary, earlier.others) != (later.primary, later.others)


@given(chart=charts(), window=springs)
def test_each_day_of_a_span_is_covered_by_exactly_its_policies(chart: list[Policy], window: tuple[date, date]) -> None:
    for span in coverage_timeline(chart, *window):
        for ordinal in range(span.first.toordinal(), span.last.toordinal() + 1):
            in_force = {policy.id for policy in chart if lawfully_covers(policy, date.fromordinal(ordinal))}
            assert {policy.id for policy in (*span.primary, *span.others)} == in_force


@given(chart=charts(), window=windows)
def test_primaries_stand_apart_and_make_the_gaps_and_overlaps(chart: list[Policy], window: tuple[date, date]) -> None:
    for span in coverage_timeline(chart, *window):
        assert all(policy.type == "PRIMARY" for policy in span.primary)
        assert not any(policy.type == "PRIMARY" for policy in span.others)
        assert span.gap is (len(span.primary) == 0)
        assert span.overlap is (len(span.primary) >= 2)


@given(charts_=shuffled(charts()), window=windows)
def test_the_order_of_the_chart_does_not_matter(
    charts_: tuple[list[Policy], list[Policy]], window: tuple[date, date]
) -> None:
    chart, same_chart = charts_
    assert coverage_timeline(chart, *window) == coverage_timeline(same_chart, *window)


def drawn(span: CoverageSpan) -> str:
    primary, others = ", ".join(ids(span.primary)) or "nobody", ", ".join(ids(span.others))
    marks = [name for name, present in {"gap": span.gap, "overlap": span.overlap}.items() if present]
    return f"{span.first} {span.last} by {primary}{' and ' * bool(others)}{others}{': ' * bool(marks)}{''.join(marks)}"

"""Scenarios of policies that staff add. Each adds one policy to a chart, with the changes that followed.

With `portal_scenarios`, they cover every kind of policy that the rules distinguish.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from insurance.enums import ChangeCause, PolicyStatus, PolicyType, Relationship
from store.demo.chart_builder import ChartBuilder
from store.demo.payers import ARCHIVED, UNION_FUND

Scenario = Callable[[ChartBuilder], object]


def primary(chart: ChartBuilder) -> None:
    """A complete Primary. It ends the previous Primary if that is still open."""
    chart.add(chart.any_insurer(), employer_or_school=chart.rng.choice(chart.region.employers))


def secondary(chart: ChartBuilder) -> None:
    """A complete Secondary."""
    chart.add(chart.any_insurer(), type=PolicyType.SECONDARY)


def tertiary(chart: ChartBuilder) -> None:
    """A Tertiary."""
    chart.add(chart.any_insurer(), type=PolicyType.TERTIARY, copay=None)


def other(chart: ChartBuilder) -> None:
    """One of type Other, billed after all the rest."""
    chart.add(chart.any_insurer(), type=PolicyType.OTHER, copay=None, deductible=None)


def second_primary(chart: ChartBuilder) -> None:
    """A Primary with the same effective date as the previous one: neither ends the other, so both cover."""
    chart.add(chart.any_insurer(), effective_date=chart.latest_primary_start or chart.this_month)


def lapsed(chart: ChartBuilder) -> None:
    """Active, although its coverage has ended."""
    chart.add(chart.any_insurer(), end_date=chart.this_month + timedelta(days=119))


def upcoming(chart: ChartBuilder) -> None:
    """Active, with coverage that starts next year."""
    chart.add(chart.any_insurer(), effective_date=date(2027, 1, 1))


def made_inactive(chart: ChartBuilder) -> None:
    """Made inactive, with both dates: still eligible for the days it covered."""
    policy = chart.add(chart.any_insurer())
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=chart.month_end)


def ends_this_year(chart: ChartBuilder) -> None:
    """Made inactive as of the end of this year."""
    policy = chart.add(chart.any_insurer(), type=PolicyType.SECONDARY)
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE, end_date=date(2026, 12, 31))


def made_inactive_without_end_date(chart: ChartBuilder) -> None:
    """Made inactive without an end date: never eligible again."""
    policy = chart.add(chart.any_insurer())
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE)


def reactivated(chart: ChartBuilder) -> None:
    """Made inactive by mistake, and then active again."""
    policy = chart.add(chart.any_insurer(), type=PolicyType.SECONDARY)
    chart.change(policy, ChangeCause.MADE_INACTIVE, status=PolicyStatus.INACTIVE)
    chart.change(policy, ChangeCause.MADE_ACTIVE, status=PolicyStatus.ACTIVE)


def corrected(chart: ChartBuilder) -> None:
    """With a member ID that was corrected later."""
    insurer = chart.any_insurer()
    policy = chart.add(insurer, member_id=chart.member_id(insurer.member_ids)[:-1])
    chart.change(policy, ChangeCause.EDITED, member_id=chart.member_id(insurer.member_ids))


def medicare(chart: ChartBuilder) -> None:
    """Medicare, with a Medicare Beneficiary Identifier."""
    chart.add(chart.insurers.medicare, group_id=None, copay=None)


def medicare_invalid_id(chart: ChartBuilder) -> None:
    """Medicare, with an ID of the old style, based on a Social Security number."""
    chart.add(chart.insurers.medicare, member_id=chart.member_id("9##-##-####A"), group_id=None)


def medicare_child(chart: ChartBuilder) -> None:
    """Medicare with the relationship Child, which Medicare does not have."""
    chart.add(chart.insurers.medicare, relationship=Relationship.CHILD, policyholder=chart.holder(28), group_id=None)


def child(chart: ChartBuilder) -> None:
    """On a parent's policy, with everything a claim needs about the policyholder."""
    chart.add(chart.any_insurer(), relationship=Relationship.CHILD, policyholder=chart.holder(29))


def spouse(chart: ChartBuilder) -> None:
    """Secondary, on a spouse's policy, complete."""
    chart.add(
        chart.any_insurer(),
        type=PolicyType.SECONDARY,
        relationship=Relationship.SPOUSE,
        policyholder=chart.holder(2),
    )


def child_with_holder_name_only(chart: ChartBuilder) -> None:
    """On a parent's policy, with only the policyholder's name."""
    parent = replace(chart.holder(31), date_of_birth=None, sex=None, address=None)
    chart.add(chart.any_insurer(), relationship=Relationship.CHILD, policyholder=parent)


def child_with_incomplete_holder(chart: ChartBuilder) -> None:
    """On a parent's policy, without the policyholder's sex, street and postal code."""
    parent = chart.holder(27)
    address = replace(chart.address(), line1=None, line2=None, postal_code=None)
    chart.add(
        chart.any_insurer(), relationship=Relationship.CHILD, policyholder=replace(parent, sex=None, address=address)
    )


def other_without_holder(chart: ChartBuilder) -> None:
    """With the relationship Other, and nothing about the policyholder yet."""
    chart.add(chart.any_insurer(), relationship=Relationship.OTHER, type=PolicyType.SECONDARY)


def union_fund(chart: ChartBuilder) -> None:
    """With a payer that has no EDI payer ID."""
    chart.add(chart.insurers.named[UNION_FUND])


def archived(chart: ChartBuilder) -> None:
    """With a payer that was archived later."""
    chart.add(chart.insurers.named[ARCHIVED])


def public_or_individual_plan(chart: ChartBuilder) -> None:
    """With a public program, or with an individual plan."""
    chart.add(chart.insurers.public(chart.rng), group_id=None, copay=None, deductible=None)


SENIOR = frozenset({medicare, medicare_invalid_id, medicare_child})
"""Scenarios of older clients."""
YOUNG = frozenset({child, child_with_holder_name_only, child_with_incomplete_holder})
"""Scenarios of children and young adults: coverage by a parent's policy ends at 26."""

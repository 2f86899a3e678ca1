"""The demo's two practices, with their history. The same every time: no clock, and random numbers with a fixed seed."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle

from insurance.enums import ChangeCause
from insurance.needs_payer import needs_payer
from store.demo import people
from store.demo import portal_scenarios as portal
from store.demo import staff_scenarios as staff
from store.demo.cast import OTHER_PRACTICE, PAT, PRACTICE, demo_id
from store.demo.cast_charts import cleos_chart, danas_chart, omars_chart
from store.demo.chart_builder import PracticeSetup
from store.demo.claim_charts import claim_charts
from store.demo.payers import CALIFORNIA, NEW_YORK, Insurer
from store.demo.practice import OPENED_AT, fill_chart, open_practice
from store.demo.practice_builder import RULE_ACTOR, PracticeBuilder

PAYERS_SETTLED_AT = datetime(2026, 11, 12, 19, 10, tzinfo=UTC)

_CHARTS = (
    (staff.archived, staff.primary, staff.secondary, staff.primary),
    (staff.primary, staff.made_inactive_without_end_date, portal.near_miss),
    (),
    (staff.medicare, staff.secondary, staff.other),
    (staff.child, staff.child, portal.matched),
    (staff.primary, staff.second_primary, staff.spouse),
    (staff.made_inactive, staff.primary, portal.both_card_photos),
    (staff.primary, staff.lapsed, portal.member_id_only),
    (portal.reviewed, staff.secondary, staff.upcoming, portal.near_miss),
    (staff.public_or_individual_plan, staff.public_or_individual_plan, staff.primary, staff.tertiary),
    (staff.child_with_holder_name_only, portal.completed, staff.primary, staff.secondary),
    (staff.medicare_invalid_id, staff.secondary, portal.near_miss),
    (staff.primary, staff.made_inactive, staff.ends_this_year, portal.matched),
    (staff.union_fund, staff.secondary, staff.primary, staff.reactivated),
    (staff.primary, staff.corrected, portal.front_card_photo),
    (staff.made_inactive_without_end_date, staff.primary, staff.primary, staff.upcoming),
    (staff.child_with_incomplete_holder, staff.other_without_holder, portal.near_miss),
    (portal.reviewed, staff.primary, staff.secondary, portal.matched),
    (portal.made_inactive_without_effective_date, staff.primary, staff.second_primary, portal.near_miss),
    (staff.medicare_child, staff.medicare, staff.other),
    (staff.primary,),
    (staff.public_or_individual_plan, staff.made_inactive, staff.primary, portal.near_miss),
    (staff.archived, portal.completed, staff.spouse, staff.other),
    (staff.lapsed, staff.primary, staff.second_primary, staff.secondary, portal.near_miss),
    (staff.primary, staff.ends_this_year, portal.matched, portal.matched),
    (staff.corrected, staff.secondary, staff.tertiary, staff.other, staff.upcoming),
    (staff.primary, staff.primary, portal.made_inactive_without_effective_date, portal.near_miss),
    (),
    (staff.made_inactive, staff.made_inactive, staff.primary, staff.spouse, portal.member_id_only),
)

_SECOND_PRACTICE_CHARTS = (
    (staff.primary, staff.primary, staff.secondary),
    (staff.medicare, staff.other),
    (staff.primary, portal.near_miss),
    (),
    (staff.child, staff.made_inactive, portal.matched),
    (staff.primary, staff.made_inactive_without_end_date, staff.lapsed),
    (staff.second_primary, staff.second_primary, portal.member_id_only),
)


def first_practice() -> PracticeBuilder:
    """Pat's practice: Cleo, Dana and 73 other clients."""
    at_first = replace(PRACTICE, collects_insurance=False)
    setup = open_practice(at_first, _ids_from(1), NEW_YORK, people.NEW_YORK, PRACTICE.name)
    setup.builder.set_collects_insurance(OPENED_AT + timedelta(hours=3), collects_insurance=True)
    cleos_chart(setup)
    danas_chart(setup)
    for (first_name, last_name), scenarios in zip(people.NEW_YORK_CLIENTS, cycle(_CHARTS), strict=False):
        fill_chart(setup, first_name, last_name, scenarios)
    claim_charts(setup)
    _settle_payer(setup, "Horizon BCBS NJ", setup.insurers.named["Horizon Blue Cross Blue Shield of New Jersey"])
    return setup.builder


def second_practice() -> PracticeBuilder:
    """The other practice: Omar and seven other clients. It has stopped asking for insurance in the portal."""
    at_first = replace(OTHER_PRACTICE, collects_insurance=True)
    setup = open_practice(at_first, _ids_from(1001), CALIFORNIA, people.CALIFORNIA, OTHER_PRACTICE.name)
    omars_chart(setup)
    for (first_name, last_name), scenarios in zip(people.CALIFORNIA_CLIENTS, _SECOND_PRACTICE_CHARTS, strict=True):
        fill_chart(setup, first_name, last_name, scenarios)
    setup.builder.set_collects_insurance(PAYERS_SETTLED_AT, collects_insurance=False)
    return setup.builder


def _ids_from(first: int) -> Callable[[str], str]:
    """Makes ids with `demo_id`. The first ten numbers of each kind are reserved for the cast."""
    counts: defaultdict[str, count[int]] = defaultdict(lambda: count(first + 10))
    return lambda kind: demo_id(kind, next(counts[kind]))


def _settle_payer(setup: PracticeSetup, entered: str, meant: Insurer) -> None:
    """Pat chooses the payer of one policy with this entered name, and the other policies with that name follow."""
    builder, payer_id = setup.builder, meant.payer.id
    chosen, *others = [p for p in builder.policies.values() if p.entered_payer_name == entered and needs_payer(p)]
    builder.change_policy(
        PAYERS_SETTLED_AT,
        chosen.id,
        ChangeCause.EDITED,
        payer_id=payer_id,
        reviewed_at=PAYERS_SETTLED_AT,
        reviewed_by=PAT,
    )
    builder.edit_payer(PAYERS_SETTLED_AT, payer_id, aliases=(*meant.payer.aliases, entered))
    for other in others:
        builder.change_policy(
            PAYERS_SETTLED_AT,
            other.id,
            ChangeCause.PAYER_SETTLED,
            by=RULE_ACTOR,
            caused_by_id=chosen.id,
            payer_id=payer_id,
        )

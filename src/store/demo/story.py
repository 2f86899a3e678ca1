"""The demo's two practices, told from their first day to today. The same every time: no clock, and seeded chance."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle

from insurance.enums import ChangeCause
from insurance.needs_payer import needs_payer
from store.demo import people
from store.demo import situations as kinds
from store.demo.cast import OTHER_PRACTICE, PAT, PRACTICE, demo_id
from store.demo.cast_charts import cleos_chart, danas_chart, omars_chart
from store.demo.chart import Setting
from store.demo.ledger import RULE, Ledger
from store.demo.payers import CALIFORNIA, NEW_YORK, Insurer
from store.demo.practice import OPENED, fill_chart, open_practice

SETTLING = datetime(2026, 11, 12, 19, 10, tzinfo=UTC)

_CHARTS = (
    (kinds.archived, kinds.primary, kinds.secondary, kinds.primary),
    (kinds.primary, kinds.dropped_without_end_date, kinds.near_miss),
    (),
    (kinds.medicare, kinds.secondary, kinds.other),
    (kinds.child, kinds.child, kinds.matched),
    (kinds.primary, kinds.second_primary, kinds.spouse),
    (kinds.dropped, kinds.primary, kinds.both_pictures),
    (kinds.primary, kinds.lapsed, kinds.little),
    (kinds.reviewed, kinds.secondary, kinds.upcoming, kinds.near_miss),
    (kinds.public, kinds.public, kinds.primary, kinds.tertiary),
    (kinds.child_of_a_name, kinds.completed, kinds.primary, kinds.secondary),
    (kinds.medicare_bad_id, kinds.secondary, kinds.near_miss),
    (kinds.primary, kinds.dropped, kinds.leaving, kinds.matched),
    (kinds.union_fund, kinds.secondary, kinds.primary, kinds.reactivated),
    (kinds.primary, kinds.corrected, kinds.front_picture),
    (kinds.dropped_without_end_date, kinds.primary, kinds.primary, kinds.upcoming),
    (kinds.child_of_a_city, kinds.ward, kinds.near_miss),
    (kinds.reviewed, kinds.primary, kinds.secondary, kinds.matched),
    (kinds.dropped_without_effective_date, kinds.primary, kinds.second_primary, kinds.near_miss),
    (kinds.medicare_child, kinds.medicare, kinds.other),
    (kinds.primary,),
    (kinds.public, kinds.dropped, kinds.primary, kinds.near_miss),
    (kinds.archived, kinds.completed, kinds.spouse, kinds.other),
    (kinds.lapsed, kinds.primary, kinds.second_primary, kinds.secondary, kinds.near_miss),
    (kinds.primary, kinds.leaving, kinds.matched, kinds.matched),
    (kinds.corrected, kinds.secondary, kinds.tertiary, kinds.other, kinds.upcoming),
    (kinds.primary, kinds.primary, kinds.dropped_without_effective_date, kinds.near_miss),
    (),
    (kinds.dropped, kinds.dropped, kinds.primary, kinds.spouse, kinds.little),
)

_CHARTS_OF_THE_OTHERS = (
    (kinds.primary, kinds.primary, kinds.secondary),
    (kinds.medicare, kinds.other),
    (kinds.primary, kinds.near_miss),
    (),
    (kinds.child, kinds.dropped, kinds.matched),
    (kinds.primary, kinds.dropped_without_end_date, kinds.lapsed),
    (kinds.second_primary, kinds.second_primary, kinds.little),
)


def first_practice() -> Ledger:
    """Pat's practice: Cleo, Dana and 58 more."""
    begun = replace(PRACTICE, collects_insurance=False)
    setting = open_practice(begun, _ids_from(1), NEW_YORK, people.NEW_YORK, PRACTICE.name)
    setting.ledger.set_portal(OPENED + timedelta(hours=3), collects_insurance=True)
    cleos_chart(setting)
    danas_chart(setting)
    for (first_name, last_name), situations in zip(people.NEW_YORK_CLIENTS, cycle(_CHARTS), strict=False):
        fill_chart(setting, first_name, last_name, situations)
    _settle(setting, "Horizon BCBS NJ", setting.insurers.named["Horizon Blue Cross Blue Shield of New Jersey"])
    return setting.ledger


def second_practice() -> Ledger:
    """The other practice: Omar and seven more. It stopped collecting insurance in the portal."""
    begun = replace(OTHER_PRACTICE, collects_insurance=True)
    setting = open_practice(begun, _ids_from(1001), CALIFORNIA, people.CALIFORNIA, OTHER_PRACTICE.name)
    omars_chart(setting)
    for (first_name, last_name), situations in zip(people.CALIFORNIA_CLIENTS, _CHARTS_OF_THE_OTHERS, strict=True):
        fill_chart(setting, first_name, last_name, situations)
    setting.ledger.set_portal(SETTLING, collects_insurance=False)
    return setting.ledger


def _ids_from(first: int) -> Callable[[str], str]:
    """Ids by demo_id. The cast has the first ones of each kind for itself."""
    counts: defaultdict[str, count[int]] = defaultdict(lambda: count(first + 10))
    return lambda kind: demo_id(kind, next(counts[kind]))


def _settle(setting: Setting, entered: str, meant: Insurer) -> None:
    """Pat chooses the payer for one of the policies that wait with this text, and has the others settled with it."""
    ledger, payer_id = setting.ledger, meant.payer.id
    chosen, *others = [p for p in ledger.policies.values() if p.entered_payer_name == entered and needs_payer(p)]
    ledger.change_policy(
        SETTLING, chosen.id, ChangeCause.EDITED, payer_id=payer_id, reviewed_at=SETTLING, reviewed_by=PAT
    )
    ledger.edit_payer(SETTLING, payer_id, aliases=(*meant.payer.aliases, entered))
    for other in others:
        ledger.change_policy(
            SETTLING, other.id, ChangeCause.PAYER_SETTLED, by=RULE, because_of=chosen.id, payer_id=payer_id
        )

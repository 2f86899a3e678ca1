"""Charts that show what makes claims bounce: the order of payers, Medicare beside other plans, texts no claim carries.

Each function adds one client with a policy or a few; `schema/README.md` lists what each chart shows.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from insurance.enums import (
    ChangeCause,
    CollectionOverride,
    MedicareSecondaryReason,
    PolicyStatus,
    PolicyType,
    Relationship,
    Sex,
)
from insurance.facts import Address, Client, Policyholder
from store.demo.chart_builder import ChartBuilder, PracticeSetup
from store.demo.payers import MEDICARE_NEW_YORK
from store.demo.practice_builder import RULE_ACTOR

_STEP = timedelta(days=40)
_BEGAN = datetime(2025, 11, 3, 17, 20, tzinfo=UTC)
_HOME = Address("77 Prospect Place", None, "Brooklyn", "NY", "11217")
_START = date(2026, 1, 1)
_SECOND, _THIRD = PolicyType.SECONDARY, PolicyType.TERTIARY

AETNA, CIGNA, HUMANA, UNITED = "Aetna", "Cigna Healthcare", "Humana", "UnitedHealthcare"
MEDICAID, TRICARE, FECA = "New York State Medicaid", "TRICARE East", "U.S. Department of Labor (OWCP)"


def claim_charts(setup: PracticeSetup) -> None:
    """Adds all of them, a day apart."""
    for days, add_chart in enumerate(_CHARTS):
        add_chart(setup, _BEGAN + timedelta(days=days))


def own_plan_after_the_spouses(setup: PracticeSetup, at: datetime) -> None:
    """The plan through a spouse is the Primary, the client's own the Secondary: the other way around is right."""
    chart = _chart(setup, at, "Teresa", "Quintero-Bell", date(1985, 3, 9))
    _add(chart, AETNA, relationship=Relationship.SPOUSE, policyholder=chart.holder(1))
    _add(chart, UNITED, type=_SECOND)


def plans_of_two_parents(setup: PracticeSetup, at: datetime) -> None:
    """The father's birthday comes later in the year, so by the birthday rule the mother's plan is billed first."""
    chart = _chart(setup, at, "Milo", "Fairbanks", date(2013, 8, 30), sex=Sex.MALE)
    father = Policyholder("Grant", "Fairbanks", date(1979, 10, 2), Sex.MALE, None, same_address_as_client=True)
    mother = Policyholder("Irene", "Fairbanks", date(1983, 4, 18), Sex.FEMALE, None, same_address_as_client=True)
    _add(chart, AETNA, relationship=Relationship.CHILD, policyholder=father)
    _add(chart, CIGNA, relationship=Relationship.CHILD, policyholder=mother, type=_SECOND)


def a_parents_plan(setup: PracticeSetup, at: datetime) -> None:
    """On a parent's plan, with everything a claim asks for."""
    chart = _chart(setup, at, "Junie", "Albright", date(2011, 2, 19))
    mother = Policyholder("Carol", "Albright", date(1981, 7, 7), Sex.FEMALE, None, same_address_as_client=True)
    _add(chart, UNITED, relationship=Relationship.CHILD, policyholder=mother)


def medicaid_first(setup: PracticeSetup, at: datetime) -> None:
    """Medicaid is the Primary, though it is billed last."""
    chart = _chart(setup, at, "Odalys", "Ferrer", date(1991, 12, 12))
    _add(chart, MEDICAID)
    _add(chart, HUMANA, type=_SECOND)


def medicare_beside_work(setup: PracticeSetup, at: datetime) -> None:
    """Medicare is the Primary although there is a group plan, which may have to be billed first."""
    chart = _chart(setup, at, "Leonard", "Voss", date(1957, 6, 21), sex=Sex.MALE)
    _add(chart, MEDICARE_NEW_YORK, group_id=None)
    _add(chart, UNITED, type=_SECOND)


def medicare_second_without_a_reason(setup: PracticeSetup, at: datetime) -> None:
    """Medicare is the Secondary, and nobody chose why."""
    chart = _chart(setup, at, "Gloria", "Stannard", date(1956, 2, 27))
    _add(chart, AETNA)
    _add(chart, MEDICARE_NEW_YORK, type=_SECOND, group_id=None)


def medicare_second(setup: PracticeSetup, at: datetime) -> None:
    """Medicare is the Secondary, as the client works at 67: all in order."""
    chart = _chart(setup, at, "Bernard", "Achebe", date(1959, 1, 8), sex=Sex.MALE)
    _add(chart, HUMANA)
    _add(
        chart,
        MEDICARE_NEW_YORK,
        type=_SECOND,
        group_id=None,
        medicare_secondary_reason=MedicareSecondaryReason.WORKING_AGED,
    )


def military_and_federal(setup: PracticeSetup, at: datetime) -> None:
    """A TRICARE number with a digit lost, and a FECA case without its number."""
    chart = _chart(setup, at, "Wendell", "Tsosie", date(1978, 5, 5), sex=Sex.MALE)
    _add(chart, TRICARE, member_id="4471902263", group_id=None)
    _add(chart, FECA, type=PolicyType.OTHER, group_id=None)


def member_id_pending(setup: PracticeSetup, at: datetime) -> None:
    """The member ID is a word, to be replaced when the card comes."""
    chart = _chart(setup, at, "Imani", "Rutherford", date(1996, 7, 14))
    _add(chart, CIGNA, member_id="Pending")


def state_in_words(setup: PracticeSetup, at: datetime) -> None:
    """An address as people say it, not as claims take it."""
    place = Address("5 Beacon Row", None, "Hoboken", "New Jersey", "0703")
    chart = _chart(setup, at, "Casimir", "Oyelaran", date(1982, 9, 19), sex=Sex.MALE, address=place)
    _add(chart, HUMANA)


def long_first_name(setup: PracticeSetup, at: datetime) -> None:
    """First names longer than an electronic claim takes."""
    chart = _chart(setup, at, "María Guadalupe Esperanza Montserrat", "Echeverría", date(1999, 10, 31))
    _add(chart, AETNA)


def third_without_second(setup: PracticeSetup, at: datetime) -> None:
    """A Tertiary, but no Secondary."""
    chart = _chart(setup, at, "Nadia", "Koury", date(1988, 1, 25))
    _add(chart, UNITED)
    _add(chart, HUMANA, type=_THIRD)


def second_without_first(setup: PracticeSetup, at: datetime) -> None:
    """A Secondary through a parent, without a group ID, and no Primary."""
    chart = _chart(setup, at, "Felix", "Brandt", date(2006, 3, 3), sex=Sex.MALE)
    _add(chart, CIGNA, type=_SECOND, relationship=Relationship.CHILD, policyholder=chart.holder(30), group_id=None)


def two_seconds(setup: PracticeSetup, at: datetime) -> None:
    """Two Secondaries after the Primary."""
    chart = _chart(setup, at, "Ottoline", "Marsh", date(1974, 11, 6))
    _add(chart, UNITED)
    _add(chart, HUMANA, type=_SECOND)
    _add(chart, CIGNA, type=_SECOND, relationship=Relationship.SPOUSE, policyholder=chart.holder(3))


def wrong_chart(setup: PracticeSetup, at: datetime) -> None:
    """A Primary of somebody else ended the client's own, until staff marked it entered in error."""
    chart = _chart(setup, at, "Jonah", "Pell", date(1990, 4, 4), sex=Sex.MALE)
    own = _add(chart, AETNA)
    mistaken = _add(chart, HUMANA, effective_date=date(2026, 6, 1))
    chart.change(mistaken, ChangeCause.MARKED_ENTERED_IN_ERROR, status=PolicyStatus.ENTERED_IN_ERROR)
    setup.builder.change_policy(
        chart.at,
        own.id,
        ChangeCause.ENDING_UNDONE,
        by=RULE_ACTOR,
        caused_by_id=mistaken.id,
        end_date=None,
        ended_by_id=None,
    )


def _add(chart: ChartBuilder, insurer: str, **details: Any) -> Any:
    policy = chart.add(chart.insurers.named[insurer], **{"effective_date": _START, **details})
    chart.advance()
    return policy


def _chart(
    setup: PracticeSetup, at: datetime, first_name: str, last_name: str, born: date, **facts: Any
) -> ChartBuilder:
    """A new client, who is a woman at one address where `facts` say nothing else. Chance is the chart's own."""
    known = {"sex": Sex.FEMALE, "address": _HOME, **facts}
    id_ = setup.builder.new_id("client")
    client = Client(id_, first_name, last_name, born, CollectionOverride.INHERIT, **known)
    setup.builder.add_client(at, client)
    own = PracticeSetup(setup.builder, setup.insurers, setup.region, Random(id_))  # noqa: S311 - not for secrets
    return ChartBuilder(own, client, at + timedelta(minutes=20), _STEP)


_CHARTS: tuple[Callable[[PracticeSetup, datetime], None], ...] = (
    own_plan_after_the_spouses,
    plans_of_two_parents,
    a_parents_plan,
    medicaid_first,
    medicare_beside_work,
    medicare_second_without_a_reason,
    medicare_second,
    military_and_federal,
    member_id_pending,
    state_in_words,
    long_first_name,
    third_without_second,
    second_without_first,
    two_seconds,
    wrong_chart,
)

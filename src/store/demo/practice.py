"""Sets up a practice and fills its charts, for the demo and for the generator."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from insurance.enums import ChangeCause, CollectionOverride, Sex
from insurance.facts import Address, Client, Practice
from store.demo import people
from store.demo import portal_scenarios as portal
from store.demo import staff_scenarios as staff
from store.demo.chart_builder import ChartBuilder, PracticeSetup
from store.demo.payers import ARCHIVED, PayerRow, insurers
from store.demo.people import Region
from store.demo.practice_builder import PracticeBuilder
from store.demo.staff_scenarios import Scenario

OPENED_AT = datetime(2023, 12, 4, 17, tzinfo=UTC)
ARCHIVED_AT = datetime(2024, 1, 31, 20, 15, tzinfo=UTC)
LAST_POLICY = datetime(2026, 11, 4, 17, tzinfo=UTC)

_OVERRIDES = (*[CollectionOverride.INHERIT] * 8, CollectionOverride.ON, CollectionOverride.OFF)


def open_practice(
    practice: Practice,
    new_id: Callable[[str], str],
    table: Sequence[PayerRow],
    region: Region,
    seed: str,
) -> PracticeSetup:
    """A new practice with the payers of the table. It soon archives the payer ARCHIVED, if that is among them."""
    builder = PracticeBuilder(practice, new_id)
    known = insurers(table, new_id)
    builder.open(OPENED_AT)
    for minutes, insurer in enumerate(known.named.values()):
        builder.add_payer(OPENED_AT + timedelta(hours=1, minutes=minutes), insurer.payer)
    if ARCHIVED in known.named:
        builder.edit_payer(ARCHIVED_AT, known.named[ARCHIVED].payer.id, archived=True)
    return PracticeSetup(builder, known, region, Random(seed))  # noqa: S311 - not for secrets


def fill_chart(setup: PracticeSetup, first_name: str, last_name: str, scenarios: Sequence[Scenario]) -> None:
    """Adds a client, and a policy for each scenario, in this order."""
    builder, rng = setup.builder, setup.rng
    began = _first_policy_at(rng, scenarios)
    client = _with_claim_facts(
        Client(builder.new_id("client"), first_name, last_name, _birthday(rng, scenarios), CollectionOverride.INHERIT),
        setup.region,
    )
    builder.add_client(began - timedelta(days=3), client)
    _set_collection(setup, client, began - timedelta(days=2), scenarios)
    chart = ChartBuilder(setup, client, began, (LAST_POLICY - began) / max(len(scenarios) - 1, 1))
    for index, scenario in enumerate(scenarios):
        if index:
            chart.advance()
        scenario(chart)


def _with_claim_facts(client: Client, region: Region) -> Client:
    """The client with middle name, sex and address, as far as the practice knows them: some charts lack one."""
    rng = Random(client.id)  # noqa: S311 - not for secrets
    known_sex, known_address = rng.random() > 0.06, rng.random() > 0.06
    near = rng.choice(region.addresses)
    street = (near.line1 or "").split(" ", 1)[1]
    address = Address(f"{rng.randint(2, 980)} {street}", near.line2, near.city, near.state, near.postal_code)
    return replace(
        client,
        middle_name=rng.choice(people.MIDDLE_NAMES),
        sex=_sex(client.first_name) if known_sex else None,
        address=address if known_address else None,
    )


def _sex(first_name: str) -> Sex:
    if first_name in people.UNSTATED:
        return Sex.UNKNOWN
    return Sex.FEMALE if first_name in people.FEMALE else Sex.MALE


def _first_policy_at(rng: Random, scenarios: Sequence[Scenario]) -> datetime:
    """During office hours of the first year; in its first weeks if the payer of a policy is archived after them."""
    days = 30 if staff.archived in scenarios else 330
    return OPENED_AT + timedelta(days=rng.randint(10, days), minutes=rng.randint(0, 240))


def _birthday(rng: Random, scenarios: Sequence[Scenario]) -> date | None:
    if staff.SENIOR.intersection(scenarios):
        year = rng.randint(1938, 1958)
    elif staff.YOUNG.intersection(scenarios):
        year = rng.randint(2001, 2015)
    else:
        year = rng.randint(1960, 1999)
    born = date(year, rng.randint(1, 12), rng.randint(1, 28))
    return None if rng.random() < 0.05 else born


def _set_collection(setup: PracticeSetup, client: Client, at: datetime, scenarios: Sequence[Scenario]) -> None:
    override = setup.rng.choice(_OVERRIDES)
    if portal.ALL.intersection(scenarios):
        asked = CollectionOverride.ON if override is CollectionOverride.OFF else override
        setup.builder.set_collection(at, client.id, ChangeCause.INVITED, asked)
    elif override is not CollectionOverride.INHERIT:
        setup.builder.set_collection(at, client.id, ChangeCause.SETTINGS_CHANGED, override)

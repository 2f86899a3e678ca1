"""How a practice opens and its charts fill. The demo and the generator tell it alike."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from insurance.enums import ChangeCause, CollectionOverride
from insurance.facts import Client, Practice
from store.demo import situations as kinds
from store.demo.chart import Chart, Setting
from store.demo.ledger import Ledger
from store.demo.payers import ARCHIVED, PayerRow, insurers
from store.demo.people import Region
from store.demo.situations import Situation

OPENED = datetime(2023, 12, 4, 17, tzinfo=UTC)
ARCHIVING = datetime(2024, 1, 31, 20, 15, tzinfo=UTC)
LAST_POLICY = datetime(2026, 11, 4, 17, tzinfo=UTC)

_OVERRIDES = (*[CollectionOverride.INHERIT] * 8, CollectionOverride.ON, CollectionOverride.OFF)


def open_practice(
    practice: Practice,
    new_id: Callable[[str], str],
    table: Sequence[PayerRow],
    region: Region,
    seed: str,
) -> Setting:
    """A new practice with its payers, one of which it soon archives if the table has it."""
    ledger = Ledger(practice, new_id)
    known = insurers(table, new_id)
    ledger.open(OPENED)
    for minutes, insurer in enumerate(known.named.values()):
        ledger.add_payer(OPENED + timedelta(hours=1, minutes=minutes), insurer.payer)
    if ARCHIVED in known.named:
        ledger.edit_payer(ARCHIVING, known.named[ARCHIVED].payer.id, archived=True)
    return Setting(ledger, known, region, Random(seed))  # noqa: S311 - chance for a story, not for secrets


def fill_chart(setting: Setting, first_name: str, last_name: str, situations: Sequence[Situation]) -> None:
    """A new client, and the policies of their chart in the order given."""
    ledger, rng = setting.ledger, setting.rng
    began = _beginning(rng, situations)
    client = Client(
        ledger.new_id("client"), first_name, last_name, _birthday(rng, situations), CollectionOverride.INHERIT
    )
    ledger.add_client(began - timedelta(days=3), client)
    _ask_for_insurance(setting, client, began - timedelta(days=2), situations)
    chart = Chart(setting, client, began, (LAST_POLICY - began) / max(len(situations) - 1, 1))
    for place, situation in enumerate(situations):
        if place:
            chart.turn()
        situation(chart)


def _beginning(rng: Random, situations: Sequence[Situation]) -> datetime:
    """Some office hour of the first year, or before the payer was archived that the first policy is with."""
    days = 30 if kinds.archived in situations else 330
    return OPENED + timedelta(days=rng.randint(10, days), minutes=rng.randint(0, 240))


def _birthday(rng: Random, situations: Sequence[Situation]) -> date | None:
    if kinds.SENIOR.intersection(situations):
        year = rng.randint(1938, 1958)
    elif kinds.YOUNG.intersection(situations):
        year = rng.randint(2001, 2015)
    else:
        year = rng.randint(1960, 1999)
    born = date(year, rng.randint(1, 12), rng.randint(1, 28))
    return None if rng.random() < 0.05 else born


def _ask_for_insurance(setting: Setting, client: Client, at: datetime, situations: Sequence[Situation]) -> None:
    override = setting.rng.choice(_OVERRIDES)
    if kinds.PORTAL.intersection(situations):
        asked = CollectionOverride.ON if override is CollectionOverride.OFF else override
        setting.ledger.set_collection(at, client.id, ChangeCause.INVITED, asked)
    elif override is not CollectionOverride.INHERIT:
        setting.ledger.set_collection(at, client.id, ChangeCause.SETTINGS_CHANGED, override)

"""A practice of any size, for benches and tests of scale: every kind of policy, in about the shares of real life."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, product

from insurance.facts import Practice
from store.acts.load_records import Records
from store.demo import people
from store.demo import situations as kinds
from store.demo.cast import demo_id
from store.demo.chart import Setting
from store.demo.payers import NEW_YORK
from store.demo.practice import fill_chart, open_practice
from store.demo.situations import Situation

_SHARES: dict[Situation, int] = {
    kinds.primary: 30,
    kinds.secondary: 12,
    kinds.dropped: 10,
    kinds.matched: 5,
    kinds.reviewed: 5,
    kinds.dropped_without_end_date: 4,
    kinds.lapsed: 4,
    kinds.near_miss: 4,
    kinds.spouse: 4,
    kinds.public: 4,
    kinds.child: 3,
    kinds.medicare: 3,
    kinds.other: 3,
    kinds.tertiary: 3,
    kinds.completed: 2,
    kinds.corrected: 2,
    kinds.second_primary: 2,
    kinds.upcoming: 2,
    kinds.leaving: 1,
    kinds.reactivated: 1,
    kinds.little: 1,
    kinds.dropped_without_effective_date: 1,
    kinds.medicare_bad_id: 1,
    kinds.medicare_child: 1,
    kinds.child_of_a_name: 1,
    kinds.child_of_a_city: 1,
    kinds.ward: 1,
    kinds.union_fund: 1,
}
_KINDS = list(_SHARES)
_WEIGHTS = list(_SHARES.values())

_FIRST_NAMES = [first for first, _ in people.NEW_YORK_CLIENTS]
_PLAIN_LAST_NAMES = [last for _, last in people.NEW_YORK_CLIENTS]
_LAST_NAMES = [*_PLAIN_LAST_NAMES, *(f"{a} {b}" for a, b in product(_PLAIN_LAST_NAMES, repeat=2) if a != b)]


def generate(clients: int, policies_per_client: int = 4, seed: int = 1) -> Records:
    """A practice with exactly so many clients, each with so many policies. The same every time for the same seed;
    practices of different seeds share no id. Without files, and so without attachments.
    """
    return next(generate_in_chunks(clients, policies_per_client, seed, clients_at_once=max(clients, 1)))


def generate_in_chunks(
    clients: int, policies_per_client: int = 4, seed: int = 1, *, clients_at_once: int = 5_000
) -> Iterator[Records]:
    """The same practice piece by piece, to be loaded in this order. The first piece holds the payers too."""
    practice = Practice(demo_id(f"practice of seed {seed}", 1), f"Practice {seed}", "America/New_York", True)
    setting = open_practice(practice, _ids_of(seed), NEW_YORK, people.NEW_YORK, f"seed {seed}")
    for place in range(0, max(clients, 1), clients_at_once):
        for _ in range(min(clients_at_once, clients - place)):
            _add_client(setting, policies_per_client)
        records = setting.ledger.records()
        yield replace(records, practices=(), payers={}) if place else records
        setting.ledger.forget()


def _add_client(setting: Setting, policies: int) -> None:
    rng = setting.rng
    situations = rng.choices(_KINDS, _WEIGHTS, k=policies)
    # The payer was archived early on, so only a first policy can be with it.
    if situations and rng.random() < 0.01:
        situations[0] = kinds.archived
    fill_chart(setting, rng.choice(_FIRST_NAMES), rng.choice(_LAST_NAMES), situations)


def _ids_of(seed: int) -> Callable[[str], str]:
    counts: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return lambda kind: demo_id(f"{kind} of seed {seed}", next(counts[kind]))

"""Generates a practice of any size, for benchmarks and tests: all kinds of policies, about as often as in real life."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, product

from insurance.facts import Practice
from store.acts.load_records import Records
from store.demo import people
from store.demo import portal_scenarios as portal
from store.demo import staff_scenarios as staff
from store.demo.cast import demo_id
from store.demo.chart_builder import PracticeSetup
from store.demo.payers import NEW_YORK
from store.demo.practice import fill_chart, open_practice
from store.demo.staff_scenarios import Scenario

_SHARES: dict[Scenario, int] = {
    staff.primary: 30,
    staff.secondary: 12,
    staff.made_inactive: 10,
    portal.matched: 5,
    portal.reviewed: 5,
    staff.made_inactive_without_end_date: 4,
    staff.lapsed: 4,
    portal.near_miss: 4,
    staff.spouse: 4,
    staff.public_or_individual_plan: 4,
    staff.child: 3,
    staff.medicare: 3,
    staff.other: 3,
    staff.tertiary: 3,
    portal.completed: 2,
    staff.corrected: 2,
    staff.second_primary: 2,
    staff.upcoming: 2,
    staff.ends_this_year: 1,
    staff.reactivated: 1,
    portal.member_id_only: 1,
    portal.made_inactive_without_effective_date: 1,
    staff.medicare_invalid_id: 1,
    staff.medicare_child: 1,
    staff.child_with_holder_name_only: 1,
    staff.child_with_incomplete_holder: 1,
    staff.other_without_holder: 1,
    staff.union_fund: 1,
}
_KINDS = list(_SHARES)
_WEIGHTS = list(_SHARES.values())

_FIRST_NAMES = [first for first, _ in people.NEW_YORK_CLIENTS]
_PLAIN_LAST_NAMES = [last for _, last in people.NEW_YORK_CLIENTS]
_LAST_NAMES = [*_PLAIN_LAST_NAMES, *(f"{a} {b}" for a, b in product(_PLAIN_LAST_NAMES, repeat=2) if a != b)]


def generate(clients: int, policies_per_client: int = 4, seed: int = 1) -> Records:
    """A practice with this many clients, and this many policies for each. It has no attachments, as it has no files.

    The same seed generates the same practice. Practices of different seeds share no ids.
    """
    return next(generate_in_chunks(clients, policies_per_client, seed, clients_at_once=max(clients, 1)))


def generate_in_chunks(
    clients: int, policies_per_client: int = 4, seed: int = 1, *, clients_at_once: int = 5_000
) -> Iterator[Records]:
    """The same practice in chunks, to be loaded in this order. The first chunk contains the practice and its payers."""
    practice = Practice(demo_id(f"practice of seed {seed}", 1), f"Practice {seed}", "America/New_York", True)
    setup = open_practice(practice, _ids_of(seed), NEW_YORK, people.NEW_YORK, f"seed {seed}")
    for start in range(0, max(clients, 1), clients_at_once):
        for _ in range(min(clients_at_once, clients - start)):
            _add_client(setup, policies_per_client)
        records = setup.builder.records()
        yield replace(records, practices=(), payers={}) if start else records
        setup.builder.forget()


def _add_client(setup: PracticeSetup, policies: int) -> None:
    rng = setup.rng
    scenarios = rng.choices(_KINDS, _WEIGHTS, k=policies)
    # The payer was archived early, so only a client's first policy can be with it.
    if scenarios and rng.random() < 0.01:
        scenarios[0] = staff.archived
    fill_chart(setup, rng.choice(_FIRST_NAMES), rng.choice(_LAST_NAMES), scenarios)


def _ids_of(seed: int) -> Callable[[str], str]:
    counts: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return lambda kind: demo_id(f"{kind} of seed {seed}", next(counts[kind]))

"""The charts of the demo practices and of generated ones, as the rules see them."""

from collections import defaultdict
from collections.abc import Iterator

from insurance.claims.claim import ClaimChart
from insurance.facts import Policy
from store.acts.load_records import Records
from store.demo.demo_practices import first_practice, second_practice
from store.demo.generator import generate


def demo_charts() -> Iterator[ClaimChart]:
    """The charts of the demo's two practices."""
    for builder in (first_practice(), second_practice()):
        yield from charts(builder.records())


def generated_charts(practices: int, clients: int) -> Iterator[ClaimChart]:
    """The charts of practices with this many clients each, and four policies for each client."""
    for seed in range(1, practices + 1):
        yield from charts(generate(clients, seed=seed))


def charts(records: Records) -> Iterator[ClaimChart]:
    """Each client with their policies and the payers of their practice."""
    for practice in records.practices:
        policies: defaultdict[str, list[Policy]] = defaultdict(list)
        for policy in records.policies[practice.id]:
            policies[policy.client_id].append(policy)
        payers = {payer.id: payer for payer in records.payers[practice.id]}
        for client in records.clients[practice.id]:
            yield ClaimChart(client, tuple(policies[client.id]), payers)

"""Every edge of the graph, on one page: each loader is a batch function of the store and one line.

Loaders live as long as a request, so that what one field has read no other field reads again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from strawberry.dataloader import DataLoader

from insurance.facts import Change, Payer, Policy
from store.caller import Caller
from store.database import Database
from store.reads.attachments import attachments_by_id, attachments_by_policy
from store.reads.changes import changes_by_id, changes_pages
from store.reads.clients import clients_by_id, clients_page, count_clients
from store.reads.pages import Page, PageRequest
from store.reads.payers import count_payers, offered_payers, payers_by_id, payers_page
from store.reads.policies import (
    count_policies_to_review,
    policies_by_client,
    policies_by_id,
    policies_to_review_page,
)
from store.reads.practices import practices_by_id

K = TypeVar("K")
V = TypeVar("V")

# SQLite takes 32,766 bind parameters in a statement, PostgreSQL 32,767.
MOST_KEYS = 30_000


class Edge(Generic[K, V]):
    """Declares a loader on `Loaders`: made when first used, kept for the request."""

    def __init__(self, batch: Callable[["Loaders", list[K]], Awaitable[Sequence[V]]]) -> None:
        """Takes the function that answers many keys at once, in order."""
        self._batch = batch

    def __set_name__(self, owner: type, name: str) -> None:
        """Learns the name it is kept under."""
        self._name = name

    @overload
    def __get__(self, loaders: None, owner: type) -> "Edge[K, V]": ...
    @overload
    def __get__(self, loaders: "Loaders", owner: type) -> DataLoader[K, V]: ...
    def __get__(self, loaders: "Loaders | None", owner: type) -> "Edge[K, V] | DataLoader[K, V]":
        """The request's loader; it replaces this descriptor on the instance."""
        if loaders is None:
            return self

        async def load(keys: list[K]) -> Sequence[V]:
            return await self._batch(loaders, keys)

        loader: DataLoader[K, V] = DataLoader(load_fn=load, max_batch_size=MOST_KEYS)
        loaders.__dict__[self._name] = loader
        return loader


def by_key(read: Callable[[Database, Caller, Sequence[str]], Awaitable[Sequence[V]]]) -> Edge[str, V]:
    """A loader whose keys are ids and whose batch is one read of the store."""
    return Edge(lambda loaders, ids: read(loaders.database, loaders.caller, ids))


def each(read: Callable[..., Awaitable[V]]) -> Edge[tuple[Any, ...], V]:
    """A loader whose keys are a read's arguments: asked twice in a request, it is read once."""

    async def batch(loaders: "Loaders", keys: list[tuple[Any, ...]]) -> Sequence[V]:
        return await asyncio.gather(*(read(loaders.database, loaders.caller, *key) for key in keys))

    return Edge(batch)


@dataclass(frozen=True, slots=True)
class ClaimChart:
    """A chart as claims need it: all its policies, and their payers by id."""

    policies: tuple[Policy, ...]
    payers: dict[str, Payer]


async def _histories(loaders: "Loaders", keys: list[tuple[str, PageRequest]]) -> list[Page[Change]]:
    subjects: defaultdict[PageRequest, list[str]] = defaultdict(list)
    for subject_id, request in keys:
        subjects[request].append(subject_id)
    pages: dict[tuple[str, PageRequest], Page[Change]] = {}
    for request, ids in subjects.items():
        found = await changes_pages(loaders.database, loaders.caller, request, ids)
        pages.update(((id_, request), page) for id_, page in zip(ids, found, strict=True))
    return [pages[key] for key in keys]


async def _claim_charts(loaders: "Loaders", client_ids: list[str]) -> list[ClaimChart]:
    charts = await loaders.policies_of_client.load_many(client_ids)
    payer_ids = {policy.payer_id for chart in charts for policy in chart if policy.payer_id}
    payers = {payer.id: payer for payer in await loaders.payer.load_many(sorted(payer_ids)) if payer}
    return [ClaimChart(chart, payers) for chart in charts]


class Loaders:
    """One request's loaders, all scoped to one caller."""

    def __init__(self, database: Database, caller: Caller) -> None:
        """Opens nothing: each loader comes to be when first used."""
        self.database, self.caller = database, caller

    practice = by_key(practices_by_id)
    client = by_key(clients_by_id)
    policy = by_key(policies_by_id)
    payer = by_key(payers_by_id)
    attachment = by_key(attachments_by_id)
    change = by_key(changes_by_id)

    policies_of_client = by_key(policies_by_client)
    attachments_of_policy = by_key(attachments_by_policy)
    claim_chart: Edge[str, ClaimChart] = Edge(_claim_charts)
    history: Edge[tuple[str, PageRequest], Page[Change]] = Edge(_histories)

    clients = each(clients_page)
    client_count = each(count_clients)
    payers = each(payers_page)
    payer_count = each(count_payers)
    offered_payers = each(offered_payers)
    policies_to_review = each(policies_to_review_page)
    policies_to_review_count = each(count_policies_to_review)

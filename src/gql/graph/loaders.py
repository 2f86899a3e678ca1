"""All batch loaders, on one page: each is one line here and a batch function of the store.

Loaders live as long as a request: no field reads again what another field has read.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

from gql.global_ids import GlobalId
from gql.graph.batch_loader import BatchLoader, by_arguments, by_key
from gql.graph.loop_share import LoopShare
from insurance.claims.claim import ClaimChart
from insurance.facts import Access, Change, Policy
from insurance.payer_suggestions import PayerSuggestion
from store.caller import Caller
from store.db.database import Database
from store.reads.accesses import accesses_pages
from store.reads.attachments import attachments_by_id, attachments_by_policy
from store.reads.changes import changes_by_id, changes_pages
from store.reads.clients import clients_by_id, clients_page
from store.reads.pages import Page, PageRequest
from store.reads.payer_suggestions import payer_suggestions
from store.reads.payers import payers_by_id, payers_page
from store.reads.policies import policies_by_client, policies_by_id, policies_to_review_page
from store.reads.practices import practices_by_id

T = TypeVar("T")


async def _charts(loaders: "Loaders", client_ids: list[str]) -> Sequence[tuple[Policy, ...]]:
    charts = await policies_by_client(loaders.database, loaders.caller, client_ids)
    # Whoever learns that a chart has no policies has read it too.
    loaders.charts_read.update(client_ids)
    # A field that loads one of these policies by its id needs no read of its own.
    loaders.policy.prime_many({policy.id: policy for chart in charts for policy in chart})
    return charts


async def _claim_charts(loaders: "Loaders", client_ids: list[str]) -> list[ClaimChart | None]:
    clients, charts = await asyncio.gather(
        loaders.client.load_many(client_ids), loaders.policies_of_client.load_many(client_ids)
    )
    payer_ids = {policy.payer_id for chart in charts for policy in chart if policy.payer_id}
    payers = {payer.id: payer for payer in await loaders.payer.load_many(sorted(payer_ids)) if payer}
    return [
        ClaimChart(client, chart, payers) if client else None for client, chart in zip(clients, charts, strict=True)
    ]


async def _histories(loaders: "Loaders", keys: list[tuple[str, PageRequest]]) -> list[Page[Change]]:
    return await _pages_by_request(keys, partial(changes_pages, loaders.database, loaders.caller))


async def _accesses(loaders: "Loaders", keys: list[tuple[str, PageRequest]]) -> list[Page[Access]]:
    return await _pages_by_request(keys, partial(accesses_pages, loaders.database, loaders.caller))


async def _pages_by_request(
    keys: Sequence[tuple[str, PageRequest]],
    read: Callable[[PageRequest, Sequence[str]], Awaitable[Sequence[Page[T]]]],
) -> list[Page[T]]:
    """The page of each key, a record's id and a request: the records with the same request are read together."""
    ids_of: defaultdict[PageRequest, list[str]] = defaultdict(list)
    for id_, request in keys:
        ids_of[request].append(id_)
    pages: dict[tuple[str, PageRequest], Page[T]] = {}
    for request, ids in ids_of.items():
        pages.update(((id_, request), page) for id_, page in zip(ids, await read(request, ids), strict=True))
    return [pages[key] for key in keys]


async def _nodes(loaders: "Loaders", ids: list[GlobalId]) -> list[Any]:
    by_type: dict[str, DataLoader[str, Any]] = {
        "Practice": loaders.practice,
        "Client": loaders.client,
        "Policy": loaders.policy,
        "Payer": loaders.payer,
        "Attachment": loaders.attachment,
        "Change": loaders.change,
    }

    async def node(id_: GlobalId) -> object:
        loader = by_type.get(id_.type_name)
        return await loader.load(id_.id) if loader else None

    return await asyncio.gather(*map(node, ids))


async def _node_lists(loaders: "Loaders", lists: list[tuple[GlobalId | None, ...]]) -> list[list[Any]]:
    distinct = {id_ for ids in lists for id_ in ids if id_}
    nodes = dict(zip(distinct, await loaders.node.load_many(distinct), strict=True))
    return [[id_ and nodes[id_] for id_ in ids] for ids in lists]


async def _payer_suggestions(loaders: "Loaders", keys: list[tuple[str, int]]) -> list[list[PayerSuggestion]]:
    return await payer_suggestions(loaders.database, loaders.caller, keys)


async def _totals(loaders: "Loaders", keys: list[tuple[Any, ...]]) -> Sequence[int]:
    totals: list[int] = await asyncio.gather(
        *(count(loaders.database, loaders.caller, *arguments) for count, *arguments in keys)
    )
    return totals


class Loaders:
    """One request's loaders, all scoped to one caller."""

    def __init__(self, database: Database, caller: Caller, charts_read: set[str] | None = None) -> None:
        """Makes no loader yet: each is made when first used. What they read is added to `charts_read`."""
        self.database, self.caller = database, caller
        self.charts_read: set[str] = set() if charts_read is None else charts_read
        self.loop_share = LoopShare()

    practice = by_key(practices_by_id)
    client = by_key(clients_by_id)
    policy = by_key(policies_by_id)
    payer = by_key(payers_by_id)
    attachment = by_key(attachments_by_id)
    change = by_key(changes_by_id)

    policies_of_client: BatchLoader[str, tuple[Policy, ...]] = BatchLoader(_charts)
    attachments_of_policy = by_key(attachments_by_policy)
    claim_chart: BatchLoader[str, ClaimChart | None] = BatchLoader(_claim_charts)
    history: BatchLoader[tuple[str, PageRequest], Page[Change]] = BatchLoader(_histories)
    accesses: BatchLoader[tuple[str, PageRequest], Page[Access]] = BatchLoader(_accesses)

    node: BatchLoader[GlobalId, Any] = BatchLoader(_nodes)
    nodes: BatchLoader[tuple[GlobalId | None, ...], list[Any]] = BatchLoader(_node_lists)

    clients = by_arguments(clients_page)
    payers = by_arguments(payers_page)
    payer_suggestions: BatchLoader[tuple[str, int], list[PayerSuggestion]] = BatchLoader(_payer_suggestions)
    policies_to_review = by_arguments(policies_to_review_page)
    total: BatchLoader[tuple[Any, ...], int] = BatchLoader(_totals)
    """How many rows a list has. The key is the store's function that counts them, and its arguments."""

"""Policies, by id, by chart, and as the practice's review queue."""

from collections.abc import Sequence

import sqlalchemy as sa

from insurance.chart_order import chart_order
from insurance.facts import Policy
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id, grouped
from store.reads.pages import Keyset, Page, PageRequest, page_of

_ALL = sa.select(*row_mapping.POLICY).where(scope.POLICIES)
BY_ID = _ALL.where(tables.policies.c.id.in_(scope.IDS))
BY_PAYER = _ALL.where(tables.policies.c.payer_id.in_(scope.IDS))
BY_CLIENT = _ALL.where(tables.policies.c.client_id.in_(scope.IDS))

NEEDING_PAYER = _ALL.where(
    tables.policies.c.payer_id.is_(None),
    tables.policies.c.entered_payer_name_key == sa.bindparam("entered_payer_name_key", type_=sa.Text),
)

REVIEW_QUEUE = _ALL.where(tables.waits_for_staff, scope.IS_USED)
_OLDEST_FIRST = Keyset(REVIEW_QUEUE, (tables.policies.c.created_at, tables.policies.c.id), reachable=scope.POLICIES)
# Without the scope's condition on the client, which the index lacks: the queue is for staff alone.
_COUNT_REVIEW_QUEUE = sa.select(sa.func.count()).where(
    tables.policies.c.practice_id == scope.PRACTICE_ID, scope.IS_STAFF, tables.waits_for_staff, scope.IS_USED
)


async def policies_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Policy | None]:
    """The policies in the order of the ids, None where the caller can see none."""
    rows = await database.read(BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.policy, rows))


async def policies_by_client(database: Database, caller: Caller, client_ids: Sequence[str]) -> list[tuple[Policy, ...]]:
    """Every policy of each client, in the chart's order; none where the caller cannot see the client."""
    rows = await database.read(BY_CLIENT, {**caller.scope, "ids": client_ids})
    return grouped(client_ids, chart_order(map(row_mapping.policy, rows)), lambda policy: policy.client_id)


async def policies_to_review_page(database: Database, caller: Caller, request: PageRequest) -> Page[Policy]:
    """A page of the policies that need a payer or a review, oldest first."""
    rows = await _OLDEST_FIRST.read(database, caller.scope, request)
    return page_of(request, [row_mapping.policy(row) for row in rows])


async def count_policies_to_review(database: Database, caller: Caller) -> int:
    """How many policies are in the review queue."""
    rows = await database.read(_COUNT_REVIEW_QUEUE, caller.scope)
    return int(rows[0][0])

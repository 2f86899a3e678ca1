"""The files attached to policies."""

from collections.abc import Sequence

import sqlalchemy as sa

from insurance.facts import Attachment
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id, grouped

_ALL = sa.select(*row_mapping.ATTACHMENT).where(scope.ATTACHMENTS)
_BY_ID = _ALL.where(tables.attachments.c.id.in_(scope.IDS))
# By policy first: ordered by id alone, SQLite would walk every attachment of the practice in that order.
_BY_POLICY = _ALL.where(tables.attachments.c.policy_id.in_(scope.IDS)).order_by(
    tables.attachments.c.policy_id, tables.attachments.c.id
)


async def attachments_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Attachment | None]:
    """The attachments in the order of the ids, None where the caller can see none."""
    rows = await database.read(_BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.attachment, rows))


async def attachments_by_policy(
    database: Database, caller: Caller, policy_ids: Sequence[str]
) -> list[tuple[Attachment, ...]]:
    """Every attachment of each policy, in the order they were added."""
    rows = await database.read(_BY_POLICY, {**caller.scope, "ids": policy_ids})
    return grouped(policy_ids, map(row_mapping.attachment, rows), lambda attachment: attachment.policy_id)

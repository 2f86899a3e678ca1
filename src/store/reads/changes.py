"""The history of each record, newest first."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from insurance.facts import Change
from store import row_mapping
from store.caller import Caller
from store.db import tables
from store.db.column_types import Id
from store.db.database import Database
from store.reads import scope
from store.reads.batch_results import by_id, grouped
from store.reads.pages import LIMIT, Keyset, Page, PageRequest, page_of

_ALL = sa.select(*row_mapping.CHANGE).where(scope.CHANGES)
NEWEST = (
    _ALL.where(tables.changes.c.subject_id == sa.bindparam("subject_id", type_=Id))
    .order_by(tables.changes.c.at.desc(), tables.changes.c.id.desc())
    .limit(1)
)
_BY_ID = _ALL.where(tables.changes.c.id.in_(scope.IDS))


def _limited_by_subject(statement: sa.Select[Any], order: Sequence[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """A page for each subject in one statement: rows are numbered per subject and limited by that number."""
    number = sa.func.row_number().over(partition_by=tables.changes.c.subject_id, order_by=order).label("number")
    numbered = statement.add_columns(number).subquery()
    return sa.select(*list(numbered.c)[:-1]).where(numbered.c.number <= LIMIT).order_by(numbered.c.number)


_NEWEST_FIRST = Keyset(
    _ALL.where(tables.changes.c.subject_id.in_(scope.IDS)),
    (tables.changes.c.at, tables.changes.c.id),
    reachable=scope.CHANGES,
    descending=True,
    limited=_limited_by_subject,
)


async def changes_by_id(database: Database, caller: Caller, ids: Sequence[str]) -> list[Change | None]:
    """The entries in the order of the ids, None where the caller can see none."""
    rows = await database.read(_BY_ID, {**caller.scope, "ids": ids})
    return by_id(ids, map(row_mapping.change, rows))


async def changes_pages(
    database: Database, caller: Caller, request: PageRequest, subject_ids: Sequence[str]
) -> list[Page[Change]]:
    """The same page of each record's history, newest first, in one statement."""
    rows = await _NEWEST_FIRST.read(database, {**caller.scope, "ids": subject_ids}, request)
    by_subject = grouped(subject_ids, map(row_mapping.change, rows), lambda change: change.subject_id)
    return [page_of(request, changes) for changes in by_subject]

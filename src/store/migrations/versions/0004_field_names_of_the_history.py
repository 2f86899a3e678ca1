"""Renames the fields in stored history rows from the API's spelling (`endDate`) to that of the records (`end_date`).

The stored outcomes of writes, which retries receive again, contain changes too and are rewritten in the same way.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Id

revision = "0004"
down_revision = "0003"

_BATCH = 5_000

# The trigger of 0002 on UPDATE is lifted while the rows are rewritten, within the migration's transaction.
_LIFT = {"sqlite": "DROP TRIGGER changes_refuse_UPDATE", "postgresql": "DROP TRIGGER changes_refuse_change ON changes"}
_RESTORE = {
    "sqlite": """
CREATE TRIGGER changes_refuse_UPDATE BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END
""",
    "postgresql": """
CREATE TRIGGER changes_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()
""",
}

_CHANGES = sa.table("changes", sa.column("practice_id", Id), sa.column("id", Id), sa.column("fields", sa.JSON))
_KEYS = sa.table(
    "idempotency_keys",
    sa.column("practice_id", Id),
    sa.column("caller", sa.String),
    sa.column("key", sa.String),
    sa.column("outcome", sa.Text),
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute(_LIFT[dialect])
    _rewrite(_CHANGES, ("practice_id", "id"), "fields", _renamed_fields)
    op.execute(_RESTORE[dialect])
    _rewrite(_KEYS, ("practice_id", "caller", "key"), "outcome", _renamed_outcome)


def _renamed_fields(fields: list[list[Any]]) -> list[list[Any]]:
    """The fields of one entry: each a name, the text before and the text after."""
    return [[_renamed(name), before, after] for name, before, after in fields]


def _renamed_outcome(outcome: str) -> str:
    """An answer that is kept for retries, as JSON."""
    answer = json.loads(outcome)
    for change in answer.get("changes", ()):
        change["field"] = _renamed(change["field"])
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _renamed(name: str) -> str:
    """`policyholder.dateOfBirth` as `policyholder.date_of_birth`."""
    if name == "insuranceCollection":
        return "collection_override"
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def _rewrite(table: sa.TableClause, keys: Sequence[str], column: str, rewritten: Callable[[Any], Any]) -> None:
    """Rewrites one column wherever that changes it."""
    update = (
        sa.update(table)
        .where(*(table.c[key] == sa.bindparam(f"key_{key}", type_=table.c[key].type) for key in keys))
        .values({column: sa.bindparam("value", type_=table.c[column].type)})
    )
    for rows in _batches(table, keys, column):
        values = [
            {**{f"key_{key}": row[key] for key in keys}, "value": value}
            for row in rows
            if (value := rewritten(row[column])) != row[column]
        ]
        if values:
            op.get_bind().execute(update, values)


def _batches(table: sa.TableClause, keys: Sequence[str], column: str) -> Iterator[Sequence[sa.RowMapping]]:
    """Every row, in the order of its keys, so many at a time that they fit into memory."""
    order = [table.c[key] for key in keys]
    statement = sa.select(*order, table.c[column]).order_by(*order).limit(_BATCH)
    rows = op.get_bind().execute(statement).mappings().all()
    while rows:
        yield rows
        last = sa.tuple_(*(sa.literal(rows[-1][key], table.c[key].type) for key in keys))
        rows = op.get_bind().execute(statement.where(sa.tuple_(*order) > last)).mappings().all()

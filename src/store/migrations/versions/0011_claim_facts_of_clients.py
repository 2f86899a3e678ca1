"""Adds versions and instants to clients, a version to practices, and the facts of clients that claims need.

When a client was added and last changed is taken from the history; without one it stays at 1970. Outcomes that retries
receive again get the same for the clients in them, from when they were saved.
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Id, Instant

revision = "0011"
down_revision = "0010"

_KEYS = sa.table(
    "idempotency_keys",
    sa.column("practice_id", Id),
    sa.column("caller", sa.String),
    sa.column("key", sa.String),
    sa.column("outcome", sa.Text),
    sa.column("created_at", Instant),
)
_INSTANTS = """
UPDATE clients SET
created_at = coalesce((SELECT min(changes.at) FROM changes
WHERE changes.practice_id = clients.practice_id AND changes.subject_id = clients.id), created_at),
updated_at = coalesce((SELECT max(changes.at) FROM changes
WHERE changes.practice_id = clients.practice_id AND changes.subject_id = clients.id), updated_at)
"""


def upgrade() -> None:
    # No batch operations: they would make the tables anew, which other tables refer to.
    instant = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    unknown = "DEFAULT '1970-01-01 00:00:00.000000' NOT NULL"
    op.execute("ALTER TABLE practices ADD COLUMN version INTEGER DEFAULT '1' NOT NULL")
    op.execute("ALTER TABLE clients ADD COLUMN version INTEGER DEFAULT '1' NOT NULL")
    op.execute(f"ALTER TABLE clients ADD COLUMN created_at {instant} {unknown}")
    op.execute(f"ALTER TABLE clients ADD COLUMN updated_at {instant} {unknown}")
    op.execute("ALTER TABLE clients ADD COLUMN middle_name VARCHAR(100)")
    op.execute("ALTER TABLE clients ADD COLUMN sex VARCHAR(30)")
    for name in ("line1", "line2", "city", "state", "postal_code"):
        op.execute(f"ALTER TABLE clients ADD COLUMN address_{name} VARCHAR(100)")
    op.execute(_INSTANTS)
    _complete_outcomes()


def _complete_outcomes() -> None:
    keys = [_KEYS.c.practice_id, _KEYS.c.caller, _KEYS.c.key]
    own = [column == sa.bindparam(f"key_{column.name}", type_=column.type) for column in keys]
    update = sa.update(_KEYS).where(*own).values(outcome=sa.bindparam("completed"))
    for row in op.get_bind().execute(sa.select(_KEYS)).all():
        outcome = json.loads(row.outcome)
        if _complete(outcome, row.created_at):
            values = {f"key_{column.name}": getattr(row, column.name) for column in keys}
            completed = json.dumps(outcome, ensure_ascii=False, separators=(",", ":"))
            op.get_bind().execute(update, {**values, "completed": completed})


def _complete(outcome: dict[str, Any], at: datetime) -> bool:
    saved = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if client := outcome.get("client"):
        client |= {"version": 1, "created_at": saved, "updated_at": saved}
    return bool(client)

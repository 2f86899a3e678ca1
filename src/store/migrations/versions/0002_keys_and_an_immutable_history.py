"""Adds idempotency keys, and triggers that refuse changes of the history."""

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Id, Instant

revision = "0002"
down_revision = "0001"

_SQLITE = """
CREATE TRIGGER changes_refuse_{event} BEFORE {event} ON changes
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the history cannot be changed'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER changes_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()
"""


def upgrade() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("caller", sa.String(255), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_idempotency_keys_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "caller", "key", name="pk_idempotency_keys"),
    )
    op.create_index("ix_idempotency_keys_practice_id_created_at", "idempotency_keys", ["practice_id", "created_at"])
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(event=event))
    else:
        op.execute(_POSTGRESQL_FUNCTION)
        op.execute(_POSTGRESQL)

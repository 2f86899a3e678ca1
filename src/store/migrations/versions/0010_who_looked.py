"""Adds who read which chart, and the stable subject of a person to the history (null in earlier entries).

Triggers refuse to change an entry, and to delete one before the time until which it is kept.
"""

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Id, Instant

revision = "0010"
down_revision = "0007"

# INSERT OR REPLACE deletes rows without firing the trigger on DELETE.
_SQLITE = (
    """
CREATE TRIGGER accesses_refuse_update BEFORE UPDATE ON accesses
BEGIN SELECT RAISE(ABORT, 'the record of who read a chart cannot be changed'); END
""",
    """
CREATE TRIGGER accesses_refuse_replacement BEFORE INSERT ON accesses
WHEN EXISTS (SELECT 1 FROM accesses WHERE practice_id = NEW.practice_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the record of who read a chart cannot be changed'); END
""",
    """
CREATE TRIGGER accesses_refuse_early_delete BEFORE DELETE ON accesses
WHEN OLD.kept_until > strftime('%Y-%m-%d %H:%M:%f', 'now')
BEGIN SELECT RAISE(ABORT, 'the record of who read a chart is still to be kept'); END
""",
)
_POSTGRESQL = (
    """
CREATE FUNCTION refuse_change_of_accesses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record of who read a chart cannot be changed'; END $$
""",
    """
CREATE FUNCTION refuse_early_delete_of_accesses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF OLD.kept_until > now() THEN RAISE EXCEPTION 'the record of who read a chart is still to be kept'; END IF;
RETURN OLD;
END $$
""",
    """
CREATE TRIGGER accesses_refuse_change BEFORE UPDATE OR TRUNCATE ON accesses
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_accesses()
""",
    """
CREATE TRIGGER accesses_refuse_early_delete BEFORE DELETE ON accesses
FOR EACH ROW EXECUTE FUNCTION refuse_early_delete_of_accesses()
""",
)


def upgrade() -> None:
    # No batch operation: it would make the table anew, without its triggers.
    op.execute("ALTER TABLE changes ADD COLUMN actor_id VARCHAR(255)")
    op.create_table(
        "accesses",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("client_id", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("actor_id", sa.String(255), nullable=False),
        sa.Column("actor_role", sa.String(30), nullable=False),
        sa.Column("operation", sa.String(200)),
        sa.Column("kept_until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_accesses_practice_id_client_id",
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_accesses_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_accesses"),
    )
    op.create_index("ix_accesses_practice_id_client_id_at_id", "accesses", ["practice_id", "client_id", "at", "id"])
    op.create_index("ix_accesses_kept_until", "accesses", ["kept_until"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)

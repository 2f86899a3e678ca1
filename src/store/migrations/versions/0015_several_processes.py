"""Adds what several processes share, row-level security on PostgreSQL, and a smaller index of the review queue.

`releases` says from which schema's release on the tables can be used: a migration that an earlier release could not
work with raises it, and no other does.
"""

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Id, Instant

revision = "0015"
down_revision = "0014"

_OF_PRACTICE = (
    "clients",
    "payers",
    "payer_names",
    "policies",
    "search_words",
    "attachments",
    "changes",
    "accesses",
    "idempotency_keys",
    "uploads",
    "invitations",
    "uploads_under_way",
)
# Where the server works for itself: invitations are found by their token, and what has expired is deleted.
_ACROSS = {
    "practices": "SELECT",
    "invitations": "SELECT",
    "uploads": "SELECT",
    "uploads_under_way": "ALL",
    "idempotency_keys": "ALL",
    "accesses": "ALL",
}
# In a query of its own, so that it is evaluated once in a statement and not once a row.
_BOUND = "(SELECT nullif(current_setting('app.practice_id', true), '')::uuid)"


def upgrade() -> None:
    releases = op.create_table("releases", sa.Column("compatible_from", sa.String(32), nullable=False))
    op.get_bind().execute(releases.insert(), {"compatible_from": revision})
    op.create_table(
        "leases",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("holder", Id, nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "invitation_attempts",
        sa.Column("network", sa.String(64), nullable=False),
        sa.Column("window_start", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("network", "window_start", name="pk_invitation_attempts"),
    )
    op.create_table(
        "uploads_under_way",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("upload_id", Id, nullable=False),
        sa.Column("claim", Id, nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("byte_size", sa.Integer(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "upload_id"],
            ["uploads.practice_id", "uploads.id"],
            name="fk_uploads_under_way_practice_id_upload_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", "upload_id", name="pk_uploads_under_way"),
    )
    _index_review_queue()
    if op.get_bind().dialect.name == "postgresql":
        _secure_rows()


def _index_review_queue() -> None:
    """Has the index of the review queue leave out policies entered in error, and hold all that counting them needs."""
    op.drop_index("ix_policies_waiting", "policies")
    waits = "(payer_id IS NULL OR source = 'PORTAL' AND reviewed_at IS NULL)"
    condition = sa.text(f"{waits} AND status != 'ENTERED_IN_ERROR'")
    columns = ["practice_id", "created_at", "id", "payer_id", "source", "reviewed_at", "status"]
    op.create_index("ix_policies_to_review", "policies", columns, sqlite_where=condition, postgresql_where=condition)


def _secure_rows() -> None:
    """Shows a user who does not own the tables the rows of the practice that the transaction says, and no others."""
    for table in ("practices", *_OF_PRACTICE):
        column = "id" if table == "practices" else "practice_id"
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY of_practice ON {table} USING ({column} = {_BOUND}) WITH CHECK ({column} = {_BOUND})")
    for table, command in _ACROSS.items():
        condition = "(SELECT current_setting('app.across_practices', true)) = 'on'"
        op.execute(f"CREATE POLICY across_practices ON {table} FOR {command} USING ({condition})")

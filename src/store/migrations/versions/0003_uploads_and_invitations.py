"""Adds uploads, invitations and the removal of attachments, and refuses replacement of history rows (SQLite)."""

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Id, Instant

revision = "0003"
down_revision = "0002"

# INSERT OR REPLACE deletes rows without firing the trigger on DELETE.
_SQLITE = """
CREATE TRIGGER changes_refuse_replacement BEFORE INSERT ON changes
WHEN EXISTS (SELECT 1 FROM changes WHERE practice_id = NEW.practice_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END
"""


def _belongs(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["practice_id", column],
        [f"{referred}.practice_id", f"{referred}.id"],
        name=f"fk_{table}_practice_id_{column}",
    )


def upgrade() -> None:
    with op.batch_alter_table("attachments", recreate="always") as attachments:
        attachments.add_column(sa.Column("removed_at", Instant()))
    op.create_table(
        "uploads",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("announced_size", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("attempt", Id),
        sa.Column("refusal", sa.String(200)),
        sa.Column("content_type", sa.String(100)),
        sa.Column("byte_size", sa.Integer()),
        sa.Column("preview_type", sa.String(100)),
        sa.Column("policy_id", Id),
        _belongs("uploads", "policy_id", "policies"),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_uploads_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_practice_id_owner_created_at", "uploads", ["practice_id", "owner", "created_at"])
    op.create_index("ix_uploads_expires_at", "uploads", ["expires_at"])
    op.create_table(
        "invitations",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("client_id", Id, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        _belongs("invitations", "client_id", "clients"),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_invitations_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "client_id", name="pk_invitations"),
        sa.UniqueConstraint("digest", name="uq_invitations_digest"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE)

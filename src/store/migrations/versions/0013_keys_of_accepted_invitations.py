"""Adds the digest of the idempotency key with which an invitation was accepted."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("ALTER TABLE invitations ADD COLUMN key_digest VARCHAR(64)")

"""An upload names the bytes that were accepted last by their content id, no longer by an attempt."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute("ALTER TABLE uploads RENAME COLUMN attempt TO content_id")

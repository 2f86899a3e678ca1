"""Adds SHA-256 digests of files and previews, to detect damaged files. Files stored earlier have none."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("attachments", "uploads"):
        with op.batch_alter_table(table, recreate="always") as altered:
            altered.add_column(sa.Column("file_digest", sa.String(64)))
            altered.add_column(sa.Column("preview_digest", sa.String(64)))

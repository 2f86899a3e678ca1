"""Adds the facts of policies that claims need: plan name, why Medicare is secondary, and more of the policyholder."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    # No batch operations: they would make the table anew, which other tables refer to.
    false = "false" if op.get_bind().dialect.name == "postgresql" else "0"
    op.execute("ALTER TABLE policies ADD COLUMN plan_name VARCHAR(100)")
    op.execute("ALTER TABLE policies ADD COLUMN medicare_secondary_reason VARCHAR(30)")
    op.execute("ALTER TABLE policies ADD COLUMN holder_middle_name VARCHAR(100)")
    op.execute(f"ALTER TABLE policies ADD COLUMN holder_same_address_as_client BOOLEAN DEFAULT {false} NOT NULL")

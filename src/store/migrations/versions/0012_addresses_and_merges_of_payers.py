"""Adds addresses and merges of payers, and longer names. Archived payers no longer keep their names from use."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_RELEASE_NAMES = """
DELETE FROM payer_names WHERE EXISTS (SELECT 1 FROM payers
WHERE payers.practice_id = payer_names.practice_id AND payers.id = payer_names.payer_id AND payers.archived)
"""
# The longest payer's name, and its key for sorting: case folding and normalization make up to 18 characters of one.
_LENGTHS = (("name", "VARCHAR(100)", "VARCHAR(200)"), ("name_key", "VARCHAR(1800)", "VARCHAR(3600)"))


def upgrade() -> None:
    # No batch operations: they would make the table anew, which other tables refer to.
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(f"ALTER TABLE payers ADD COLUMN merged_into_id {'VARCHAR(36)' if on_sqlite else 'UUID'}")
    for name in ("line1", "line2", "city", "state", "postal_code"):
        op.execute(f"ALTER TABLE payers ADD COLUMN address_{name} VARCHAR(100)")
    op.execute(_RELEASE_NAMES)
    if on_sqlite:
        _declare_lengths()
    else:
        for column, _, longer in _LENGTHS:
            op.execute(f"ALTER TABLE payers ALTER COLUMN {column} TYPE {longer}")


def _declare_lengths() -> None:
    """Changes the declared lengths, which SQLite does not enforce, in the text of the table's definition.

    https://sqlite.org/lang_altertable.html, section 8, describes this for changes that do not affect what is stored.
    """
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = 'payers'"
    )
    for column, before, after in _LENGTHS:
        connection.execute(change, {"before": f"\t{column} {before}", "after": f"\t{column} {after}"})
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))

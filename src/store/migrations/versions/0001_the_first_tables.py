"""Creates the tables of practices, clients, payers, policies, attachments and their history."""

import sqlalchemy as sa
from alembic import op

from store.db.column_types import Dollars, Id, Instant, sort_key

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "practices",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("collects_insurance", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practices"),
    )
    op.create_table(
        "clients",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("first_name", sa.String(100), nullable=False),
        sa.Column("last_name", sa.String(100), nullable=False),
        sa.Column("date_of_birth", sa.Date()),
        sa.Column("collection_override", sa.String(30), nullable=False),
        sa.Column("last_name_key", sort_key(1800), nullable=False),
        sa.Column("first_name_key", sort_key(1800), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_clients_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_clients"),
    )
    op.create_index(
        "ix_clients_practice_id_last_name_key_first_name_key_id",
        "clients",
        ["practice_id", "last_name_key", "first_name_key", "id"],
    )

    op.create_table(
        "payers",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("edi_payer_id", sa.String(80)),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("name_key", sort_key(1800), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_payers_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_payers"),
    )
    op.create_index("ix_payers_practice_id_name_key_id", "payers", ["practice_id", "name_key", "id"])

    op.create_table(
        "payer_names",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("normalised", sa.Text(), nullable=False),
        sa.Column("payer_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "payer_id"], ["payers.practice_id", "payers.id"], name="fk_payer_names_practice_id_payer_id"
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_payer_names_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "normalised", name="pk_payer_names"),
    )
    op.create_index("ix_payer_names_practice_id_payer_id", "payer_names", ["practice_id", "payer_id"])

    op.create_table(
        "policies",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("client_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(30), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("source", sa.String(30), nullable=False),
        sa.Column("relationship", sa.String(30)),
        sa.Column("payer_id", Id),
        sa.Column("entered_payer_name", sa.String(200)),
        sa.Column("insurance_type", sa.String(30)),
        sa.Column("member_id", sa.String(80)),
        sa.Column("plan_id", sa.String(50)),
        sa.Column("group_id", sa.String(50)),
        sa.Column("copay", Dollars()),
        sa.Column("deductible", Dollars()),
        sa.Column("employer_or_school", sa.String(100)),
        sa.Column("effective_date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("reviewed_at", Instant()),
        sa.Column("reviewed_by", sa.String(200)),
        sa.Column("ended_by_id", Id),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("holder_first_name", sa.String(100)),
        sa.Column("holder_last_name", sa.String(100)),
        sa.Column("holder_date_of_birth", sa.Date()),
        sa.Column("holder_sex", sa.String(30)),
        sa.Column("holder_line1", sa.String(100)),
        sa.Column("holder_line2", sa.String(100)),
        sa.Column("holder_city", sa.String(100)),
        sa.Column("holder_state", sa.String(100)),
        sa.Column("holder_postal_code", sa.String(100)),
        sa.CheckConstraint("end_date >= effective_date", name="ends_on_or_after_it_starts"),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_policies_practice_id_client_id",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "ended_by_id"],
            ["policies.practice_id", "policies.id"],
            name="fk_policies_practice_id_ended_by_id",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "payer_id"], ["payers.practice_id", "payers.id"], name="fk_policies_practice_id_payer_id"
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_policies_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_policies"),
    )
    op.create_index("ix_policies_practice_id_client_id", "policies", ["practice_id", "client_id"])
    op.create_index(
        "ix_policies_waiting",
        "policies",
        ["practice_id", "created_at", "id"],
        sqlite_where=sa.text("payer_id IS NULL OR source = 'PORTAL' AND reviewed_at IS NULL"),
        postgresql_where=sa.text("payer_id IS NULL OR source = 'PORTAL' AND reviewed_at IS NULL"),
    )

    op.create_table(
        "attachments",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("policy_id", Id, nullable=False),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("content_type", sa.String(100), nullable=False),
        sa.Column("byte_size", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(30), nullable=False),
        sa.Column("file_key", sa.String(200), nullable=False),
        sa.Column("preview_key", sa.String(200), nullable=False),
        sa.Column("preview_type", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "policy_id"],
            ["policies.practice_id", "policies.id"],
            name="fk_attachments_practice_id_policy_id",
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_attachments_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_practice_id_policy_id", "attachments", ["practice_id", "policy_id"])

    op.create_table(
        "changes",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("actor_role", sa.String(30)),
        sa.Column("cause", sa.String(30), nullable=False),
        sa.Column("caused_by_id", Id),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "caused_by_id"],
            ["policies.practice_id", "policies.id"],
            name="fk_changes_practice_id_caused_by_id",
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_changes_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_changes"),
    )
    op.create_index("ix_changes_practice_id_subject_id_at_id", "changes", ["practice_id", "subject_id", "at", "id"])

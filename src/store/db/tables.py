"""The tables. Every table of a practice's records has `practice_id` in its primary and foreign keys, so that no
reference can lead from one practice to another.
"""

import sqlalchemy as sa

from insurance import limits
from insurance.enums import (
    AttachmentSide,
    ChangeCause,
    CollectionOverride,
    InsuranceType,
    MedicareSecondaryReason,
    PolicySource,
    PolicyStatus,
    PolicyType,
    Relationship,
    Role,
    Sex,
)
from insurance.search import SearchKind
from store.db.column_types import Dollars, Id, Instant, enum_type, sort_key

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _practice_id() -> sa.Column[str]:
    return sa.Column("practice_id", Id, sa.ForeignKey("practices.id"), primary_key=True)


def _id() -> sa.Column[str]:
    return sa.Column("id", Id, primary_key=True)


def _foreign_key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["practice_id", column], [f"{table}.practice_id", f"{table}.id"])


def _digests() -> tuple[sa.Column[str], sa.Column[str]]:
    """SHA-256, in hexadecimal, of a file and its preview. Null for files kept before digests were."""
    return sa.Column("file_digest", sa.String(64)), sa.Column("preview_digest", sa.String(64))


_UNKNOWN_INSTANT = "1970-01-01 00:00:00.000000"


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer, nullable=False, server_default="1")


def _address() -> tuple[sa.Column[str], ...]:
    names = ("line1", "line2", "city", "state", "postal_code")
    return tuple(sa.Column(f"address_{name}", sa.String(limits.NAME)) for name in names)


practices = sa.Table(
    "practices",
    metadata,
    _id(),
    sa.Column("name", sa.String(limits.NAME), nullable=False),
    sa.Column("time_zone", sa.String(64), nullable=False),
    sa.Column("collects_insurance", sa.Boolean, nullable=False),
    _version(),
    # Goes up with each change of a payer, so that what was computed from all payers is known to be current.
    sa.Column("payers_version", sa.Integer, nullable=False, server_default="0"),
)

clients = sa.Table(
    "clients",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("first_name", sa.String(limits.NAME), nullable=False),
    sa.Column("last_name", sa.String(limits.NAME), nullable=False),
    sa.Column("date_of_birth", sa.Date),
    sa.Column("collection_override", enum_type(CollectionOverride), nullable=False),
    # Case folding and normalization may turn one character into up to 18.
    sa.Column("last_name_key", sort_key(limits.NAME * 18), nullable=False),
    sa.Column("first_name_key", sort_key(limits.NAME * 18), nullable=False),
    _version(),
    # SQLite adds a column that is not null only with a default. Every row is written with its own instants.
    sa.Column("created_at", Instant, nullable=False, server_default=_UNKNOWN_INSTANT),
    sa.Column("updated_at", Instant, nullable=False, server_default=_UNKNOWN_INSTANT),
    sa.Column("middle_name", sa.String(limits.NAME)),
    sa.Column("sex", enum_type(Sex)),
    *_address(),
    sa.Index(None, "practice_id", "last_name_key", "first_name_key", "id"),
)

payers = sa.Table(
    "payers",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("name", sa.String(limits.PAYER_NAME), nullable=False),
    sa.Column("edi_payer_id", sa.String(limits.EDI_PAYER_ID)),
    sa.Column("aliases", sa.JSON, nullable=False),
    sa.Column("archived", sa.Boolean, nullable=False),
    sa.Column("name_key", sort_key(limits.PAYER_NAME * 18), nullable=False),
    sa.Column("merged_into_id", Id),
    *_address(),
    sa.Index(None, "practice_id", "name_key", "id"),
)

# The normalized name and aliases of payers that are not archived. The primary key makes each of them unique within the
# practice.
payer_names = sa.Table(
    "payer_names",
    metadata,
    _practice_id(),
    sa.Column("normalised", sa.Text, primary_key=True),
    sa.Column("payer_id", Id, nullable=False),
    _foreign_key("payers", "payer_id"),
    sa.Index(None, "practice_id", "payer_id"),
)

policies = sa.Table(
    "policies",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("client_id", Id, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("type", enum_type(PolicyType), nullable=False),
    sa.Column("status", enum_type(PolicyStatus), nullable=False),
    sa.Column("source", enum_type(PolicySource), nullable=False),
    sa.Column("relationship", enum_type(Relationship)),
    sa.Column("payer_id", Id),
    sa.Column("entered_payer_name", sa.String(limits.ENTERED_PAYER_NAME)),
    sa.Column("insurance_type", enum_type(InsuranceType)),
    sa.Column("member_id", sa.String(limits.MEMBER_ID)),
    sa.Column("plan_id", sa.String(limits.PLAN_ID)),
    sa.Column("group_id", sa.String(limits.GROUP_ID)),
    sa.Column("copay", Dollars),
    sa.Column("deductible", Dollars),
    sa.Column("employer_or_school", sa.String(limits.EMPLOYER_OR_SCHOOL)),
    sa.Column("effective_date", sa.Date),
    sa.Column("end_date", sa.Date),
    sa.Column("reviewed_at", Instant),
    sa.Column("reviewed_by", sa.String(limits.ACTOR)),
    sa.Column("ended_by_id", Id),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Column("holder_first_name", sa.String(limits.NAME)),
    sa.Column("holder_last_name", sa.String(limits.NAME)),
    sa.Column("holder_date_of_birth", sa.Date),
    sa.Column("holder_sex", enum_type(Sex)),
    sa.Column("holder_line1", sa.String(limits.NAME)),
    sa.Column("holder_line2", sa.String(limits.NAME)),
    sa.Column("holder_city", sa.String(limits.NAME)),
    sa.Column("holder_state", sa.String(limits.NAME)),
    sa.Column("holder_postal_code", sa.String(limits.NAME)),
    # The client's text as it is compared with names. Null where nothing of it remains.
    sa.Column("entered_payer_name_key", sa.Text),
    sa.Column("plan_name", sa.String(limits.PLAN_NAME)),
    sa.Column("medicare_secondary_reason", enum_type(MedicareSecondaryReason)),
    sa.Column("holder_middle_name", sa.String(limits.NAME)),
    sa.Column("holder_same_address_as_client", sa.Boolean, nullable=False, server_default=sa.false()),
    _foreign_key("clients", "client_id"),
    _foreign_key("payers", "payer_id"),
    _foreign_key("policies", "ended_by_id"),
    sa.CheckConstraint("end_date >= effective_date", name="ends_on_or_after_it_starts"),
    sa.Index(None, "practice_id", "client_id"),
)

# The review queue: policies that need a payer or a review. The literals are not parameters, so that SQLite recognises
# the condition of the partial index in a query.
waits_for_staff = sa.or_(
    policies.c.payer_id.is_(None),
    sa.and_(policies.c.source == sa.literal_column("'PORTAL'"), policies.c.reviewed_at.is_(None)),
)
# Literals too, for the same reason.
is_used = policies.c.status != sa.literal_column(f"'{PolicyStatus.ENTERED_IN_ERROR}'")
_to_review = sa.and_(waits_for_staff, is_used)
# With the columns of its condition, so that counting the queue reads the index alone.
sa.Index(
    "ix_policies_to_review",
    policies.c.practice_id,
    policies.c.created_at,
    policies.c.id,
    policies.c.payer_id,
    policies.c.source,
    policies.c.reviewed_at,
    policies.c.status,
    sqlite_where=_to_review,
    postgresql_where=_to_review,
)

# The policies that need a payer, by the client's text: choosing the payer of one settles those with the same text.
sa.Index(
    "ix_policies_needing_payer",
    policies.c.practice_id,
    policies.c.entered_payer_name_key,
    sqlite_where=policies.c.payer_id.is_(None),
    postgresql_where=policies.c.payer_id.is_(None),
)

# Every beginning of every word by which a chart or a payer is found. The rows of one beginning are in the order of the
# list, so that a page of a search reads as many rows as it has, however many are found.
search_words = sa.Table(
    "search_words",
    metadata,
    _practice_id(),
    sa.Column("kind", enum_type(SearchKind), primary_key=True),
    sa.Column("beginning", sort_key(None), primary_key=True),
    sa.Column("sort_key", sort_key(None), primary_key=True),
    sa.Column("subject_id", Id, primary_key=True),
    # Whether a word of the name begins so, not only one of an alias, an ID or a date.
    sa.Column("of_name", sa.Boolean, nullable=False),
    sa.Column("archived", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)

attachments = sa.Table(
    "attachments",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("policy_id", Id, nullable=False),
    sa.Column("file_name", sa.String(limits.FILE_NAME), nullable=False),
    sa.Column("content_type", sa.String(100), nullable=False),
    sa.Column("byte_size", sa.Integer, nullable=False),
    sa.Column("side", enum_type(AttachmentSide), nullable=False),
    sa.Column("file_key", sa.String(200), nullable=False),
    sa.Column("preview_key", sa.String(200), nullable=False),
    sa.Column("preview_type", sa.String(100), nullable=False),
    # When it was removed from the policy. The file stays, for the policy's history.
    sa.Column("removed_at", Instant),
    *_digests(),
    _foreign_key("policies", "policy_id"),
    sa.Index(None, "practice_id", "policy_id"),
)

# The history. `subject_id` is the id of what changed: a policy, a payer, a client or the practice itself.
changes = sa.Table(
    "changes",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("subject_id", Id, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.String(limits.ACTOR), nullable=False),
    sa.Column("actor_role", enum_type(Role)),
    sa.Column("cause", enum_type(ChangeCause), nullable=False),
    sa.Column("caused_by_id", Id),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("actor_id", sa.String(limits.SUBJECT)),
    _foreign_key("policies", "caused_by_id"),
    sa.Index(None, "practice_id", "subject_id", "at", "id"),
)

# Who read which chart. A trigger refuses to delete an entry before `kept_until`.
accesses = sa.Table(
    "accesses",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("client_id", Id, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", sa.String(limits.ACTOR), nullable=False),
    sa.Column("actor_id", sa.String(limits.SUBJECT), nullable=False),
    sa.Column("actor_role", enum_type(Role), nullable=False),
    sa.Column("operation", sa.String(limits.OPERATION)),
    sa.Column("kept_until", Instant, nullable=False),
    _foreign_key("clients", "client_id"),
    sa.Index(None, "practice_id", "client_id", "at", "id"),
    sa.Index(None, "kept_until"),
)

# The outcomes of writes, returned again to retries with the same idempotency key.
idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    _practice_id(),
    sa.Column("caller", sa.String(limits.SUBJECT), primary_key=True),
    sa.Column("key", sa.String(limits.IDEMPOTENCY_KEY), primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Index(None, "practice_id", "created_at"),
)

# One file each, not yet attached to a policy. `content_id` names the bytes that were accepted last. It is null until a
# file is accepted, and so are the columns that describe the file.
uploads = sa.Table(
    "uploads",
    metadata,
    _practice_id(),
    _id(),
    sa.Column("owner", sa.String(limits.SUBJECT), nullable=False),
    sa.Column("file_name", sa.String(limits.FILE_NAME), nullable=False),
    sa.Column("announced_size", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("content_id", Id),
    sa.Column("refusal", sa.String(200)),
    sa.Column("content_type", sa.String(100)),
    sa.Column("byte_size", sa.Integer),
    sa.Column("preview_type", sa.String(100)),
    sa.Column("policy_id", Id),
    *_digests(),
    _foreign_key("policies", "policy_id"),
    sa.Index(None, "practice_id", "owner", "created_at"),
    sa.Index(None, "expires_at"),
)

# A client's latest invitation, the only one that can be accepted. Only a digest of its token is stored. Once it is
# accepted with an idempotency key, `key_digest` is the digest of the token and the key, and it soon expires.
invitations = sa.Table(
    "invitations",
    metadata,
    _practice_id(),
    sa.Column("client_id", Id, primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("key_digest", sa.String(64)),
    _foreign_key("clients", "client_id"),
)

# What several processes on one database share, besides the records.

# From which release on the tables can be used: the newest migration that an earlier release could not work with.
releases = sa.Table("releases", metadata, sa.Column("compatible_from", sa.String(32), nullable=False))

# Which process does a work that only one may do at a time, and until when it is taken to be alive.
leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("holder", Id, nullable=False),
    sa.Column("until", Instant, nullable=False),
)

# How often a network has tried to accept an invitation. It is stored as a digest.
invitation_attempts = sa.Table(
    "invitation_attempts",
    metadata,
    sa.Column("network", sa.String(64), primary_key=True),
    sa.Column("window_start", Instant, primary_key=True),
    sa.Column("attempts", sa.Integer, nullable=False),
)

# Files that are being received or checked. `claim` is the request that has the upload; a newer one takes it over.
uploads_under_way = sa.Table(
    "uploads_under_way",
    metadata,
    sa.Column("practice_id", Id, primary_key=True),
    sa.Column("upload_id", Id, primary_key=True),
    sa.Column("claim", Id, nullable=False),
    sa.Column("owner", sa.String(limits.SUBJECT), nullable=False),
    sa.Column("byte_size", sa.Integer, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.ForeignKeyConstraint(["practice_id", "upload_id"], ["uploads.practice_id", "uploads.id"], ondelete="CASCADE"),
)

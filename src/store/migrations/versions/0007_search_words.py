"""Adds the words by which charts and payers are found, and keys without the characters that nobody sees.

Policies get the client's payer text as it is compared, and practices a count of the changes of their payers. The texts
in which searches looked before are dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import op

from insurance.payer_names import normalised
from insurance.search import client_beginnings, payer_beginnings, sort_key
from store.db.column_types import Id
from store.db.column_types import sort_key as sort_key_type

revision = "0007"
down_revision = "0006"

T = TypeVar("T")

_BATCH = 2_000

_CLIENTS = sa.table(
    "clients",
    sa.column("practice_id", Id),
    sa.column("id", Id),
    sa.column("first_name", sa.String),
    sa.column("last_name", sa.String),
    sa.column("date_of_birth", sa.Date),
    sa.column("last_name_key", sa.String),
    sa.column("first_name_key", sa.String),
)
_PAYERS = sa.table(
    "payers",
    sa.column("practice_id", Id),
    sa.column("id", Id),
    sa.column("name", sa.String),
    sa.column("aliases", sa.JSON),
    sa.column("edi_payer_id", sa.String),
    sa.column("archived", sa.Boolean),
    sa.column("name_key", sa.String),
)
_POLICIES = sa.table(
    "policies",
    sa.column("practice_id", Id),
    sa.column("id", Id),
    sa.column("client_id", Id),
    sa.column("member_id", sa.String),
    sa.column("entered_payer_name", sa.String),
    sa.column("entered_payer_name_key", sa.Text),
)


def upgrade() -> None:
    words = _add_tables()
    member_ids: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for policy in _rows(sa.select(_POLICIES).where(_POLICIES.c.member_id.is_not(None))):
        member_ids[policy.practice_id, policy.client_id].add(policy.member_id)
    for clients in _batches(_rows(sa.select(_CLIENTS))):
        _update(_CLIENTS, [_client_keys(client) for client in clients])
        _insert(words, (row for client in clients for row in _client_words(client, member_ids)))
    for payers in _batches(_rows(sa.select(_PAYERS))):
        _update(_PAYERS, [{**_key(payer), "name_key": sort_key(payer.name)} for payer in payers])
        _insert(words, (row for payer in payers for row in _payer_words(payer)))
    for policies in _batches(_rows(sa.select(_POLICIES).where(_POLICIES.c.entered_payer_name.is_not(None)))):
        keys = [{**_key(one), "entered_payer_name_key": normalised(one.entered_payer_name) or None} for one in policies]
        _update(_POLICIES, keys)


def _add_tables() -> sa.Table:
    # No batch operation: it would make the tables anew, which other tables refer to.
    for table in ("clients", "payers"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN search_text")
    op.execute("ALTER TABLE policies ADD COLUMN entered_payer_name_key TEXT")
    op.execute("ALTER TABLE practices ADD COLUMN payers_version INTEGER DEFAULT '0' NOT NULL")
    op.create_index(
        "ix_policies_needing_payer",
        "policies",
        ["practice_id", "entered_payer_name_key"],
        sqlite_where=sa.text("payer_id IS NULL"),
        postgresql_where=sa.text("payer_id IS NULL"),
    )
    return op.create_table(
        "search_words",
        sa.Column("practice_id", Id, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("beginning", sort_key_type(None), nullable=False),
        sa.Column("sort_key", sort_key_type(None), nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("of_name", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_search_words_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "kind", "beginning", "sort_key", "subject_id", name="pk_search_words"),
        sqlite_with_rowid=False,
    )


def _rows(statement: sa.Select[Any]) -> list[sa.Row[Any]]:
    # All at once: SQLite may not show each row once while the table is written to.
    return list(op.get_bind().execute(statement).all())


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(values)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _key(row: sa.Row[Any]) -> dict[str, Any]:
    return {"key_practice_id": row.practice_id, "key_id": row.id}


def _client_keys(client: sa.Row[Any]) -> dict[str, Any]:
    keys = {"last_name_key": sort_key(client.last_name), "first_name_key": sort_key(client.first_name)}
    return {**_key(client), **keys}


def _client_words(client: sa.Row[Any], member_ids: dict[tuple[str, str], set[str]]) -> Iterator[dict[str, Any]]:
    names = (client.first_name, client.last_name)
    of_name = client_beginnings(names, None, ())
    found_by = client_beginnings(names, client.date_of_birth, member_ids.get((client.practice_id, client.id), ()))
    key = sort_key(client.last_name, client.first_name)
    return _words("CLIENT", client, found_by, of_name, key, archived=False)


def _payer_words(payer: sa.Row[Any]) -> Iterator[dict[str, Any]]:
    texts = [payer.name, *payer.aliases, *([payer.edi_payer_id] if payer.edi_payer_id else [])]
    of_name, key = payer_beginnings([payer.name]), sort_key(payer.name)
    return _words("PAYER", payer, payer_beginnings(texts), of_name, key, archived=payer.archived)


def _words(
    kind: str, row: sa.Row[Any], found_by: set[str], of_name: set[str], key: str, *, archived: bool
) -> Iterator[dict[str, Any]]:
    for text in found_by:
        yield {
            "practice_id": row.practice_id,
            "kind": kind,
            "beginning": text,
            "sort_key": key,
            "subject_id": row.id,
            "of_name": text in of_name,
            "archived": archived,
        }


def _update(table: sa.TableClause, values: list[dict[str, Any]]) -> None:
    if values:
        keys = (table.c[name] == sa.bindparam(f"key_{name}", type_=Id) for name in ("practice_id", "id"))
        changed: dict[str, Any] = {name: sa.bindparam(name) for name in values[0] if not name.startswith("key_")}
        op.get_bind().execute(sa.update(table).where(*keys).values(changed), values)


def _insert(table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    for values in _batches(rows):
        op.get_bind().execute(sa.insert(table), values)

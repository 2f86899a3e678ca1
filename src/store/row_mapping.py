"""Maps facts to rows and rows to facts: the only place that knows which column holds which value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa

from insurance.facts import (
    Access,
    Address,
    Attachment,
    Change,
    Client,
    FieldChange,
    Payer,
    Policy,
    Policyholder,
    Practice,
)
from insurance.payer_names import normalised, texts_naming
from insurance.search import SearchKind, client_beginnings, payer_beginnings, sort_key
from store.db import tables

Values = Mapping[str, Any]


def _columns(fact: type, table: sa.Table, *without: str) -> list[sa.Column[Any]]:
    """The table's columns for a fact's fields, in the fact's order, without those that have no column of their own."""
    return [table.c[field.name] for field in fields(fact) if field.name not in without]


PRACTICE = _columns(Practice, tables.practices)
_ADDRESS = [f"address_{field.name}" for field in fields(Address)]
_CLIENT = _columns(Client, tables.clients, "address")
CLIENT = [*_CLIENT, *(tables.clients.c[name] for name in _ADDRESS)]
_PAYER = _columns(Payer, tables.payers, "address")
PAYER = [*_PAYER, *(tables.payers.c[name] for name in _ADDRESS)]
ATTACHMENT = _columns(Attachment, tables.attachments)
CHANGE = _columns(Change, tables.changes)
ACCESS = _columns(Access, tables.accesses)
_OWN_COLUMNS = _columns(Policy, tables.policies, "policyholder")
_HOLDER = [column for column in tables.policies.c if column.name.startswith("holder_")]
POLICY = [*_OWN_COLUMNS, *_HOLDER]
_HOLDER_INDEX = [field.name for field in fields(Policy)].index("policyholder")


def practice(row: Sequence[Any]) -> Practice:
    """The fact of a row selected with PRACTICE."""
    return Practice(*row)


def client(row: Sequence[Any]) -> Client:
    """The fact of a row selected with CLIENT."""
    return Client(*(*row[: len(_CLIENT)], _address(row[len(_CLIENT) :])))


def payer(row: Sequence[Any]) -> Payer:
    """The fact of a row selected with PAYER."""
    id_, version, name, edi_payer_id, aliases, archived, merged_into_id, *lines = row
    return Payer(id_, version, name, edi_payer_id, tuple(aliases), archived, merged_into_id, _address(lines))


def _address(lines: Sequence[Any]) -> Address | None:
    return Address(*lines) if any(lines) else None


def policy(row: Sequence[Any]) -> Policy:
    """The fact of a row selected with POLICY."""
    holder = _policyholder(row[len(_OWN_COLUMNS) :])
    return Policy(*(*row[:_HOLDER_INDEX], holder, *row[_HOLDER_INDEX : len(_OWN_COLUMNS)]))


def _policyholder(row: Sequence[Any]) -> Policyholder | None:
    if not any(row):
        return None
    first_name, last_name, date_of_birth, sex, *lines, middle_name, same_address = row
    return Policyholder(first_name, last_name, date_of_birth, sex, _address(lines), middle_name, same_address)


def attachment(row: Sequence[Any]) -> Attachment:
    """The fact of a row selected with ATTACHMENT."""
    return Attachment(*row)


def change(row: Sequence[Any]) -> Change:
    """The fact of a row selected with CHANGE."""
    *entry, changes, actor_id = row
    return Change(*(*entry, tuple(FieldChange(*change) for change in changes), actor_id))


def access(row: Sequence[Any]) -> Access:
    """The fact of a row selected with ACCESS."""
    return Access(*row)


def _values(fact: object, columns: Sequence[sa.Column[Any]]) -> dict[str, Any]:
    return {column.name: getattr(fact, column.name) for column in columns}


def _address_values(address: Address | None) -> Values:
    return {name: address and getattr(address, name.removeprefix("address_")) for name in _ADDRESS}


def practice_row(fact: Practice) -> Values:
    """The row of a practice."""
    return _values(fact, PRACTICE)


def client_row(practice_id: str, fact: Client) -> Values:
    """The row of a client, with the texts for sorting."""
    return {
        **_values(fact, _CLIENT),
        **_address_values(fact.address),
        "practice_id": practice_id,
        "last_name_key": sort_key(fact.last_name),
        "first_name_key": sort_key(fact.first_name),
    }


def payer_row(practice_id: str, fact: Payer) -> Values:
    """The row of a payer, with the text for sorting."""
    return {
        **_values(fact, _PAYER),
        **_address_values(fact.address),
        "practice_id": practice_id,
        "aliases": list(fact.aliases),
        "name_key": sort_key(fact.name),
    }


def payer_name_rows(practice_id: str, fact: Payer) -> list[Values]:
    """The rows that make a payer's name and aliases unique in the practice; none for an archived payer.

    An alias may repeat the name.
    """
    if fact.archived:
        return []
    names = {normalised(name) for name in (fact.name, *fact.aliases)}
    return [{"practice_id": practice_id, "normalised": name, "payer_id": fact.id} for name in sorted(names)]


def client_search_rows(practice_id: str, fact: Client, member_ids: Iterable[str | None]) -> list[Values]:
    """The rows by which a chart is found: by its names, its date of birth, and the member IDs of its policies."""
    names = (fact.first_name, fact.last_name)
    of_name = client_beginnings(names, None, ())
    beginnings = client_beginnings(names, fact.date_of_birth, {id_ for id_ in member_ids if id_})
    row = {"practice_id": practice_id, "kind": SearchKind.CLIENT, "subject_id": fact.id, "archived": False}
    row["sort_key"] = sort_key(fact.last_name, fact.first_name)
    return [{**row, "beginning": text, "of_name": text in of_name} for text in sorted(beginnings)]


def payer_search_rows(practice_id: str, fact: Payer) -> list[Values]:
    """The rows by which a payer is found: by its name, its aliases and its EDI payer ID."""
    of_name, beginnings = payer_beginnings([fact.name]), payer_beginnings(texts_naming(fact))
    row = {"practice_id": practice_id, "kind": SearchKind.PAYER, "subject_id": fact.id, "archived": fact.archived}
    row["sort_key"] = sort_key(fact.name)
    return [{**row, "beginning": text, "of_name": text in of_name} for text in sorted(beginnings)]


def policy_row(practice_id: str, fact: Policy) -> Values:
    """The row of a policy, with the policyholder in columns of its own."""
    row = _values(fact, _OWN_COLUMNS)
    holder = asdict(fact.policyholder) if fact.policyholder else {}
    flat = {"same_address_as_client": False, **holder, **(holder.get("address") or {})}
    row.update({column.name: flat.get(column.name.removeprefix("holder_")) for column in _HOLDER})
    key = normalised(fact.entered_payer_name or "") or None
    return {**row, "practice_id": practice_id, "entered_payer_name_key": key}


def attachment_row(practice_id: str, fact: Attachment) -> Values:
    """The row of an attachment."""
    return {**_values(fact, ATTACHMENT), "practice_id": practice_id}


def change_row(practice_id: str, fact: Change) -> Values:
    """The row of an entry of the history."""
    changes = [[change.field, change.before, change.after] for change in fact.fields]
    return {**_values(fact, CHANGE), "practice_id": practice_id, "fields": changes}


def access_row(practice_id: str, fact: Access) -> Values:
    """The row of an entry of who read a chart, without until when it is kept."""
    return {**_values(fact, ACCESS), "practice_id": practice_id}

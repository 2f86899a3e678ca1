"""Loads whole practices at once, for the demo and its generator."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.enums import Role
from insurance.facts import Attachment, Change, Client, Payer, Policy, Practice
from store import row_mapping
from store.acts.search_writer import index_member_ids
from store.acts.unit_of_work import UnitOfWork
from store.caller import Caller
from store.db import tables
from store.db.database import Database

Noun = TypeVar("Noun")

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Records:
    """The records of any number of practices; all but the practices themselves by practice id."""

    practices: Sequence[Practice] = ()
    clients: Mapping[str, Sequence[Client]] = field(default_factory=dict)
    payers: Mapping[str, Sequence[Payer]] = field(default_factory=dict)
    policies: Mapping[str, Sequence[Policy]] = field(default_factory=dict)
    attachments: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)


_INSERTS = {
    table: sa.insert(table)
    for table in (
        tables.practices,
        tables.clients,
        tables.payers,
        tables.payer_names,
        tables.search_words,
        tables.policies,
        tables.attachments,
        tables.changes,
    )
}


async def load_records(database: Database, *records: Records) -> None:
    """Adds every record in one transaction: all of them, or none.

    A record may refer to what is there already, or to what stands before it. Raises
    sqlalchemy.exc.IntegrityError where an id is taken, where a record refers to nothing, or where two payers of a
    practice share a name.
    """

    async def unit(connection: AsyncConnection) -> None:
        for table, values in chain.from_iterable(map(_rows, records)):
            while chunk := list(islice(values, _BATCH)):
                await connection.execute(_INSERTS[table], chunk)
        for loaded in records:
            await _index_earlier_clients(database, connection, loaded)
            await _count_payer_changes(connection, loaded)

    await database.write(unit, practice_id=None)


def _rows(records: Records) -> Iterator[tuple[sa.Table, Iterator[row_mapping.Values]]]:
    """Every row, table by table, each after those it refers to."""
    yield tables.practices, map(row_mapping.practice_row, records.practices)
    yield tables.clients, _rows_of(records.clients, row_mapping.client_row)
    yield tables.payers, _rows_of(records.payers, row_mapping.payer_row)
    yield tables.payer_names, _payer_names(records.payers)
    yield tables.search_words, _payer_words(records.payers)
    enders_first = {practice_id: _enders_first(policies) for practice_id, policies in records.policies.items()}
    yield tables.policies, _rows_of(enders_first, row_mapping.policy_row)
    yield tables.attachments, _rows_of(records.attachments, row_mapping.attachment_row)
    yield tables.changes, _rows_of(records.changes, row_mapping.change_row)
    yield tables.search_words, _client_words(records)


def _rows_of(
    nouns: Mapping[str, Iterable[Noun]], row: Callable[[str, Noun], row_mapping.Values]
) -> Iterator[row_mapping.Values]:
    return (row(practice_id, noun) for practice_id, facts in nouns.items() for noun in facts)


def _payer_names(payers: Mapping[str, Sequence[Payer]]) -> Iterator[row_mapping.Values]:
    for practice_id, facts in payers.items():
        for payer in facts:
            yield from row_mapping.payer_name_rows(practice_id, payer)


def _payer_words(payers: Mapping[str, Sequence[Payer]]) -> Iterator[row_mapping.Values]:
    for practice_id, facts in payers.items():
        for payer in facts:
            yield from row_mapping.payer_search_rows(practice_id, payer)


def _client_words(records: Records) -> Iterator[row_mapping.Values]:
    for practice_id, clients in records.clients.items():
        member_ids: defaultdict[str, list[str | None]] = defaultdict(list)
        for policy in records.policies.get(practice_id, ()):
            member_ids[policy.client_id].append(policy.member_id)
        for client in clients:
            yield from row_mapping.client_search_rows(practice_id, client, member_ids[client.id])


async def _index_earlier_clients(database: Database, connection: AsyncConnection, records: Records) -> None:
    """Writes how charts are found whose client was loaded before the policies of these records."""
    now = datetime.now(UTC)
    for practice_id, policies in records.policies.items():
        loaded = {client.id for client in records.clients.get(practice_id, ())}
        unit = UnitOfWork(database, connection, Caller(practice_id, Role.PRACTITIONER, "load_records"), now)
        await index_member_ids(unit, [(None, policy) for policy in policies if policy.client_id not in loaded])


async def _count_payer_changes(connection: AsyncConnection, records: Records) -> None:
    practices = tables.practices
    changed = practices.update().values(payers_version=practices.c.payers_version + 1)
    for practice_id in records.payers:
        await connection.execute(changed.where(practices.c.id == practice_id))


def _enders_first(policies: Sequence[Policy]) -> Iterator[Policy]:
    """A policy that ended another before the one it ended, however long the chain."""
    waiting = {policy.id: policy for policy in policies}
    for policy in policies:
        followed: list[Policy] = []
        following = waiting.pop(policy.id, None)
        while following:
            followed.append(following)
            following = waiting.pop(following.ended_by_id or "", None)
        yield from reversed(followed)

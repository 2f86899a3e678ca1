"""Records who read which chart, and deletes the entries whose time is over.

Reads are recorded after they were answered, many in one transaction. An entry holds no value of the chart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import limits
from insurance.facts import Access
from store import row_mapping
from store.caller import Caller
from store.db.database import Database
from store.db.practice_guard import across_practices
from store.db.tables import accesses, clients, policies
from store.ids import new_id
from store.reads.scope import IDS, PRACTICE_ID

_MAX_IDS = 10_000
"""Ids in one statement; each appears in it twice, and SQLite takes 32,766 bind parameters."""
_BATCH = 5_000

_CHARTS = sa.union_all(
    sa.select(clients.c.id.label("subject_id"), clients.c.id, clients.c.first_name, clients.c.last_name).where(
        clients.c.practice_id == PRACTICE_ID, clients.c.id.in_(IDS)
    ),
    sa.select(policies.c.id, clients.c.id, clients.c.first_name, clients.c.last_name)
    .join(clients, sa.and_(clients.c.practice_id == policies.c.practice_id, clients.c.id == policies.c.client_id))
    .where(policies.c.practice_id == PRACTICE_ID, policies.c.id.in_(IDS)),
)


@dataclass(frozen=True, slots=True)
class ChartRead:
    """One request of a caller that read records: `subject_ids` are those of clients, of policies, or of anything else.

    The ids of anything else, or of another practice, lead to no chart and are left out when the read is recorded.
    """

    caller: Caller
    at: datetime
    operation: str | None
    subject_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Chart:
    client_id: str
    display_name: str


async def record_accesses(database: Database, reads: Sequence[ChartRead], kept_for: timedelta) -> None:
    """Adds one entry for each request and each chart it read, all in one transaction."""
    by_practice: defaultdict[str, list[ChartRead]] = defaultdict(list)
    for read in reads:
        by_practice[read.caller.practice_id].append(read)

    async def unit(connection: AsyncConnection) -> None:
        for practice_id, own in by_practice.items():
            await database.bind_practice(connection, practice_id)
            charts = await _charts(connection, practice_id, own)
            rows = [
                {**row_mapping.access_row(practice_id, entry), "kept_until": entry.at + kept_for}
                for entry in _entries(own, charts)
            ]
            if rows:
                await connection.execute(accesses.insert(), rows)

    await database.write(unit, practice_id=None)


async def delete_expired_accesses(database: Database, kept_for: timedelta) -> None:
    """Deletes the entries that were kept as long as was promised when they were written, and as long as is set now."""
    now = datetime.now(UTC)
    expired = sa.and_(accesses.c.kept_until <= now, accesses.c.at <= now - kept_for)
    # Not locked: that would take the right to change them, which the server does not have.
    keys = sa.select(accesses.c.practice_id, accesses.c.id).where(expired).limit(_BATCH)

    async def unit(connection: AsyncConnection) -> int:
        # In batches, so that no other write waits for long.
        of_keys = sa.tuple_(accesses.c.practice_id, accesses.c.id).in_(keys)
        statement = across_practices(accesses.delete().where(of_keys))
        return (await connection.execute(statement)).rowcount

    while await database.write(unit, practice_id=None) == _BATCH:
        pass


async def _charts(connection: AsyncConnection, practice_id: str, reads: Iterable[ChartRead]) -> Mapping[str, _Chart]:
    """The chart that each subject of a practice belongs to."""
    charts: dict[str, _Chart] = {}
    left = iter(frozenset[str]().union(*(read.subject_ids for read in reads)))
    while some := list(islice(left, _MAX_IDS)):
        rows = await connection.execute(_CHARTS, {"practice_id": practice_id, "ids": some})
        for subject_id, client_id, first_name, last_name in rows:
            charts[subject_id] = _Chart(client_id, f"{first_name} {last_name}")
    return charts


def _entries(reads: Iterable[ChartRead], charts: Mapping[str, _Chart]) -> Iterator[Access]:
    for read in reads:
        caller = read.caller
        found = {charts.get(subject_id) for subject_id in read.subject_ids}
        for chart in sorted((chart for chart in found if chart), key=lambda chart: chart.client_id):
            if caller.client_id in (None, chart.client_id):
                # A portal caller's token may lack a name: they are the client.
                name = caller.name or (chart.display_name if caller.client_id else caller.display_name)
                operation = read.operation and read.operation[: limits.OPERATION]
                yield Access(
                    new_id(), chart.client_id, read.at, name[: limits.ACTOR], caller.subject, caller.role, operation
                )

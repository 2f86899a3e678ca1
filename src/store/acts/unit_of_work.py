"""A unit of work: one transaction on behalf of one caller, in which an act reads facts, asks the rules and writes.

An act answers with its outcome. One that has problems, or is a dry run, leaves nothing in the database.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance.facts import Client, Payer, Policy, Practice
from insurance.problems import Problem, changed_text, version_conflict
from store import row_mapping
from store.acts.idempotency import Retry, keep_outcome, take_key
from store.acts.outcomes import Outcome
from store.acts.record_updates import Row, update_records
from store.caller import Caller
from store.db.backend import PracticeLock
from store.db.database import Database
from store.ids import IdSequence
from store.reads import changes, clients, payers, policies, practices

AnyOutcome = TypeVar("AnyOutcome", bound=Outcome)


async def perform(
    database: Database,
    caller: Caller,
    act: Callable[["UnitOfWork"], Awaitable[AnyOutcome]],
    *,
    practice: PracticeLock,
    retry: Retry | None = None,
    replay: Callable[["UnitOfWork", AnyOutcome], Awaitable[AnyOutcome | None]] | None = None,
    dry_run: bool = False,
) -> AnyOutcome:
    """Carries out an act and answers once it is on disk. A retry of a saved act answers what was done the first time.

    `replay` is for an act whose first answer is no good as it was: what a retry writes and answers with instead, or
    None where the act is to be carried out again.

    `practice` says how the act holds its practice: "shared" where it changes one chart, which it locks by reading it;
    "alone" where it reads or writes what other acts decide by, such as payers or several charts. Locks are taken in
    the order idempotency key, practice, client, uploads, rest: acts in that order never wait for each other in a
    circle.
    """
    practice_id = caller.practice_id

    async def transaction(connection: AsyncConnection) -> AnyOutcome:
        key_problem = retry.problem if retry else None
        first: AnyOutcome | None = None
        if retry and not key_problem:
            first = await take_key(connection, caller, retry, await database.now(connection))
        await database.lock_practice(connection, practice_id, practice)
        unit = UnitOfWork(database, connection, caller, await database.now(connection))
        if first and first.replayed and replay:
            first = await replay(unit, first)
        outcome: AnyOutcome = first or await act(unit)
        if retry and key_problem:
            # Nothing is saved, so the answer has problems only.
            refused: Any = outcome if outcome.problems else retry.outcome()
            outcome = replace(refused, problems=(*outcome.problems, key_problem))
        if dry_run or outcome.problems or (first and not replay):
            await connection.rollback()
        elif retry and not first:
            await keep_outcome(connection, caller, retry, unit.now, outcome)
        return outcome

    return await database.write(transaction, practice_id=practice_id)


@dataclass(slots=True)
class UnitOfWork:
    """An open transaction. Its reads are scoped to the caller; facts are written by the `..._writer` modules.

    `now` is the time after the act has its locks: what this act writes comes after what it waited for.
    """

    database: Database
    connection: AsyncConnection
    caller: Caller
    now: datetime
    _has_locked_client: bool = False
    _ids: IdSequence = field(default_factory=IdSequence)

    def new_id(self) -> str:
        """The id of a new record."""
        return self._ids.next_at(self.now)

    def with_caller_name(self, name: str) -> "UnitOfWork":
        """The same unit, whose history has this name for the caller: a portal caller's token may lack one."""
        return replace(self, caller=replace(self.caller, name=name))

    async def practice(self) -> Practice:
        """The caller's practice."""
        (practice,) = map(row_mapping.practice, await self._rows(practices.OWN))
        return practice

    async def today(self) -> date:
        """Today in the practice's time zone."""
        return self.now.astimezone(ZoneInfo((await self.practice()).time_zone)).date()

    async def conflict(self, subject_id: str, stored_version: int, version: int | None) -> list[Problem]:
        """CONFLICT where the record has moved on from this version: who has changed it, and when."""
        if not version_conflict(stored_version, version):
            return []
        rows = await self._rows(changes.NEWEST, subject_id=subject_id)
        if not rows:
            return version_conflict(stored_version, version)
        change, time_zone = row_mapping.change(rows[0]), ZoneInfo((await self.practice()).time_zone)
        return version_conflict(stored_version, version, changed_text(change.actor, change.at.astimezone(time_zone)))

    async def client(self, client_id: str | None) -> Client | None:
        """A client, whose chart is locked until the transaction ends."""
        # Rows that refer to the client may be added meanwhile, such as who has read the chart.
        rows = await self._rows(clients.BY_ID.with_for_update(key_share=True), ids=[client_id])
        if not self._has_locked_client:
            # Any other client is of an act that has the practice to itself.
            self.now, self._has_locked_client = await self.database.now(self.connection), True
        return row_mapping.client(rows[0]) if rows else None

    async def clients_born_on(self, birth: date) -> list[Client]:
        """Every client of the practice with this date of birth."""
        return [row_mapping.client(row) for row in await self._rows(clients.BORN_ON, birth=birth.isoformat())]

    async def policy(self, policy_id: str | None) -> Policy | None:
        """A policy, whose chart is locked until the transaction ends."""
        rows = await self._rows(policies.BY_ID, ids=[policy_id])
        if not rows or await self.client(row_mapping.policy(rows[0]).client_id) is None:
            return None
        # Read again: before the chart was locked, another act may have changed the policy.
        return row_mapping.policy((await self._rows(policies.BY_ID, ids=[policy_id]))[0])

    async def chart(self, client_id: str) -> list[Policy]:
        """Every policy of a client."""
        return [row_mapping.policy(row) for row in await self._rows(policies.BY_CLIENT, ids=[client_id])]

    async def policies_needing_payer(self, entered_payer_name_key: str) -> list[Policy]:
        """The policies of the practice that need a payer and whose client's text is this one once normalised."""
        rows = await self._rows(policies.NEEDING_PAYER, entered_payer_name_key=entered_payer_name_key)
        return [row_mapping.policy(row) for row in rows]

    async def policies_of_payer(self, payer_id: str) -> list[Policy]:
        """Every policy of a payer."""
        return [row_mapping.policy(row) for row in await self._rows(policies.BY_PAYER, ids=[payer_id])]

    async def payers(self) -> dict[str, Payer]:
        """Every payer of the practice by id, archived ones included."""
        return {row[0]: row_mapping.payer(row) for row in await self._rows(payers.ALL)}

    async def insert(self, table: sa.Table, rows: Iterable[row_mapping.Values]) -> None:
        """Adds rows in one statement; none where there are none."""
        if values := [dict(row) for row in rows]:
            await self.connection.execute(table.insert(), values)

    async def update(self, table: sa.Table, edits: Sequence[tuple[Row, Row]]) -> None:
        """Writes what changed in records, each as (row before, row after). Raises ChangedMeanwhile."""
        await update_records(self.connection, table, self.caller.practice_id, edits)

    async def _rows(self, statement: sa.Select[Any], **parameters: object) -> Sequence[Any]:
        result = await self.connection.execute(statement, {**self.caller.scope, **parameters})
        rows: Sequence[Any] = result.all()
        return rows

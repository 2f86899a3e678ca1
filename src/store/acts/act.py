"""What every act is made of: one transaction in which facts are read, rules asked, and records written.

An act answers with its outcome. One that has problems, or that was only tried, leaves nothing behind.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import history
from insurance.enums import ChangeCause
from insurance.facts import Change, Client, FieldChange, Payer, Policy, Practice
from insurance.problems import Problem
from store import row_mapping
from store.acts.retries import Retry, remember, replayed
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.ids import new_id
from store.reads import clients, payers, policies, practices

RULES = "Policybook"
"""Who acted, where no person did."""


def _update_statement(table: sa.Table) -> sa.Update:
    # Its keys are not set: one that is, even to itself, has SQLite look for every row that refers to it.
    keys = [column == sa.bindparam(f"key_{column.name}", type_=column.type) for column in table.primary_key.columns]
    plain = [column.name for column in table.columns if column.name not in table.primary_key.columns]
    return table.update().where(*keys).values({name: sa.bindparam(name) for name in plain})


_UPDATES = {table: _update_statement(table) for table in (tables.policies, tables.payers, tables.clients)}


def _keys_apart(values: row_mapping.Values) -> dict[str, Any]:
    return {f"key_{name}" if name in ("practice_id", "id") else name: value for name, value in values.items()}


class Outcome(Protocol):
    """What an act answers with."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why nothing was written; empty when the act was carried out."""


O = TypeVar("O", bound=Outcome)  # noqa: E741 - as short as T


async def perform(
    database: Database,
    caller: Caller,
    work: Callable[["Act"], Awaitable[O]],
    *,
    retry: Retry | None = None,
    dry_run: bool = False,
) -> O:
    """Carries out an act and answers once it is on disk. A retry of what was carried out answers as the first time."""

    async def unit(connection: AsyncConnection) -> O:
        act = Act(connection, caller, datetime.now(UTC))
        bad_key = retry.problem if retry else None
        found = await replayed(connection, caller, retry, act.now) if retry and not bad_key else None
        outcome: O = found or await work(act)
        if retry and bad_key:
            told: Any = outcome if outcome.problems else retry.outcome()
            outcome = replace(told, problems=(*outcome.problems, bad_key))
        if found or dry_run or outcome.problems:
            await connection.rollback()
        elif retry:
            await remember(connection, caller, retry, act.now, outcome)
        return outcome

    return await database.write(unit)


@dataclass(frozen=True, slots=True)
class Act:
    """A transaction on behalf of a caller: what it reads is scoped to them, what it writes has its history."""

    connection: AsyncConnection
    caller: Caller
    now: datetime

    def in_name_of(self, name: str) -> "Act":
        """The same act, whose history names a portal caller as the chart does: a token need not say the name."""
        return replace(self, caller=replace(self.caller, name=name))

    async def practice(self) -> Practice:
        """The caller's practice."""
        (practice,) = map(row_mapping.practice, await self._all(practices.OWN))
        return practice

    async def today(self) -> date:
        """Today, where the practice is."""
        return self.now.astimezone(ZoneInfo((await self.practice()).time_zone)).date()

    async def client(self, client_id: str | None) -> Client | None:
        """A client, whose chart no other act changes meanwhile."""
        found = await self._all(clients.BY_ID.with_for_update(), ids=[client_id])
        return row_mapping.client(found[0]) if found else None

    async def policy(self, policy_id: str | None) -> Policy | None:
        """A policy, whose chart no other act changes meanwhile."""
        found = await self._all(policies.BY_ID, ids=[policy_id])
        if not found or await self.client(row_mapping.policy(found[0]).client_id) is None:
            return None
        # Read again: until the chart was held, another act may have changed it.
        return row_mapping.policy((await self._all(policies.BY_ID, ids=[policy_id]))[0])

    async def chart(self, client_id: str) -> list[Policy]:
        """Every policy of a client."""
        return [row_mapping.policy(row) for row in await self._all(policies.BY_CLIENT, ids=[client_id])]

    async def waiting(self) -> list[Policy]:
        """Every policy that needs a payer or a review."""
        return [row_mapping.policy(row) for row in await self._all(policies.WAITING)]

    async def payers(self) -> dict[str, Payer]:
        """Every payer of the practice by id, archived ones included."""
        return {row[0]: row_mapping.payer(row) for row in await self._all(payers.ALL)}

    async def add_policy(
        self, policy: Policy, payers: Mapping[str, Payer], cause: ChangeCause, more: history.FieldTexts
    ) -> None:
        """Writes a new policy. `more` is what the history says of it besides its own fields."""
        await self._insert(tables.policies, [row_mapping.policy_row(self.caller.practice_id, policy)])
        await self._note(policy.id, cause, history.differences({}, {**history.policy_texts(policy, payers), **more}))

    async def change_policy(
        self,
        before: Policy,
        after: Policy,
        payers: Mapping[str, Payer],
        cause: ChangeCause,
        caused_by: Policy | None = None,
        more: tuple[FieldChange, ...] = (),
    ) -> Policy:
        """Writes what changed in a policy and answers with it as it is now; what did not change writes nothing.

        `more` is what else changed: what belongs to the policy and is not in its record.
        """
        (saved,) = await self.change_policies([(before, after)], payers, cause, caused_by, more)
        return saved

    async def change_policies(
        self,
        changes: Sequence[tuple[Policy, Policy]],
        payers: Mapping[str, Payer],
        cause: ChangeCause,
        caused_by: Policy | None = None,
        more: tuple[FieldChange, ...] = (),
    ) -> list[Policy]:
        """The same for several, each given as it was and as it is to be: two statements however many they are."""
        saved, entries = [], []
        for before, wanted in changes:
            after = replace(wanted, version=before.version + 1, updated_at=self.now)
            words = history.policy_texts(before, payers), history.policy_texts(after, payers)
            if changed := (*history.differences(*words), *more):
                entries.append(self._entry(after.id, cause, changed, caused_by))
            saved.append(after if changed else before)
        moved = {entry.subject_id for entry in entries}
        practice_id = self.caller.practice_id
        await self._update(
            tables.policies, [row_mapping.policy_row(practice_id, policy) for policy in saved if policy.id in moved]
        )
        await self._insert(tables.changes, [row_mapping.change_row(practice_id, entry) for entry in entries])
        return saved

    async def add_payer(self, payer: Payer) -> None:
        """Writes a new payer and the names it goes by."""
        await self._insert(tables.payers, [row_mapping.payer_row(self.caller.practice_id, payer)])
        await self._insert(tables.payer_names, row_mapping.payer_name_rows(self.caller.practice_id, payer))
        await self._note(payer.id, ChangeCause.ADDED, history.differences({}, history.payer_texts(payer)))

    async def change_payer(self, before: Payer, after: Payer) -> Payer:
        """Writes what changed in a payer."""
        changed = history.differences(history.payer_texts(before), history.payer_texts(after))
        if not changed:
            return before
        after = replace(after, version=before.version + 1)
        await self._update(tables.payers, [row_mapping.payer_row(self.caller.practice_id, after)])
        names = tables.payer_names
        own = sa.and_(names.c.practice_id == self.caller.practice_id, names.c.payer_id == after.id)
        await self.connection.execute(names.delete().where(own))
        await self._insert(names, row_mapping.payer_name_rows(self.caller.practice_id, after))
        await self._note(after.id, ChangeCause.EDITED, changed)
        return after

    async def add_client(self, client: Client) -> None:
        """Writes a new client."""
        await self._insert(tables.clients, [row_mapping.client_row(self.caller.practice_id, client)])
        await self._note(client.id, ChangeCause.ADDED, history.differences({}, history.client_texts(client)))

    async def change_client(self, before: Client, after: Client, cause: ChangeCause) -> Client:
        """Writes what changed in a client's record or settings. An invitation is told of even if nothing changed."""
        changed = history.differences(history.client_texts(before), history.client_texts(after))
        if changed:
            await self._update(tables.clients, [row_mapping.client_row(self.caller.practice_id, after)])
        if changed or cause is ChangeCause.INVITED:
            await self._note(after.id, cause, changed)
        return after

    async def change_practice(self, before: Practice, after: Practice) -> Practice:
        """Writes what changed in the practice's settings."""
        changed = history.differences(history.practice_texts(before), history.practice_texts(after))
        if changed:
            statement = tables.practices.update().where(tables.practices.c.id == after.id)
            await self.connection.execute(statement, {"collects_insurance": after.collects_insurance})
            await self._note(after.id, ChangeCause.SETTINGS_CHANGED, changed)
        return after

    async def _all(self, statement: sa.Select[Any], **parameters: object) -> Sequence[Any]:
        found: Sequence[Any] = (await self.connection.execute(statement, {**self.caller.scope, **parameters})).all()
        return found

    async def _insert(self, table: sa.Table, values: Iterable[row_mapping.Values]) -> None:
        if found := [dict(row) for row in values]:
            await self.connection.execute(table.insert(), found)

    async def _update(self, table: sa.Table, values: Sequence[row_mapping.Values]) -> None:
        if values:
            await self.connection.execute(_UPDATES[table], [_keys_apart(row) for row in values])

    async def _note(self, subject_id: str, cause: ChangeCause, changed: tuple[FieldChange, ...]) -> None:
        """Writes one entry of the history."""
        entry = self._entry(subject_id, cause, changed)
        await self._insert(tables.changes, [row_mapping.change_row(self.caller.practice_id, entry)])

    def _entry(
        self, subject_id: str, cause: ChangeCause, changed: tuple[FieldChange, ...], caused_by: Policy | None = None
    ) -> Change:
        """An entry of the history. Where another policy is the cause, a rule acted and not the caller."""
        actor, role = (RULES, None) if caused_by else (self.caller.display_name, self.caller.role)
        return Change(new_id(), subject_id, self.now, actor, role, cause, caused_by.id if caused_by else None, changed)

"""Idempotency keys: the same key with the same input answers what was done first, for 24 hours and for one caller.

Only the outcome of a saved act is kept. One with problems is not, as the next attempt may succeed. Records in the
answer are as they are now (`store.acts.stored_outcomes`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from store.acts.stored_outcomes import as_it_is_now, as_json
from store.caller import Caller
from store.db.database import Database
from store.db.practice_guard import across_practices
from store.db.tables import idempotency_keys as keys

KEPT_FOR = timedelta(hours=24)
_BATCH = 1_000

_KEY = sa.tuple_(*keys.primary_key)
# SQLite has the same clause. It waits for a transaction that is about to insert the same key, or has done so.
_INSERT = postgresql.insert(keys).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Retry:
    """A key, the digest of the input sent with it, and the type of the outcome."""

    key: str
    digest: str
    outcome: type[Any]

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the key, if anything is."""
        return key_problem(self.key)


def key_problem(key: str) -> Problem | None:
    """What is wrong with an idempotency key, if anything is."""
    if 0 < len(key) <= limits.IDEMPOTENCY_KEY and key.isprintable():
        return None
    message = f"An idempotency key has 1 to {limits.IDEMPOTENCY_KEY} printable characters."
    return Problem(UserErrorCode.INVALID, message, ("idempotency_key",))


def retry(key: str | None, outcome: type[Any], request: Mapping[str, object]) -> Retry | None:
    """The retry that a key and a request make; None without a key.

    The digest outlives a release, so it must not depend on the code's own names: `request` has the API's names, and the
    class of an outcome is never renamed.
    """
    if key is None:
        return None
    canonical = orjson.dumps([outcome.__name__, request], option=orjson.OPT_SORT_KEYS, default=str)
    return Retry(key, hashlib.sha256(canonical).hexdigest(), outcome)


async def take_key(connection: AsyncConnection, caller: Caller, retry: Retry, now: datetime) -> Any:
    """Takes the key for this transaction, before anything else is locked: of several at once, the others wait for it.

    Answers with the outcome kept for it, with each record as it is now; None where the key is new.
    IDEMPOTENCY_KEY_REUSED where the input was another.
    """
    values = {
        "practice_id": caller.practice_id,
        "caller": caller.owner,
        "key": retry.key,
        "digest": retry.digest,
        "outcome": "",
        "created_at": now,
    }
    if (await connection.execute(_INSERT, values)).rowcount == 1:
        return None
    statement = sa.select(keys.c.digest, keys.c.outcome, keys.c.created_at).where(_is_own_key(caller, retry))
    row = (await connection.execute(statement.with_for_update())).one()
    if row.created_at <= now - KEPT_FOR:
        return None
    if row.digest != retry.digest:
        message = "This idempotency key was used for another request. Use a new key for each new request."
        return retry.outcome(problems=(Problem(UserErrorCode.IDEMPOTENCY_KEY_REUSED, message, ("idempotency_key",)),))
    return replace(await as_it_is_now(connection, caller, retry.outcome, row.outcome), replayed=True)


async def keep_outcome(
    connection: AsyncConnection, caller: Caller, retry: Retry, now: datetime, outcome: object
) -> None:
    """Keeps the outcome for 24 hours under the key that was taken, and deletes the practice's expired ones."""
    values = {"digest": retry.digest, "outcome": as_json(outcome), "created_at": now}
    await connection.execute(keys.update().where(_is_own_key(caller, retry)).values(values))
    expired = _expired(now).where(keys.c.practice_id == caller.practice_id)
    await connection.execute(keys.delete().where(keys.c.practice_id == caller.practice_id, _KEY.in_(expired)))


async def delete_expired_outcomes(database: Database) -> None:
    """Deletes the expired outcomes of every practice, those of practices that no longer save included."""

    async def unit(connection: AsyncConnection) -> int:
        # In batches, so that no other write waits for long.
        expired = across_practices(keys.delete().where(_KEY.in_(_expired(await database.now(connection)))))
        return (await connection.execute(expired)).rowcount

    while await database.write(unit, practice_id=None) == _BATCH:
        pass


def _expired(now: datetime) -> sa.Select[Any]:
    """The keys of a batch of expired outcomes that no transaction is using."""
    expired = sa.select(*keys.primary_key).where(keys.c.created_at <= now - KEPT_FOR)
    return expired.limit(_BATCH).with_for_update(skip_locked=True)


def _is_own_key(caller: Caller, retry: Retry) -> sa.ColumnElement[bool]:
    return sa.and_(keys.c.practice_id == caller.practice_id, keys.c.caller == caller.owner, keys.c.key == retry.key)

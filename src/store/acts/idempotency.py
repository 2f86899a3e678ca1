"""Idempotency keys: the same key with the same input answers what was done first, for 24 hours and for one caller.

Only the outcome of a saved act is kept. One with problems is not, as the next attempt may succeed. Records in the
answer are as they are now (`store.acts.stored_outcomes`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from store.acts.stored_outcomes import as_it_is_now, as_json
from store.caller import Caller
from store.db.database import Database
from store.db.tables import idempotency_keys as keys

KEPT_FOR = timedelta(hours=24)


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


async def first_outcome(connection: AsyncConnection, caller: Caller, retry: Retry, now: datetime) -> Any:
    """The outcome kept for this key, with each record as it is now; None where the key is new.

    IDEMPOTENCY_KEY_REUSED where the input was another.
    """
    current = keys.c.created_at > now - KEPT_FOR
    statement = sa.select(keys.c.digest, keys.c.outcome).where(_is_own_key(caller, retry), current)
    row = (await connection.execute(statement)).first()
    if row is None:
        return None
    if row.digest != retry.digest:
        message = "This idempotency key was used for another request. Use a new key for each new request."
        return retry.outcome(problems=(Problem(UserErrorCode.IDEMPOTENCY_KEY_REUSED, message, ("idempotency_key",)),))
    return replace(await as_it_is_now(connection, caller, retry.outcome, row.outcome), replayed=True)


async def keep_outcome(
    connection: AsyncConnection, caller: Caller, retry: Retry, now: datetime, outcome: object
) -> None:
    """Keeps the outcome for 24 hours in place of an earlier one, and deletes the practice's expired ones."""
    expired = sa.and_(keys.c.practice_id == caller.practice_id, keys.c.created_at <= now - KEPT_FOR)
    await connection.execute(keys.delete().where(sa.or_(expired, _is_own_key(caller, retry))))
    values = {
        "practice_id": caller.practice_id,
        "caller": caller.owner,
        "key": retry.key,
        "digest": retry.digest,
        "outcome": as_json(outcome),
        "created_at": now,
    }
    await connection.execute(keys.insert(), values)


async def delete_expired_outcomes(database: Database) -> None:
    """Deletes the expired outcomes of every practice, those of practices that no longer save included."""
    expired = keys.c.created_at <= datetime.now(UTC) - KEPT_FOR

    async def unit(connection: AsyncConnection) -> None:
        await connection.execute(keys.delete().where(expired))

    await database.write(unit)


def _is_own_key(caller: Caller, retry: Retry) -> sa.ColumnElement[bool]:
    return sa.and_(keys.c.practice_id == caller.practice_id, keys.c.caller == caller.owner, keys.c.key == retry.key)

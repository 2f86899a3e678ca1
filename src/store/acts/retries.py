"""Retries: the same key and the same input answer as the first time, for 24 hours and for one caller.

Only what was carried out is kept: a refusal may turn out otherwise the next time.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import orjson
import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from insurance import limits
from insurance.problems import Problem, UserErrorCode
from store.caller import Caller
from store.db.database import Database
from store.db.tables import idempotency_keys as kept

KEPT_FOR = timedelta(hours=24)

# Made once for each outcome: making one takes longer than the write.
_adapter = cache(TypeAdapter)


@dataclass(frozen=True, slots=True)
class Retry:
    """A key, a digest of what was asked under it, and the outcome's type."""

    key: str
    digest: str
    outcome: type[Any]

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the key, if anything is."""
        if 0 < len(self.key) <= limits.IDEMPOTENCY_KEY and self.key.isprintable():
            return None
        message = f"An idempotency key has 1 to {limits.IDEMPOTENCY_KEY} printable characters."
        return Problem(UserErrorCode.INVALID, message, ("idempotency_key",))

    @property
    def as_json(self) -> TypeAdapter[Any]:
        """Writes an outcome down and reads it back."""
        return _adapter(self.outcome)  # type: ignore[arg-type]  # a class is hashable, whatever mypy says


def retry(key: str | None, outcome: type[Any], asked: Mapping[str, object]) -> Retry | None:
    """The retry a key stands for; None without a key."""
    if key is None:
        return None
    canonical = orjson.dumps([outcome.__name__, asked], option=orjson.OPT_SORT_KEYS, default=str)
    return Retry(key, hashlib.sha256(canonical).hexdigest(), outcome)


async def replayed(connection: AsyncConnection, caller: Caller, retry: Retry, now: datetime) -> Any:
    """The first outcome; a refusal where the key was used for something else; None where it is new."""
    found = (
        await connection.execute(
            sa.select(kept.c.digest, kept.c.outcome).where(_mine(caller, retry), kept.c.created_at > now - KEPT_FOR)
        )
    ).first()
    if found is None:
        return None
    if found.digest != retry.digest:
        message = "This idempotency key was used for something else. Use a new key for a new request."
        return retry.outcome(problems=(Problem(UserErrorCode.IDEMPOTENCY_KEY_REUSED, message, ("idempotency_key",)),))
    return retry.as_json.validate_json(found.outcome)


async def remember(connection: AsyncConnection, caller: Caller, retry: Retry, now: datetime, outcome: object) -> None:
    """Keeps the outcome, and forgets those whose time is over."""
    over = sa.and_(kept.c.practice_id == caller.practice_id, kept.c.created_at <= now - KEPT_FOR)
    await connection.execute(kept.delete().where(over))
    values = {
        "practice_id": caller.practice_id,
        "caller": caller.owner,
        "key": retry.key,
        "digest": retry.digest,
        "outcome": retry.as_json.dump_json(outcome).decode(),
        "created_at": now,
    }
    await connection.execute(kept.insert(), values)


async def forget_old_outcomes(database: Database) -> None:
    """Forgets the outcomes of every practice whose time is over: a practice that saves no more leaves none behind."""
    over = kept.c.created_at <= datetime.now(UTC) - KEPT_FOR

    async def unit(connection: AsyncConnection) -> None:
        await connection.execute(kept.delete().where(over))

    await database.write(unit)


def _mine(caller: Caller, retry: Retry) -> sa.ColumnElement[bool]:
    return sa.and_(kept.c.practice_id == caller.practice_id, kept.c.caller == caller.owner, kept.c.key == retry.key)

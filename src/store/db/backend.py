"""What a database must be able to do: the one place where the rest of the code meets SQLite or PostgreSQL.

`store.db.sqlite` and `store.db.postgresql` do it; `store.db.database` calls it.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.db.compiled_select import Row
from store.db.errors import DatabaseUnavailable

PracticeLock: TypeAlias = Literal["shared", "alone"]
"""How an act holds its practice: beside others, each with the chart it locks; or with nobody else writing."""


@dataclass(frozen=True, slots=True)
class Engines:
    """The engine for reads, the engine for writes, and one without limits of time for work on the whole database."""

    reader: AsyncEngine
    writer: AsyncEngine
    maintenance: AsyncEngine


class Backend(Protocol):
    """A database and its connections."""

    engines: Engines
    connections: int
    """How many reads it executes at once."""
    writing_connections: int
    """How many transactions it has under way at once."""

    async def rows(self, statement: sa.Select[Any], parameters: Mapping[str, object]) -> Sequence[Row]:
        """All rows of one statement, on a connection that cannot write."""

    def transaction(self, practice_id: str | None) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction on the records of a practice, or of any where there is none; committed at the end."""

    async def bind_practice(self, connection: AsyncConnection, practice_id: str) -> None:
        """Has the rest of a transaction reach the records of this practice only."""

    async def lock_practice(self, connection: AsyncConnection, practice_id: str, how: PracticeLock) -> None:
        """Waits for the practice, and holds it until the transaction ends."""

    async def now(self, connection: AsyncConnection) -> datetime:
        """The time by the database's clock, which all processes share. To be asked after the locks are taken."""

    async def write_nothing(self) -> None:
        """The smallest write there is, to its end on disk. Raises what a write raises."""

    def exclusive_work(self, name: str) -> AbstractAsyncContextManager[None]:
        """Lets one process at a time do a work on the whole database; the others wait."""

    async def close(self) -> None:
        """Closes all connections."""

    def as_unavailable(self, error: BaseException) -> DatabaseUnavailable | None:
        """The exception for a failure of the machine; None for any other error."""

    def is_to_be_repeated(self, error: BaseException) -> bool:
        """Whether the transaction was undone because of others at the same time, and will do if it is run again."""

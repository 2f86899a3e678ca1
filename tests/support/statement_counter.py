"""Counts SQL statements."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from unittest.mock import patch

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from gql.http import access_recorder
from store.acts import record_accesses as acts

_IN_BACKGROUND: ContextVar[bool] = ContextVar("in background", default=False)


@contextmanager
def record_statements() -> Iterator[list[str]]:
    """Records the statements executed on any connection of this process, by SQLAlchemy or by our fast reader.

    Those that record who read a chart are not among them: they are executed after the request, whenever that is.
    """
    executed: list[str] = []
    fetch = aiosqlite.Connection.execute_fetchall

    def record(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not _IN_BACKGROUND.get():
            executed.append(statement)

    async def record_and_fetch(self: aiosqlite.Connection, sql: str, parameters: Sequence[Any] | None = None) -> Any:
        executed.append(sql)
        return await fetch(self, sql, parameters)

    record_accesses = acts.record_accesses

    async def record_accesses_in_background(*arguments: Any) -> None:
        token = _IN_BACKGROUND.set(True)
        try:
            await record_accesses(*arguments)
        finally:
            _IN_BACKGROUND.reset(token)

    sa.event.listen(Engine, "before_cursor_execute", record)
    try:
        with (
            patch.object(aiosqlite.Connection, "execute_fetchall", record_and_fetch),
            patch.object(access_recorder, "record_accesses", record_accesses_in_background),
        ):
            yield executed
    finally:
        sa.event.remove(Engine, "before_cursor_execute", record)

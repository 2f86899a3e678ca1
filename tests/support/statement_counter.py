"""Counts SQL statements."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from unittest.mock import patch

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.engine import Engine

_EXECUTED: ContextVar[list[str] | None] = ContextVar("executed", default=None)
"""The statements of the block that this code runs in, or was started from. Tasks inherit it from where they begin."""


def _record(statement: str) -> None:
    executed = _EXECUTED.get()
    if executed is not None:
        executed.append(statement)


@contextmanager
def record_statements() -> Iterator[list[str]]:
    """Records the statements that the block and the tasks it starts execute, by SQLAlchemy or by our fast reader.

    Those of the server's own tasks, such as the one that records who read a chart, are not among them: those tasks
    began before the block.
    """
    executed: list[str] = []
    fetch = aiosqlite.Connection.execute_fetchall

    def record(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        _record(statement)

    async def record_and_fetch(self: aiosqlite.Connection, sql: str, parameters: Sequence[Any] | None = None) -> Any:
        _record(sql)
        return await fetch(self, sql, parameters)

    sa.event.listen(Engine, "before_cursor_execute", record)
    token = _EXECUTED.set(executed)
    try:
        with patch.object(aiosqlite.Connection, "execute_fetchall", record_and_fetch):
            yield executed
    finally:
        _EXECUTED.reset(token)
        sa.event.remove(Engine, "before_cursor_execute", record)

"""Counting the SQL statements that a piece of work costs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.engine import Engine


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements executed meanwhile on any connection of this process, by SQLAlchemy or by our own reader."""
    executed: list[str] = []
    fetch = aiosqlite.Connection.execute_fetchall

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        executed.append(statement)

    async def note_and_fetch(self: aiosqlite.Connection, sql: str, parameters: Sequence[Any] | None = None) -> Any:
        executed.append(sql)
        return await fetch(self, sql, parameters)

    sa.event.listen(Engine, "before_cursor_execute", note)
    try:
        with patch.object(aiosqlite.Connection, "execute_fetchall", note_and_fetch):
            yield executed
    finally:
        sa.event.remove(Engine, "before_cursor_execute", note)

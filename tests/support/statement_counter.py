"""Counts SQL statements."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.engine import Engine


@contextmanager
def record_statements() -> Iterator[list[str]]:
    """Records the statements executed on any connection of this process, by SQLAlchemy or by our fast reader."""
    executed: list[str] = []
    fetch = aiosqlite.Connection.execute_fetchall

    def record(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        executed.append(statement)

    async def record_and_fetch(self: aiosqlite.Connection, sql: str, parameters: Sequence[Any] | None = None) -> Any:
        executed.append(sql)
        return await fetch(self, sql, parameters)

    sa.event.listen(Engine, "before_cursor_execute", record)
    try:
        with patch.object(aiosqlite.Connection, "execute_fetchall", record_and_fetch):
            yield executed
    finally:
        sa.event.remove(Engine, "before_cursor_execute", record)

"""Counting the SQL statements that a piece of work costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements executed meanwhile, on any connection of this process."""
    executed: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        executed.append(statement)

    sa.event.listen(Engine, "before_cursor_execute", note)
    try:
        yield executed
    finally:
        sa.event.remove(Engine, "before_cursor_execute", note)

"""Tells whoever a statement is executed for, such as a request, that it begins and ends. It never has values."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext

Ended: TypeAlias = Callable[[], None]

listener: ContextVar[Callable[[str], Ended] | None] = ContextVar("statement listener", default=None)
"""Called with the SQL text when a statement begins. What it returns is called when the statement has ended."""


def _ignore() -> None:
    """For statements that nobody listens to."""


def begin_statement(sql: str) -> Ended:
    """Tells the listener, if there is one. Call the result at the end, whether or not the statement failed."""
    listen = listener.get()
    return listen(sql) if listen else _ignore


def announce_statements(engine: sa.Engine) -> None:
    """Tells the listener of every statement that SQLAlchemy executes on the engine."""
    running: list[Ended] = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def begin(_connection: object, _cursor: DBAPICursor, sql: str, *_rest: object) -> None:
        running.append(begin_statement(sql))

    @sa.event.listens_for(engine, "after_cursor_execute")
    def end(*_: object) -> None:
        _end_all()

    @sa.event.listens_for(engine, "handle_error")
    def fail(_context: ExecutionContext) -> None:
        _end_all()

    def _end_all() -> None:
        # The engine has one connection: one statement at a time.
        while running:
            running.pop()()

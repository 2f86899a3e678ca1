"""Which errors of PostgreSQL and its driver are failures of the machine, and which are only a matter of timing."""

import asyncpg
import sqlalchemy as sa

from store.db.errors import DatabaseUnavailable

CONFLICTS = ("40001", "40P01", "23505")
"""Serialization failure, deadlock, and a row of the same key that another transaction wrote first."""

_REASONS = {
    "08": "server has closed the connection.",
    "28": "server does not accept this user or password.",
    "3D": "server has no database of this name.",
    "53": "server has no memory, disk or connections left.",
    "57": "server is stopping, starting, or has ended a statement that took too long.",
    "58": "server's disk reports an error.",
    "25006": "server is a standby, which cannot be written to.",
    "40001": "has too many writes of the same records at the same time.",
    "40P01": "has too many writes of the same records at the same time.",
    "55P03": "has records locked for longer than writes wait.",
}
"""For a SQLSTATE or its class: what completes "The database ..."."""


def sqlstate(error: BaseException) -> str:
    """The SQLSTATE of an error of the server; empty for any other error."""
    return str(getattr(_driver_error(error), "sqlstate", None) or "")


def is_lost_connection(error: BaseException) -> bool:
    """Whether the connection cannot be used any more, or its server does not answer in time."""
    error = _driver_error(error)
    if isinstance(error, OSError | EOFError | asyncpg.InternalClientError):
        # TimeoutError, too, is an OSError.
        return True
    if isinstance(error, asyncpg.InterfaceError):
        # Some of its kinds are about values.
        return not isinstance(error, ValueError)
    return sqlstate(error)[:2] in ("08", "57") and sqlstate(error) != "57014"


def as_unavailable(error: BaseException) -> DatabaseUnavailable | None:
    """The exception for a failure of the machine; None for any other error."""
    if isinstance(error, sa.exc.TimeoutError):
        return DatabaseUnavailable("has more reads or writes waiting than it can take.")
    state = sqlstate(error)
    if reason := _REASONS.get(state) or _REASONS.get(state[:2]):
        return DatabaseUnavailable(reason)
    return DatabaseUnavailable("server does not answer.") if is_lost_connection(error) else None


def _driver_error(error: BaseException) -> BaseException:
    """The driver's exception behind SQLAlchemy's."""
    if isinstance(error, sa.exc.DBAPIError) and error.orig is not None:
        return error.orig.__cause__ or error.orig
    return error

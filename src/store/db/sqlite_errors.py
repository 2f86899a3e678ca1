"""Which errors of SQLite are failures of the machine, and what to tell the operator."""

import sqlite3

import sqlalchemy as sa

from store.db.errors import DatabaseUnavailable

REASONS = {
    sqlite3.SQLITE_NOTADB: "is not a SQLite database.",
    sqlite3.SQLITE_CORRUPT: "is damaged or truncated: restore it from a backup.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: this user must be able to read and write the file and its folder.",
    sqlite3.SQLITE_READONLY: "cannot be written to: this user must be able to write to the file and its folder.",
    sqlite3.SQLITE_PERM: "cannot be opened: this user must be able to read and write the file and its folder.",
    sqlite3.SQLITE_BUSY: "is locked by another program.",
    sqlite3.SQLITE_FULL: "cannot grow: its disk is full.",
    sqlite3.SQLITE_IOERR: "cannot be read or written: its disk reports an error.",
}
"""For each kind of SQLite error that is a failure of the machine: what completes "The database file ..."."""


def sqlite_error_code(error: BaseException) -> int:
    """The kind of a SQLite error, such as `sqlite3.SQLITE_FULL`; 0 for any other error."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    # The low byte is the kind of error; the rest tells kinds of it apart.
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF


def as_unavailable(error: BaseException) -> DatabaseUnavailable | None:
    """The exception for a failure of the machine; None for any other error."""
    if isinstance(error, sa.exc.TimeoutError):
        return DatabaseUnavailable("file has more writes waiting than it can take.")
    reason = REASONS.get(sqlite_error_code(error))
    return DatabaseUnavailable(f"file {reason}") if reason else None

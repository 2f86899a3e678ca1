"""Runs a command's work on the database of the settings, and says in one sentence why it cannot."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TypeVar

from gql.settings import Settings
from store.db.database import Database
from store.db.migrate import is_current, migrate
from store.db.process_lock import hold_process_lock
from store.db.unusable_database import check_database, explain_database_errors, explain_server_errors

T = TypeVar("T")


class CommandError(Exception):
    """The command cannot be carried out. The message says why, in one line."""


def run_on_database(work: Callable[[Database], Awaitable[T]], settings: Settings, *, alone: bool = False) -> T:
    """Runs `work` on the database and closes it.

    With `alone`, no other process may use a SQLite file meanwhile; on PostgreSQL any number may. Raises CommandError,
    UnusableDatabase and DatabaseInUse.
    """

    async def run() -> T:
        database = Database(settings.database_url, checkpoints=alone)
        try:
            if work is not migrate and not await is_current(database):
                raise CommandError("the database's tables are not up to date. Run `policybook migrate` first.")
            return await work(database)
        finally:
            await database.close()

    if settings.on_postgresql:
        with explain_server_errors():
            return asyncio.run(run())
    file = settings.database_path
    check_database(file)
    if work is not migrate and not file.exists():
        raise CommandError("there is no database yet. Run `policybook migrate` first.")
    with hold_process_lock(file) if alone else nullcontext(), explain_database_errors(file):
        return asyncio.run(run())


@contextmanager
def hold_database(settings: Settings) -> Iterator[None]:
    """Keeps other processes from serving a SQLite file. Several processes may serve a database on PostgreSQL.

    Raises UnusableDatabase and DatabaseInUse.
    """
    if settings.on_postgresql:
        yield
        return
    check_database(settings.database_path)
    with hold_process_lock(settings.database_path):
        yield

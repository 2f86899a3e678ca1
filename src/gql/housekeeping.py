"""Background work of the server: every ten minutes one process deletes what has expired."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from gql.errors import log_failure
from store.acts.idempotency import delete_expired_outcomes
from store.acts.invitation_attempts import delete_old_attempts
from store.acts.leases import take_lease
from store.acts.record_accesses import delete_expired_accesses
from store.acts.sweep_uploads import sweep_uploads
from store.db.database import Database
from store.files import Files
from store.ids import new_id

SWEEP_INTERVAL_SECONDS = 10 * 60
_LEASE = timedelta(seconds=1.5 * SWEEP_INTERVAL_SECONDS)
"""The process that has cleaned up goes on doing so; another one takes over where it is gone."""
FIRST_SWEEP_SECONDS = 60
"""After the start, so that a server that restarts in a loop does not sweep each time."""


@asynccontextmanager
async def housekeeping(database: Database, files: Files, accesses_kept_for: timedelta) -> AsyncIterator[None]:
    """Runs the background work until the context is left."""
    task = asyncio.create_task(_sweep_forever(database, files, accesses_kept_for))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _sweep_forever(database: Database, files: Files, accesses_kept_for: timedelta) -> None:
    process = new_id()
    await asyncio.sleep(FIRST_SWEEP_SECONDS)
    while True:
        try:
            if await take_lease(database, "housekeeping", process, _LEASE):
                await sweep_uploads(database, files)
                await delete_expired_accesses(database, accesses_kept_for)
                await delete_expired_outcomes(database)
                await delete_old_attempts(database)
        except Exception as error:
            log_failure(error)
        await asyncio.sleep(SWEEP_INTERVAL_SECONDS)

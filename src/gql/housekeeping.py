"""Background work of the server: deletes expired uploads every ten minutes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from gql.errors import unexpected
from store.acts.sweep_uploads import sweep_uploads
from store.db.database import Database
from store.files import Files

SWEEP_INTERVAL_SECONDS = 10 * 60
FIRST_SWEEP_SECONDS = 60
"""After the start, so that a server that restarts in a loop does not sweep each time."""


@asynccontextmanager
async def housekeeping(database: Database, files: Files) -> AsyncIterator[None]:
    """Runs the background work until the context is left."""
    task = asyncio.create_task(_sweep_forever(database, files))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _sweep_forever(database: Database, files: Files) -> None:
    await asyncio.sleep(FIRST_SWEEP_SECONDS)
    while True:
        try:
            await sweep_uploads(database, files)
        except Exception as error:
            unexpected(error)
        await asyncio.sleep(SWEEP_INTERVAL_SECONDS)

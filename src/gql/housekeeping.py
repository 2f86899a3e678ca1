"""What the server does now and then by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from gql.errors import unexpected
from store.acts.sweep_uploads import sweep_uploads
from store.db.database import Database
from store.files import Files

SWEEP_INTERVAL_SECONDS = 10 * 60
FIRST_SWEEP_SECONDS = 60


@asynccontextmanager
async def housekeeping(database: Database, files: Files) -> AsyncIterator[None]:
    """Keeps sweeping while the server runs."""
    sweeping = asyncio.create_task(_sweep(database, files))
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping


async def _sweep(database: Database, files: Files) -> None:
    await asyncio.sleep(FIRST_SWEEP_SECONDS)
    while True:
        try:
            await sweep_uploads(database, files)
        except Exception as error:
            unexpected(error)
        await asyncio.sleep(SWEEP_INTERVAL_SECONDS)

"""Measures how late the event loop runs what is due: the time that every request has to wait at least."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from prometheus_client import Histogram

INTERVAL_SECONDS = 0.25


@asynccontextmanager
async def measured_loop_lag(lag: Histogram) -> AsyncIterator[None]:
    """Measures until the context is left."""
    task = asyncio.create_task(_measure_forever(lag))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _measure_forever(lag: Histogram) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + INTERVAL_SECONDS
        await asyncio.sleep(INTERVAL_SECONDS)
        lag.observe(max(0.0, loop.time() - due))

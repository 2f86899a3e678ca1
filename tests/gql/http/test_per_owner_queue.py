"""PerOwnerQueue: one task at a time for each owner, and nobody waits for another owner."""

import asyncio

import pytest

from gql.http.per_owner_queue import PerOwnerQueue, QueueFull


async def test_one_owner_has_one_turn_at_a_time_and_others_have_theirs() -> None:
    queue, most = PerOwnerQueue(max_length=10), 0
    at_work: list[str] = []

    async def work(owner: str) -> None:
        nonlocal most
        async with queue.acquire(owner):
            assert owner not in at_work
            at_work.append(owner)
            most = max(most, len(at_work))
            await asyncio.sleep(0.01)
            at_work.remove(owner)

    await asyncio.gather(*(work(owner) for owner in ["Cleo"] * 5 + ["Dana"] * 3))
    assert most == 2


async def test_a_line_that_is_long_enough_turns_away_who_comes_last() -> None:
    queue = PerOwnerQueue(max_length=2)
    async with queue.acquire("Cleo"):
        waiting = asyncio.ensure_future(stand(queue))
        await asyncio.sleep(0)
        with pytest.raises(QueueFull):
            async with queue.acquire("Cleo"):
                pass
        async with queue.acquire("Dana"):
            pass
        waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert queue._queues == {}


async def stand(queue: PerOwnerQueue) -> None:
    """Waits for a turn and does nothing with it."""
    async with queue.acquire("Cleo"):
        pass

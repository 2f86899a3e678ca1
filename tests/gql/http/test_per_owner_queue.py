"""PerOwnerQueue: one at a time for each owner, and nobody waits for another."""

import asyncio

import pytest

from gql.http.per_owner_queue import PerOwnerQueue, TooManyWaiting


async def test_one_owner_has_one_turn_at_a_time_and_others_have_theirs() -> None:
    turns, most = PerOwnerQueue(longest=10), 0
    at_work: list[str] = []

    async def work(owner: str) -> None:
        nonlocal most
        async with turns.of(owner):
            assert owner not in at_work
            at_work.append(owner)
            most = max(most, len(at_work))
            await asyncio.sleep(0.01)
            at_work.remove(owner)

    await asyncio.gather(*(work(owner) for owner in ["Cleo"] * 5 + ["Dana"] * 3))
    assert most == 2


async def test_a_line_that_is_long_enough_turns_away_who_comes_last() -> None:
    turns = PerOwnerQueue(longest=2)
    async with turns.of("Cleo"):
        waiting = asyncio.ensure_future(stand(turns))
        await asyncio.sleep(0)
        with pytest.raises(TooManyWaiting):
            async with turns.of("Cleo"):
                pass
        async with turns.of("Dana"):
            pass
        waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert turns._lines == {}


async def stand(turns: PerOwnerQueue) -> None:
    """Waits for a turn and does nothing with it."""
    async with turns.of("Cleo"):
        pass

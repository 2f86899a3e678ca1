"""While a long answer is computed, the event loop goes on serving others."""

import asyncio
import time
from collections.abc import Awaitable
from datetime import date, timedelta
from typing import Any

import pytest

from gql.global_ids import global_id
from gql.graph import loop_share
from store.demo.cast import CLEO
from support.api_client import ApiClient
from support.operations import OPERATIONS
from support.processor_time import slowness

HOLD = 0.05
"""Seconds of processor time on the reference machine that one answer may take before others are served."""

_QUERIES = {operation.name: operation.query for operation in OPERATIONS}
_CHARTS = """
query {
  clients(first: 100) {
    nodes {
      displayName
      policies {
        id
        type
        memberId
        payer { name }
        history(first: 5) { nodes { at actor fields { field before after } } }
      }
    }
  }
}
"""


def services(count: int) -> list[dict[str, str]]:
    day = date(2026, 1, 1)
    return [
        {"clientId": global_id("Client", CLEO.id), "dos": str(day + timedelta(days=number))} for number in range(count)
    ]


async def longest_hold(request: Awaitable[Any]) -> float:
    """The longest processor time between two passes of the event loop while the request is answered, in seconds."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        last = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            longest, last = max(longest, now - last), now

    watcher = asyncio.create_task(watch())
    await asyncio.sleep(0)
    try:
        answer = await request
    finally:
        watcher.cancel()
    assert "errors" not in answer, answer["errors"]
    return longest


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        pytest.param(_CHARTS, {}, id="100 charts with their history"),
        pytest.param(_QUERIES["ClaimOptionsForServices"], {"services": services(200)}, id="200 services"),
        pytest.param(_QUERIES["ReviewQueue"], {"first": 100}, id="100 policies to review, with suggestions"),
    ],
)
async def test_a_long_answer_lets_others_be_served(pat: ApiClient, query: str, variables: dict[str, Any]) -> None:
    await pat.data(query, **variables)  # the document is read and the code warmed up
    # The machine may interrupt one run, but not each of them.
    holds = [await longest_hold(pat.execute(query, **variables)) for _ in range(3)]
    assert min(holds) < HOLD * slowness()


async def test_without_sharing_the_same_answer_keeps_everybody_waiting(
    pat: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = {"services": services(200)}
    query = _QUERIES["ClaimOptionsForServices"]
    await pat.data(query, **variables)
    shared = min([await longest_hold(pat.execute(query, **variables)) for _ in range(2)])
    monkeypatch.setattr(loop_share, "SHARE_SECONDS", float("inf"))
    assert min([await longest_hold(pat.execute(query, **variables)) for _ in range(2)]) > 2 * shared

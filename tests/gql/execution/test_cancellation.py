"""A request that is cancelled while its fields are being resolved leaves nothing behind."""

import asyncio
import gc
import logging
from collections.abc import Coroutine
from typing import Any

import pytest

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.operations import OPERATIONS, Operation
from support.sandbox import Sandbox, document

READS = [
    operation for operation in OPERATIONS if operation.name in {"Chart", "ReviewQueue", "BillingTab", "ClaimOptions"}
]
# graphql-core 3.3 leaves coroutines of its own unstarted when the task that would await them is cancelled first.
ITS_OWN = pytest.mark.filterwarnings(r"ignore:coroutine 'Executor\.:RuntimeWarning")


async def cancelled_at(request: Coroutine[Any, Any, Any], place: int) -> bool:
    """Cancels the request when it creates its task number `place`, which has not begun then. False if it has fewer."""
    loop, created = asyncio.get_running_loop(), 0
    task = asyncio.ensure_future(request)

    def create(loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> "asyncio.Task[Any]":
        nonlocal created
        created += 1
        if created == place:
            task.cancel()
        return asyncio.Task(coroutine, loop=loop, **options)

    loop.set_task_factory(create)
    try:
        await asyncio.wait([task])
    finally:
        loop.set_task_factory(None)
    return task.cancelled()


@ITS_OWN
@pytest.mark.parametrize("operation", READS, ids=lambda operation: operation.name)
async def test_a_query_cancelled_before_any_of_its_tasks_begins_leaves_no_warning(
    operation: Operation, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    api = sandbox.api(operation.sender)
    place = 1
    with caplog.at_level(logging.WARNING):
        while await cancelled_at(api.execute(operation.query, **operation.variables), place):
            place += 1
        gc.collect()  # what nobody awaited warns when it is collected
    assert place > 1
    assert caplog.records == []


@ITS_OWN
async def test_a_mutation_cancelled_before_any_of_its_tasks_begins_leaves_no_warning(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    place = 1
    given = sandbox.policy_of(global_id("Client", CLEO.id))
    with caplog.at_level(logging.WARNING):
        while await cancelled_at(
            sandbox.pat.execute(document("addPolicy"), input={**given, "memberId": f"W{place}"}), place
        ):
            place += 1
        gc.collect()
    assert place > 1
    assert caplog.records == []

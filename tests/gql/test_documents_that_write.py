"""The documents of the screens that save, sent as a frontend sends them: as they stand, to save, and once more."""

from typing import Any

import pytest

from operations import OPERATIONS, Operation
from writing import Desk

WRITING = [operation for operation in OPERATIONS if operation.is_mutation]
each_document = pytest.mark.parametrize("operation", WRITING, ids=[operation.name for operation in WRITING])


async def sent(desk: Desk, operation: Operation, **more: Any) -> Any:
    """The payload for the document's example."""
    variables = {**operation.variables, "input": {**operation.variables["input"], **more}}
    (payload,) = (await desk.asker(operation.sender).data(operation.query, **variables)).values()
    return payload


def tries(operation: Operation) -> dict[str, bool]:
    """What makes it save, where its example only tries."""
    return {"dryRun": False} if "dryRun" in operation.variables["input"] else {}


@each_document
async def test_a_document_has_nothing_wrong_with_it_as_it_stands(desk: Desk, operation: Operation) -> None:
    payload = await sent(desk, operation)
    assert payload["userErrors"] == []


@each_document
async def test_a_document_saves(desk: Desk, operation: Operation) -> None:
    before = desk.everything()
    payload = await sent(desk, operation, **tries(operation))
    assert payload["userErrors"] == []
    assert next(iter(payload.values()))
    assert desk.everything() != before or operation.name == "SetPortalSettings"


@each_document
async def test_a_document_sent_again_with_its_key_is_answered_alike(desk: Desk, operation: Operation) -> None:
    given = {**tries(operation), "idempotencyKey": "a form, opened once"}
    first = await sent(desk, operation, **given)
    assert await sent(desk, operation, **given) == first


def test_every_screen_that_saves_can_show_what_is_wrong() -> None:
    assert len(WRITING) >= 11
    for operation in WRITING:
        assert "userErrors {\n      code\n      message\n      field\n    }" in operation.query

"""The documents that save: as a dry run, to save, and as a retry."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from graphql import get_named_type

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.operations import OPERATIONS, Operation
from support.sandbox import MUTATIONS, Sandbox


def input_fields(operation: Operation) -> set[str]:
    """What the input of a document's mutation takes."""
    mutation = operation.name[0].lower() + operation.name[1:]
    return set(get_named_type(MUTATIONS[mutation].args["input"].type).fields)


WRITING = [operation for operation in OPERATIONS if operation.is_mutation]
KEYED = [operation for operation in WRITING if "idempotencyKey" in input_fields(operation)]
NEW_IN_A_RETRY = {"url", "previewUrl", "invitationUrl", "accessToken", "expiresAt", "replayed"}
"""Links and sessions are made anew, and name the time by the second."""
each_document = pytest.mark.parametrize("operation", WRITING, ids=[operation.name for operation in WRITING])
each_keyed_document = pytest.mark.parametrize("operation", KEYED, ids=[operation.name for operation in KEYED])


@pytest.fixture
async def invitation(sandbox: Sandbox) -> dict[str, dict[str, str]]:
    """What a document needs in the place of its example: no invitation is good twice."""
    url = (await sandbox.save("inviteClient", clientId=global_id("Client", CLEO.id)))["invitationUrl"]
    (token,) = parse_qs(urlsplit(url).query)["invitation"]
    return {"AcceptInvitation": {"invitation": token}}


async def sent(sandbox: Sandbox, operation: Operation, **more: Any) -> Any:
    """The payload for the document's example."""
    variables = {**operation.variables, "input": {**operation.variables["input"], **more}}
    (payload,) = (await sandbox.api(operation.sender).data(operation.query, **variables)).values()
    return payload


def tries(operation: Operation) -> dict[str, bool]:
    """What makes it save, where its example only tries."""
    return {"dryRun": False} if "dryRun" in operation.variables["input"] else {}


@each_document
async def test_a_document_has_nothing_wrong_with_it_as_it_stands(
    sandbox: Sandbox, operation: Operation, invitation: dict[str, dict[str, str]]
) -> None:
    payload = await sent(sandbox, operation, **invitation.get(operation.name, {}))
    assert payload["userErrors"] == []


@each_document
async def test_a_document_saves(sandbox: Sandbox, operation: Operation, invitation: dict[str, dict[str, str]]) -> None:
    before = sandbox.all_rows()
    payload = await sent(sandbox, operation, **tries(operation), **invitation.get(operation.name, {}))
    assert payload["userErrors"] == []
    assert next(iter(payload.values()))
    assert sandbox.all_rows() != before or operation.name == "SetPortalSettings"


def repeatable(payload: Any) -> Any:
    """What a retry answers alike."""
    if isinstance(payload, list):
        return [repeatable(item) for item in payload]
    if not isinstance(payload, dict):
        return payload
    return {name: repeatable(value) for name, value in payload.items() if name not in NEW_IN_A_RETRY}


@each_keyed_document
async def test_a_document_sent_again_with_its_key_is_answered_alike(
    sandbox: Sandbox, operation: Operation, invitation: dict[str, dict[str, str]]
) -> None:
    given = {**tries(operation), **invitation.get(operation.name, {}), "idempotencyKey": "a form, opened once"}
    first, again = [await sent(sandbox, operation, **given) for _ in range(2)]
    assert repeatable(again) == repeatable(first)
    assert again.get("replayed", True) is True


def test_every_screen_that_saves_can_show_what_is_wrong() -> None:
    assert len(WRITING) >= 11
    for operation in WRITING:
        assert "userErrors {\n      code\n      message\n      field\n    }" in operation.query

"""createUpload with an idempotency key: a request that is sent again gets the same upload."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gql.global_ids import global_id
from insurance import limits
from store.demo.cast import CLEO
from support.sandbox import Sandbox, SaveResult, row_id
from support.uploads import card_image, put_bytes

CLEO_ID = global_id("Client", CLEO.id)
CARD = card_image()


@pytest.fixture
async def sandbox(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose practice collects insurance."""
    await sandbox.save_record("setPortalSettings", collectsInsurance=True)
    return sandbox


async def create(sandbox: Sandbox, key: str | None = "k", by: str = "Cleo", **given: Any) -> SaveResult:
    """Announces the card's picture."""
    file = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": len(CARD), **given}
    return await sandbox.save("createUpload", by=by, **file, idempotencyKey=key)


async def expire(sandbox: Sandbox, upload: str) -> None:
    """Lets the upload expire."""
    then = (datetime.now(UTC) - timedelta(seconds=1)).replace(tzinfo=None).isoformat(" ")
    assert await sandbox.execute_sql("UPDATE uploads SET expires_at = ? WHERE id = ?", then, row_id(upload)) == 1


@pytest.mark.parametrize("by", ["Cleo", "Pat"])
async def test_a_repeated_request_gets_the_same_upload_with_a_link_that_works(sandbox: Sandbox, by: str) -> None:
    first, again = await create(sandbox, by=by), await create(sandbox, by=by)
    assert (first["replayed"], again["replayed"]) == (False, True)
    assert again["upload"]["id"] == first["upload"]["id"]
    assert len(sandbox.rows("SELECT 1 FROM uploads")) == 1
    assert (await put_bytes(sandbox.api(by), again["upload"], CARD)).status_code == 200


async def test_an_upload_that_has_its_file_keeps_it(sandbox: Sandbox) -> None:
    first = await create(sandbox)
    await put_bytes(sandbox.api("Cleo"), first["upload"], CARD)
    again = await create(sandbox)
    given = {"type": "SECONDARY", "attachments": [{"uploadId": again["upload"]["id"]}]}
    saved = await sandbox.save("submitPolicy", by="Cleo", **given)
    assert (saved.errors, len(saved["policy"]["attachments"])) == ([], 1)
    assert (await create(sandbox))["upload"]["id"] == first["upload"]["id"]


async def test_without_a_key_each_request_makes_an_upload(sandbox: Sandbox) -> None:
    ids = {(await create(sandbox, None))["upload"]["id"] for _ in range(2)}
    assert len(ids) == 2


async def test_requests_at_once_with_one_key_make_one_upload(sandbox: Sandbox) -> None:
    answers = await asyncio.gather(*(create(sandbox) for _ in range(2)))
    assert sorted(answer["replayed"] for answer in answers) == [False, True]
    assert len({answer["upload"]["id"] for answer in answers}) == len(sandbox.rows("SELECT 1 FROM uploads")) == 1


async def test_a_repeated_request_counts_once_and_is_answered_at_the_limit(sandbox: Sandbox) -> None:
    first = await create(sandbox)
    for _ in range(3):
        await create(sandbox)
    for n in range(limits.UPLOADS_AN_HOUR - 1):
        assert (await create(sandbox, f"other {n}")).errors == []
    assert [code for code, _ in (await create(sandbox, "one more")).errors] == ["LIMIT_REACHED"]
    again = await create(sandbox)
    assert (again.errors, again["upload"]["id"]) == ([], first["upload"]["id"])


async def test_an_upload_that_expired_is_replaced_and_the_key_names_the_new_one(sandbox: Sandbox) -> None:
    first = await create(sandbox)
    await expire(sandbox, first["upload"]["id"])
    second, third = await create(sandbox), await create(sandbox)
    assert (second["replayed"], third["replayed"]) == (False, True)
    assert first["upload"]["id"] != second["upload"]["id"] == third["upload"]["id"]
    assert await sandbox.execute_sql("DELETE FROM uploads WHERE id = ?", row_id(second["upload"]["id"])) == 1
    assert (await create(sandbox))["replayed"] is False


async def test_a_key_of_an_upload_is_its_callers_own_and_for_its_input(sandbox: Sandbox) -> None:
    ids = {(await create(sandbox, by=by))["upload"]["id"] for by in ("Cleo", "Pat", "Sam", "Olga")}
    assert len(ids) == 4
    reused = await create(sandbox, fileName="another.jpg")
    assert (reused.errors, reused["upload"]) == ([("IDEMPOTENCY_KEY_REUSED", "idempotencyKey")], None)

"""Uploads: reserved for one caller, sent to a signed URL, checked before the response."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from itsdangerous import TimestampSigner

from corpus.image_builder import card, encode
from gql.auth.local_tokens import mint
from gql.global_ids import global_id
from insurance.enums import Role
from store.acts.sweep_uploads import sweep_uploads
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, DANA, PRACTICE
from store.files import Files
from support.api_client import KEY, ApiClient
from support.sandbox import Sandbox, document, row_id
from support.uploads import CREATE_UPLOAD, card_image, create_upload, put_bytes, upload_file

CLEO_ID = global_id("Client", CLEO.id)
WITH_LINKS = "query($id: ID!) { policy(id: $id) { attachments { id fileName contentType byteSize url previewUrl } } }"


@pytest.fixture
async def sandbox(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose practice collects insurance."""
    await sandbox.save_record("setPortalSettings", collectsInsurance=True)
    await sandbox.save_record("setClientInsuranceCollection", clientId=CLEO_ID, override="INHERIT")
    return sandbox


@pytest.fixture
def cleo(sandbox: Sandbox) -> ApiClient:
    """Cleo, in the portal."""
    return sandbox.api("Cleo")


def refused(response: Response, status: int, code: str) -> str:
    """Checks the shape of a refusal, and answers with its sentence."""
    assert response.status_code == status, response.text
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": code}
    assert error["message"].endswith(".")
    return str(error["message"])


def files_of(sandbox: Sandbox) -> Files:
    """The file store of the sandbox."""
    return Files(f"file://{sandbox.file}.files")


def arriving(sandbox: Sandbox) -> list[Path]:
    """The files that are on their way, in a folder that is the server's alone."""
    folder = Path(f"{sandbox.file}.incoming")
    assert folder.stat().st_mode & 0o077 == 0
    return list(folder.iterdir())


async def sweep(sandbox: Sandbox, later: timedelta = timedelta()) -> int:
    """Sweeps as the server does, at a time to come."""
    database = Database(f"sqlite+aiosqlite:///{sandbox.file}", checkpoints=False)
    try:
        return await sweep_uploads(database, files_of(sandbox), datetime.now(UTC) + later)
    finally:
        await database.close()


async def attached(sandbox: Sandbox, by: str, *cards: Any, **given: Any) -> Any:
    """Cleo's new policy with these attachments, submitted by herself or added by staff."""
    if by == "Cleo":
        return await sandbox.save("submitPolicy", by=by, type="SECONDARY", attachments=list(cards), **given)
    return await sandbox.save("addPolicy", by=by, **sandbox.policy_of(CLEO_ID, **given), attachments=list(cards))


async def links(sandbox: Sandbox, policy: str) -> Any:
    """The attachments of a policy as staff get them."""
    return (await sandbox.pat.data(WITH_LINKS, id=policy))["policy"]["attachments"]


async def test_a_file_that_was_sent_is_on_the_policy_and_its_link_serves_it(sandbox: Sandbox, cleo: ApiClient) -> None:
    data = card_image()
    upload = await create_upload(cleo, data, "my card.jpg")
    answered = await put_bytes(cleo, upload, data)
    kept = answered.json()["upload"]
    assert (answered.status_code, kept["id"], kept["contentType"]) == (200, upload["id"], "image/jpeg")
    saved = await attached(sandbox, "Cleo", {"uploadId": upload["id"], "side": "FRONT"})
    (attachment,) = await links(sandbox, saved["policy"]["id"])
    assert (attachment["fileName"], attachment["byteSize"]) == ("my card.jpg", kept["byteSize"])
    for link in ("url", "previewUrl"):
        served = await sandbox.http.get(attachment[link])
        assert (served.status_code, served.headers["content-type"]) == (200, "image/jpeg")
    assert arriving(sandbox) == []


@pytest.mark.parametrize(
    ("owner", "user"), [("Cleo", "Dana"), ("Cleo", "Pat"), ("Pat", "Cleo"), ("Pat", "Sam"), ("Pat", "Olga")]
)
async def test_an_upload_is_its_callers_alone_and_looks_missing_to_anybody_else(
    sandbox: Sandbox, owner: str, user: str
) -> None:
    upload = await upload_file(sandbox.api(owner))
    for id_ in (upload, global_id("Upload", "00000000-0000-7000-8000-000000000000")):
        given = {"attachments": [{"uploadId": id_}]}
        if user in ("Cleo", "Dana"):
            saved = await sandbox.save("submitPolicy", by=user, type="PRIMARY", **given)
        else:
            own = sandbox.policy_of(CLEO_ID)
            saved = await sandbox.save("addPolicy", by=user, **own, **given)
        assert ("UPLOAD_MISSING", "attachments.0.uploadId") in saved.errors
    assert sandbox.rows("SELECT count(*) FROM uploads WHERE policy_id IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("by", ["Cleo", "Pat"])
async def test_an_upload_is_used_once(sandbox: Sandbox, by: str) -> None:
    upload = {"uploadId": await upload_file(sandbox.api(by))}
    twice = await attached(sandbox, by, upload, upload)
    assert twice.errors == [("UPLOAD_MISSING", "attachments.1.uploadId")]
    assert (await attached(sandbox, by, upload)).errors == []
    assert (await attached(sandbox, by, upload, memberId="Z2")).errors == [("UPLOAD_MISSING", "attachments.0.uploadId")]


async def test_a_place_nothing_was_sent_to_an_expired_one_and_no_id_are_missing(
    sandbox: Sandbox, cleo: ApiClient
) -> None:
    empty, expired = (await create_upload(cleo, card_image()))["id"], await upload_file(cleo)
    await sandbox.execute_sql("UPDATE uploads SET expires_at = '2026-01-01 00:00:00' WHERE id = ?", row_id(expired))
    for id_ in (empty, expired, "nonsense", "", CLEO_ID):
        assert (await attached(sandbox, "Cleo", {"uploadId": id_})).errors == [
            ("UPLOAD_MISSING", "attachments.0.uploadId")
        ]


async def test_a_file_that_is_not_acceptable_is_refused_at_once_and_again_when_it_is_used(
    sandbox: Sandbox, cleo: ApiClient
) -> None:
    data = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    upload = await create_upload(cleo, data)
    sentence = refused(await put_bytes(cleo, upload, data), 422, "UPLOAD_REJECTED")
    saved = await attached(sandbox, "Cleo", {"uploadId": upload["id"]})
    assert saved.errors == [("UPLOAD_REJECTED", "attachments.0.uploadId")]
    assert saved["userErrors"][0]["message"] == sentence
    assert await files_of(sandbox).keys("uploads") == []


async def test_a_file_can_be_sent_again_and_the_last_one_counts(sandbox: Sandbox, cleo: ApiClient) -> None:
    right, wrong = card_image("seagreen"), b"x" * len(card_image("seagreen"))
    upload = await create_upload(cleo, right)
    for data, status in ((wrong, 422), (right, 200), (wrong, 422), (right, 200), (right, 200)):
        assert (await put_bytes(cleo, upload, data)).status_code == status
    saved = await attached(sandbox, "Cleo", {"uploadId": upload["id"]})
    assert saved.errors == []
    refused(await put_bytes(cleo, upload, right), 404, "NOT_FOUND")
    (attachment,) = await links(sandbox, saved["policy"]["id"])
    assert (await sandbox.http.get(attachment["url"])).status_code == 200


async def test_of_two_that_are_sent_at_once_the_later_one_counts(sandbox: Sandbox, cleo: ApiClient) -> None:
    data = card_image()
    upload = await create_upload(cleo, data)
    answers = await asyncio.gather(*(put_bytes(cleo, upload, data) for _ in range(4)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 200
    assert set(statuses) <= {200, 409}
    assert (await attached(sandbox, "Cleo", {"uploadId": upload["id"]})).errors == []


async def test_as_many_bytes_come_as_were_announced(cleo: ApiClient) -> None:
    data = card_image()
    upload = await create_upload(cleo, data)
    refused(await put_bytes(cleo, upload, data + b"!"), 413, "CONTENT_TOO_LARGE")
    refused(await put_bytes(cleo, upload, data[:-1]), 400, "BAD_REQUEST")
    refused(await put_bytes(cleo, upload, b""), 400, "BAD_REQUEST")

    async def endless() -> Any:
        for _ in range(1000):
            yield b"x" * 65536

    refused(await cleo.http.put(upload["url"], content=endless()), 413, "CONTENT_TOO_LARGE")
    packed = await cleo.http.put(upload["url"], content=data, headers={"Content-Encoding": "gzip"})
    refused(packed, 415, "UNSUPPORTED_MEDIA_TYPE")
    assert (await put_bytes(cleo, upload, data)).status_code == 200


async def test_a_link_that_is_forged_late_or_for_reading_takes_nothing(
    sandbox: Sandbox, cleo: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = card_image()
    upload = await create_upload(cleo, data)
    link = upload["url"]
    (reading, *_) = [
        each["url"]
        for policy in (await cleo.data("{ viewer { client { policies { attachments { url } } } } }"))["viewer"][
            "client"
        ]["policies"]
        for each in policy["attachments"]
    ]
    forged = [
        f"{link}x",
        link[:-9] + ("A" if link[-9] != "A" else "B") + link[-8:],
        link.rsplit("/", 1)[0] + "/nonsense",
    ]
    for url in [*forged, reading.replace("/files/", "/uploads/")]:
        refused(await cleo.http.put(url, content=data), 404, "NOT_FOUND")
    assert (await cleo.http.get(link)).status_code == 405
    refused(await cleo.http.get(link.replace("/uploads/", "/files/")), 404, "NOT_FOUND")
    now = TimestampSigner("key").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: now + 15 * 60 + 2)
    refused(await put_bytes(cleo, upload, data), 404, "NOT_FOUND")


async def test_with_collection_off_a_client_reserves_nothing_and_staff_are_unaffected(
    sandbox: Sandbox, cleo: ApiClient
) -> None:
    await sandbox.save_record("setClientInsuranceCollection", clientId=CLEO_ID, override="OFF")
    given = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": 10}
    payload = (await cleo.data(CREATE_UPLOAD, input=given))["createUpload"]
    assert payload["upload"] is None
    assert [error["code"] for error in payload["userErrors"]] == ["INSURANCE_COLLECTION_OFF"]
    await upload_file(sandbox.pat)


async def test_what_is_wrong_with_a_file_is_said_before_it_is_sent(cleo: ApiClient) -> None:
    given = {"fileName": " ", "contentType": "image/jpeg", "byteSize": 10 * 1024 * 1024 + 1}
    payload = (await cleo.data(CREATE_UPLOAD, input=given))["createUpload"]
    assert [(error["code"], error["field"]) for error in payload["userErrors"]] == [
        ("BLANK", ["input", "fileName"]),
        ("INVALID", ["input", "byteSize"]),
    ]


@pytest.mark.parametrize("announced", ["", "application/octet-stream", "image/heif", "image/x-png", "text/html"])
async def test_the_content_of_a_file_counts_whatever_type_a_browser_announces(
    sandbox: Sandbox, cleo: ApiClient, announced: str
) -> None:
    data = encode(card(), "HEIF")
    upload = await create_upload(cleo, data, "IMG_1.HEIC", announced)
    answered = await cleo.http.put(upload["url"], content=data, headers={"Content-Type": announced or "x/y"})
    assert (answered.status_code, answered.json()["upload"]["contentType"]) == (200, "image/jpeg")


async def test_a_client_reserves_sixty_places_an_hour_and_staff_any_number(sandbox: Sandbox, cleo: ApiClient) -> None:
    for api in (cleo, sandbox.pat):
        for _ in range(60):
            await create_upload(api, b"x")
    given = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": 10}
    payload = (await cleo.data(CREATE_UPLOAD, input=given))["createUpload"]
    assert [error["code"] for error in payload["userErrors"]] == ["LIMIT_REACHED"]
    await create_upload(sandbox.pat, b"x")
    await create_upload(sandbox.api("Dana"), b"x")
    await sandbox.execute_sql("UPDATE uploads SET created_at = '2026-01-01 00:00:00'")
    await create_upload(cleo, b"x")


@pytest.mark.parametrize("by", ["Cleo", "Pat"])
async def test_a_policy_has_ten_attachments_at_most(sandbox: Sandbox, by: str) -> None:
    cards = [{"uploadId": await upload_file(sandbox.api(by))} for _ in range(11)]
    assert (await attached(sandbox, by, *cards)).errors == [("TOO_MANY_ATTACHMENTS", "attachments")]
    policy = (await attached(sandbox, by, *cards[:10]))["policy"]
    assert len(policy["attachments"]) == 10
    more = [{"uploadId": await upload_file(sandbox.pat)}]
    full = await sandbox.save("editPolicy", id=policy["id"], addAttachments=more)
    assert full.errors == [("TOO_MANY_ATTACHMENTS", "addAttachments")]
    one = policy["attachments"][0]["id"]
    room = await sandbox.save("editPolicy", id=policy["id"], addAttachments=more, removeAttachmentIds=[one])
    assert room.errors == []


async def test_staff_add_and_remove_attachments_and_the_history_tells_it(sandbox: Sandbox) -> None:
    policy = (await attached(sandbox, "Pat", {"uploadId": await upload_file(sandbox.pat, file_name="old.jpg")}))[
        "policy"
    ]
    (old,) = await links(sandbox, policy["id"])
    new = {"uploadId": await upload_file(sandbox.pat, file_name="new.jpg"), "side": "BACK"}
    saved = await sandbox.save("editPolicy", id=policy["id"], addAttachments=[new], removeAttachmentIds=[old["id"]])
    assert saved.changes == {"attachments": ("old.jpg", "new.jpg")}
    assert saved["policy"]["version"] == 2
    assert [(each["fileName"], each["side"]) for each in saved["policy"]["attachments"]] == [("new.jpg", "BACK")]
    (entry, _) = await sandbox.history("Policy", policy["id"])
    assert (entry["cause"], entry["fields"]) == (
        "EDITED",
        [{"field": "attachments", "before": "old.jpg", "after": "new.jpg"}],
    )
    for link in ("url", "previewUrl"):
        assert (await sandbox.http.get(old[link])).status_code == 404
    assert (await sandbox.pat.data("query($id: ID!) { node(id: $id) { id } }", id=old["id"]))["node"] is None
    ((key,),) = sandbox.rows("SELECT file_key FROM attachments WHERE id = ?", row_id(old["id"]))
    assert await files_of(sandbox).get(key)


async def test_only_an_attachment_of_the_policy_can_be_removed_from_it(sandbox: Sandbox) -> None:
    one, two = [
        (await attached(sandbox, "Pat", {"uploadId": await upload_file(sandbox.pat)}))["policy"] for _ in range(2)
    ]
    before = sandbox.all_rows()
    foreign = [two["attachments"][0]["id"], "nothing", one["attachments"][0]["id"], one["id"]]
    saved = await sandbox.save("editPolicy", id=one["id"], removeAttachmentIds=foreign)
    assert saved.errors == [("NOT_FOUND", f"removeAttachmentIds.{create_upload}") for create_upload in (0, 1, 3)]
    assert sandbox.all_rows() == before


async def test_an_attachment_is_removed_once(sandbox: Sandbox) -> None:
    policy = (await attached(sandbox, "Pat", {"uploadId": await upload_file(sandbox.pat)}))["policy"]
    gone = policy["attachments"][0]["id"]
    assert (await sandbox.save("editPolicy", id=policy["id"], removeAttachmentIds=[gone, gone])).errors == []
    again = await sandbox.save("editPolicy", id=policy["id"], removeAttachmentIds=[gone])
    assert again.errors == [("NOT_FOUND", "removeAttachmentIds.0")]


async def test_a_dry_run_uses_no_upload_and_removes_nothing(sandbox: Sandbox) -> None:
    upload = {"uploadId": await upload_file(sandbox.pat)}
    given = sandbox.policy_of(CLEO_ID, memberId="W-dry")
    assert (await sandbox.save("addPolicy", **given, attachments=[upload], dryRun=True)).errors == []
    policy = (await attached(sandbox, "Pat", upload))["policy"]
    gone, more = policy["attachments"][0]["id"], {"uploadId": await upload_file(sandbox.pat, file_name="more.jpg")}
    before = sandbox.all_rows()
    edit = {"id": policy["id"], "removeAttachmentIds": [gone], "addAttachments": [more]}
    tried = await sandbox.save("editPolicy", **edit, dryRun=True)
    assert tried.changes == {"attachments": ("card.jpg", "more.jpg")}
    assert sandbox.all_rows() == before


async def test_what_no_policy_used_is_swept_and_what_one_did_stays(sandbox: Sandbox, cleo: ApiClient) -> None:
    data = card_image()
    used = await create_upload(cleo, data)
    for _ in range(2):
        await put_bytes(cleo, used, data)
    policy = (await attached(sandbox, "Cleo", {"uploadId": used["id"]}))["policy"]
    unused, empty = await upload_file(cleo), await create_upload(cleo, data)
    # What was sent first is gone already: the last one counts.
    assert len(await files_of(sandbox).keys("uploads")) == 4
    assert await sweep(sandbox) == 0
    assert await sweep(sandbox, later=timedelta(hours=3)) == 3
    assert len(await files_of(sandbox).keys("uploads")) == 2
    (attachment,) = await links(sandbox, policy["id"])
    assert (await sandbox.http.get(attachment["url"])).status_code == 200
    for id_ in (unused, empty["id"], used["id"]):
        missing = await attached(sandbox, "Cleo", {"uploadId": id_}, memberId="Z9")
        assert missing.errors == [("UPLOAD_MISSING", "attachments.0.uploadId")]


async def test_what_a_crash_left_behind_is_swept_and_its_incoming_files_are_gone(
    sandbox: Sandbox, cleo: ApiClient
) -> None:
    upload = await upload_file(cleo)
    kept = await files_of(sandbox).keys("uploads")
    # Stored, and never recorded: the process ended in between.
    for key in kept:
        orphan = key.replace(key.split("/")[-2], "01990000-0000-7000-8000-000000000000")
        await files_of(sandbox).put(orphan, b"half a card")
    policy = (await attached(sandbox, "Cleo", {"uploadId": upload}))["policy"]
    await sweep(sandbox, later=timedelta(hours=3))
    assert sorted(await files_of(sandbox).keys("uploads")) == sorted(kept)
    assert len(await links(sandbox, policy["id"])) == 1


async def test_the_server_begins_without_files_that_were_arriving_when_it_was_killed(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    incoming = Path(f"{sandbox.file}.incoming")
    (incoming / "tmpabc").mkdir()
    (incoming / "tmpabc" / "sent").write_bytes(b"half a card")
    async with sandbox.app.router.lifespan_context(sandbox.app):
        assert arriving(sandbox) == []
    shutil.rmtree(incoming, ignore_errors=True)


async def test_an_exchange_for_a_file_of_the_same_name_is_a_change_like_any_other(sandbox: Sandbox) -> None:
    policy = (await attached(sandbox, "Pat", {"uploadId": await upload_file(sandbox.pat)}))["policy"]
    gone, new = policy["attachments"][0]["id"], {"uploadId": await upload_file(sandbox.pat)}
    saved = await sandbox.save("editPolicy", id=policy["id"], addAttachments=[new], removeAttachmentIds=[gone])
    assert saved.changes == {"attachments": ("card.jpg", "card.jpg")}
    assert saved["policy"]["version"] == 2
    assert len(await sandbox.history("Policy", policy["id"])) == 2
    late = await sandbox.save("editPolicy", id=policy["id"], version=1, planId="PPO")
    assert late.errors == [("CONFLICT", "version")]


async def test_what_was_saved_already_is_said_to_be_there_and_not_that_its_file_is_missing(sandbox: Sandbox) -> None:
    for by in ("Cleo", "Pat"):
        upload = {"uploadId": await upload_file(sandbox.api(by))}
        policy = (await attached(sandbox, by, upload, memberId=f"{by} 1"))["policy"]
        again = await attached(sandbox, by, upload, memberId=f"{by} 1")
        assert (again.errors, again["existingPolicy"]["id"]) == ([("DUPLICATE_POLICY", "")], policy["id"])


async def test_a_bad_file_on_its_way_leaves_the_good_one_that_is_there(sandbox: Sandbox, cleo: ApiClient) -> None:
    data = card_image()
    upload = await create_upload(cleo, data)
    good, bad = await asyncio.gather(put_bytes(cleo, upload, data), put_bytes(cleo, upload, b"x"))
    assert (good.status_code, bad.status_code) == (200, 400)
    assert (await attached(sandbox, "Cleo", {"uploadId": upload["id"]})).errors == []


async def test_without_its_folder_for_arriving_files_the_server_makes_it_anew(
    sandbox: Sandbox, cleo: ApiClient
) -> None:
    shutil.rmtree(f"{sandbox.file}.incoming")
    await upload_file(cleo)
    assert arriving(sandbox) == []


async def test_a_machine_that_cannot_take_a_file_in_says_try_again_and_nothing_of_the_file(
    sandbox: Sandbox, cleo: ApiClient
) -> None:
    upload, incoming = await create_upload(cleo, card_image()), Path(f"{sandbox.file}.incoming")
    shutil.rmtree(incoming)
    incoming.write_text("in the way")  # noqa: ASYNC240
    answered = await put_bytes(cleo, upload, card_image())
    refused(answered, 503, "SERVICE_UNAVAILABLE")
    assert answered.headers["retry-after"] == "5"
    incoming.unlink()  # noqa: ASYNC240
    assert (await put_bytes(cleo, upload, card_image())).status_code == 200


async def test_what_a_killed_server_had_begun_to_store_is_swept(sandbox: Sandbox, cleo: ApiClient) -> None:
    await upload_file(cleo)
    (key, _) = await files_of(sandbox).keys("uploads")
    stored = Path(f"{sandbox.file}.files") / key
    stored.with_name(f"{stored.name}#1").write_bytes(b"half a card")
    await sweep(sandbox, later=timedelta(hours=3))
    assert list(Path(f"{sandbox.file}.files/uploads").rglob("*#*")) == []  # noqa: ASYNC240


async def test_a_preview_is_called_what_it_is(sandbox: Sandbox, cleo: ApiClient) -> None:
    saved = await attached(sandbox, "Cleo", {"uploadId": await upload_file(cleo, card_image(kind="PNG"), "card.png")})
    (attachment,) = await links(sandbox, saved["policy"]["id"])
    served = await sandbox.http.get(attachment["previewUrl"])
    assert served.headers["content-type"] == "image/jpeg"
    assert served.headers["content-disposition"].endswith("card.jpg")


async def test_one_person_in_the_portal_for_two_clients_is_two_callers(sandbox: Sandbox) -> None:
    parents = [
        ApiClient(
            sandbox.http, mint(KEY.encode(), Caller(PRACTICE.id, Role.CLIENT, "oidc:parent", client_id=client.id))
        )
        for client in (CLEO, DANA)
    ]
    await sandbox.save_record("setClientInsuranceCollection", clientId=global_id("Client", DANA.id), override="ON")
    given = {"type": "SECONDARY", "memberId": "FAMILY2", "idempotencyKey": "k9"}
    saved = [(await parent.data(document("submitPolicy"), input=given))["submitPolicy"] for parent in parents]
    whose = [each["policy"]["client"]["id"] for each in saved]
    assert whose == [global_id("Client", client.id) for client in (CLEO, DANA)]
    upload = {"uploadId": await upload_file(parents[0])}
    card = {"type": "SECONDARY", "memberId": "FAMILY3", "attachments": [upload]}
    foreign = (await parents[1].data(document("submitPolicy"), input=card))["submitPolicy"]
    assert [error["code"] for error in foreign["userErrors"]] == ["UPLOAD_MISSING"]
    own = (await parents[0].data(document("submitPolicy"), input=card))["submitPolicy"]
    assert own["userErrors"] == []

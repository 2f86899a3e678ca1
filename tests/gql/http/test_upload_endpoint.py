"""Uploads: a place bound to its caller, bytes by signed link, and an answer at once."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from itsdangerous import TimestampSigner

from gql.auth.local_tokens import mint
from gql.global_ids import global_id
from insurance.enums import Role
from store.acts.sweep_uploads import sweep_uploads
from store.caller import Caller
from store.db.database import Database
from store.demo.cast import CLEO, DANA, PRACTICE
from store.files import Files
from support.api_client import KEY, Asker
from support.sandbox import Desk, document, local
from support.uploads import CREATE, a_card, place, put, uploaded

CLEO_ID = global_id("Client", CLEO.id)
WITH_LINKS = "query($id: ID!) { policy(id: $id) { attachments { id fileName contentType byteSize url previewUrl } } }"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    """A desk whose practice collects insurance."""
    await desk.saved("setPortalSettings", collectsInsurance=True)
    await desk.saved("setClientInsuranceCollection", clientId=CLEO_ID, override="INHERIT")
    return desk


@pytest.fixture
def cleo(desk: Desk) -> Asker:
    """Cleo, in the portal."""
    return desk.asker("Cleo")


def refused(response: Response, status: int, code: str) -> str:
    """Checks the shape of a refusal, and answers with its sentence."""
    assert response.status_code == status, response.text
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": code}
    assert error["message"].endswith(".")
    return str(error["message"])


def files_of(desk: Desk) -> Files:
    """The desk's own file store."""
    return Files(f"file://{desk.file}.files")


def arriving(desk: Desk) -> list[Path]:
    """The files that are on their way, in a folder that is the server's alone."""
    folder = Path(f"{desk.file}.incoming")
    assert folder.stat().st_mode & 0o077 == 0
    return list(folder.iterdir())


async def sweep(desk: Desk, later: timedelta = timedelta()) -> int:
    """Sweeps as the server does, at a time to come."""
    database = Database(f"sqlite+aiosqlite:///{desk.file}", checkpoints=False)
    try:
        return await sweep_uploads(database, files_of(desk), datetime.now(UTC) + later)
    finally:
        await database.close()


async def attached(desk: Desk, by: str, *cards: Any, **given: Any) -> Any:
    """Cleo's new policy with these attachments, submitted by herself or added by staff."""
    if by == "Cleo":
        return await desk.save("submitPolicy", by=by, type="SECONDARY", attachments=list(cards), **given)
    return await desk.save("addPolicy", by=by, **desk.policy_of(CLEO_ID, **given), attachments=list(cards))


async def links(desk: Desk, policy: str) -> Any:
    """The attachments of a policy as staff get them."""
    return (await desk.pat.data(WITH_LINKS, id=policy))["policy"]["attachments"]


async def test_a_file_that_was_sent_is_on_the_policy_and_its_link_serves_it(desk: Desk, cleo: Asker) -> None:
    data = a_card()
    upload = await place(cleo, data, "my card.jpg")
    answered = await put(cleo, upload, data)
    kept = answered.json()["upload"]
    assert (answered.status_code, kept["id"], kept["contentType"]) == (200, upload["id"], "image/jpeg")
    saved = await attached(desk, "Cleo", {"uploadId": upload["id"], "side": "FRONT"})
    (attachment,) = await links(desk, saved["policy"]["id"])
    assert (attachment["fileName"], attachment["byteSize"]) == ("my card.jpg", kept["byteSize"])
    for link in ("url", "previewUrl"):
        served = await desk.http.get(attachment[link])
        assert (served.status_code, served.headers["content-type"]) == (200, "image/jpeg")
    assert arriving(desk) == []


@pytest.mark.parametrize(
    ("owner", "user"), [("Cleo", "Dana"), ("Cleo", "Pat"), ("Pat", "Cleo"), ("Pat", "Sam"), ("Pat", "Olga")]
)
async def test_an_upload_is_its_callers_alone_and_looks_missing_to_anybody_else(
    desk: Desk, owner: str, user: str
) -> None:
    upload = await uploaded(desk.asker(owner))
    for id_ in (upload, global_id("Upload", "00000000-0000-7000-8000-000000000000")):
        given = {"attachments": [{"uploadId": id_}]}
        if user in ("Cleo", "Dana"):
            saved = await desk.save("submitPolicy", by=user, type="PRIMARY", **given)
        else:
            own = desk.policy_of(CLEO_ID)
            saved = await desk.save("addPolicy", by=user, **own, **given)
        assert ("UPLOAD_MISSING", "attachments.0.uploadId") in saved.errors
    assert desk.rows("SELECT count(*) FROM uploads WHERE policy_id IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("by", ["Cleo", "Pat"])
async def test_an_upload_is_used_once(desk: Desk, by: str) -> None:
    upload = {"uploadId": await uploaded(desk.asker(by))}
    twice = await attached(desk, by, upload, upload)
    assert twice.errors == [("UPLOAD_MISSING", "attachments.1.uploadId")]
    assert (await attached(desk, by, upload)).errors == []
    assert (await attached(desk, by, upload, memberId="Z2")).errors == [("UPLOAD_MISSING", "attachments.0.uploadId")]


async def test_a_place_nothing_was_sent_to_an_expired_one_and_no_id_are_missing(desk: Desk, cleo: Asker) -> None:
    empty, expired = (await place(cleo, a_card()))["id"], await uploaded(cleo)
    desk.change("UPDATE uploads SET expires_at = '2026-01-01 00:00:00' WHERE id = ?", local(expired))
    for id_ in (empty, expired, "nonsense", "", CLEO_ID):
        assert (await attached(desk, "Cleo", {"uploadId": id_})).errors == [
            ("UPLOAD_MISSING", "attachments.0.uploadId")
        ]


async def test_a_file_that_is_not_acceptable_is_refused_at_once_and_again_when_it_is_used(
    desk: Desk, cleo: Asker
) -> None:
    data = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    upload = await place(cleo, data)
    sentence = refused(await put(cleo, upload, data), 422, "UPLOAD_REJECTED")
    saved = await attached(desk, "Cleo", {"uploadId": upload["id"]})
    assert saved.errors == [("UPLOAD_REJECTED", "attachments.0.uploadId")]
    assert saved["userErrors"][0]["message"] == sentence
    assert await files_of(desk).keys("uploads") == []


async def test_a_file_can_be_sent_again_and_the_last_one_counts(desk: Desk, cleo: Asker) -> None:
    right, wrong = a_card("seagreen"), b"x" * len(a_card("seagreen"))
    upload = await place(cleo, right)
    for data, status in ((wrong, 422), (right, 200), (wrong, 422), (right, 200), (right, 200)):
        assert (await put(cleo, upload, data)).status_code == status
    saved = await attached(desk, "Cleo", {"uploadId": upload["id"]})
    assert saved.errors == []
    refused(await put(cleo, upload, right), 404, "NOT_FOUND")
    (attachment,) = await links(desk, saved["policy"]["id"])
    assert (await desk.http.get(attachment["url"])).status_code == 200


async def test_of_two_that_are_sent_at_once_the_later_one_counts(desk: Desk, cleo: Asker) -> None:
    data = a_card()
    upload = await place(cleo, data)
    answers = await asyncio.gather(*(put(cleo, upload, data) for _ in range(4)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 200
    assert set(statuses) <= {200, 409}
    assert (await attached(desk, "Cleo", {"uploadId": upload["id"]})).errors == []


async def test_as_many_bytes_come_as_were_announced(cleo: Asker) -> None:
    data = a_card()
    upload = await place(cleo, data)
    refused(await put(cleo, upload, data + b"!"), 413, "CONTENT_TOO_LARGE")
    refused(await put(cleo, upload, data[:-1]), 400, "BAD_REQUEST")
    refused(await put(cleo, upload, b""), 400, "BAD_REQUEST")

    async def endless() -> Any:
        for _ in range(1000):
            yield b"x" * 65536

    refused(await cleo.http.put(upload["url"], content=endless()), 413, "CONTENT_TOO_LARGE")
    packed = await cleo.http.put(upload["url"], content=data, headers={"Content-Encoding": "gzip"})
    refused(packed, 415, "UNSUPPORTED_MEDIA_TYPE")
    assert (await put(cleo, upload, data)).status_code == 200


async def test_a_link_that_is_forged_late_or_for_reading_takes_nothing(
    desk: Desk, cleo: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = a_card()
    upload = await place(cleo, data)
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
    refused(await put(cleo, upload, data), 404, "NOT_FOUND")


async def test_with_collection_off_a_client_reserves_nothing_and_staff_are_unaffected(desk: Desk, cleo: Asker) -> None:
    await desk.saved("setClientInsuranceCollection", clientId=CLEO_ID, override="OFF")
    given = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": 10}
    payload = (await cleo.data(CREATE, input=given))["createUpload"]
    assert payload["upload"] is None
    assert [error["code"] for error in payload["userErrors"]] == ["INSURANCE_COLLECTION_OFF"]
    await uploaded(desk.pat)


async def test_what_is_wrong_with_a_file_is_said_before_it_is_sent(cleo: Asker) -> None:
    given = {"fileName": " ", "contentType": "text/html", "byteSize": 10 * 1024 * 1024 + 1}
    payload = (await cleo.data(CREATE, input=given))["createUpload"]
    assert [(error["code"], error["field"]) for error in payload["userErrors"]] == [
        ("BLANK", ["input", "fileName"]),
        ("INVALID", ["input", "contentType"]),
        ("INVALID", ["input", "byteSize"]),
    ]


async def test_a_client_reserves_sixty_places_an_hour_and_staff_any_number(desk: Desk, cleo: Asker) -> None:
    for asker in (cleo, desk.pat):
        for _ in range(60):
            await place(asker, b"x")
    given = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": 10}
    payload = (await cleo.data(CREATE, input=given))["createUpload"]
    assert [error["code"] for error in payload["userErrors"]] == ["LIMIT_REACHED"]
    await place(desk.pat, b"x")
    await place(desk.asker("Dana"), b"x")
    desk.change("UPDATE uploads SET created_at = '2026-01-01 00:00:00'")
    await place(cleo, b"x")


@pytest.mark.parametrize("by", ["Cleo", "Pat"])
async def test_a_policy_has_ten_attachments_at_most(desk: Desk, by: str) -> None:
    cards = [{"uploadId": await uploaded(desk.asker(by))} for _ in range(11)]
    assert (await attached(desk, by, *cards)).errors == [("TOO_MANY_ATTACHMENTS", "attachments")]
    policy = (await attached(desk, by, *cards[:10]))["policy"]
    assert len(policy["attachments"]) == 10
    more = [{"uploadId": await uploaded(desk.pat)}]
    full = await desk.save("editPolicy", id=policy["id"], addAttachments=more)
    assert full.errors == [("TOO_MANY_ATTACHMENTS", "addAttachments")]
    one = policy["attachments"][0]["id"]
    room = await desk.save("editPolicy", id=policy["id"], addAttachments=more, removeAttachmentIds=[one])
    assert room.errors == []


async def test_staff_add_and_remove_attachments_and_the_history_tells_it(desk: Desk) -> None:
    policy = (await attached(desk, "Pat", {"uploadId": await uploaded(desk.pat, file_name="old.jpg")}))["policy"]
    (old,) = await links(desk, policy["id"])
    new = {"uploadId": await uploaded(desk.pat, file_name="new.jpg"), "side": "BACK"}
    saved = await desk.save("editPolicy", id=policy["id"], addAttachments=[new], removeAttachmentIds=[old["id"]])
    assert saved.changed == {"attachments": ("old.jpg", "new.jpg")}
    assert saved["policy"]["version"] == 2
    assert [(each["fileName"], each["side"]) for each in saved["policy"]["attachments"]] == [("new.jpg", "BACK")]
    (entry, _) = await desk.history("Policy", policy["id"])
    assert (entry["cause"], entry["fields"]) == (
        "EDITED",
        [{"field": "attachments", "before": "old.jpg", "after": "new.jpg"}],
    )
    for link in ("url", "previewUrl"):
        assert (await desk.http.get(old[link])).status_code == 404
    assert (await desk.pat.data("query($id: ID!) { node(id: $id) { id } }", id=old["id"]))["node"] is None
    ((key,),) = desk.rows("SELECT file_key FROM attachments WHERE id = ?", local(old["id"]))
    assert await files_of(desk).get(key)


async def test_only_an_attachment_of_the_policy_can_be_removed_from_it(desk: Desk) -> None:
    one, two = [(await attached(desk, "Pat", {"uploadId": await uploaded(desk.pat)}))["policy"] for _ in range(2)]
    before = desk.everything()
    foreign = [two["attachments"][0]["id"], "nothing", one["attachments"][0]["id"], one["id"]]
    saved = await desk.save("editPolicy", id=one["id"], removeAttachmentIds=foreign)
    assert saved.errors == [("NOT_FOUND", f"removeAttachmentIds.{place}") for place in (0, 1, 3)]
    assert desk.everything() == before


async def test_an_attachment_is_removed_once(desk: Desk) -> None:
    policy = (await attached(desk, "Pat", {"uploadId": await uploaded(desk.pat)}))["policy"]
    gone = policy["attachments"][0]["id"]
    assert (await desk.save("editPolicy", id=policy["id"], removeAttachmentIds=[gone, gone])).errors == []
    again = await desk.save("editPolicy", id=policy["id"], removeAttachmentIds=[gone])
    assert again.errors == [("NOT_FOUND", "removeAttachmentIds.0")]


async def test_a_dry_run_uses_no_upload_and_removes_nothing(desk: Desk) -> None:
    upload = {"uploadId": await uploaded(desk.pat)}
    given = desk.policy_of(CLEO_ID, memberId="W-dry")
    assert (await desk.save("addPolicy", **given, attachments=[upload], dryRun=True)).errors == []
    policy = (await attached(desk, "Pat", upload))["policy"]
    gone, more = policy["attachments"][0]["id"], {"uploadId": await uploaded(desk.pat, file_name="more.jpg")}
    before = desk.everything()
    edit = {"id": policy["id"], "removeAttachmentIds": [gone], "addAttachments": [more]}
    tried = await desk.save("editPolicy", **edit, dryRun=True)
    assert tried.changed == {"attachments": ("card.jpg", "more.jpg")}
    assert desk.everything() == before


async def test_what_no_policy_used_is_swept_and_what_one_did_stays(desk: Desk, cleo: Asker) -> None:
    data = a_card()
    used = await place(cleo, data)
    for _ in range(2):
        await put(cleo, used, data)
    policy = (await attached(desk, "Cleo", {"uploadId": used["id"]}))["policy"]
    unused, empty = await uploaded(cleo), await place(cleo, data)
    # What was sent first is gone already: the last one counts.
    assert len(await files_of(desk).keys("uploads")) == 4
    assert await sweep(desk) == 0
    assert await sweep(desk, later=timedelta(hours=3)) == 3
    assert len(await files_of(desk).keys("uploads")) == 2
    (attachment,) = await links(desk, policy["id"])
    assert (await desk.http.get(attachment["url"])).status_code == 200
    for id_ in (unused, empty["id"], used["id"]):
        missing = await attached(desk, "Cleo", {"uploadId": id_}, memberId="Z9")
        assert missing.errors == [("UPLOAD_MISSING", "attachments.0.uploadId")]


async def test_what_a_crash_left_behind_is_swept_and_its_incoming_files_are_gone(desk: Desk, cleo: Asker) -> None:
    upload = await uploaded(cleo)
    kept = await files_of(desk).keys("uploads")
    # Stored, and never recorded: the process ended in between.
    for key in kept:
        orphan = key.replace(key.split("/")[-2], "01990000-0000-7000-8000-000000000000")
        await files_of(desk).put(orphan, b"half a card")
    policy = (await attached(desk, "Cleo", {"uploadId": upload}))["policy"]
    await sweep(desk, later=timedelta(hours=3))
    assert sorted(await files_of(desk).keys("uploads")) == sorted(kept)
    assert len(await links(desk, policy["id"])) == 1


async def test_the_server_begins_without_files_that_were_arriving_when_it_was_killed(
    desk: Desk, tmp_path: Path
) -> None:
    incoming = Path(f"{desk.file}.incoming")
    (incoming / "tmpabc").mkdir()
    (incoming / "tmpabc" / "sent").write_bytes(b"half a card")
    async with desk.app.router.lifespan_context(desk.app):
        assert arriving(desk) == []
    shutil.rmtree(incoming, ignore_errors=True)


async def test_an_exchange_for_a_file_of_the_same_name_is_a_change_like_any_other(desk: Desk) -> None:
    policy = (await attached(desk, "Pat", {"uploadId": await uploaded(desk.pat)}))["policy"]
    gone, new = policy["attachments"][0]["id"], {"uploadId": await uploaded(desk.pat)}
    saved = await desk.save("editPolicy", id=policy["id"], addAttachments=[new], removeAttachmentIds=[gone])
    assert saved.changed == {"attachments": ("card.jpg", "card.jpg")}
    assert saved["policy"]["version"] == 2
    assert len(await desk.history("Policy", policy["id"])) == 2
    late = await desk.save("editPolicy", id=policy["id"], version=1, planId="PPO")
    assert late.errors == [("CONFLICT", "version")]


async def test_what_was_saved_already_is_said_to_be_there_and_not_that_its_file_is_missing(desk: Desk) -> None:
    for by in ("Cleo", "Pat"):
        upload = {"uploadId": await uploaded(desk.asker(by))}
        policy = (await attached(desk, by, upload, memberId=f"{by} 1"))["policy"]
        again = await attached(desk, by, upload, memberId=f"{by} 1")
        assert (again.errors, again["existingPolicy"]["id"]) == ([("DUPLICATE_POLICY", "")], policy["id"])


async def test_a_bad_file_on_its_way_leaves_the_good_one_that_is_there(desk: Desk, cleo: Asker) -> None:
    data = a_card()
    upload = await place(cleo, data)
    good, bad = await asyncio.gather(put(cleo, upload, data), put(cleo, upload, b"x"))
    assert (good.status_code, bad.status_code) == (200, 400)
    assert (await attached(desk, "Cleo", {"uploadId": upload["id"]})).errors == []


async def test_without_its_folder_for_arriving_files_the_server_makes_it_anew(desk: Desk, cleo: Asker) -> None:
    shutil.rmtree(f"{desk.file}.incoming")
    await uploaded(cleo)
    assert arriving(desk) == []


async def test_a_machine_that_cannot_take_a_file_in_says_try_again_and_nothing_of_the_file(
    desk: Desk, cleo: Asker
) -> None:
    upload, incoming = await place(cleo, a_card()), Path(f"{desk.file}.incoming")
    shutil.rmtree(incoming)
    incoming.write_text("in the way")  # noqa: ASYNC240
    answered = await put(cleo, upload, a_card())
    refused(answered, 503, "SERVICE_UNAVAILABLE")
    assert answered.headers["retry-after"] == "5"
    incoming.unlink()  # noqa: ASYNC240
    assert (await put(cleo, upload, a_card())).status_code == 200


async def test_what_a_killed_server_had_begun_to_store_is_swept(desk: Desk, cleo: Asker) -> None:
    await uploaded(cleo)
    (key, _) = await files_of(desk).keys("uploads")
    stored = Path(f"{desk.file}.files") / key
    stored.with_name(f"{stored.name}#1").write_bytes(b"half a card")
    await sweep(desk, later=timedelta(hours=3))
    assert list(Path(f"{desk.file}.files/uploads").rglob("*#*")) == []  # noqa: ASYNC240


async def test_a_preview_is_called_what_it_is(desk: Desk, cleo: Asker) -> None:
    saved = await attached(desk, "Cleo", {"uploadId": await uploaded(cleo, a_card(kind="PNG"), "card.png")})
    (attachment,) = await links(desk, saved["policy"]["id"])
    served = await desk.http.get(attachment["previewUrl"])
    assert served.headers["content-type"] == "image/jpeg"
    assert served.headers["content-disposition"].endswith("card.jpg")


async def test_one_person_in_the_portal_for_two_clients_is_two_callers(desk: Desk) -> None:
    parents = [
        Asker(desk.http, mint(KEY.encode(), Caller(PRACTICE.id, Role.CLIENT, "oidc:parent", client_id=client.id)))
        for client in (CLEO, DANA)
    ]
    await desk.saved("setClientInsuranceCollection", clientId=global_id("Client", DANA.id), override="ON")
    given = {"type": "SECONDARY", "memberId": "FAMILY2", "idempotencyKey": "k9"}
    saved = [(await parent.data(document("submitPolicy"), input=given))["submitPolicy"] for parent in parents]
    whose = [each["policy"]["client"]["id"] for each in saved]
    assert whose == [global_id("Client", client.id) for client in (CLEO, DANA)]
    upload = {"uploadId": await uploaded(parents[0])}
    card = {"type": "SECONDARY", "memberId": "FAMILY3", "attachments": [upload]}
    foreign = (await parents[1].data(document("submitPolicy"), input=card))["submitPolicy"]
    assert [error["code"] for error in foreign["userErrors"]] == ["UPLOAD_MISSING"]
    own = (await parents[0].data(document("submitPolicy"), input=card))["submitPolicy"]
    assert own["userErrors"] == []

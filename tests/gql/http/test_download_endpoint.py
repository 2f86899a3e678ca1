"""Downloads: a signed link gives access to one file, for five minutes, with the permissions of whoever got it."""

import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient, Response
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.auth.signed_links import FILE_LINK_SECONDS, LinkSigner, Variant
from gql.global_ids import local_id
from gql.settings import Settings
from store.db import tables
from store.db.database import Database
from store.files import Files
from support.api_client import CAST, KEY, ApiClient, token_of
from support.app_client import app_client

ATTACHMENTS = "attachments { id fileName contentType byteSize url previewUrl }"
OWN = f"{{ viewer {{ client {{ policies {{ {ATTACHMENTS} }} }} }} }}"
VARIANTS: tuple[Variant, Variant] = ("file", "preview")
REFETCHED = "query ($id: ID!) { node(id: $id) { ... on Attachment { url previewUrl } } }"


async def own_attachments(client: ApiClient) -> list[dict[str, Any]]:
    """What a portal caller sees on their own chart."""
    policies = (await client.data(OWN))["viewer"]["client"]["policies"]
    return [attachment for policy in policies for attachment in policy["attachments"]]


def not_found(response: Response) -> None:
    """The same answer for every link that leads nowhere."""
    assert response.status_code == 404
    assert response.json() == {
        "errors": [
            {
                "message": "There is no such file, or the link has expired.",
                "extensions": {"code": "NOT_FOUND"},
            }
        ]
    }


async def test_a_link_needs_no_token_and_gives_the_file(http: AsyncClient, cleo: ApiClient) -> None:
    attachments = await own_attachments(cleo)
    assert attachments
    for attachment in attachments:
        response = await http.get(attachment["url"])
        assert response.status_code == 200
        assert response.headers["content-type"] == attachment["contentType"]
        assert len(response.content) == attachment["byteSize"]
        _is_whole(response)
        _is_whole(await http.get(attachment["previewUrl"]))


def _is_whole(response: Response) -> None:
    kinds = {"image/png": "PNG", "image/jpeg": "JPEG"}
    with Image.open(BytesIO(response.content)) as image:
        image.load()
        assert image.format == kinds[response.headers["content-type"]]


async def test_a_file_is_shown_and_never_run_sniffed_or_kept(http: AsyncClient, cleo: ApiClient) -> None:
    attachment = (await own_attachments(cleo))[0]
    headers = (await http.get(attachment["url"])).headers
    assert headers["content-disposition"] == f"inline; filename*=UTF-8''{attachment['fileName']}"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["referrer-policy"] == "no-referrer"


async def test_head_gives_the_headers_alone_and_reads_no_file(
    http: AsyncClient, cleo: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = (await own_attachments(cleo))[0]["url"]
    whole = await http.get(url)
    monkeypatch.setattr(Files, "open", None)
    for headers in ({}, {"Range": "bytes=0-9"}):
        response = await http.head(url, headers=headers)
        assert (response.status_code, response.content) == (200, b"")
        request_id = {"x-request-id": response.headers["x-request-id"]}
        assert dict(response.headers) == dict(whole.headers) | request_id


@dataclass(frozen=True)
class Card:
    """A picture of Cleo's card, in a database that the test may change."""

    http: AsyncClient
    database: Database
    id: str

    def link(self, caller: str = "Cleo", variant: Variant = "file", key: str = KEY) -> str:
        """A link as the server would sign it for one of the cast."""
        return "/files/" + LinkSigner(key.encode()).sign_file(CAST[caller], self.id, variant)

    async def rename(self, name: str) -> None:
        """Gives the file another name."""
        await self._change(file_name=name)

    async def remove(self) -> None:
        """Takes the file off its policy."""
        await self._change(removed_at=datetime.now(UTC))

    async def _change(self, **values: object) -> None:
        changed = tables.attachments.update().where(tables.attachments.c.id == self.id).values(values)

        async def unit(connection: AsyncConnection) -> None:
            await connection.execute(changed)

        await self.database.write(unit, practice_id=None)


@pytest.fixture
async def card(settings: Settings, demo_file: Path, tmp_path: Path) -> AsyncIterator[Card]:
    copied = f"sqlite+aiosqlite:///{shutil.copy(demo_file, tmp_path)}"
    changed = {"database_url": copied, "files_url": settings.resolved_files_url}
    database = Database(copied)
    async with app_client(settings.model_copy(update=changed)) as http:
        attachment = (await own_attachments(ApiClient.signed_in(http, "Cleo")))[0]
        yield Card(http, database, str(local_id("Attachment", attachment["id"])))
    await database.close()


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        pytest.param("card front.png", "card%20front.png", id="a space"),
        pytest.param('a"b\\c.png', "a%22b%5Cc.png", id="a quote and a backslash"),
        pytest.param("a;b=c, d.png", "a%3Bb%3Dc%2C%20d.png", id="what separates parameters"),
        pytest.param("karte für Söhne 😀.png", "karte%20f%C3%BCr%20S%C3%B6hne%20%F0%9F%98%80.png", id="other letters"),
        pytest.param("a\r\nSet-Cookie: x=1.png", "a%0D%0ASet-Cookie%3A%20x%3D1.png", id="the end of a header"),
        pytest.param("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd", id="a path"),
        pytest.param("100%.png", "100%25.png", id="a percent sign"),
        pytest.param("a\x00\x7f\x85\u2028.png", "a%00%7F%C2%85%E2%80%A8.png", id="what cannot be seen"),
        pytest.param("'", "%27", id="what ends the name's language"),
        pytest.param("\u202egnp.exe", "%E2%80%AEgnp.exe", id="text that turns around"),
    ],
)
async def test_any_name_fits_its_header(card: Card, name: str, sent: str) -> None:
    await card.rename(name)
    response = await card.http.get(card.link())
    assert response.headers["content-disposition"] == f"inline; filename*=UTF-8''{sent}"
    assert "set-cookie" not in response.headers


TAMPERED = {
    "a word": "/files/x",
    "dots": "/files/....",
    "no signature": "{payload}.{time}",
    "half a signature": "{payload}.{time}.{signature:.10}",
    "a signature with a letter more": "{payload}.{time}.{signature}A",
    "another payload": "{payload}A.{time}.{signature}",
    "another time": "{payload}.zzzzzz.{signature}",
    "no payload": "/files/.{time}.{signature}",
    "a part more": "{payload}.{time}.{signature}.{signature}",
    "text beyond ASCII": "{payload}.{time}.%C3%A4%F0%9F%98%80",
    "bytes that are no text": "/files/%ff%fe.{time}.{signature}",
    "a NUL": "{payload}.{time}.{signature}%00",
    "much behind it": "{payload}.{time}.{signature}" + "A" * 50_000,
}


@pytest.mark.parametrize("tampered", TAMPERED.values(), ids=TAMPERED)
async def test_a_link_that_was_tampered_with_leads_nowhere(card: Card, tampered: str) -> None:
    payload, time_, signature = card.link().rsplit(".", 2)
    not_found(await card.http.get(tampered.format(payload=payload, time=time_, signature=signature)))


async def test_a_link_has_its_five_minutes(http: AsyncClient, cleo: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    url, now = (await own_attachments(cleo))[0]["url"], time.time()
    for later, status in ((FILE_LINK_SECONDS - 5, 200), (FILE_LINK_SECONDS + 5, 404), (-FILE_LINK_SECONDS, 404)):
        monkeypatch.setattr(time, "time", lambda late=later: now + late)
        assert (await http.get(url)).status_code == status


@pytest.mark.parametrize(
    ("name", "found"), [("Pat", True), ("Cleo", True), ("Dana", False), ("Olga", False), ("Omar", False)]
)
async def test_a_link_reaches_what_its_caller_reaches(card: Card, name: str, found: bool) -> None:
    response = await card.http.get(card.link(name))
    if found:
        assert response.status_code == 200
    else:
        not_found(response)


async def test_a_link_signed_with_another_key_leads_nowhere(card: Card) -> None:
    not_found(await card.http.get(card.link(key="another key")))


async def test_a_link_to_the_file_is_none_to_the_preview(card: Card) -> None:
    (file, *signed), (preview, *signed_too) = (card.link(variant=variant).rsplit(".", 2) for variant in VARIANTS)
    not_found(await card.http.get(".".join([preview, *signed])))
    not_found(await card.http.get(".".join([file, *signed_too])))


async def test_nobody_is_shown_a_link_to_anothers_file(pat: ApiClient, cleo: ApiClient, omar: ApiClient) -> None:
    clients = (await pat.data(f"{{ clients(first: 100) {{ nodes {{ policies {{ {ATTACHMENTS} }} }} }} }}"))["clients"]
    ids = {file["id"] for client in clients["nodes"] for policy in client["policies"] for file in policy["attachments"]}
    others = ids - {attachment["id"] for attachment in await own_attachments(cleo)}
    assert 0 < len(others) < len(ids)
    for id_ in others:
        assert (await pat.data(REFETCHED, id=id_))["node"]
        assert await cleo.data(REFETCHED, id=id_) == await omar.data(REFETCHED, id=id_) == {"node": None}


async def test_a_file_that_is_gone_leads_nowhere(card: Card, settings: Settings, tmp_path: Path) -> None:
    async with app_client(settings.model_copy(update={"files_url": f"file://{tmp_path}/empty"})) as http:
        not_found(await http.get(card.link()))


@pytest.mark.parametrize("variant", VARIANTS)
async def test_a_file_that_was_taken_off_its_policy_leads_nowhere(card: Card, variant: Variant) -> None:
    link = card.link(variant=variant)
    assert (await card.http.get(link)).status_code == 200
    await card.remove()
    not_found(await card.http.get(link))
    not_found(await card.http.get(link, headers={"Range": "bytes=0-9"}))
    assert (await card.http.head(link)).status_code == 404


async def test_a_link_is_no_token_and_a_token_no_link(http: AsyncClient, cleo: ApiClient) -> None:
    link = (await own_attachments(cleo))[0]["url"].rpartition("/")[2]
    not_found(await http.get(f"/files/{token_of('Pat')}"))
    assert (await ApiClient(http, link).post("{ viewer { role } }")).status_code == 401


async def test_links_begin_with_the_public_address(settings: Settings) -> None:
    async with app_client(settings.model_copy(update={"public_url": "https://policybook.example/"})) as http:
        for attachment in await own_attachments(ApiClient.signed_in(http, "Cleo")):
            assert attachment["url"].startswith("https://policybook.example/files/")
            assert attachment["previewUrl"].startswith("https://policybook.example/files/")

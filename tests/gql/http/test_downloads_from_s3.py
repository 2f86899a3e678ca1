"""Files in a bucket are served like those in a folder; when the bucket is down, everything but files still works."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from httpx2 import Response

from gql.app import create_app
from gql.settings import Settings
from store.db.database import Database
from store.demo import load_demo
from store.files import Files, open_store
from support.api_client import ApiClient
from support.app_client import app_client
from support.raw_http import run_raw_server
from support.s3_server import TRUNCATED_RESPONSE, broken_s3_server, canned_response

OWN = "{ viewer { client { policies { attachments { byteSize url previewUrl } } } } }"
REFUSES = canned_response("503 Slow Down\r\nContent-Length: 0")


def _comparable(response: Response) -> dict[str, str]:
    """The headers that do not name the request."""
    return {name: value for name, value in response.headers.items() if name != "x-request-id"}


async def own_links(cleo: ApiClient) -> list[str]:
    """Links to the files of Cleo's cards."""
    policies = (await cleo.data(OWN))["viewer"]["client"]["policies"]
    return [file[name] for policy in policies for file in policy["attachments"] for name in ("url", "previewUrl")]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits no seconds in tests."""
    monkeypatch.setitem(open_store._RETRY, "retry_timeout", timedelta(milliseconds=300))


async def test_a_bucket_serves_what_a_folder_serves(database: Database, settings: Settings, bucket: str) -> None:
    files = Files(bucket)
    # The practices are there already: their files are put where they are missing.
    assert not await load_demo(database, files)
    assert len(await files.keys("")) == len(await Files(settings.resolved_files_url).keys("")) > 0
    async with (
        app_client(settings) as folder,
        app_client(settings.model_copy(update={"files_url": bucket})) as cloud,
    ):
        assert (await cloud.get("/readyz")).text == "ready"
        for url in await own_links(ApiClient.signed_in(folder, "Cleo")):
            for headers in ({}, {"Range": "bytes=100-299"}, {"Range": "bytes=-7"}, {"Range": "bytes=99999999-"}):
                here, there = await folder.get(url, headers=headers), await cloud.get(url, headers=headers)
                assert (there.status_code, there.content) == (here.status_code, here.content)
                assert _comparable(there) == _comparable(here)
            assert _comparable(await cloud.head(url)) == _comparable(await folder.head(url))


async def test_a_bucket_without_the_file_leads_nowhere(settings: Settings, bucket: str) -> None:
    async with app_client(settings.model_copy(update={"files_url": bucket})) as http:
        for url in await own_links(ApiClient.signed_in(http, "Cleo")):
            assert [(await http.get(url)).status_code, (await http.head(url)).status_code] == [404, 404]


async def test_a_store_that_is_down_is_asked_for_later(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        broken_s3_server(REFUSES, monkeypatch) as url,
        app_client(settings.model_copy(update={"files_url": url})) as http,
    ):
        link = (await own_links(ApiClient.signed_in(http, "Cleo")))[0]
        for headers in ({}, {"Range": "bytes=0-9"}):
            response = await http.get(link, headers=headers)
            assert (response.status_code, response.headers["retry-after"]) == (503, "5")
            assert response.headers["cache-control"] == "no-store"
            (error,) = response.json()["errors"]
            assert error["extensions"] == {"code": "SERVICE_UNAVAILABLE"}
        assert (await http.head(link)).status_code == 503
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(said) == 3 and all("the file store does not answer" in line and "\n" not in line for line in said)


async def test_without_its_file_store_a_server_says_so_and_serves_the_rest(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        broken_s3_server(REFUSES, monkeypatch) as url,
        app_client(settings.model_copy(update={"files_url": url})) as http,
    ):
        response = await http.get("/readyz")
        assert (response.status_code, response.text) == (200, "ready, but the file store does not answer")
        assert await own_links(ApiClient.signed_in(http, "Cleo"))


async def test_a_store_that_breaks_off_never_looks_like_a_whole_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with broken_s3_server(TRUNCATED_RESPONSE, monkeypatch) as url:
        app = create_app(settings.model_copy(update={"files_url": url}))
        async with app.router.lifespan_context(app), run_raw_server(app) as wire:
            async with app_client(settings) as http:
                path = (await own_links(ApiClient.signed_in(http, "Cleo")))[0].partition("8000")[2]
            answer = await wire.exchange(f"GET {path} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-length: 100" in head.lower()
    assert len(body) < 100


async def test_a_folder_that_went_away_is_named(settings: Settings, tmp_path: Path) -> None:
    async with app_client(settings.model_copy(update={"files_url": f"file://{tmp_path}/files"})) as http:
        assert (await http.get("/readyz")).text == "ready"
        (tmp_path / "files").rmdir()
        assert (await http.get("/readyz")).text == "ready, but the file store does not answer"

"""The snippets of the guides for frontends work on a page of another origin, in a real browser."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from gql.global_ids import global_id
from store.demo.cast import CLEO
from support.api_client import token_of
from support.browser import assert_accessible, open_page
from support.database_records import copy_demo
from support.paths import ROOT
from support.server import run_server
from support.uploads import CREATE_UPLOAD

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "schema/README.md").read_text(encoding="utf-8")
CLEO_ID = global_id("Client", CLEO.id)


def snippet(guide: str, language: str, containing: str) -> str:
    """The one example of a guide that has these words in it."""
    (found,) = [each for each in re.findall(rf"```{language}\n(.*?)```", guide, re.DOTALL) if containing in each]
    return str(found)


@contextmanager
def a_site(pages: dict[str, str]) -> Iterator[str]:
    """A website on another origin: the HTML or text at each path. Tests may add pages."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def pages() -> dict[str, str]:
    """The site's pages, and the tokens it has for its own."""
    return {"/my/token": token_of("Pat")}


@pytest.fixture
def site(pages: dict[str, str]) -> Iterator[str]:
    """The site."""
    with a_site(pages) as url:
        yield url


@pytest.fixture
def api(demo_file: Path, tmp_path: Path, site: str) -> Iterator[str]:
    """The server, which lets the site's pages call."""
    copy_demo(demo_file, tmp_path)
    with run_server(tmp_path, cors_origins=site) as server:
        yield f"{server.url}"


def on_a_page(body: str) -> str:
    """A whole page."""
    return f'<!doctype html><html lang="en"><title>A practice</title><main><h1>Insurance</h1>{body}</main></html>'


async def test_the_readmes_lines_put_a_chart_on_a_page_of_another_site(
    api: str, site: str, pages: dict[str, str]
) -> None:
    lines = snippet(README, "html", "<chart-insurance").replace("http://127.0.0.1:8000", api)
    pages["/"] = on_a_page(lines.replace('"ID"', f'"{CLEO_ID}"'))
    async with open_page(site, embeds=api) as page:
        await page.goto("/")
        await expect(page.get_by_role("heading", name="UnitedHealthcare")).to_be_visible()
        await expect(page.get_by_role("button", name="Add Policy")).to_be_visible()
        await assert_accessible(page)


async def test_the_readmes_request_is_answered_across_origins(api: str, site: str, pages: dict[str, str]) -> None:
    pages["/"] = on_a_page("")
    request = snippet(README, "js", "const response = await fetch").replace("http://127.0.0.1:8000", api)
    async with open_page(site, embeds=api) as page:
        await page.goto("/")
        found = await run(page, f"{request}\nreturn [data, errors ?? null];", token=token_of("Pat"))
        assert found == [{"viewer": {"role": "PRACTITIONER", "displayName": "Pat Rivera"}}, None]


async def test_the_guides_element_shows_a_clients_policies(api: str, site: str, pages: dict[str, str]) -> None:
    pages["/"] = on_a_page("")
    element = snippet(GUIDE, "js", "class OwnPolicies")
    show = """
      customElements.define("own-policies", OwnPolicies);
      const shown = document.createElement("own-policies");
      shown.setAttribute("endpoint", endpoint);
      shown.token = async () => token;
      document.querySelector("main").append(shown);
    """
    async with open_page(site, embeds=api) as page:
        await page.goto("/")
        await run(page, element + show, token=token_of("Cleo"), endpoint=f"{api}/graphql")
        await expect(page.get_by_text("UnitedHealthcare: 914662057")).to_be_visible()
        await expect(page.get_by_text("Blue Cross Blue Shield TX: ZGP908113746")).to_be_visible()


async def test_the_guides_upload_sends_a_picture_and_shows_how_far_it_is(
    api: str, site: str, pages: dict[str, str]
) -> None:
    pages["/"] = on_a_page("")
    send = """
      const canvas = document.createElement("canvas");
      canvas.getContext("2d").fillRect(10, 10, 100, 50);
      const file = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const input = { fileName: "card.png", contentType: file.type, byteSize: file.size };
      const reserved = await fetch(endpoint, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: create, variables: { input } }),
      });
      const { upload } = (await reserved.json()).data.createUpload;
      let far = 0;
      const answer = await send(upload, file, (part) => { far = part; });
      return [answer.status, answer.body.upload.id === upload.id, answer.body.upload.contentType, far];
    """
    async with open_page(site, embeds=api) as page:
        await page.goto("/")
        body = snippet(GUIDE, "js", "XMLHttpRequest") + send
        found = await run(page, body, token=token_of("Pat"), endpoint=f"{api}/graphql", create=CREATE_UPLOAD)
        assert found == [200, True, "image/png", 1]


async def run(page: Page, body: str, **given: str) -> object:
    """Runs lines of JavaScript on the page with these constants, and answers with what they return."""
    constants = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in given.items())
    found: object = await page.evaluate(f"async () => {{ {constants}{body} }}")
    return found

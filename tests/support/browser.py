"""Chromium. A test fails when the page logs an error or sends a request to another host."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, async_playwright, expect

from support.paths import ROOT

SCREENSHOTS = ROOT / "tests/screenshots"
_AXE = ROOT / "node_modules/axe-core/axe.min.js"
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)  # a loaded machine is slow, not wrong

DESKTOP, PHONE = (1280, 900), (390, 844)
"""Sizes of windows, in CSS pixels."""


@asynccontextmanager
async def open_page(
    url: str,
    size: tuple[int, int] = DESKTOP,
    *,
    loses_connections: bool = False,
    is_refused: bool = False,
    embeds: str = "",
    **context: Any,
) -> AsyncIterator[Page]:
    """An empty page whose base URL is `url`; `context` is passed on to Playwright.

    At the end the test fails if a page logged an error, which a breach of its Content-Security-Policy is too, or sent
    a request to another host. Allowed are the errors that Chromium logs when the test cuts the connection
    (`loses_connections`) or the server answers 401 or 422 (`is_refused`), and requests to a second server whose widgets
    the page embeds (`embeds`).
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_path(), args=_FLAGS)
        viewport: Any = {"width": size[0], "height": size[1]}
        page = await browser.new_page(base_url=url, viewport=viewport, **context)
        page.set_default_timeout(20_000)
        console_errors: list[str] = []
        requested_hosts: set[str] = set()
        page.on("console", lambda message: console_errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: console_errors.append(str(error)))
        page.on("request", lambda request: requested_hosts.add(urlsplit(request.url).netloc))
        yield page
        await browser.close()
    failed = "Failed to load resource: "
    expected = [failed + "net::"] if loses_connections else []
    expected += [f"{failed}the server responded with a status of {status}" for status in (401, 422) if is_refused]
    assert [error for error in console_errors if not error.startswith(tuple(expected))] == []
    known = {urlsplit(server).netloc for server in (url, embeds)}
    assert requested_hosts - {""} <= known  # "" is a data: URL


def _path() -> str:
    """The path of an installed Chromium. Playwright would download a build of its own."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None and "CI" in os.environ:
        pytest.fail("no Chromium: the browser tests must not be skipped in CI")
    if path is None:
        pytest.skip("no Chromium here: install it, or set CHROMIUM to its path")
    return path


async def assert_accessible(page: Page) -> None:
    """Asserts that axe-core finds nothing wrong with the page as it is now, shadow roots included."""
    # Evaluated, not added as a script, which the page's Content-Security-Policy refuses.
    await page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    violations = [
        f"{each['id']}: {each['help']}\n    {node['target']}\n    {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert not violations, "\n".join(violations)


async def screenshot(page: Page, name: str) -> None:
    """A picture of the whole page in tests/screenshots, which is not committed."""
    await page.evaluate("scrollTo(0, 0)")
    await page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

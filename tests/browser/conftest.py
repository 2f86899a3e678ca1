"""The demo page in a real browser, on the shared demo, or on a copy of it for tests that write."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from support.browser import open_page
from support.database_records import copy_demo
from support.server import Server, run_server


@pytest.fixture
async def page(server: Server) -> AsyncIterator[Page]:
    """An empty page of desktop size on the shared demo, for tests that only read."""
    async with open_page(server.url) as page:
        yield page


@pytest.fixture
def stage(demo_file: Path, tmp_path: Path) -> Iterator[str]:
    """The URL of a server on a copy of the demo, files included, for tests that write."""
    copy_demo(demo_file, tmp_path)
    with run_server(tmp_path) as server:
        yield server.url

"""The demo page in a real browser, on the demo as it is, or on a copy for stories that write."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.async_api import Page

from support.browser import a_page
from support.database_records import copy_of
from support.server import serving


class Served(Protocol):
    """The server of the whole session: its stories only read."""

    url: str


@pytest.fixture
async def page(served: Served) -> AsyncIterator[Page]:
    """A wide window on the demo, still empty. For stories that write nothing."""
    async with a_page(served.url) as page:
        yield page


@pytest.fixture
def stage(demo_file: Path, tmp_path: Path) -> Iterator[str]:
    """The URL of a server on a copy of the demo of one's own, files included. For stories that write."""
    copy_of(demo_file, tmp_path)
    shutil.copytree(f"{demo_file}.files", tmp_path / f"{demo_file.name}.files")
    with serving(tmp_path) as server:
        yield f"http://127.0.0.1:{server.port}"

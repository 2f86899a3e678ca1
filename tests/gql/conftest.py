"""A desk for tests that write: the API on a copy of the demo of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from support.sandbox import Desk, desk_on_copy


@pytest.fixture
async def desk(demo_file: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk with the demo on it, as if nobody had written yet."""
    async with desk_on_copy(demo_file, tmp_path / "policybook.db") as desk:
        yield desk

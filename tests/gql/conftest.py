"""The API on a copy of the demo, for tests that write."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from support.databases import Demo
from support.sandbox import Sandbox, sandbox_on_copy


@pytest.fixture
async def sandbox(demo: Demo, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The API on a fresh copy of the demo."""
    async with sandbox_on_copy(demo, tmp_path / "policybook.db") as sandbox:
        yield sandbox

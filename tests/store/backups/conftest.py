"""Records of one's own to back up."""

from pathlib import Path

import pytest

from support.backups import Records, copy_of_demo


@pytest.fixture
def live(demo_file: Path, tmp_path: Path) -> Records:
    """A copy of the demo that nobody serves."""
    return copy_of_demo(demo_file, tmp_path)

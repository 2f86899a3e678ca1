"""Putting files and folders on this machine's disk, so that they outlive a power cut."""

import os
from pathlib import Path


def fsync(path: Path, mode: int | None = None) -> None:
    """Waits until a file, or the names in a folder, are on disk; sets its mode first if given. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if mode is not None:
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

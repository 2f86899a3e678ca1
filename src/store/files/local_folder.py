"""What obstore's LocalStore leaves out: files synced to disk, modes for the owner only, and removal of leftovers."""

from pathlib import Path

from store.local_disk import fsync


def make_durable(folder: Path, key: str) -> None:
    """Syncs the file and the folders down to it to disk, and makes them accessible to their owner only."""
    path = folder / key
    fsync(path, 0o600)
    *parents, _root = path.relative_to(folder).parents
    for parent in parents:
        fsync(folder / parent, 0o700)
    # The mode of the store's own folder is the operator's choice: it may be a mounted disk.
    fsync(folder)


def remove_leftovers(folder: Path) -> None:
    """Deletes the temporary files of interrupted writes, and empty folders."""
    # obstore writes to `NAME#NUMBER` next to the file, and never lists such names.
    for temporary in folder.rglob("*#*"):
        temporary.unlink(missing_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()

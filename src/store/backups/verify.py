"""What is missing or damaged: in the database and file store as they are served, or in a backup."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from store.backups.each import for_each
from store.backups.errors import BackupDamaged, BackupError
from store.backups.folder import BackupFolder, open_to_read
from store.backups.manifest import Manifest
from store.backups.named_files import NamedFile, attached_files, waiting_files
from store.db.migrate import is_known
from store.db.snapshot import UnreadableDatabase, broken_references, damage, open_file, revision_of
from store.files import Files


@dataclass(slots=True)
class Verified:
    """How many files and previews were looked at, and one line for each problem. Lines hold ids only."""

    files: int = 0
    problems: list[str] = field(default_factory=list)


async def verify(database: Path, files: Files) -> Verified:
    """Checks the database and reads every attachment's file and preview to the end, while the server may run.

    Raises BackupError where it is no database of this or an earlier version, and FilesUnavailable.
    """
    found = Verified()
    named = await asyncio.to_thread(_check_database, database, found)

    async def check(file: NamedFile) -> None:
        stored = await files.open(file.key)
        if stored is None:
            found.problems.append(file.absence)
            return
        size, digest = 0, hashlib.sha256()
        async for chunk in stored.chunks:
            size += len(chunk)
            digest.update(chunk)
        if problem := file.problem(size, digest.hexdigest()):
            found.problems.append(problem)

    await for_each(named, check)
    found.files = len(named)
    return found


def verify_backup(path: Path) -> Verified:
    """Checks a folder's latest backup, reading all of it. Raises BackupError where there is none to check."""
    with open_to_read(path) as folder:
        try:
            manifest = folder.manifest()
        except BackupDamaged as error:
            return Verified(0, [str(error)])
        checked = check_backup(folder, manifest)
        return Verified(len(manifest.files), [*checked.damage, *checked.flaws])


@dataclass(slots=True)
class Checked:
    """How a backup differs from what was written, and what was wrong already with what it is a backup of."""

    damage: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)


def check_backup(folder: BackupFolder, manifest: Manifest) -> Checked:
    """Reads a whole backup. Raises BackupError for one of a newer version."""
    if not is_known(manifest.schema_revision):
        revision = manifest.schema_revision
        raise BackupError(f"a newer policybook made the backup (revision {revision}): install that version first")
    checked = Checked([f"{file.key} is {problem}" for file in manifest.files if (problem := folder.problem(file.blob))])
    if problem := folder.problem(manifest.database):
        checked.damage.append(f"the database is {problem}")
        return checked
    try:
        with open_file(folder.path_of(manifest.database.digest), "at rest") as connection:
            _check_copy(connection, manifest, checked)
    except UnreadableDatabase as error:
        checked.damage.append(f"the database cannot be read: {error}")
    return checked


def _check_copy(connection: sa.Connection, manifest: Manifest, checked: Checked) -> None:
    checked.damage += damage(connection)
    checked.flaws += broken_references(connection)
    listed = {file.key: file for file in manifest.files}
    for file in [*attached_files(connection), *waiting_files(connection)]:
        if entry := listed.get(file.key):
            if file.waiting is None and (problem := file.problem(entry.size, entry.digest)):
                checked.flaws.append(f"{problem}: it was already when the backup was made")
        elif file.key in manifest.missing:
            checked.flaws.append(f"{file.absence}: it was already when the backup was made")
        else:
            checked.damage.append(f"{file.record}: {file.key} is not in the manifest")


def _check_database(database: Path, found: Verified) -> list[NamedFile]:
    """Notes what is wrong with the database, and answers with the files its attachments name."""
    try:
        with open_file(database, "served") as connection:
            revision = revision_of(connection)
            if revision is None or not is_known(revision):
                raise BackupError(f"the database is no policybook database, or a newer version's (revision {revision})")
            found.problems += [*damage(connection), *broken_references(connection)]
            return attached_files(connection)
    except UnreadableDatabase as error:
        found.problems.append(f"the database cannot be read: {error}")
        return []

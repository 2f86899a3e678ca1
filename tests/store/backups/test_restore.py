"""Restoring: all of a backup that is whole, or nothing."""

from pathlib import Path

import orjson
import pytest

from store.backups.errors import BackupDamaged, BackupError, NotABackup
from store.backups.folder import BackupFolder
from store.backups.manifest import read_manifest
from store.db.process_lock import DatabaseInUse, hold_process_lock
from store.digests import digest
from store.files import FilesUnavailable
from support.backups import Records, flip


@pytest.fixture
async def backed_up(live: Records) -> Records:
    """Records with a backup of theirs."""
    await live.back_up()
    return live


def present(target: Records) -> list[str]:
    """What lies where a backup would be restored to, but for the lock."""
    return sorted(path.name for path in target.database.parent.rglob("*") if path.suffix != ".lock")


def written(path: str) -> Path:
    """Something of the operator's own."""
    Path(path).write_bytes(b"mine")
    return Path(path)


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
async def test_nothing_is_restored_over_a_database_or_what_is_left_of_one(backed_up: Records, suffix: str) -> None:
    target = backed_up.beside("new")
    target.database.parent.mkdir()
    left = written(f"{target.database}{suffix}")
    with pytest.raises(BackupError, match=f"{left.name} exists already"):
        await backed_up.restore_to(target)
    assert present(target) == [left.name]
    assert left.stat().st_size == len(b"mine")


async def test_a_database_that_is_being_made_is_not_restored_over(backed_up: Records) -> None:
    target = backed_up.beside("new")
    target.database.parent.mkdir()
    with hold_process_lock(target.database), pytest.raises(DatabaseInUse):
        await backed_up.restore_to(target)
    assert present(target) == []


async def test_no_byte_of_the_manifest_can_change(backed_up: Records) -> None:
    data = bytearray((backed_up.folder / "manifest.json").read_bytes())
    assert read_manifest(bytes(data)).files
    for place in range(len(data)):
        for bit in (1, 0x10, 0x20):
            data[place] ^= bit
            with pytest.raises((BackupDamaged, NotABackup)):
                read_manifest(bytes(data))
            data[place] ^= bit
    for shorter in (0, 1, len(data) // 2, len(data) - 1):
        with pytest.raises(BackupDamaged):
            read_manifest(bytes(data[:shorter]))


async def test_a_manifest_that_lists_a_file_less_is_refused(backed_up: Records) -> None:
    folder = BackupFolder(backed_up.folder)
    manifest = folder.manifest()
    less = manifest.model_copy(update={"files": manifest.files[1:]})
    (backed_up.folder / "manifest.json").write_bytes(less.to_bytes())
    with pytest.raises(BackupDamaged, match="is not in the manifest"):
        await backed_up.restore_to(backed_up.beside("new"))


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "a//b", "a/../b", ""])
async def test_a_manifest_leads_nowhere_outside_the_file_store(backed_up: Records, key: str) -> None:
    body = orjson.loads((backed_up.folder / "manifest.json").read_bytes())["manifest"]
    body["files"][0]["key"] = key
    whole = {"manifest": body, "digest": digest(orjson.dumps(body))}
    with pytest.raises(BackupDamaged):
        read_manifest(orjson.dumps(whole, option=orjson.OPT_INDENT_2) + b"\n")


@pytest.mark.parametrize("what", ["database", "file"])
@pytest.mark.parametrize("place", [0, 1000, -1])
async def test_a_changed_byte_of_a_file_or_the_database_is_refused(backed_up: Records, what: str, place: int) -> None:
    manifest = BackupFolder(backed_up.folder).manifest()
    blob = manifest.database if what == "database" else manifest.files[-1]
    flip(BackupFolder(backed_up.folder).path_of(blob.digest), place)
    target = backed_up.beside("new")
    with pytest.raises(BackupDamaged, match=r"nothing was restored.* is damaged"):
        await backed_up.restore_to(target)
    assert present(target) == []


async def test_a_file_that_is_gone_from_the_backup_is_refused(backed_up: Records) -> None:
    folder = BackupFolder(backed_up.folder)
    for file in folder.manifest().files[:2]:
        folder.path_of(file.digest).unlink()
    with pytest.raises(BackupDamaged, match="is missing, and 1 more"):
        await backed_up.restore_to(backed_up.beside("new"))


@pytest.mark.parametrize(("name", "reason"), [("version", "install a newer"), ("schema_revision", "newer policybook")])
async def test_a_newer_versions_backup_is_refused(backed_up: Records, name: str, reason: str) -> None:
    manifest = BackupFolder(backed_up.folder).manifest()
    newer = manifest.model_copy(update={name: 2 if name == "version" else "9999"})
    (backed_up.folder / "manifest.json").write_bytes(newer.to_bytes())
    with pytest.raises(BackupError, match=reason):
        await backed_up.restore_to(backed_up.beside("new"))


async def test_files_that_cannot_all_be_put_leave_nothing(backed_up: Records) -> None:
    target = backed_up.beside("new")
    key = BackupFolder(backed_up.folder).manifest().files[-1].key
    # Where this file's folder would be.
    in_the_way = Path(target.files_url.removeprefix("file://")) / Path(key).parent
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_bytes(b"mine")
    with pytest.raises(FilesUnavailable):
        await backed_up.restore_to(target)
    assert [path for path in target.database.parent.rglob("*") if path.is_file() and path.suffix != ".lock"] == [
        in_the_way
    ]


async def test_files_that_are_there_already_stay_and_damaged_ones_are_replaced(backed_up: Records) -> None:
    target = Records(backed_up.beside("new").database, backed_up.files_url, backed_up.folder)
    before = await target.contents()
    whole, damaged = (backed_up.files_url.removeprefix("file://") / Path(key) for key in sorted(before)[:2])
    node = whole.stat().st_ino
    flip(damaged)
    await backed_up.restore_to(target)
    assert await target.contents() == before
    assert whole.stat().st_ino == node


async def test_a_copy_of_a_backup_is_restored_too(backed_up: Records) -> None:
    (backed_up.folder / "policybook-backup.lock").unlink()
    (backed_up.folder / "incoming").rmdir()
    target = backed_up.beside("new")
    await backed_up.restore_to(target)
    assert target.everything() == backed_up.everything()

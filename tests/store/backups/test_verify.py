"""Verifying: what is missing or damaged is named, by ids alone."""

from pathlib import Path

import pytest

from store.backups.errors import BackupError
from store.backups.folder import BackupFolder
from store.backups.verify import verify_backup
from store.demo.cast import PRACTICE
from support.backups import Records, flip


def path_of(live: Records, id_: str, kind: str) -> Path:
    return Path(live.files_url.removeprefix("file://")) / "uploads" / PRACTICE.id / id_ / kind


async def test_what_is_whole_has_no_problem(live: Records) -> None:
    await live.attach(b"card")
    found = await live.verify()
    assert (found.files, found.problems) == (24, [])


@pytest.mark.parametrize("kind", ["file", "preview"])
async def test_a_missing_or_damaged_file_or_preview_is_named(live: Records, kind: str) -> None:
    id_ = await live.attach(b"card")
    path, said = path_of(live, id_, kind), f"attachment {id_}: uploads/{PRACTICE.id}/{id_}/{kind}"
    flip(path)
    assert (await live.verify()).problems == [f"{said} is damaged"]
    path.write_bytes(b"car")
    (problem,) = (await live.verify()).problems
    assert problem == (f"{said} has 3 bytes, not 4" if kind == "file" else f"{said} is damaged")
    path.unlink()
    assert (await live.verify()).problems == [f"{said} is missing"]


async def test_a_file_without_a_digest_is_known_by_its_size(live: Records) -> None:
    id_ = await live.attach(b"card", file_digest=None, preview_digest=None)
    assert (await live.verify()).problems == []
    path_of(live, id_, "file").write_bytes(b"c")
    path_of(live, id_, "preview").write_bytes(b"")
    said = f"attachment {id_}: uploads/{PRACTICE.id}/{id_}"
    assert sorted((await live.verify()).problems) == [f"{said}/file has 1 bytes, not 4", f"{said}/preview is empty"]


async def test_the_file_of_a_removed_attachment_counts(live: Records) -> None:
    id_ = await live.attach(b"card")
    live.change("UPDATE attachments SET removed_at = '2026-01-01 00:00:00' WHERE id = ?", id_)
    path_of(live, id_, "file").unlink()
    assert len((await live.verify()).problems) == 1


async def test_a_reference_to_nothing_is_named(live: Records) -> None:
    live.change("UPDATE policies SET payer_id = 'nobody' WHERE payer_id IS NOT NULL")
    found = (await live.verify()).problems
    assert found
    assert all(line.startswith("policies, row ") and "of payers that does not exist" in line for line in found)


async def test_a_damaged_database_is_said_to_be(live: Records) -> None:
    with live.database.open("r+b") as file:
        file.seek(live.database.stat().st_size // 2)
        file.write(b"\xff" * 16_384)
    assert (await live.verify()).problems


async def test_what_is_no_database_is_said_to_be_none(live: Records) -> None:
    live.database.write_bytes(b"no database" * 1000)
    assert (await live.verify()).problems == ["the database cannot be read: file is not a database"]
    live.database.write_bytes(b"")
    with pytest.raises(BackupError, match="is no policybook database"):
        await live.verify()


async def test_a_backup_names_what_is_damaged_in_it(live: Records) -> None:
    await live.back_up()
    folder = BackupFolder(live.folder)
    manifest = folder.manifest()
    first, second, *_ = manifest.files
    flip(folder.path_of(first.digest))
    folder.path_of(second.digest).unlink()
    assert verify_backup(live.folder).problems == [f"{first.key} is damaged", f"{second.key} is missing"]
    flip(folder.path_of(manifest.database.digest), 5000)
    assert verify_backup(live.folder).problems[-1] == "the database is damaged"
    flip(live.folder / "manifest.json", 100)
    assert verify_backup(live.folder).problems == ["manifest.json is damaged"]


async def test_verifying_writes_nothing(live: Records) -> None:
    await live.back_up()
    before = {path: path.stat().st_mtime_ns for path in live.folder.rglob("*")}
    verify_backup(live.folder)
    assert {path: path.stat().st_mtime_ns for path in live.folder.rglob("*")} == before

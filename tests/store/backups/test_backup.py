"""Making a backup: a consistent whole each time, of what was there when it began."""

import asyncio
import fcntl
import re
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import store.migrations
from store.backups.errors import BackupError, NotABackup
from store.backups.folder import BackupFolder
from store.backups.verify import verify_backup
from store.db import snapshot
from store.db.database import Database
from store.db.migrate import migrate
from store.db.snapshot import UnreadableDatabase, open_file
from store.db.tables import uploads
from store.demo.cast import PRACTICE
from store.digests import digest
from store.ids import new_id
from store.uploads import INSPECTED
from support.backups import Records, flip


async def test_a_backup_restores_every_row_and_every_file(live: Records) -> None:
    await live.back_up()
    target = live.beside("new")
    await live.restore_to(target)
    assert target.everything() == live.everything()
    assert await target.contents() == await live.contents()
    assert len(await target.contents()) == 22


async def test_a_backup_is_as_of_when_it_was_made(live: Records) -> None:
    await live.back_up()
    before = live.everything()
    await live.attach(b"later")
    target = live.beside("new")
    await live.restore_to(target)
    assert target.everything() == before


async def test_what_only_the_write_ahead_log_holds_is_backed_up(live: Records) -> None:
    database = Database(f"sqlite+aiosqlite:///{live.database}", checkpoints=False)
    await database.write(
        lambda connection: connection.execute(sa.text("UPDATE practices SET name = 'Only in the log'")),
        practice_id=None,
    )
    await live.back_up()
    target = live.beside("new")
    await live.restore_to(target)
    await database.close()
    assert set(target.rows("SELECT name FROM practices")) == {("Only in the log",)}


async def test_the_next_backup_copies_only_what_is_new(live: Records) -> None:
    first = await live.back_up()
    present = {path: path.stat().st_ino for path in objects(live)}
    await live.attach(b"new")
    second = await live.back_up()
    assert (first.copied, second.copied) == (22, 2)
    assert (await live.back_up()).copied == 0
    (earlier_database,) = set(present) - set(objects(live))
    assert all(path.stat().st_ino == node for path, node in present.items() if path != earlier_database)


async def test_a_file_from_before_digests_is_copied_once(live: Records) -> None:
    live.change("UPDATE attachments SET file_digest = NULL, preview_digest = NULL")
    assert [(await live.back_up()).copied for _ in range(2)] == [22, 0]


async def test_a_copy_that_the_disk_damaged_is_made_again(live: Records) -> None:
    await live.attach(b"precious")
    await live.back_up()
    flip(BackupFolder(live.folder).path_of(digest(b"precious")))
    assert verify_backup(live.folder).problems
    assert (await live.back_up()).copied == 1
    assert verify_backup(live.folder).problems == []


async def test_what_the_store_has_lost_stays_in_the_backup(live: Records) -> None:
    id_ = await live.attach(b"precious")
    await live.back_up()
    await live.files.delete([f"uploads/{PRACTICE.id}/{id_}/file"])
    assert (await live.back_up()).problems == []
    target = live.beside("new")
    await live.restore_to(target)
    assert await target.files.get(f"uploads/{PRACTICE.id}/{id_}/file") == b"precious"


async def test_a_missing_file_is_named_and_the_rest_is_backed_up(live: Records) -> None:
    id_ = await live.attach(b"lost")
    key = f"uploads/{PRACTICE.id}/{id_}/file"
    await live.files.delete([key])
    done = await live.back_up()
    assert done.problems == [f"attachment {id_}: {key} is missing"]
    assert verify_backup(live.folder).problems == [f"{done.problems[0]}: it was already when the backup was made"]
    target = live.beside("new")
    restored = await live.restore_to(target)
    assert len(restored.flaws) == 1
    assert await target.contents() == await live.contents()


async def test_a_damaged_file_is_named_and_kept_as_it_is(live: Records) -> None:
    id_ = await live.attach(b"whole")
    await live.files.put(f"uploads/{PRACTICE.id}/{id_}/file", b"whale")
    assert (await live.back_up()).problems == [f"attachment {id_}: uploads/{PRACTICE.id}/{id_}/file is damaged"]
    assert len(verify_backup(live.folder).problems) == 1


def place(live: Records) -> dict[str, object]:
    """An upload with a file that waits to be attached."""
    id_, now = new_id(), datetime.now(UTC)
    row: dict[str, object] = {"practice_id": PRACTICE.id, "id": id_, "owner": "local:pat", "file_name": "card.jpg"}
    row |= {"announced_size": 4, "created_at": now, "expires_at": now + timedelta(hours=1), "content_id": new_id()}
    row |= {"content_type": "image/jpeg", "byte_size": 4, "preview_type": "image/jpeg"}
    with open_file(live.database, "to edit") as connection:
        connection.execute(uploads.insert(), row)
    return row


async def test_a_file_that_waits_to_be_attached_is_backed_up(live: Records) -> None:
    row = place(live)
    keys = [f"uploads/{PRACTICE.id}/{row['id']}/{row['content_id']}/{kind}" for kind in ("file", "preview")]
    for key in keys:
        await live.files.put(key, b"card")
    await live.back_up()
    target = live.beside("new")
    await live.restore_to(target)
    assert [await target.files.get(key) for key in keys] == [b"card", b"card"]
    assert target.rows("SELECT content_id FROM uploads") == [(row["content_id"],)]


async def test_a_file_replaced_or_swept_before_it_could_be_copied_may_be_sent_again(live: Records) -> None:
    row = place(live)
    done = await live.back_up()
    assert done.problems == verify_backup(live.folder).problems == []
    target = live.beside("new")
    await live.restore_to(target)
    assert target.rows(f"SELECT id, {', '.join(INSPECTED)} FROM uploads") == [(row["id"], *[None] * len(INSPECTED))]
    assert live.rows("SELECT content_id FROM uploads") == [(row["content_id"],)], "the live record was changed"


async def test_what_is_written_is_for_its_owner_only(live: Records) -> None:
    await live.back_up()
    target = live.beside("new")
    await live.restore_to(target)
    written = [live.folder, *live.folder.rglob("*"), target.database, *target.database.with_name("files").rglob("*")]
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in written}
    assert modes == {(True, 0o700), (False, 0o600)}


async def test_a_damaged_database_does_not_replace_a_backup(live: Records) -> None:
    await live.back_up()
    before = verify_backup(live.folder)
    spoil(live.database)
    with pytest.raises((BackupError, UnreadableDatabase)):
        await live.back_up()
    assert verify_backup(live.folder) == before
    await live.restore_to(live.beside("new"))


async def test_a_folder_with_something_else_in_it_is_left_alone(live: Records) -> None:
    live.folder.mkdir()
    (live.folder / "objects").mkdir()
    (live.folder / "objects" / "mine").write_text("mine")
    with pytest.raises(NotABackup, match="holds no backup"):
        await live.back_up()
    assert sorted(path.name for path in live.folder.rglob("*")) == ["mine", "objects"]


async def test_a_second_backup_at_the_same_time_is_refused(live: Records) -> None:
    await live.back_up()
    with (live.folder / "policybook-backup.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BackupError, match="another policybook process"):
            await live.back_up()
        with pytest.raises(BackupError, match="another policybook process"):
            verify_backup(live.folder)


async def test_a_database_that_somebody_keeps_locked_is_not_waited_for_for_ever(
    live: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "LOCKED_SECONDS", 1)
    with closing(sqlite3.connect(live.database, isolation_level=None)) as alone:
        alone.execute("PRAGMA locking_mode=EXCLUSIVE")
        alone.execute("UPDATE practices SET name = name")
        with pytest.raises(UnreadableDatabase, match="locked"):
            await live.back_up()
    assert (await live.back_up()).problems == []


REVISIONS = sorted(script.name[:4] for script in Path(store.migrations.__file__).parent.glob("versions/0*.py"))


@pytest.mark.parametrize("has_file", [True, False], ids=["its file is there", "its file was swept"])
@pytest.mark.parametrize("revision", REVISIONS)
async def test_a_database_is_backed_up_before_an_upgrade(tmp_path: Path, revision: str, has_file: bool) -> None:
    """With a client's upload that waits to be attached, where there are uploads."""
    live = Records(tmp_path / "policybook.db", f"file://{tmp_path}/files", tmp_path / "backup")
    await asyncio.to_thread(migrate_to, live.database, revision)
    live.change("INSERT INTO practices (id, name, time_zone, collects_insurance) VALUES ('p', 'Elm Street', 'UTC', 1)")
    content = "attempt" if revision < "0006" else "content_id"
    if has_uploads := revision >= "0003":
        live.change(
            "INSERT INTO uploads (practice_id, id, owner, file_name, announced_size, created_at, expires_at,"
            f" {content}, byte_size)"
            " VALUES ('p', 'u', 'o', 'card.jpg', 4, '2026-01-01 00:00:00', '2099-01-01 00:00:00', 'c', 4)"
        )
    if has_file:
        for kind in ("file", "preview"):
            await live.files.put(f"uploads/p/u/c/{kind}", b"card")
    await live.back_up()
    target = live.beside("new")
    restored = await live.restore_to(target)
    assert restored.manifest.schema_revision == revision
    database = Database(f"sqlite+aiosqlite:///{target.database}")
    await migrate(database)
    await database.close()
    assert target.rows("SELECT name FROM practices") == [("Elm Street",)]
    kept = [("c", 4)] if has_file else [(None, None)]
    assert target.rows("SELECT content_id, byte_size FROM uploads") == (kept if has_uploads else [])
    assert len(await target.contents()) == (2 if has_uploads and has_file else 0)


async def test_a_newer_database_is_refused(live: Records) -> None:
    live.change("UPDATE alembic_version SET version_num = '9999'")
    for work in (live.back_up, live.verify):
        with pytest.raises(BackupError, match="revision 9999"):
            await work()


async def test_files_are_backed_up_from_a_bucket_and_restored_to_one(live: Records, bucket: str) -> None:
    kept = Records(live.database, f"{bucket}/live", live.folder)
    for key, data in (await live.contents()).items():
        await kept.files.put(key, data or b"")
    assert (await kept.back_up()).copied == 22
    assert (await kept.back_up()).copied == 0
    target = Records(live.beside("new").database, f"{bucket}/new", live.folder)
    await kept.restore_to(target)
    assert await target.contents() == await live.contents()
    assert (await target.verify()).problems == []


def objects(live: Records) -> list[Path]:
    return [path for path in (live.folder / "objects").rglob("*") if re.fullmatch("[0-9a-f]{64}", path.name)]


def spoil(database: Path) -> None:
    """Overwrites pages in the middle of a database."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 16_384)


def migrate_to(database: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(store.migrations.__file__).parent))
    engine = sa.create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()

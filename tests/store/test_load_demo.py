"""Loading the demo: once, whole or not at all, and the same every time."""

import hashlib
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from insurance.enums import Role
from store.acts.load_records import load_records
from store.caller import Caller
from store.db import tables
from store.db.database import Database
from store.db.migrate import migrate
from store.db.practice_guard import across_practices
from store.demo import load_demo
from store.demo.cast import CLEO, PAT, PRACTICE, demo_id
from store.demo.demo_practices import first_practice
from store.demo.generator import generate
from store.files import Files
from store.reads.attachments import attachments_by_policy
from store.reads.policies import policies_by_client

PATS_CALL = Caller(practice_id=PRACTICE.id, role=Role.PRACTITIONER, subject="pat", name=PAT)
FIRST = first_practice()


async def _migrated(folder: Path, name: str) -> Database:
    database = Database(f"sqlite+aiosqlite:///{folder}/{name}.db")
    await migrate(database)
    return database


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    database = await _migrated(tmp_path, "one")
    yield database
    await database.close()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(f"file://{tmp_path}/files")


async def _digest(database: Database) -> str:
    """Every row of every table, as one number."""
    digest = hashlib.sha256()
    for table in tables.metadata.sorted_tables:
        for row in await database.read(across_practices(sa.select(table).order_by(*table.primary_key.columns))):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


async def _breaches(database: Database) -> list[object]:
    return list(await database.read(sa.select(sa.text("*")).select_from(sa.text("pragma_foreign_key_check"))))


async def _count(database: Database, table: sa.Table) -> int:
    return int((await database.read(across_practices(sa.select(sa.func.count()).select_from(table))))[0][0])


async def test_the_demo_loads_into_an_empty_database(empty: Database, files: Files) -> None:
    assert await load_demo(empty, files) is True
    assert await _breaches(empty) == []
    assert await _count(empty, tables.practices) == 2
    assert await _count(empty, tables.clients) == 83
    (cleos,) = await policies_by_client(empty, PATS_CALL, [CLEO.id])
    assert sorted(cleos, key=lambda policy: policy.id) == FIRST.chart(CLEO.id)


async def test_loading_the_demo_again_changes_nothing(empty: Database, files: Files) -> None:
    await load_demo(empty, files)
    before = await _digest(empty)
    assert await load_demo(empty, files) is False
    assert await _digest(empty) == before


async def test_loading_the_demo_again_puts_back_the_files_that_are_gone(
    empty: Database, files: Files, tmp_path: Path
) -> None:
    await load_demo(empty, files)
    lost, kept = FIRST.pictures[0], FIRST.pictures[1]
    before = await files.get(lost.file_key)
    (tmp_path / "files" / lost.file_key).unlink()
    await files.put(kept.file_key, b"changed since")
    assert await load_demo(empty, files) is False
    assert await files.get(lost.file_key) == before
    assert await files.get(kept.file_key) == b"changed since"


async def test_the_demo_is_the_same_every_time(empty: Database, files: Files, tmp_path: Path) -> None:
    other = await _migrated(tmp_path, "two")
    await load_demo(empty, files)
    await load_demo(other, Files(f"file://{tmp_path}/other-files"))
    assert await _digest(empty) == await _digest(other)
    await other.close()


async def test_every_file_is_kept_and_is_a_picture_of_the_type_it_says(empty: Database, files: Files) -> None:
    await load_demo(empty, files)
    found = await attachments_by_policy(empty, PATS_CALL, list(FIRST.policies))
    attachments = [attachment for of_policy in found for attachment in of_policy]
    assert len(attachments) == len(FIRST.pictures) >= 8
    assert {attachment.content_type for attachment in attachments} == {"image/png", "image/jpeg"}
    for attachment in attachments:
        data, preview = await files.get(attachment.file_key), await files.get(attachment.preview_key)
        assert data is not None and preview is not None
        assert attachment.byte_size == len(data) > len(preview)
        assert Image.MIME[_decoded(data)] == attachment.content_type
        assert Image.MIME[_decoded(preview)] == attachment.preview_type


def _decoded(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert image.format is not None
        return image.format


async def test_nothing_is_loaded_when_one_record_is_refused(empty: Database) -> None:
    records = generate(3)
    policies = next(iter(records.policies.values()))
    astray = replace(policies[-1], id=demo_id("astray", 1), client_id=demo_id("nobody", 1))
    broken = replace(records, policies={key: [*policies, astray] for key in records.policies})
    with pytest.raises(sa.exc.IntegrityError):
        await load_records(empty, broken)
    assert await _count(empty, tables.practices) == 0


async def test_policies_may_come_before_the_ones_that_ended_them(empty: Database) -> None:
    await load_records(empty, FIRST.records())
    assert any(policy.ended_by_id for policy in FIRST.policies.values())
    assert await _count(empty, tables.policies) == len(FIRST.policies)

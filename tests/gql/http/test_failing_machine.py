"""Where the machine fails, callers are asked to come back: 503 with Retry-After, and one line in the log."""

import asyncio
import logging
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from gql.http import health
from store.db.database import Database
from support.api_client import KEY
from support.command_line import CommandLine
from support.sandbox import Sandbox, sandbox_on_copy

ADD = 'mutation Add { addPayer(input: { name: "Somebody new" }) { payer { id } userErrors { code } } }'
READ = "query Read { clients(first: 1) { totalCount } }"
RESPONSE_JSON = "application/graphql-response+json"


@pytest.fixture
async def sandbox(demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """The API on a copy of the demo, with every connection to it open."""
    monkeypatch.setattr(health, "CHECK_SECONDS", 0)
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db") as sandbox:
        await sandbox.save_record("addPayer", name="An early payer")
        await asyncio.gather(*(sandbox.pat.data(READ) for _ in range(8)))
        yield sandbox


@contextmanager
def no_room(_: Path) -> Iterator[None]:
    """No file may grow, as where the disk is full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program holds the write lock for longer than writes wait for it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()


@contextmanager
def removed(file: Path) -> Iterator[None]:
    """The file is gone, and comes back."""
    away = file.with_name("away.db")
    file.rename(away)
    yield
    away.rename(file)


@contextmanager
def replaced(file: Path) -> Iterator[None]:
    """Another database lies in its place, until the first comes back."""
    with removed(file):
        shutil.copyfile(file.with_name("away.db"), file)
        yield


@contextmanager
def log_removed(file: Path) -> Iterator[None]:
    """The write-ahead log is gone, with all that is written from then on, and comes back."""
    with removed(file.with_name(f"{file.name}-wal")):
        yield


@contextmanager
def log_replaced(file: Path) -> Iterator[None]:
    """Another file lies in place of the write-ahead log, until the first comes back."""
    with replaced(file.with_name(f"{file.name}-wal")):
        yield


BREAKS: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "no room": no_room,
    "locked": locked,
    "removed": removed,
    "replaced": replaced,
    "log removed": log_removed,
    "log replaced": log_replaced,
}


@pytest.mark.parametrize("break_", BREAKS.values(), ids=BREAKS)
@pytest.mark.parametrize("media_type", ["application/json", RESPONSE_JSON])
async def test_a_write_that_the_machine_keeps_from_the_disk_is_503_and_saves_nothing(
    sandbox: Sandbox,
    caplog: pytest.LogCaptureFixture,
    break_: Callable[[Path], AbstractContextManager[None]],
    media_type: str,
) -> None:
    sandbox.http.headers["Accept"] = media_type
    before = sandbox.all_rows()
    with break_(sandbox.file):
        answer = await sandbox.pat.post(ADD)
        ready = await sandbox.http.get("/readyz")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["content-type"].split(";")[0] == media_type
    (error,) = answer.json().pop("errors")
    assert error["extensions"] == {"code": "SERVICE_UNAVAILABLE"}
    assert "data" not in answer.json()
    assert (ready.status_code, ready.headers["retry-after"]) == (503, "1")
    (line,) = [record for record in caplog.records if record.name == "policybook" and record.levelno >= logging.WARNING]
    assert line.getMessage().startswith("the database file ")
    assert "\n" not in logging.Formatter().format(line)
    # Once the machine works again, so does the server.
    assert sandbox.all_rows() == before
    assert (await sandbox.http.get("/readyz")).status_code == 200
    assert (await sandbox.pat.data(ADD))["addPayer"]["userErrors"] == []


@pytest.mark.parametrize("break_", [removed, replaced])
async def test_no_record_is_read_from_a_file_that_is_gone(
    sandbox: Sandbox, break_: Callable[[Path], AbstractContextManager[None]]
) -> None:
    with break_(sandbox.file):
        answer = await sandbox.pat.post(READ)
        file = await sandbox.http.put("/uploads/x")
    assert (answer.status_code, file.status_code) == (503, 404)
    assert (await sandbox.pat.post(READ)).status_code == 200


async def test_records_are_read_while_nothing_can_be_written(sandbox: Sandbox) -> None:
    with no_room(sandbox.file):
        assert (await sandbox.pat.post(READ)).status_code == 200


async def test_a_database_that_has_reached_its_size_is_503(sandbox: Sandbox) -> None:
    database: Database = sandbox.app.state.database
    async with database.engines.writer.connect() as connection:
        # SQLite's own limit fails as a full disk does.
        await connection.exec_driver_sql("PRAGMA max_page_count = 1")
        await connection.rollback()
    codes = [(await sandbox.pat.post(ADD.replace("new", str(number)))).status_code for number in range(200)]
    assert codes[0] == 200
    assert codes[-1] == 503


async def test_what_a_request_has_saved_is_told_even_if_the_rest_is_not(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    """Of two mutations the second finds no room: the answer is 200, for the caller must know that the first is done."""
    aliases = " ".join(f'p{n}: addPayer(input: {{ name: "P{n}" }}) {{ payer {{ id }} }}' for n in range(30))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = sandbox.file.with_name("policybook.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 70_000, limits[1]))
    try:
        answer = await sandbox.pat.post(f"mutation {{ {aliases} }}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert answer.status_code == 200
    saved = [name for name, payload in answer.json()["data"].items() if payload]
    assert 0 < len(saved) < 30
    failed = {error["path"][0] for error in answer.json()["errors"]}
    assert failed == set(answer.json()["data"]) - set(saved)
    assert {error["extensions"]["code"] for error in answer.json()["errors"]} == {"SERVICE_UNAVAILABLE"}
    names = {name for (name,) in sandbox.rows("SELECT name FROM payers")}
    assert {f"P{name[1:]}" for name in saved} <= names
    assert not {f"P{name[1:]}" for name in failed} & names


async def test_a_file_that_may_not_be_written_is_503(demo_file: Path, tmp_path: Path) -> None:
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db") as sandbox:
        with read_only(sandbox.file):
            assert (await sandbox.pat.post(ADD)).status_code == 503
            assert (await sandbox.http.get("/readyz")).status_code == 503


@contextmanager
def read_only(file: Path) -> Iterator[None]:
    """The file cannot be opened for writing. The superuser may write to any file but an immutable one."""
    change = ["chattr"] if os.geteuid() == 0 else ["chmod"]
    on, off = ("+i", "-i") if os.geteuid() == 0 else ("a-w", "u+w")
    if subprocess.run([*change, on, str(file)], check=False, capture_output=True).returncode:
        pytest.skip("this file system has no immutable files")
    try:
        yield
    finally:
        subprocess.run([*change, off, str(file)], check=True)


async def test_readiness_writes_at_most_once_in_a_while_and_leaves_nothing_behind(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db") as sandbox:
        await sandbox.http.get("/readyz")
        wal = sandbox.file.with_name("policybook.db-wal")
        size = wal.stat().st_size
        for _ in range(20):
            await sandbox.http.get("/readyz")
        assert wal.stat().st_size == size
        # Without that limit, checkpoints keep the write-ahead log to its usual size: 1,000 pages.
        monkeypatch.setattr(health, "CHECK_SECONDS", 0)
        rows = sandbox.all_rows()
        for _ in range(1200):
            await sandbox.http.get("/readyz")
        assert size < wal.stat().st_size < 1100 * 4200
        assert sandbox.all_rows() == rows


def test_a_file_in_place_of_the_folder_for_uploads_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policybook = CommandLine(tmp_path, monkeypatch, capsys)
    settings = {"database_url": f"sqlite+aiosqlite:///{tmp_path}/policybook.db", "local_key": KEY}
    policybook("migrate", **settings)
    incoming = tmp_path / "policybook.db.incoming"
    incoming.write_text("somebody's notes")
    assert "is a file, and must be a folder" in policybook("serve", **settings).error
    assert incoming.read_text() == "somebody's notes"

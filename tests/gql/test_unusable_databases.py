"""A database that cannot be used: each command says why in one line, and leaves the file as it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.api_client import KEY
from support.command_line import CommandLine
from support.permissions import without_root_powers

COMMANDS = [
    ["migrate"],
    ["serve"],
    ["demo"],
    ["demo", "--when-empty"],
    ["practice", "list"],
    ["practice", "add", "Elm"],
]


@pytest.fixture
def policybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line in a folder with the demo's database."""
    return CommandLine(tmp_path, monkeypatch, capsys)


@pytest.fixture
def file(tmp_path: Path, demo_file: Path) -> Path:
    """A copy of the demo's database, in the folder of the command line."""
    return Path(shutil.copy(demo_file, tmp_path / "policybook.db"))


def change(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def replace_by(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        file.unlink()
        make(file)

    return damage


def link_to_itself(file: Path) -> None:
    file.symlink_to(file)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "garbage": (lambda file: file.write_bytes(b"garbage " * 4000), "is not a SQLite database"),
    "a short text": (lambda file: file.write_text("hello"), "is not a SQLite database"),
    "random after the first line": (
        lambda file: file.write_bytes(file.read_bytes()[:16] + os.urandom(9000)),
        "is not a SQLite database",
    ),
    "cut in the middle": (lambda file: os.truncate(file, file.stat().st_size // 2), "damaged or truncated"),
    "cut after a page": (lambda file: os.truncate(file, 4096), "damaged or truncated"),
    "cut within the header": (lambda file: os.truncate(file, 50), "damaged or truncated"),
    "a newer version's": (
        lambda file: change(
            file, "UPDATE alembic_version SET version_num = '9999'", "UPDATE releases SET compatible_from = '9999'"
        ),
        "was migrated by a newer version of Policybook",
    ),
    "two revisions at once": (
        lambda file: change(file, "INSERT INTO alembic_version VALUES ('0001')"),
        "contradictory migrations",
    ),
    "another program's": (
        replace_by(lambda file: change(file, "CREATE TABLE notes (text)")),
        "belongs to another program",
    ),
    "a folder": (replace_by(Path.mkdir), "is a folder"),
    "a pipe": (replace_by(os.mkfifo), "is a device or a pipe"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_database_that_cannot_be_used_is_refused_in_a_sentence_and_left_alone(
    policybook: CommandLine, file: Path, damage: str
) -> None:
    make, reason = DAMAGES[damage]
    make(file)
    before = file.read_bytes() if file.is_file() else None
    for command in COMMANDS:
        said = policybook(*command, local_key=KEY).error
        assert reason in said, command
        assert str(file) in said
    assert before == (file.read_bytes() if file.is_file() else None)


def test_a_link_to_itself_is_refused_in_a_sentence(policybook: CommandLine, file: Path) -> None:
    replace_by(link_to_itself)(file)
    for command in COMMANDS:
        assert "Too many levels of symbolic links" in policybook(*command, local_key=KEY).error


def test_a_missing_folder_is_refused_in_a_sentence(policybook: CommandLine, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/none/policybook.db"
    assert "No such file or directory" in policybook("migrate", database_url=url).error


@pytest.mark.parametrize(
    ("of_file", "of_folder", "commands"),
    [
        pytest.param(0o000, 0o755, COMMANDS, id="an unreadable file"),
        pytest.param(0o600, 0o555, COMMANDS, id="a read-only folder"),
        pytest.param(0o600, 0o000, COMMANDS, id="a closed folder"),
        # What only reads works.
        pytest.param(0o400, 0o755, [["serve"], ["practice", "add", "Elm"]], id="a read-only file"),
    ],
)
def test_a_database_without_permission_is_refused_in_a_sentence(
    policybook: CommandLine, tmp_path: Path, demo_file: Path, of_file: int, of_folder: int, commands: list[list[str]]
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    file = Path(shutil.copy(demo_file, folder / "policybook.db"))
    file.chmod(of_file)
    folder.chmod(of_folder)
    try:
        with without_root_powers():
            for command in commands:
                said = policybook(*command, local_key=KEY, database_url=f"sqlite+aiosqlite:///{file}").error
                assert str(folder) in said, command
                assert "ermission" in said or "this user must be able to" in said, command
    finally:
        folder.chmod(0o700)


def test_a_database_that_another_program_has_locked_is_refused_in_a_sentence(
    policybook: CommandLine, file: Path
) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    assert "is locked by another program" in policybook("practice", "list").error
    connection.close()


CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE practices SET name = 'Saved last'")
connection.commit()
os._exit(0)
"""


def test_what_a_crash_left_behind_is_no_damage(policybook: CommandLine, file: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(file)], check=True)
    assert file.with_name("policybook.db-wal").stat().st_size > 0
    assert "Saved last" in policybook("practice", "list").output

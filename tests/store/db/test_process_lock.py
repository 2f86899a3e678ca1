"""Process lock: one server process per database file, however the last one ended."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.db.process_lock import DatabaseInUse, hold_process_lock

_HOLD = """
import sys
from pathlib import Path
from store.db.process_lock import hold_process_lock
with hold_process_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

_ATTEMPT = """
import sqlite3, sys
from pathlib import Path
from store.db.process_lock import DatabaseInUse, hold_process_lock
try:
    with hold_process_lock(Path(sys.argv[1])):
        print("free", end=", ")
except DatabaseInUse:
    print("in use", end=", ")
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("BEGIN IMMEDIATE")
    print("free")
except sqlite3.OperationalError:
    print("locked")
"""


@contextmanager
def another_process_with(database: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the database's lock, until its input ends."""
    command = [sys.executable, "-c", _HOLD, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_second_process_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    database = tmp_path / "policybook.db"
    with another_process_with(database):
        with pytest.raises(DatabaseInUse, match=r"policybook\.db is in use"), hold_process_lock(database):
            pass
        with hold_process_lock(tmp_path / "another.db"):
            pass
    with hold_process_lock(database):
        pass


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    database = tmp_path / "policybook.db"
    with another_process_with(database) as process:
        process.kill()
        process.wait(timeout=10)
        with hold_process_lock(database):
            pass


def test_a_file_by_another_name_is_the_same_database(tmp_path: Path) -> None:
    database, link = tmp_path / "policybook.db", tmp_path / "link.db"
    link.symlink_to(database)
    with hold_process_lock(database), pytest.raises(DatabaseInUse), hold_process_lock(link):
        pass


def test_a_hard_link_in_another_folder_is_the_same_database(tmp_path: Path) -> None:
    database, link = tmp_path / "policybook.db", tmp_path / "elsewhere" / "link.db"
    database.touch()
    link.parent.mkdir()
    link.hardlink_to(database)
    with another_process_with(database), pytest.raises(DatabaseInUse, match=r"link\.db is"), hold_process_lock(link):
        pass
    with another_process_with(link), pytest.raises(DatabaseInUse), hold_process_lock(database):
        pass
    with hold_process_lock(database):
        pass


def test_the_lock_leaves_sqlites_own_locks_alone(tmp_path: Path) -> None:
    database = tmp_path / "policybook.db"
    sqlite3.connect(database).close()
    with hold_process_lock(database):
        first, second = sqlite3.connect(database, timeout=0), sqlite3.connect(database, timeout=0)
        first.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            second.execute("BEGIN IMMEDIATE")
        # Another process meets SQLite's lock too, after an attempt at this one.
        attempt = [sys.executable, "-c", _ATTEMPT, str(database)]
        assert subprocess.run(attempt, capture_output=True, text=True, check=True).stdout == "in use, locked\n"
        first.execute("CREATE TABLE t (a)")
        first.commit()
        second.close()
        first.close()


def test_the_lock_is_free_again_after_a_failure(tmp_path: Path) -> None:
    database = tmp_path / "policybook.db"
    with pytest.raises(KeyError), hold_process_lock(database):
        raise KeyError
    with hold_process_lock(database):
        pass

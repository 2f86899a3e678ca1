"""A copy of the demo's database and files, a folder to back it up to, and the real command line."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insurance.enums import AttachmentSide
from store.backups.backup import BackedUp, back_up
from store.backups.restore import Restored, restore
from store.backups.verify import Verified, verify
from store.db.snapshot import open_file
from store.db.tables import attachments
from store.demo.cast import PRACTICE
from store.digests import digest
from store.files import Files
from store.ids import new_id
from support.api_client import KEY

POLICYBOOK = str(Path(sys.executable).with_name("policybook"))


@dataclass(frozen=True)
class Records:
    """A database and its files, and where their backup goes."""

    database: Path
    files_url: str
    folder: Path

    @property
    def files(self) -> Files:
        """The file store."""
        return Files(self.files_url)

    async def back_up(self) -> BackedUp:
        """Makes a backup."""
        return await back_up(self.database, self.files, self.folder)

    async def restore_to(self, target: "Records") -> Restored:
        """Puts this one's backup in the target's place."""
        return await restore(self.folder, target.database, lambda: target.files)

    async def verify(self) -> Verified:
        """Checks the database and the files."""
        return await verify(self.database, self.files)

    def beside(self, name: str) -> "Records":
        """Another place, with nothing in it."""
        folder = self.database.parent / name
        return Records(folder / "policybook.db", f"file://{folder}/files", self.folder)

    async def attach(self, data: bytes, **changes: Any) -> str:
        """Adds an attachment of Pat's practice, behind the API's back, and answers with its id."""
        id_ = new_id()
        keys, digests = {}, {}
        for kind, part in (("file", data), ("preview", preview_of(data))):
            keys[f"{kind}_key"] = f"uploads/{PRACTICE.id}/{id_}/{kind}"
            digests[f"{kind}_digest"] = digest(part)
            await self.files.put(keys[f"{kind}_key"], part)
        ((policy_id,), *_) = self.rows("SELECT id FROM policies WHERE practice_id = ?", PRACTICE.id)
        row = {"practice_id": PRACTICE.id, "id": id_, "policy_id": policy_id, "file_name": "cleos-card.jpg"}
        row |= {"byte_size": len(data), "side": AttachmentSide.FRONT, **keys, **digests}
        row |= {"content_type": "image/jpeg", "preview_type": "image/jpeg"}
        with open_file(self.database, "to edit") as connection:
            connection.execute(attachments.insert(), row | changes)
        return id_

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql, parameters).fetchall()

    def change(self, sql: str, *parameters: object) -> None:
        """Changes the database behind everybody's back."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute(sql, parameters)

    def everything(self) -> list[str]:
        """Every table and row, as SQL."""
        with closing(sqlite3.connect(self.database)) as connection:
            return list(connection.iterdump())

    async def contents(self) -> dict[str, bytes | None]:
        """Every file in the store."""
        return {key: await self.files.get(key) for key in await self.files.keys("")}


def preview_of(data: bytes) -> bytes:
    """What stands for the preview of a file."""
    return b"preview of " + data


def copy_of_demo(demo_file: Path, folder: Path) -> Records:
    """The demo's database and files, copied into the folder."""
    folder.mkdir(exist_ok=True)
    database, files = folder / "policybook.db", folder / "files"
    with closing(sqlite3.connect(demo_file)) as source, closing(sqlite3.connect(database)) as target:
        source.backup(target)
    shutil.copytree(f"{demo_file}.files", files)
    return Records(database, f"file://{files}", folder / "backup")


def environment(database: Path, **settings: str) -> dict[str, str]:
    """What a process of its own is told, and nothing from outside."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("POLICYBOOK_")},
        "POLICYBOOK_DATABASE_URL": f"sqlite+aiosqlite:///{database}",
        "POLICYBOOK_LOCAL_KEY": KEY,
        **{f"POLICYBOOK_{name.upper()}": value for name, value in settings.items()},
    }


def run(*arguments: str, database: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """What a command printed, and how it ended."""
    told = environment(database, **settings)
    return subprocess.run([POLICYBOOK, *arguments], env=told, capture_output=True, text=True, check=False, timeout=120)


def flip(path: Path, place: int = 0) -> None:
    """Changes one bit of a file."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)

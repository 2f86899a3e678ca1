"""`backup`, `restore` and `verify`, over a real server that is written to and with processes that are killed."""

import asyncio
import random
import re
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from gql.global_ids import global_id
from store.backups.folder import BackupFolder
from store.backups.verify import verify_backup
from support.api_client import ApiClient
from support.backups import POLICYBOOK, Records, copy_of_demo, environment, flip, run
from support.command_line import CommandLine
from support.paths import ROOT
from support.sandbox import document
from support.server import Server, run_server
from support.uploads import card_image, create_upload, put_bytes, upload_file

BACKUPS = 3
"""Made while the writers write."""

_FILES = "query($id: ID!) { policy(id: $id) { memberId attachments { byteSize url } } }"


@pytest.fixture
def policybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line in a folder with the demo."""
    line = CommandLine(tmp_path, monkeypatch, capsys)
    line("migrate")
    line("demo")
    return line


@dataclass
class Writers:
    """Staff who add clients and policies with a file each, and one who sends a file again and again."""

    pat: ApiClient
    payer: str
    acknowledged: set[str] = field(default_factory=set)
    replaced: int = 0
    at_work: bool = True
    saved: asyncio.Event = field(default_factory=asyncio.Event)

    async def add_policies(self) -> None:
        while self.at_work:
            client = (await self._save("addClient", firstName="Nia", lastName="Okoro"))["client"]["id"]
            file = {"uploadId": await upload_file(self.pat, a_new_card()), "side": "FRONT"}
            saved = await self._save(
                "addPolicy",
                **{"clientId": client, "type": "PRIMARY", "relationship": "SELF", "payerId": self.payer},
                **{"insuranceType": "GROUP_HEALTH_PLAN", "memberId": uuid.uuid4().hex[:12]},
                **{"effectiveDate": "2025-01-01", "attachments": [file]},
            )
            self.acknowledged.add(saved["policy"]["id"])
            self.saved.set()

    async def replace_a_file(self) -> None:
        upload = await create_upload(self.pat, bytes(100_000))
        while self.at_work:
            # A decoder ignores what follows the picture.
            response = await put_bytes(self.pat, upload, a_new_card().ljust(100_000, b"\0"))
            assert response.status_code == 200
            self.replaced += 1

    async def several_more(self) -> set[str]:
        """What is acknowledged once there is more than there was."""
        least = len(self.acknowledged) + 3
        async with asyncio.timeout(60):
            while len(self.acknowledged) < least:
                self.saved.clear()
                await self.saved.wait()
        return set(self.acknowledged)

    async def _save(self, mutation: str, **given: Any) -> Any:
        saved = (await self.pat.data(document(mutation), input=given))[mutation]
        assert saved["userErrors"] == []
        return saved


def a_new_card() -> bytes:
    """A picture that no other file has the bytes of."""
    return card_image(f"#{uuid.uuid4().hex[:6]}")


@asynccontextmanager
async def pat_at(server: Server) -> AsyncIterator[ApiClient]:
    """Pat, who calls the server."""
    async with AsyncClient(base_url=server.url, timeout=60) as http:
        yield ApiClient.signed_in(http, "Pat")


async def test_nothing_acknowledged_before_a_backup_began_is_missing_from_it(tmp_path: Path) -> None:
    """Four write all the while. Every backup is restored and verified, and the last one is served."""
    live, backup = tmp_path / "live", tmp_path / "backup"
    live.mkdir()
    promised: list[set[str]] = []
    with run_server(live, "migrate", "demo") as server:
        async with pat_at(server) as pat:
            payers = await pat.data('{ payers(first: 1, search: "Aetna") { nodes { id } } }')
            writers = Writers(pat, payers["payers"]["nodes"][0]["id"])
            work = [writers.add_policies(), writers.add_policies(), writers.add_policies(), writers.replace_a_file()]
            async with asyncio.TaskGroup() as group:
                for each in work:
                    group.create_task(each)
                for n in range(BACKUPS):
                    promised.append(await writers.several_more())
                    await asyncio.to_thread(succeed, "backup", str(backup), database=server.file)
                    await asyncio.to_thread(shutil.copytree, backup, tmp_path / f"backup-{n}")
                writers.at_work = False
        succeed("verify", database=server.file)
    assert writers.replaced > 1
    for n, acknowledged in enumerate(promised):
        restored = tmp_path / f"restored-{n}"
        await restore_and_verify(tmp_path / f"backup-{n}", restored)
        assert acknowledged <= policies_in(restored / "policybook.db")
    with run_server(restored) as server:
        async with pat_at(server) as pat:
            for id_ in promised[-1]:
                await is_whole(pat, id_)


async def restore_and_verify(backup: Path, folder: Path) -> None:
    """Restores a backup to where a server looks for its database and files."""
    target = Records(folder / "policybook.db", f"file://{folder}/policybook.db.files", backup)
    assert verify_backup(backup).problems == []
    assert (await target.restore_to(target)).flaws == []
    assert (await target.verify()).problems == []


def succeed(*arguments: str, database: Path) -> None:
    """Runs a command that has nothing to complain about."""
    ended = run(*arguments, database=database)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout + ended.stderr


def policies_in(database: Path) -> set[str]:
    """The ids of policies with their file attached, and its digests known."""
    known = "file_digest IS NOT NULL AND preview_digest IS NOT NULL"
    rows = Records(database, "", database).rows(f"SELECT policy_id FROM attachments WHERE {known}")
    return {global_id("Policy", id_) for (id_,) in rows}


async def is_whole(pat: ApiClient, id_: str) -> None:
    """The policy is served, and its file is."""
    ((attachment,), member) = (policy := (await pat.data(_FILES, id=id_))["policy"])["attachments"], policy["memberId"]
    assert len(member) == 12
    file = await pat.http.get(attachment["url"])
    assert (file.status_code, len(file.content)) == (200, attachment["byteSize"])


async def test_a_backup_killed_at_any_moment_leaves_a_whole_one(demo_file: Path, tmp_path: Path) -> None:
    live = copy_of_demo(demo_file, tmp_path)
    await live.back_up()
    chance, killed = random.Random(5), 0  # noqa: S311 - when the process dies
    for n in range(8):
        made = {await live.attach(random.randbytes(50_000)) for _ in range(30)}  # noqa: S311 - any bytes
        before = BackupFolder(live.folder).manifest()
        killed += kill_a_backup(live, chance.uniform(0, 0.4))
        after = BackupFolder(live.folder).manifest()
        assert verify_backup(live.folder).problems == []
        target = live.beside(f"new-{n}")
        await live.restore_to(target)
        assert (await target.verify()).problems == []
        attached = {id_ for (id_,) in target.rows("SELECT id FROM attachments")}
        assert after == before or made <= attached
    assert killed >= 4, "no process was killed while it copied"
    assert (await live.back_up()).problems == []
    assert list((live.folder / "incoming").iterdir()) == []


def kill_a_backup(live: Records, seconds: float) -> bool:
    """Kills a backup so many seconds after it began to write. Whether it was still running."""
    told = environment(live.database, files_url=live.files_url)
    process = subprocess.Popen(
        [POLICYBOOK, "backup", str(live.folder)], env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not any((live.folder / "incoming").glob("*")) and process.poll() is None:
        time.sleep(0.001)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait(timeout=20) == -signal.SIGKILL


def test_what_is_whole_is_said_to_be_with_exit_code_0(policybook: CommandLine) -> None:
    assert policybook("backup", "kept").output.startswith("Backed up the database and 22 files (22 copied), as of 20")
    assert policybook("verify").output == policybook("verify", "kept").output == "The database and 22 files are whole."
    url = f"sqlite+aiosqlite:///{policybook.folder}/new/policybook.db"
    restored = policybook("restore", "kept", database_url=url).output
    assert restored.startswith("Restored the database and 22 files, as of 20")
    assert policybook("verify", database_url=url).output == "The database and 22 files are whole."


def test_what_is_damaged_is_named_with_exit_code_1_and_by_ids_only(policybook: CommandLine) -> None:
    first, second = sorted((policybook.folder / "policybook.db.files").rglob("file"))[:2]
    flip(first)
    second.unlink()
    for arguments in (["verify"], ["backup", "kept"], ["verify", "kept"]):
        result = policybook(*arguments)
        lines = [line for line in result.out.splitlines() if line.startswith("attachment ")]
        assert (result.code, result.err, len(lines)) == (1, "", 2)
        assert f"{first.parent.name}/file is damaged" in result.out
        assert f"{second.parent.name}/file is missing" in result.out
        assert not any(word in result.out for word in ("Cleo", "card", "IMG", ".jpg", ".png"))
    url = f"sqlite+aiosqlite:///{policybook.folder}/new/policybook.db"
    restored = policybook("restore", "kept", database_url=url).output
    assert "is missing: it was already when the backup was made" in restored


def test_what_cannot_be_done_is_said_in_a_sentence(policybook: CommandLine) -> None:
    (policybook.folder / "mine").mkdir()
    (policybook.folder / "mine" / "letter.txt").write_text("mine")
    policybook("backup", "kept")
    assert policybook("restore", "nowhere").error == "there is no folder nowhere"
    assert policybook("restore", "mine").error == policybook("verify", "mine").error == "mine holds no backup"
    assert "is not empty and holds no backup" in policybook("backup", "mine").error
    assert "File exists" in policybook("backup", "mine/letter.txt").error
    assert "policybook.db exists already" in policybook("restore", "kept").error
    for command in (["backup", "kept"], ["verify"]):
        nothing = policybook(*command, database_url="sqlite+aiosqlite:///nothing.db").error
        assert nothing == f"there is no database at {policybook.folder}/nothing.db"
    flip(policybook.folder / "kept" / "manifest.json", 200)
    new = {"database_url": "sqlite+aiosqlite:///new/policybook.db"}
    assert policybook("restore", "kept", **new).error == "manifest.json is damaged"
    assert policybook("verify", "kept").out == "manifest.json is damaged\n"
    policybook("backup", "kept")
    flip(next((policybook.folder / "kept").rglob("objects/*/*")))
    assert "the backup is damaged and nothing was restored" in policybook("restore", "kept", **new).error
    assert not (policybook.folder / "new").exists()


@pytest.mark.parametrize("blocks", [0, 64, 900], ids=["at the first byte", "in the database", "in a file"])
def test_a_disk_that_takes_no_more_is_said_to_in_a_sentence(demo_file: Path, tmp_path: Path, blocks: int) -> None:
    live = copy_of_demo(demo_file, tmp_path)
    asyncio.run(live.attach(bytes(2_000_000)))
    told = environment(live.database, files_url=live.files_url)
    # The system lets the process write no longer file than this, in units of 1,024 bytes.
    limited = f"ulimit -f {blocks} && exec {POLICYBOOK} backup {live.folder}"
    ended = subprocess.run(["bash", "-c", limited], env=told, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1), ended.stderr
    assert ended.stderr.startswith("policybook: ")
    assert not (live.folder / "manifest.json").exists()
    assert asyncio.run(live.back_up()).problems == []


def test_the_guides_commands_back_up_and_restore(demo_file: Path, tmp_path: Path) -> None:
    live = copy_of_demo(demo_file, tmp_path / "policybook")
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    guide = text.split("## Backup and restore")[1].split("\n## ")[0]
    commands = "".join(re.findall(r"```sh\n(.*?)```", guide, re.DOTALL))
    # A server would serve until it is stopped.
    steps = [line for line in commands.splitlines() if not line.startswith("policybook serve")]
    assert len(steps) == 9
    told = environment(live.database, files_url=live.files_url)
    told["PATH"] = f"{Path(POLICYBOOK).parent}:{told['PATH']}"
    script = "\n".join(steps).replace("/srv/", f"{tmp_path}/")
    ended = subprocess.run(["bash", "-ec", script], env=told, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("The database and 22 files are whole.") == 2
    assert "Restored the database and 22 files" in ended.stdout
    assert not (tmp_path / "drill").exists()

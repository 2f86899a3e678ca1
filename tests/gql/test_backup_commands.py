"""`backup`, `restore` and `verify`, over a real server that is written to and with processes that are killed."""

import asyncio
import random
import signal
import subprocess
import time
import uuid
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
from support.sandbox import document
from support.server import run_server
from support.uploads import card_image, create_upload, put_bytes, upload_file

SECONDS = 12
"""How long the writers write."""

_FILES = "query($id: ID!) { policy(id: $id) { memberId attachments { byteSize url } } }"


@pytest.fixture
def policybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line in a folder with the demo in it."""
    line = CommandLine(tmp_path, monkeypatch, capsys)
    line("migrate")
    line("demo")
    return line


@dataclass
class Writers:
    """Staff who add clients and policies with a file each, and one who sends a file again and again."""

    http: AsyncClient
    payer: str
    acknowledged: dict[str, float] = field(default_factory=dict)
    replaced: int = 0

    @property
    def pat(self) -> ApiClient:
        return ApiClient.signed_in(self.http, "Pat")

    async def add_policies(self, until: float) -> None:
        while time.monotonic() < until:
            client = (await self._save("addClient", firstName="Nia", lastName="Okoro"))["client"]["id"]
            file = {"uploadId": await upload_file(self.pat, card_image(f"#{uuid.uuid4().hex[:6]}")), "side": "FRONT"}
            policy = await self._save(
                "addPolicy",
                **{"clientId": client, "type": "PRIMARY", "relationship": "SELF", "payerId": self.payer},
                **{"insuranceType": "GROUP_HEALTH_PLAN", "memberId": uuid.uuid4().hex[:12]},
                **{"effectiveDate": "2025-01-01", "attachments": [file]},
            )
            self.acknowledged[policy["policy"]["id"]] = time.monotonic()

    async def replace_a_file(self, until: float) -> None:
        upload = await create_upload(self.pat, bytes(100_000))
        while time.monotonic() < until:
            data = card_image(f"#{uuid.uuid4().hex[:6]}")
            data += bytes(100_000 - len(data))
            assert (await put_bytes(self.pat, upload, data)).status_code == 200
            self.replaced += 1

    async def _save(self, mutation: str, **given: Any) -> Any:
        saved = (await self.pat.data(document(mutation), input=given))[mutation]
        assert saved["userErrors"] == []
        return saved


async def test_nothing_acknowledged_before_a_backup_began_is_missing_from_it(tmp_path: Path) -> None:
    """Writers write all the while; every backup is restored, verified, and the last of them served."""
    live, restored = tmp_path / "live", tmp_path / "restored"
    live.mkdir()
    with run_server(live, "migrate", "demo") as server:
        async with AsyncClient(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as http:
            payers = await ApiClient.signed_in(http, "Pat").data(
                '{ payers(first: 1, search: "Aetna") { nodes { id } } }'
            )
            writers = Writers(http, payers["payers"]["nodes"][0]["id"])
            until = time.monotonic() + SECONDS
            writing = [asyncio.create_task(writers.add_policies(until)) for _ in range(3)]
            writing.append(asyncio.create_task(writers.replace_a_file(until)))
            promised: list[set[str]] = []
            while time.monotonic() < until:
                promised.append(set(writers.acknowledged))
                folder = tmp_path / f"restored-{len(promised)}"
                await asyncio.to_thread(back_up_and_restore, server.file, tmp_path / "backup", folder)
                assert promised[-1] <= policies_in(folder / "policybook.db")
                folder.rename(restored) if time.monotonic() >= until else None
            await asyncio.gather(*writing)
        assert run("verify", database=server.file).returncode == 0
    assert len(promised) >= 2
    assert promised[-1] > promised[0]
    assert writers.replaced > 2
    with run_server(restored, files_url=f"file://{restored}/files") as server:
        async with AsyncClient(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as http:
            for id_ in promised[-1]:
                await is_whole(ApiClient.signed_in(http, "Pat"), id_)


def back_up_and_restore(database: Path, backup: Path, target: Path) -> None:
    """By the commands, and verifies what came of it."""
    files = f"file://{target}/files"
    for arguments, where, settings in (
        (("backup", str(backup)), database, {}),
        (("verify", str(backup)), database, {}),
        (("restore", str(backup)), target / "policybook.db", {"files_url": files}),
        (("verify",), target / "policybook.db", {"files_url": files}),
    ):
        ended = run(*arguments, database=where, **settings)
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
    """Kills a backup so many seconds after it began to write; says whether it was still under way."""
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
    assert policybook("restore", "kept", database_url=url).output.startswith(
        "Restored the database and 22 files, as of"
    )
    assert policybook("verify", database_url=url).output == "The database and 22 files are whole."


def test_what_is_damaged_is_named_with_exit_code_1_and_by_ids_only(policybook: CommandLine) -> None:
    first, second = sorted((policybook.folder / "policybook.db.files").rglob("file"))[:2]
    flip(first)
    second.unlink()
    for arguments in (["verify"], ["backup", "kept"], ["verify", "kept"]):
        printed = policybook(*arguments)
        lines = [line for line in printed.out.splitlines() if line.startswith("attachment ")]
        assert (printed.code, printed.err, len(lines)) == (1, "", 2)
        assert f"{first.parent.name}/file is damaged" in printed.out
        assert f"{second.parent.name}/file is missing" in printed.out
        assert not any(word in printed.out for word in ("Cleo", "card", "IMG", ".jpg", ".png"))
    url = f"sqlite+aiosqlite:///{policybook.folder}/new/policybook.db"
    assert (
        "is missing: it was already when the backup was made" in policybook("restore", "kept", database_url=url).output
    )


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
    assert run("backup", str(live.folder), database=live.database, files_url=live.files_url).returncode == 0

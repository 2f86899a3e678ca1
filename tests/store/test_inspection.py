"""File inspection: limits of time and memory, which failures are the file's, and that no file stops the workers."""

import asyncio
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from PIL import Image

from corpus.paper import paper
from corpus.pictures import card, saved
from store.inspection import Accepted, Inspector, InspectorBusy, InspectorFailed, Refused
from store.inspection.inspector import WAITING
from store.inspection.verdicts import TOO_MUCH

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Desk:
    """A folder with a good file, one that takes minutes, one that takes much memory, and room for what is kept."""

    folder: Path

    @property
    def good(self) -> Path:
        return self._file("good", saved(card(), "PNG"))

    @property
    def endless(self) -> Path:
        # Each of these fills the whole page.
        return self._file("endless", paper(text=b"0 0 243 153 re f\n" * 500_000))

    @property
    def huge(self) -> Path:
        return self._file("huge", saved(Image.new("RGBA", (5_000, 5_000), "#12345678"), "PNG", compress_level=1))

    def kept(self) -> Path:
        """A new, empty folder."""
        kept = self.folder / f"kept-{len(list(self.folder.iterdir()))}"
        kept.mkdir()
        return kept

    def _file(self, name: str, data: bytes) -> Path:
        file = self.folder / name
        file.write_bytes(data)
        return file


@pytest.fixture
def sandbox(tmp_path: Path) -> Desk:
    """Where files come in."""
    return Desk(tmp_path)


@asynccontextmanager
async def inspecting(workers: int = 1, seconds: float = 60, megabytes: int = 1024) -> AsyncIterator[Inspector]:
    """An inspector, closed at the end, whose workers are all gone then."""
    inspector = Inspector(workers, seconds, megabytes * MEGABYTE)
    try:
        yield inspector
    finally:
        await inspector.close()
    assert _workers() == []


async def test_nothing_is_started_before_the_first_file(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        assert _workers() == []
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)
        assert len(_workers()) == 1


async def test_a_second_worker_starts_only_for_two_files_at_once(sandbox: Desk) -> None:
    async with inspecting(workers=2) as inspector:
        for _ in range(3):
            await inspector.inspect(sandbox.good, sandbox.kept())
        assert len(_workers()) == 1
        both = (inspector.inspect(sandbox.good, sandbox.kept()) for _ in range(2))
        assert all(isinstance(verdict, Accepted) for verdict in await asyncio.gather(*both))
        assert len(_workers()) == 2


async def test_a_file_that_takes_too_long_is_refused_and_the_next_is_judged(sandbox: Desk) -> None:
    async with inspecting(seconds=2) as inspector:
        assert await inspector.inspect(sandbox.endless, kept := sandbox.kept()) == Refused(TOO_MUCH)
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)


async def test_waiting_for_a_worker_does_not_count(sandbox: Desk) -> None:
    async with inspecting(seconds=2) as inspector:
        files = (sandbox.endless, sandbox.endless, sandbox.good)
        verdicts = await asyncio.gather(*(inspector.inspect(file, sandbox.kept()) for file in files))
        assert [type(verdict) for verdict in verdicts] == [Refused, Refused, Accepted]


async def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_judged(sandbox: Desk) -> None:
    async with inspecting(megabytes=256) as inspector:
        assert await inspector.inspect(sandbox.huge, sandbox.kept()) == Refused(TOO_MUCH)
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)
        assert all(_peak(worker) < 256 * MEGABYTE for worker in _workers())


async def test_a_slow_file_holds_up_no_other(sandbox: Desk) -> None:
    async with inspecting(workers=2) as inspector:
        slow = asyncio.ensure_future(inspector.inspect(sandbox.endless, sandbox.kept()))
        for _ in range(5):
            assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)
        assert not slow.done()
        slow.cancel()
        await asyncio.wait({slow})


async def test_a_worker_killed_while_it_reads_costs_its_file_alone(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        await inspector.inspect(sandbox.good, sandbox.kept())
        reading = asyncio.ensure_future(inspector.inspect(sandbox.endless, sandbox.kept()))
        await _until_busy(*_workers())
        _kill(*_workers())
        assert await reading == Refused(TOO_MUCH)
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)


@pytest.mark.parametrize("pause", [0.0, 0.5])
async def test_a_worker_killed_while_it_waits_costs_nothing(sandbox: Desk, pause: float) -> None:
    async with inspecting() as inspector:
        for _ in range(3):
            assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)
            _kill(*_workers())
            await asyncio.sleep(pause)


async def test_who_gives_up_stops_the_worker_and_keeps_the_folder(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        await inspector.inspect(sandbox.good, sandbox.kept())
        (worker,) = _workers()
        reading = asyncio.ensure_future(inspector.inspect(sandbox.endless, kept := sandbox.kept()))
        await _until_busy(worker)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert not worker.is_alive()
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)


async def test_who_gives_up_waiting_leaves_the_queue(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        reading = asyncio.ensure_future(inspector.inspect(sandbox.endless, sandbox.kept()))
        waiting = asyncio.ensure_future(inspector.inspect(sandbox.good, kept := sandbox.kept()))
        await asyncio.sleep(0)
        for given_up in (waiting, reading):
            given_up.cancel()
            with pytest.raises(asyncio.CancelledError):
                await given_up
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(sandbox.good, kept), Accepted)


async def test_a_file_that_too_many_wait_before_is_to_come_again(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        files = (inspector.inspect(sandbox.good, sandbox.kept()) for _ in range(WAITING + 3))
        verdicts = await asyncio.gather(*files, return_exceptions=True)
        assert sum(isinstance(verdict, Accepted) for verdict in verdicts) == WAITING + 1
        assert [type(verdict) for verdict in verdicts[-2:]] == [InspectorBusy] * 2
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)


async def test_a_failing_machine_is_not_the_files_fault(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        with pytest.raises(FileNotFoundError):
            await inspector.inspect(sandbox.folder / "gone", sandbox.kept())
        with pytest.raises(FileNotFoundError):
            await inspector.inspect(sandbox.good, sandbox.folder / "gone")
        assert isinstance(await inspector.inspect(sandbox.good, sandbox.kept()), Accepted)


async def test_workers_that_cannot_start_are_not_the_files_fault(sandbox: Desk) -> None:
    # No process can be given so much: preparing one fails.
    async with inspecting(megabytes=2**50) as inspector:
        with pytest.raises(InspectorFailed):
            await inspector.inspect(sandbox.good, sandbox.kept())


async def test_a_closed_inspector_starts_nothing(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        await inspector.inspect(sandbox.good, sandbox.kept())
        await inspector.close()
        with pytest.raises(InspectorFailed):
            await inspector.inspect(sandbox.good, sandbox.kept())


async def test_closing_gives_up_what_is_being_read(sandbox: Desk) -> None:
    async with inspecting() as inspector:
        await inspector.inspect(sandbox.good, sandbox.kept())
        reading = asyncio.ensure_future(inspector.inspect(sandbox.endless, sandbox.kept()))
        waiting = asyncio.ensure_future(inspector.inspect(sandbox.good, sandbox.kept()))
        await _until_busy(*_workers())
        await inspector.close()
        for given_up in (reading, waiting):
            with pytest.raises(InspectorFailed):
                await given_up


async def test_the_system_enforces_a_workers_limits(sandbox: Desk) -> None:
    async with inspecting(seconds=7, megabytes=512) as inspector:
        await inspector.inspect(sandbox.good, sandbox.kept())
        (worker,) = _workers()
        assert worker.pid is not None
        limit = {name: resource.prlimit(worker.pid, getattr(resource, f"RLIMIT_{name}"))[0] for name in _LIMITED}
        assert limit.pop("CPU") in range(7, 30)
        assert limit == {"AS": 512 * MEGABYTE, "FSIZE": 20 * MEGABYTE, "NOFILE": 64, "CORE": 0}
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_the_server_never_loads_a_decoder() -> None:
    loaded = "import sys, store.inspection; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.split()
    assert not {"PIL.Image", "pillow_heif", "pikepdf", "pypdfium2"} & set(modules)


def test_a_worker_never_loads_the_server(sandbox: Desk) -> None:
    command = Path(sys.executable).with_name("policybook")
    assert "from gql.__main__ import main" in command.read_text()
    loaded = "import sys, gql.__main__; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.split()
    assert not {"gql.cli", "gql.app", "store.db.database", "sqlalchemy", "strawberry"} & set(modules)


def test_an_inspector_that_nobody_closed_keeps_nobody_from_leaving(sandbox: Desk) -> None:
    program = sandbox.folder / "leaves.py"
    program.write_text(
        "import asyncio, multiprocessing, pathlib, sys\n"
        "from store.inspection import Inspector\n"
        "if __name__ == '__main__':\n"
        "    verdict = asyncio.run(Inspector().inspect(*map(pathlib.Path, sys.argv[1:])))\n"
        "    print(verdict.content_type, *(worker.pid for worker in multiprocessing.active_children()))\n"
    )
    arguments = [sys.executable, str(program), str(sandbox.good), str(sandbox.kept())]
    printed = subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert printed[0] == "image/png"
    assert not Path(f"/proc/{printed[1]}").exists()


_LIMITED = ("AS", "CPU", "FSIZE", "NOFILE", "CORE")


def _workers() -> list[BaseProcess]:
    return [child for child in multiprocessing.active_children() if child.name.startswith("pebble")]


def _kill(*workers: BaseProcess) -> None:
    for worker in workers:
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)


async def _until_busy(*workers: BaseProcess) -> None:
    """Until each has computed for half a second more: it is in the middle of its file."""
    before = {worker: _computed(worker) for worker in workers}
    while any(_computed(worker) < start + 0.5 for worker, start in before.items()):  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.05)


def _computed(worker: BaseProcess) -> float:
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(worker: BaseProcess) -> int:
    """Bytes of memory it ever held."""
    (line,) = [line for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024

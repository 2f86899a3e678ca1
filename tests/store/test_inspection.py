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

from corpus.image_builder import card, encode
from corpus.pdf_builder import build_pdf
from store.inspection import Accepted, InspectionTimedOut, Inspector, InspectorBusy, InspectorFailed, Refused
from store.inspection.inspector import MAX_WAITING
from store.inspection.results import TOO_EXPENSIVE

MEGABYTE = 1024 * 1024
TIMED_OUT = Refused(TOO_EXPENSIVE, timed_out=True)


@dataclass(frozen=True)
class UploadedFiles:
    """A folder with a good file, one that takes minutes, one that takes much memory, and folders for results."""

    folder: Path

    @property
    def good(self) -> Path:
        return self._file("good", encode(card(), "PNG"))

    @property
    def endless(self) -> Path:
        # Each of these fills the whole page.
        return self._file("endless", build_pdf(text=b"0 0 243 153 re f\n" * 500_000))

    @property
    def huge(self) -> Path:
        return self._file("huge", encode(Image.new("RGBA", (5_000, 5_000), "#12345678"), "PNG", compress_level=1))

    def target(self) -> Path:
        """A new, empty folder."""
        target = self.folder / f"target-{len(list(self.folder.iterdir()))}"
        target.mkdir()
        return target

    def _file(self, name: str, data: bytes) -> Path:
        file = self.folder / name
        file.write_bytes(data)
        return file


@pytest.fixture
def uploads(tmp_path: Path) -> UploadedFiles:
    """Files to inspect."""
    return UploadedFiles(tmp_path)


@asynccontextmanager
async def running_inspector(
    workers: int = 1, seconds: int = 60, megabytes: int = 1024, wall_clock_seconds: float = 120
) -> AsyncIterator[Inspector]:
    """An inspector. At the end it is closed, and none of its workers may be left."""
    inspector = Inspector(workers, seconds, megabytes * MEGABYTE, wall_clock_seconds)
    try:
        yield inspector
    finally:
        await inspector.close()
    assert _workers() == []


async def test_nothing_is_started_before_the_first_file(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        assert _workers() == []
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)
        assert len(_workers()) == 1


async def test_a_second_worker_starts_only_for_two_files_at_once(uploads: UploadedFiles) -> None:
    async with running_inspector(workers=2) as inspector:
        for _ in range(3):
            await inspector.inspect(uploads.good, uploads.target())
        assert len(_workers()) == 1
        both = (inspector.inspect(uploads.good, uploads.target()) for _ in range(2))
        assert all(isinstance(verdict, Accepted) for verdict in await asyncio.gather(*both))
        assert len(_workers()) == 2


async def test_a_file_that_takes_too_long_is_refused_and_the_next_is_judged(uploads: UploadedFiles) -> None:
    async with running_inspector(seconds=2) as inspector:
        assert await inspector.inspect(uploads.endless, kept := uploads.target()) == TIMED_OUT
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)


async def test_time_in_which_the_machine_is_busy_with_other_things_does_not_count(uploads: UploadedFiles) -> None:
    async with running_inspector(seconds=1) as inspector:
        await inspector.inspect(uploads.good, uploads.target())
        (worker,) = _workers()
        assert worker.pid is not None
        # The kernel gives the worker no time at all, for three times as long as a file may use.
        os.kill(worker.pid, signal.SIGSTOP)
        reading = asyncio.ensure_future(inspector.inspect(uploads.good, uploads.target()))
        await asyncio.sleep(3)
        assert not reading.done()
        os.kill(worker.pid, signal.SIGCONT)
        assert isinstance(await reading, Accepted)


async def test_a_file_with_cpu_time_left_is_not_refused_when_its_time_by_the_clock_is_over(
    uploads: UploadedFiles,
) -> None:
    async with running_inspector(seconds=60, wall_clock_seconds=3) as inspector:
        with pytest.raises(InspectionTimedOut):
            await inspector.inspect(uploads.endless, kept := uploads.target())
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)


async def test_waiting_for_a_worker_does_not_count(uploads: UploadedFiles) -> None:
    async with running_inspector(seconds=2) as inspector:
        files = (uploads.endless, uploads.endless, uploads.good)
        verdicts = await asyncio.gather(*(inspector.inspect(file, uploads.target()) for file in files))
        assert [type(verdict) for verdict in verdicts] == [Refused, Refused, Accepted]


async def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_judged(uploads: UploadedFiles) -> None:
    async with running_inspector(megabytes=256) as inspector:
        assert await inspector.inspect(uploads.huge, uploads.target()) == Refused(TOO_EXPENSIVE)
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)
        assert all(_peak(worker) < 256 * MEGABYTE for worker in _workers())


async def test_a_slow_file_holds_up_no_other(uploads: UploadedFiles) -> None:
    async with running_inspector(workers=2) as inspector:
        slow = asyncio.ensure_future(inspector.inspect(uploads.endless, uploads.target()))
        for _ in range(5):
            assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)
        assert not slow.done()
        slow.cancel()
        await asyncio.wait({slow})


async def test_a_worker_killed_while_it_reads_costs_its_file_alone(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        await inspector.inspect(uploads.good, uploads.target())
        reading = asyncio.ensure_future(inspector.inspect(uploads.endless, uploads.target()))
        await _until_busy(*_workers())
        _kill(*_workers())
        # Not the file's time: nobody has to wait for the next one.
        assert await reading == Refused(TOO_EXPENSIVE)
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)


@pytest.mark.parametrize("pause", [0.0, 0.5])
async def test_a_worker_killed_while_it_waits_costs_nothing(uploads: UploadedFiles, pause: float) -> None:
    async with running_inspector() as inspector:
        for _ in range(3):
            assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)
            _kill(*_workers())
            await asyncio.sleep(pause)


async def test_who_gives_up_stops_the_worker_and_keeps_the_folder(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        await inspector.inspect(uploads.good, uploads.target())
        (worker,) = _workers()
        reading = asyncio.ensure_future(inspector.inspect(uploads.endless, kept := uploads.target()))
        await _until_busy(worker)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert not worker.is_alive()
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)


async def test_who_gives_up_waiting_leaves_the_queue(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        reading = asyncio.ensure_future(inspector.inspect(uploads.endless, uploads.target()))
        waiting = asyncio.ensure_future(inspector.inspect(uploads.good, kept := uploads.target()))
        await asyncio.sleep(0)
        for given_up in (waiting, reading):
            given_up.cancel()
            with pytest.raises(asyncio.CancelledError):
                await given_up
        assert list(kept.iterdir()) == []
        assert isinstance(await inspector.inspect(uploads.good, kept), Accepted)


async def test_a_file_that_too_many_wait_before_is_to_come_again(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        files = (inspector.inspect(uploads.good, uploads.target()) for _ in range(MAX_WAITING + 3))
        verdicts = await asyncio.gather(*files, return_exceptions=True)
        assert sum(isinstance(verdict, Accepted) for verdict in verdicts) == MAX_WAITING + 1
        assert [type(verdict) for verdict in verdicts[-2:]] == [InspectorBusy] * 2
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)


async def test_a_failing_machine_is_not_the_files_fault(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        with pytest.raises(FileNotFoundError):
            await inspector.inspect(uploads.folder / "gone", uploads.target())
        with pytest.raises(FileNotFoundError):
            await inspector.inspect(uploads.good, uploads.folder / "gone")
        assert isinstance(await inspector.inspect(uploads.good, uploads.target()), Accepted)


async def test_workers_that_cannot_start_are_not_the_files_fault(uploads: UploadedFiles) -> None:
    # No process can be given so much: preparing one fails.
    async with running_inspector(megabytes=2**50) as inspector:
        with pytest.raises(InspectorFailed):
            await inspector.inspect(uploads.good, uploads.target())


async def test_a_closed_inspector_starts_nothing(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        await inspector.inspect(uploads.good, uploads.target())
        await inspector.close()
        with pytest.raises(InspectorFailed):
            await inspector.inspect(uploads.good, uploads.target())


async def test_closing_gives_up_what_is_being_read(uploads: UploadedFiles) -> None:
    async with running_inspector() as inspector:
        await inspector.inspect(uploads.good, uploads.target())
        reading = asyncio.ensure_future(inspector.inspect(uploads.endless, uploads.target()))
        waiting = asyncio.ensure_future(inspector.inspect(uploads.good, uploads.target()))
        await _until_busy(*_workers())
        await inspector.close()
        for given_up in (reading, waiting):
            with pytest.raises(InspectorFailed):
                await given_up


async def test_the_system_enforces_a_workers_limits(uploads: UploadedFiles) -> None:
    async with running_inspector(seconds=7, megabytes=512) as inspector:
        await inspector.inspect(uploads.good, uploads.target())
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


def test_a_worker_never_loads_the_server(uploads: UploadedFiles) -> None:
    command = Path(sys.executable).with_name("policybook")
    assert "from gql.__main__ import main" in command.read_text()
    loaded = "import sys, gql.__main__; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.split()
    assert not {"gql.cli", "gql.app", "store.db.database", "sqlalchemy", "strawberry"} & set(modules)


def test_an_inspector_that_nobody_closed_keeps_nobody_from_leaving(uploads: UploadedFiles) -> None:
    program = uploads.folder / "leaves.py"
    program.write_text(
        "import asyncio, multiprocessing, pathlib, sys\n"
        "from store.inspection import Inspector\n"
        "if __name__ == '__main__':\n"
        "    verdict = asyncio.run(Inspector().inspect(*map(pathlib.Path, sys.argv[1:])))\n"
        "    print(verdict.content_type, *(worker.pid for worker in multiprocessing.active_children()))\n"
    )
    arguments = [sys.executable, str(program), str(uploads.good), str(uploads.target())]
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

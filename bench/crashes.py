"""The server is killed (SIGKILL) again and again while many clients write and upload files over real HTTP.

Nothing acknowledged is lost, no act is committed in part, a retried request is committed once, every file is attached
whole or not at all, and the server is ready again within seconds.

Run with `python -m bench.crashes --times 20`.
"""

import argparse
import asyncio
import signal
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.attachment_checks import (
    inconsistent_attachments,
    leftover_files,
    lost_uploads,
    partial_saves,
    unreadable_attachments,
)
from bench.bench_server import BenchServer, run_bench_server
from bench.http_connection import Connection
from bench.processes import process_tree, still_running
from bench.save_workload import SaveWorkload, Workload
from bench.upload_workload import PortalUploads, StaffUploads, UploadWorkload, files

WRITERS = 6
UPLOADERS = 3
"""The number of staff who upload files, and of clients in the portal who do."""
_WORKER_SECONDS = 25.0
"""Seconds within which a worker ends after its server is gone: it may be decoding a file, for up to twenty."""
_RANDOM = Random(7)  # noqa: S311 - when the server dies


@dataclass
class Totals:
    """The results of all kills so far."""

    acknowledged: int = 0
    unanswered: int = 0
    committed_unanswered: int = 0
    ready: list[float] = field(default_factory=list)
    uploaders: list[UploadWorkload] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """The number of acknowledged uploads."""
        return sum(len(uploader.sent) for uploader in self.uploaders)

    @property
    def attached(self) -> int:
        """The number of attached files."""
        return sum(len(chart) for uploader in self.uploaders for chart in uploader.charts.values())


def main() -> None:
    """Prints two lines, and fails if a write was lost, committed in part or committed twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times, totals = parser.parse_args().times, Totals()
    files()
    with run_bench_server() as server:
        asyncio.run(_enable_collection(server))
        for n in range(times):
            _kill_once(server, n, totals)
        totals.wrong += asyncio.run(unreadable_attachments(server, totals.uploaders))
        server.stop(signal.SIGTERM)
        stored = _count(server)
        totals.wrong += [*server.inconsistencies(), *leftover_files(server), *server.log_lines()]
        left = _count(server)
    print(
        f"{times} kills: {totals.acknowledged} acknowledged writes, {totals.unanswered} unanswered of which "
        f"{totals.committed_unanswered} were committed; {len(totals.wrong)} lost, partial or duplicate; "
        f"ready again after {statistics.median(totals.ready):.1f} s, {max(totals.ready):.1f} s at most\n"
        f"{totals.sent} acknowledged uploads, {totals.attached} of them on charts, all whole through their links; "
        f"{stored} files stored, and {left} after the sweep, each an attachment's"
    )
    if totals.wrong:
        raise SystemExit("\n".join(map(str, totals.wrong[:5])))


def _kill_once(server: BenchServer, n: int, totals: Totals) -> None:
    """Kills the server while clients write, and checks the database: before and after they retry."""
    writers = [SaveWorkload(server, f"writer {n}.{place}") for place in range(WRITERS)]
    uploaders = list(_uploaders(server, n))
    workloads = [*writers, *uploaders]
    processes = asyncio.run(_work_until_killed(server, workloads, uploaders))
    pending = [write for workload in workloads for write in workload.unanswered]
    totals.ready.append(server.start())
    totals.wrong += [("still arriving", path) for path in server.incoming.iterdir()]
    committed = server.occurrences(write.text for write in pending)
    totals.wrong += _inconsistencies(server, uploaders)
    asyncio.run(_retry_all(workloads))
    totals.wrong += server.lost_writes(each for workload in workloads for each in workload.acknowledged)
    after = server.occurrences(write.text for write in pending)
    totals.wrong += [write for write, times in zip(pending, after, strict=True) if times != 1]
    totals.wrong += [each for workload in workloads for each in workload.failed]
    totals.wrong += [*_inconsistencies(server, uploaders), *asyncio.run(unreadable_attachments(server, uploaders))]
    totals.acknowledged += sum(len(workload.seconds) for workload in workloads)
    totals.unanswered += len(pending)
    totals.committed_unanswered += sum(committed)
    totals.uploaders += uploaders
    totals.wrong += [("a worker outlived its server", pid) for pid in still_running(processes, _WORKER_SECONDS)]


def _uploaders(server: BenchServer, n: int) -> Iterator[StaffUploads | PortalUploads]:
    for place in range(UPLOADERS):
        yield StaffUploads(server, f"staff {n}.{place}")
        yield PortalUploads(server, f"portal {n}.{place}")


def _inconsistencies(server: BenchServer, uploaders: Sequence[UploadWorkload]) -> list[object]:
    """Lost uploads, and writes that are there in part."""
    saves = [change.files for uploader in uploaders for change in uploader.attachment_changes.values()]
    lost = lost_uploads(server, (file for uploader in uploaders for file in uploader.sent))
    return [*server.inconsistencies(), *inconsistent_attachments(server), *partial_saves(server, saves), *lost]


async def _enable_collection(server: BenchServer) -> None:
    connection = await Connection.open(server.port, server.token("practitioner"))
    await connection.execute("mutation { setPortalSettings(input: {collectsInsurance: true}) { userErrors { code } } }")
    connection.close()


async def _work_until_killed(
    server: BenchServer, workloads: Sequence[Workload], uploaders: Sequence[StaffUploads | PortalUploads]
) -> list[int]:
    """The processes of the server that was killed."""
    await asyncio.gather(*(uploader.prepare() for uploader in uploaders))
    working = [asyncio.ensure_future(workload.work(time.perf_counter() + 60)) for workload in workloads]
    await asyncio.sleep(_RANDOM.uniform(0.3, 6))
    processes = process_tree(server.process.pid) if server.process else []
    server.stop(signal.SIGKILL)
    await asyncio.gather(*working)
    return processes


async def _retry_all(workloads: Sequence[Workload]) -> None:
    await asyncio.gather(*(workload.retry() for workload in workloads))


def _count(server: BenchServer) -> int:
    return sum(path.is_file() for path in server.files.rglob("*"))


if __name__ == "__main__":
    main()

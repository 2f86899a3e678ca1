"""The server killed again and again (SIGKILL) while many write and send files over real HTTP.

Nothing acknowledged is lost, no act is kept by half, what was not answered is kept once when it is sent again, every
file is attached whole or not at all, and the server is ready again within seconds.

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

from bench.attached import by_half, half_attached, lost_uploads, unreadable, unswept
from bench.lines import Line
from bench.office import Office, at_work
from bench.processes import family, still_there
from bench.saving import Saver, Writer
from bench.sending import PortalClient, Sender, Staff, files

WRITERS = 6
SENDERS = 3
"""Of staff, and as many clients in the portal."""
_LONGEST_FILE = 25.0
"""Seconds in which a worker ends whose server is gone: it may be at a file, which has twenty."""
_CHANCE = Random(7)  # noqa: S311 - when the server dies


@dataclass
class Tally:
    """What came of all kills so far."""

    acknowledged: int = 0
    unanswered: int = 0
    kept_unanswered: int = 0
    ready: list[float] = field(default_factory=list)
    senders: list[Sender] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """Uploads that were acknowledged."""
        return sum(len(sender.sent) for sender in self.senders)

    @property
    def attached(self) -> int:
        """Files that are on a chart."""
        return sum(len(chart) for sender in self.senders for chart in sender.charts.values())


def main() -> None:
    """Prints two lines, and fails where something was lost, kept by half or kept twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times, tally = parser.parse_args().times, Tally()
    files()
    with at_work() as office:
        asyncio.run(_collect(office))
        for n in range(times):
            _crash(office, n, tally)
        tally.wrong += asyncio.run(unreadable(office, tally.senders))
        office.end(signal.SIGTERM)
        stored = _count(office)
        tally.wrong += [*office.broken(), *unswept(office), *office.said()]
        left = _count(office)
    print(
        f"{times} kills: {tally.acknowledged} acknowledged writes, {tally.unanswered} unanswered of which "
        f"{tally.kept_unanswered} were kept; {len(tally.wrong)} lost, kept by half or kept twice; "
        f"ready again after {statistics.median(tally.ready):.1f} s, {max(tally.ready):.1f} s at most\n"
        f"{tally.sent} acknowledged uploads, {tally.attached} of them on charts, all whole through their links; "
        f"{stored} files stored, and {left} after the sweep, each an attachment's"
    )
    if tally.wrong:
        raise SystemExit("\n".join(map(str, tally.wrong[:5])))


def _crash(office: Office, n: int, tally: Tally) -> None:
    """Lets them write, kills the server in the middle, and looks at what is left: by itself, then after retries."""
    writers = [Writer(office, f"writer {n}.{place}") for place in range(WRITERS)]
    senders = list(_senders(office, n))
    savers = [*writers, *senders]
    processes = asyncio.run(_work_until_killed(office, savers, senders))
    pending = [write for saver in savers for write in saver.unanswered]
    tally.ready.append(office.start())
    tally.wrong += [("still arriving", path) for path in office.incoming.iterdir()]
    kept_at_once = office.times_told(write.text for write in pending)
    tally.wrong += _left_wrong(office, senders)
    asyncio.run(_retry(savers))
    tally.wrong += office.lost(each for saver in savers for each in saver.kept)
    after = office.times_told(write.text for write in pending)
    tally.wrong += [write for write, times in zip(pending, after, strict=True) if times != 1]
    tally.wrong += [each for saver in savers for each in saver.failed]
    tally.wrong += [*_left_wrong(office, senders), *asyncio.run(unreadable(office, senders))]
    tally.acknowledged += sum(len(saver.seconds) for saver in savers)
    tally.unanswered += len(pending)
    tally.kept_unanswered += sum(kept_at_once)
    tally.senders += senders
    tally.wrong += [("a worker outlived its server", pid) for pid in still_there(processes, _LONGEST_FILE)]


def _senders(office: Office, n: int) -> Iterator[Staff | PortalClient]:
    for place in range(SENDERS):
        yield Staff(office, f"staff {n}.{place}")
        yield PortalClient(office, f"portal {n}.{place}")


def _left_wrong(office: Office, senders: Sequence[Sender]) -> list[object]:
    """What is lost or there by half."""
    saves = [given.files for sender in senders for given in sender.given.values()]
    lost = lost_uploads(office, (file for sender in senders for file in sender.sent))
    return [*office.broken(), *half_attached(office), *by_half(office, saves), *lost]


async def _collect(office: Office) -> None:
    line = await Line.open(office.port, office.token("whoever decides"))
    await line.run("mutation { setPortalSettings(input: {collectsInsurance: true}) { userErrors { code } } }")
    line.close()


async def _work_until_killed(
    office: Office, savers: Sequence[Saver], senders: Sequence[Staff | PortalClient]
) -> list[int]:
    """The processes of the server that was killed."""
    await asyncio.gather(*(sender.prepare() for sender in senders))
    working = [asyncio.ensure_future(saver.work(time.perf_counter() + 60)) for saver in savers]
    await asyncio.sleep(_CHANCE.uniform(0.3, 6))
    processes = family(office.process.pid) if office.process else []
    office.end(signal.SIGKILL)
    await asyncio.gather(*working)
    return processes


async def _retry(savers: Sequence[Saver]) -> None:
    await asyncio.gather(*(saver.retry() for saver in savers))


def _count(office: Office) -> int:
    return sum(path.is_file() for path in office.files.rglob("*"))


if __name__ == "__main__":
    main()

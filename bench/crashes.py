"""The server killed again and again (SIGKILL) while many write over real HTTP: nothing acknowledged is lost, no act is
kept by half, what was not answered is kept once when it is sent again, and the server is ready again within seconds.

Run with `python -m bench.crashes --times 20`.
"""

import argparse
import asyncio
import signal
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.office import Office
from bench.saving import Writer

WRITERS = 16
_CHANCE = Random(7)  # noqa: S311 - when the server dies


@dataclass
class Tally:
    """What came of all kills so far."""

    acknowledged: int = 0
    unanswered: int = 0
    kept_unanswered: int = 0
    ready: list[float] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)


def main() -> None:
    """Prints one line, and fails where something was lost, kept by half or kept twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times, tally = parser.parse_args().times, Tally()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.open()
        office.start()
        try:
            for n in range(times):
                _crash(office, [Writer(office, f"writer {n}.{place}") for place in range(WRITERS)], tally)
        finally:
            office.end(signal.SIGTERM)
        tally.wrong += office.broken()
        tally.wrong += [said] if (said := office.log.read_text()) else []
    print(
        f"{times} kills: {tally.acknowledged} acknowledged writes, {tally.unanswered} unanswered of which "
        f"{tally.kept_unanswered} were kept; {len(tally.wrong)} lost, kept by half or kept twice; "
        f"ready again after {statistics.median(tally.ready):.1f} s, {max(tally.ready):.1f} s at most"
    )
    if tally.wrong:
        raise SystemExit("\n".join(map(str, tally.wrong[:5])))


def _crash(office: Office, writers: list[Writer], tally: Tally) -> None:
    """Lets them write, kills the server in the middle, and looks at what is left: by itself, then after retries."""
    asyncio.run(_work_until_killed(office, writers))
    pending = [write for writer in writers for write in writer.unanswered]
    tally.ready.append(office.start())
    kept_at_once = office.times_told(write.text for write in pending)
    tally.wrong += office.broken()
    asyncio.run(_retry(writers))
    tally.wrong += office.lost(each for writer in writers for each in writer.kept)
    after = office.times_told(write.text for write in pending)
    tally.wrong += [write for write, times in zip(pending, after, strict=True) if times != 1]
    tally.wrong += [each for writer in writers for each in writer.failed]
    tally.acknowledged += sum(len(writer.seconds) for writer in writers)
    tally.unanswered += len(pending)
    tally.kept_unanswered += sum(kept_at_once)


async def _work_until_killed(office: Office, writers: list[Writer]) -> None:
    working = [asyncio.ensure_future(writer.work(time.perf_counter() + 60)) for writer in writers]
    await asyncio.sleep(_CHANCE.uniform(0.3, 2))
    office.end(signal.SIGKILL)
    await asyncio.gather(*working)


async def _retry(writers: list[Writer]) -> None:
    await asyncio.gather(*(writer.retry() for writer in writers))


if __name__ == "__main__":
    main()

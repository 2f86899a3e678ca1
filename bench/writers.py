"""Many writers at once on SQLite, over real HTTP: no lock error, no acknowledged write lost, and how long a save takes.

Run with `python -m bench.writers --seconds 60`.
"""

import argparse
import asyncio
import signal
import time

from bench.office import Office, at_work
from bench.saving import Writer


def main() -> None:
    """Prints one line, and fails where something was refused or lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=32)
    asked = parser.parse_args()
    with at_work() as office:
        writers = [Writer(office, f"writer {n}") for n in range(asked.writers)]
        took = asyncio.run(_all_work(writers, asked.seconds))
        office.end(signal.SIGTERM)
        _report(office, writers, took)


async def _all_work(writers: list[Writer], seconds: float) -> float:
    began = time.perf_counter()
    await asyncio.gather(*(writer.work(began + seconds) for writer in writers))
    return time.perf_counter() - began


def _report(office: Office, writers: list[Writer], took: float) -> None:
    kept = [each for writer in writers for each in writer.kept]
    failed = [each for writer in writers for each in (*writer.failed, *writer.unanswered)]
    lost, broken, said = office.lost(kept), office.broken(), "\n".join(office.said())
    print(
        f"{len(writers)} writers for {took:.0f} s: {len(kept)} acknowledged writes, {len(kept) / took:.0f} a second; "
        f"{_times([each for writer in writers for each in writer.seconds])}; "
        f"{said.count('locked')} lock errors, {len(failed)} failed, {len(lost)} lost, {len(broken)} broken"
    )
    if failed or lost or broken or said:
        raise SystemExit("\n".join(map(str, [*failed[:3], *lost[:3], *broken[:3], said[:2000]])))


def _times(seconds: list[float]) -> str:
    """The median, the 99th of a hundred, and the longest, in milliseconds."""
    found = sorted(seconds)
    p50, p99, longest = (found[int((len(found) - 1) * part)] * 1000 for part in (0.5, 0.99, 1))
    return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest {longest:.0f} ms"


if __name__ == "__main__":
    main()

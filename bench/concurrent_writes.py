"""Many concurrent writers on SQLite, over real HTTP: no lock error, no acknowledged write lost, latency of saves.

Run with `python -m bench.concurrent_writes --seconds 60`.
"""

import argparse
import asyncio
import signal
import time

from bench.bench_server import BenchServer, run_bench_server
from bench.save_workload import SaveWorkload


def main() -> None:
    """Prints one line, and fails if a write was refused or lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=32)
    options = parser.parse_args()
    with run_bench_server() as server:
        writers = [SaveWorkload(server, f"writer {n}") for n in range(options.writers)]
        took = asyncio.run(_run_all(writers, options.seconds))
        server.stop(signal.SIGTERM)
        _report(server, writers, took)


async def _run_all(writers: list[SaveWorkload], seconds: float) -> float:
    began = time.perf_counter()
    await asyncio.gather(*(writer.work(began + seconds) for writer in writers))
    return time.perf_counter() - began


def _report(server: BenchServer, writers: list[SaveWorkload], took: float) -> None:
    kept = [each for writer in writers for each in writer.acknowledged]
    failed = [each for writer in writers for each in (*writer.failed, *writer.unanswered)]
    lost, broken, said = server.lost_writes(kept), server.inconsistencies(), "\n".join(server.log_lines())
    print(
        f"{len(writers)} writers for {took:.0f} s: {len(kept)} acknowledged writes, {len(kept) / took:.0f} a second; "
        f"{_latencies([each for writer in writers for each in writer.seconds])}; "
        f"{said.count('locked')} lock errors, {len(failed)} failed, {len(lost)} lost, {len(broken)} broken"
    )
    if failed or lost or broken or said:
        raise SystemExit("\n".join(map(str, [*failed[:3], *lost[:3], *broken[:3], said[:2000]])))


def _latencies(seconds: list[float]) -> str:
    """The median, the 99th percentile and the maximum, in milliseconds."""
    found = sorted(seconds)
    p50, p99, longest = (found[int((len(found) - 1) * part)] * 1000 for part in (0.5, 0.99, 1))
    return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest {longest:.0f} ms"


if __name__ == "__main__":
    main()

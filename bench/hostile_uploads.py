"""The latency of a chart while hostile and odd files are uploaded all the time, and the memory that takes.

Rounds with and without uploads alternate in one run, as machines are noisy. In each, a chart is requested at a constant
rate, without waiting for earlier responses, and latency counts from when the request was due.

Run with `python -m bench.hostile_uploads`.
"""

import argparse
import asyncio
import os
import signal
import statistics
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.bench_server import BenchServer, run_bench_server
from bench.http_connection import Connection, ConnectionLost
from bench.processes import peak_memory, process_tree
from corpus import corpus
from corpus.cases import EITHER, REFUSED, Case
from support.uploads import CREATE_UPLOAD

CLIENTS = 4
RATE = 30
"""Charts a second."""
CONNECTIONS = 8
POLICIES = 6
ALLOWED = 2.0
"""How many times longer the p99 may be with uploads."""
_CHART = Path(__file__).parents[1] / "schema" / "operations" / "practice" / "chart.graphql"
_NICENESS = 10


@dataclass
class UploadResults:
    """The results of uploads."""

    statuses: Counter[int] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    seconds: float = 0
    files: int = 0

    def add(self, other: "UploadResults") -> None:
        """Adds the results of another round."""
        self.statuses += other.statuses
        self.unexpected += other.unexpected
        self.seconds += other.seconds
        self.files += other.files


@dataclass
class Measurements:
    """The latency of each chart in seconds, by round, and the peak memory of each process in KiB."""

    idle: list[list[float]] = field(default_factory=list)
    loaded: list[list[float]] = field(default_factory=list)
    peaks: dict[int, int] = field(default_factory=dict)
    wrong: list[object] = field(default_factory=list)


def main() -> None:
    """Prints the results, and fails if a response was a server error or the p99 is too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=10, help="of each round")
    options = parser.parse_args()
    rounds, results = Measurements(), UploadResults()
    with run_bench_server() as server, ProcessPoolExecutor(1, get_context("spawn"), _prepare_worker) as uploaders:
        chart = asyncio.run(_create_chart(server))
        asyncio.run(_round(server, chart, 3, rounds.wrong, Counter()))
        for n in range(options.rounds):
            rounds.idle.append(asyncio.run(_round(server, chart, options.seconds, rounds.wrong, rounds.peaks)))
            uploading = uploaders.submit(
                upload_corpus, server.port, server.token("a sender"), options.seconds, results.files if n else 0
            )
            rounds.loaded.append(asyncio.run(_round(server, chart, options.seconds, rounds.wrong, rounds.peaks)))
            results.add(uploading.result())
        server_pid = server.process.pid if server.process else 0
        server.stop(signal.SIGTERM)
        rounds.wrong += server.log_lines()
    _report(rounds, results, server_pid)


def _report(rounds: Measurements, results: UploadResults, server_pid: int) -> None:
    for name, latencies in (("without", rounds.idle), ("with", rounds.loaded)):
        p50, p99 = (_percentile([*chain(*latencies)], part) * 1000 for part in (0.5, 0.99))
        print(f"{name:8} uploads: p50 {p50:6.1f} ms, p99 {p99:6.1f} ms")
    pairs = zip(rounds.idle, rounds.loaded, strict=True)
    ratios = sorted(_percentile(loaded, 0.99) / _percentile(idle, 0.99) for idle, loaded in pairs)
    server_peak = rounds.peaks[server_pid] // 1024
    worker_peak = max((peak for pid, peak in rounds.peaks.items() if pid != server_pid), default=0) // 1024
    print(
        f"p99 is {statistics.median(ratios):.1f} times as long with uploads (of {len(ratios)} rounds "
        f"{ratios[0]:.1f} to {ratios[-1]:.1f}, {ALLOWED:.0f} allowed)\n"
        f"{results.files} files, {results.files / results.seconds:.0f} a second: "
        f"{dict(sorted(results.statuses.items()))}, "
        f"{len(results.unexpected)} unexpected results; peak memory {server_peak} MiB, of a worker {worker_peak} MiB"
    )
    wrong = [*rounds.wrong, *results.unexpected]
    wrong += [f"{count} answers of {status}" for status, count in results.statuses.items() if status >= 500]
    if wrong or statistics.median(ratios) > ALLOWED:
        raise SystemExit("\n".join(map(str, wrong[:10])) or "charts wait too long")


def _percentile(seconds: list[float], part: float) -> float:
    return sorted(seconds)[int((len(seconds) - 1) * part)]


async def _create_chart(server: BenchServer) -> str:
    """Creates a client with policies. The client's id."""
    connection = await Connection.open(server.port, server.token("somebody"))
    add = "mutation($input: {}!) {{ saved: {}(input: $input) {{ record: {} {{ id }} userErrors {{ code }} }} }}"

    async def saved(mutation: str, record: str, **given: Any) -> str:
        kind = f"{mutation[0].upper()}{mutation[1:]}Input"
        return str(
            (await connection.execute(add.format(kind, mutation, record), input=given))["data"]["saved"]["record"]["id"]
        )

    payer = await saved("addPayer", "payer", name="An insurer")
    client = await saved("addClient", "client", firstName="Bench", lastName="Client")
    facts = {"clientId": client, "payerId": payer, "relationship": "SELF", "insuranceType": "OTHER"}
    for n in range(POLICIES):
        more = {"type": "PRIMARY", "memberId": f"W{n}", "effectiveDate": f"20{20 + n}-01-01"}
        await saved("addPolicy", "policy", **facts, **more)
    connection.close()
    return client


async def _round(
    server: BenchServer, chart: str, seconds: float, wrong: list[object], peaks: dict[int, int]
) -> list[float]:
    """The latency of each chart that was due in this time."""
    query, free = _CHART.read_text(encoding="utf-8"), asyncio.Queue[Connection]()
    for _ in range(CONNECTIONS):
        free.put_nowait(await Connection.open(server.port, server.token("a practitioner")))
    took: list[float] = []

    async def request(due: float) -> None:
        connection = await free.get()
        answer = await connection.execute(query, clientId=chart)
        took.append(time.perf_counter() - due)
        if "errors" in answer or len(answer["data"]["client"]["policies"]) != POLICIES:
            wrong.append(answer)
        free.put_nowait(connection)

    async def at(due: float) -> None:
        await asyncio.sleep(due - time.perf_counter())
        await request(due)

    began = time.perf_counter()
    watching = asyncio.ensure_future(_watch(server, peaks))
    await asyncio.gather(*(at(began + n / RATE) for n in range(int(seconds * RATE))))
    watching.cancel()
    while not free.empty():
        free.get_nowait().close()
    return took


async def _watch(server: BenchServer, peaks: dict[int, int]) -> None:
    """Records the memory of the server and its workers, which come and go."""
    while server.process:
        for pid in process_tree(server.process.pid):
            peaks[pid] = max(peaks.get(pid, 0), peak_memory(pid))
        await asyncio.sleep(0.2)


def _prepare_worker() -> None:
    """Lowers the priority of this process: in production, uploads do not come from the server's machine."""
    os.nice(_NICENESS)
    corpus()


def upload_corpus(port: int, token: str, seconds: float, first: int) -> UploadResults:
    """Uploads the files of the corpus in turn, from number `first`, with several clients at once."""
    return asyncio.run(_upload_corpus(port, token, seconds, first))


async def _upload_corpus(port: int, token: str, seconds: float, first: int) -> UploadResults:
    cases, began = corpus(), time.perf_counter()
    results, place = UploadResults(), iter(range(first, 10**9))

    async def work() -> None:
        while time.perf_counter() < began + seconds:
            await _send(port, token, cases[next(place) * 97 % len(cases)], results)

    await asyncio.gather(*(work() for _ in range(CLIENTS)))
    results.seconds = time.perf_counter() - began
    return results


async def _send(port: int, token: str, case: Case, results: UploadResults) -> None:
    connection = await Connection.open(port, token)
    try:
        described = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": len(case.data)}
        payload = (await connection.execute(CREATE_UPLOAD, input=described))["data"]["createUpload"]
        results.files += 1
        if payload["upload"] is None:
            if case.expected != REFUSED:
                results.unexpected.append(f"{case.name}: {payload}")
            return
        answer = await connection.request("PUT", payload["upload"]["url"], case.data)
        results.statuses[answer.status] += 1
        kept = answer.json["upload"]["contentType"] if answer.status == 200 else REFUSED
        if case.expected not in (EITHER, kept):
            results.unexpected.append(f"{case.name}: {answer.status}, {kept}")
    except ConnectionLost:
        results.unexpected.append(f"{case.name}: no answer")
    finally:
        connection.close()


if __name__ == "__main__":
    main()

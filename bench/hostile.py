"""Hostile and odd files, sent all the time: whether whoever asks for a chart meanwhile notices, and what they cost.

Rounds with and without the files take turns in one run, as machines are noisy. In each, a practitioner's chart is asked
for at a steady rate, whether or not the answers before have come, and the time counts from when the request was due.

Run with `python -m bench.hostile`.
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
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.lines import Line, Stopped
from bench.office import Office, at_work
from bench.processes import family, peak
from corpus import corpus
from corpus.cases import EITHER, REFUSED, Case
from support.uploads import CREATE_UPLOAD

CLIENTS = 4
RATE = 30
"""Charts a second."""
LINES = 8
POLICIES = 6
ALLOWED = 2.0
"""Times the p99 without the files."""
_CHART = Path(__file__).parents[1] / "schema" / "operations" / "practice" / "chart.graphql"
_NICENESS = 10


@dataclass
class Judged:
    """What came of files that were sent."""

    statuses: Counter[int] = field(default_factory=Counter)
    otherwise: list[str] = field(default_factory=list)
    seconds: float = 0
    files: int = 0

    def add(self, other: "Judged") -> None:
        """Adds what came of more."""
        self.statuses += other.statuses
        self.otherwise += other.otherwise
        self.seconds += other.seconds
        self.files += other.files


@dataclass
class Rounds:
    """How long each chart took, in seconds, by round; and the most memory each process had."""

    idle: list[list[float]] = field(default_factory=list)
    pressed: list[list[float]] = field(default_factory=list)
    peaks: dict[int, int] = field(default_factory=dict)
    wrong: list[object] = field(default_factory=list)


def main() -> None:
    """Prints what was measured, and fails where an answer was an error of the server's or waited too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=10, help="of each round")
    asked = parser.parse_args()
    rounds, judged = Rounds(), Judged()
    with at_work() as office, ProcessPoolExecutor(1, get_context("spawn"), _ready) as senders:
        chart = asyncio.run(_a_chart(office))
        asyncio.run(_round(office, chart, 3, rounds.wrong, Counter()))
        for n in range(asked.rounds):
            rounds.idle.append(asyncio.run(_round(office, chart, asked.seconds, rounds.wrong, rounds.peaks)))
            sending = senders.submit(
                press, office.port, office.token("a sender"), asked.seconds, judged.files if n else 0
            )
            rounds.pressed.append(asyncio.run(_round(office, chart, asked.seconds, rounds.wrong, rounds.peaks)))
            judged.add(sending.result())
        server = office.process.pid if office.process else 0
        office.end(signal.SIGTERM)
        rounds.wrong += office.said()
    _report(rounds, judged, server)


def _report(rounds: Rounds, judged: Judged, server: int) -> None:
    for name, found in (("without", rounds.idle), ("with", rounds.pressed)):
        every = [each for one in found for each in one]
        print(f"{name:8} files: p50 {_of(every, 0.5) * 1000:6.1f} ms, p99 {_of(every, 0.99) * 1000:6.1f} ms")
    pairs = zip(rounds.idle, rounds.pressed, strict=True)
    ratios = sorted(_of(pressed, 0.99) / _of(idle, 0.99) for idle, pressed in pairs)
    workers = [most for pid, most in rounds.peaks.items() if pid != server]
    print(
        f"p99 with them is {statistics.median(ratios):.1f} times that without (of {len(ratios)} rounds "
        f"{ratios[0]:.1f} to {ratios[-1]:.1f}, {ALLOWED:.0f} allowed)\n"
        f"{judged.files} files, {judged.files / judged.seconds:.0f} a second: {dict(sorted(judged.statuses.items()))}, "
        f"{len(judged.otherwise)} otherwise than expected; the server had {rounds.peaks[server] // 1024} MiB at most, "
        f"a worker {max(workers, default=0) // 1024} MiB"
    )
    wrong = [*rounds.wrong, *judged.otherwise]
    wrong += [f"{count} answers of {status}" for status, count in judged.statuses.items() if status >= 500]
    if wrong or statistics.median(ratios) > ALLOWED:
        raise SystemExit("\n".join(map(str, wrong[:10])) or "charts wait too long")


def _of(seconds: list[float], part: float) -> float:
    return sorted(seconds)[int((len(seconds) - 1) * part)]


async def _a_chart(office: Office) -> str:
    """A client with policies. Their id."""
    line = await Line.open(office.port, office.token("somebody"))
    add = "mutation($input: {}!) {{ saved: {}(input: $input) {{ record: {} {{ id }} userErrors {{ code }} }} }}"

    async def saved(mutation: str, record: str, **given: Any) -> str:
        kind = f"{mutation[0].upper()}{mutation[1:]}Input"
        return str((await line.run(add.format(kind, mutation, record), input=given))["data"]["saved"]["record"]["id"])

    payer = await saved("addPayer", "payer", name="An insurer")
    client = await saved("addClient", "client", firstName="Bench", lastName="Client")
    facts = {"clientId": client, "payerId": payer, "relationship": "SELF", "insuranceType": "OTHER"}
    for n in range(POLICIES):
        more = {"type": "PRIMARY", "memberId": f"W{n}", "effectiveDate": f"20{20 + n}-01-01"}
        await saved("addPolicy", "policy", **facts, **more)
    line.close()
    return client


async def _round(office: Office, chart: str, seconds: float, wrong: list[object], peaks: dict[int, int]) -> list[float]:
    """How long each chart took that was due in this time."""
    query, free = _CHART.read_text(encoding="utf-8"), asyncio.Queue[Line]()
    for _ in range(LINES):
        free.put_nowait(await Line.open(office.port, office.token("a practitioner")))
    took: list[float] = []

    async def ask(due: float) -> None:
        line = await free.get()
        answer = await line.run(query, clientId=chart)
        took.append(time.perf_counter() - due)
        if "errors" in answer or len(answer["data"]["client"]["policies"]) != POLICIES:
            wrong.append(answer)
        free.put_nowait(line)

    async def at(due: float) -> None:
        await asyncio.sleep(due - time.perf_counter())
        await ask(due)

    began = time.perf_counter()
    watching = asyncio.ensure_future(_watch(office, peaks))
    await asyncio.gather(*(at(began + n / RATE) for n in range(int(seconds * RATE))))
    watching.cancel()
    while not free.empty():
        free.get_nowait().close()
    return took


async def _watch(office: Office, peaks: dict[int, int]) -> None:
    """Looks at the memory of the server and its workers, which come and go."""
    while office.process:
        for pid in family(office.process.pid):
            peaks[pid] = max(peaks.get(pid, 0), peak(pid))
        await asyncio.sleep(0.2)


def _ready() -> None:
    """Who sends is elsewhere in life: here it must not take the server's time."""
    os.nice(_NICENESS)
    corpus()


def press(port: int, token: str, seconds: float, first: int) -> Judged:
    """Sends the corpus from this file on, again and again, by several clients at once. What came of it."""
    return asyncio.run(_press(port, token, seconds, first))


async def _press(port: int, token: str, seconds: float, first: int) -> Judged:
    cases, began = corpus(), time.perf_counter()
    judged, place = Judged(), iter(range(first, 10**9))

    async def work() -> None:
        while time.perf_counter() < began + seconds:
            await _send(port, token, cases[next(place) * 97 % len(cases)], judged)

    await asyncio.gather(*(work() for _ in range(CLIENTS)))
    judged.seconds = time.perf_counter() - began
    return judged


async def _send(port: int, token: str, case: Case, judged: Judged) -> None:
    line = await Line.open(port, token)
    try:
        described = {"fileName": "card.jpg", "contentType": "image/jpeg", "byteSize": len(case.data)}
        payload = (await line.run(CREATE_UPLOAD, input=described))["data"]["createUpload"]
        judged.files += 1
        if payload["upload"] is None:
            if case.expected != REFUSED:
                judged.otherwise.append(f"{case.name}: {payload}")
            return
        answer = await line.ask("PUT", payload["upload"]["url"], case.data)
        judged.statuses[answer.status] += 1
        kept = answer.json["upload"]["contentType"] if answer.status == 200 else REFUSED
        if case.expected not in (EITHER, kept):
            judged.otherwise.append(f"{case.name}: {answer.status}, {kept}")
    except Stopped:
        judged.otherwise.append(f"{case.name}: no answer")
    finally:
        line.close()


if __name__ == "__main__":
    main()

"""Attacks a server for a while, prints a table, and fails if anything hurt it.

Anything is: a status of 500 or more other than 503, a request that holds the event loop longer than 50 ms of processor
time, memory 1.5 times what it was after the first third, an error or a traceback in the log, and a message that repeats
what was sent. A hold counts if the request, sent again with a changed document, holds the loop each time: once, the
machine itself may have been slow.
"""

import argparse
import asyncio
import itertools
import json
import signal
import statistics
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import orjson

from bench.attack.attack import Attack
from bench.attack.attacks import Attacks
from bench.attack.client import Client, Received
from bench.attack.credentials import Credentials
from bench.attack.files import random_file
from bench.attack.findings import Findings, described
from bench.bench_server import BenchServer, run_bench_server
from bench.processes import process_tree, resident_memory
from gql.global_ids import global_id

CONNECTIONS = 5
BURST_EVERY_SECONDS = 5.0
HOLD_LIMIT = 0.05
"""Seconds of processor time."""
MEMORY_LIMIT = 1.5
"""Times the memory after the first third."""
_REMEMBERED = 20_000
_REPEATS = 5
_TABLES = {
    "clients": "Client",
    "policies": "Policy",
    "payers": "Payer",
    "attachments": "Attachment",
    "changes": "Change",
}


@dataclass
class Run:
    """An attack under way."""

    server: BenchServer
    holds: Path
    attacks: Attacks
    seed: int
    until: float
    findings: Findings = field(default_factory=Findings)
    sent: OrderedDict[str, Attack] = field(default_factory=OrderedDict)
    """The latest requests by their ids."""
    memory: list[tuple[int, int]] = field(default_factory=list)
    """The memory of the server, and of its workers together, in KiB, every two seconds."""
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    _pending: list[tuple[float, str, str]] = field(default_factory=list)
    _read: int = 0

    async def attack(self) -> None:
        """Sends requests over several connections until the time is over, or until Ctrl-C."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, self._end)
        workers = [self._work(Random(f"{self.seed} {number}")) for number in range(CONNECTIONS)]  # noqa: S311
        await asyncio.gather(*workers, self._send_bursts(Random(f"{self.seed} bursts")), self._watch())  # noqa: S311
        await self._check_holds()

    def _end(self) -> None:
        self.until = time.monotonic()

    async def _work(self, dice: Random) -> None:
        client = Client(self.server.port)
        while time.monotonic() < self.until:
            attack = self.attacks.random(dice)
            if attack.category == "upload":
                await self._upload(client, attack, random_file(dice))
            else:
                await self._send(client, attack)
        client.close()

    async def _send_bursts(self, dice: Random) -> None:
        while time.monotonic() < self.until:
            await self._send(Client(self.server.port), self.attacks.burst(dice))
            await asyncio.sleep(BURST_EVERY_SECONDS)

    async def _send(self, client: Client, attack: Attack, id_: str = "") -> Received:
        id_ = id_ or f"attack-{next(self._numbers)}"
        self.sent[id_] = attack
        if len(self.sent) > _REMEMBERED:
            self.sent.popitem(last=False)
        try:
            received = await client.send(attack, id_)
        except TimeoutError:
            client.close()
            self.findings.fault(f"no answer: {described(attack)}")
            return Received(())
        self.findings.add(attack, received)
        return received

    async def _upload(self, client: Client, attack: Attack, data: bytes) -> None:
        """Creates an upload and sends its file."""
        described_file = {**attack.variables["input"], "byteSize": len(data)}
        received = await self._send(client, replace(attack, variables={"input": described_file}))
        try:
            url = orjson.loads(received.body)["data"]["createUpload"]["upload"]["url"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return
        path = "/uploads/" + url.rpartition("/")[2]
        await self._send(client, Attack("file of an upload", "PUT", path, (), data))

    async def _watch(self) -> None:
        """Records the memory, and looks into each long hold."""
        assert self.server.process
        while time.monotonic() < self.until:
            pid, *others = process_tree(self.server.process.pid)
            self.memory.append((resident_memory(pid), sum(map(resident_memory, others))))
            if len(self.memory) % 30 == 0:
                longest = max(self.findings.holds.values(), default=0) * 1000
                print(
                    f"{len(self.memory) * 2:5} s  {next(self._numbers)} requests  {self.memory[-1][0] // 1024} MB  "
                    f"longest hold {longest:.0f} ms  {len(self.findings.faults)} faults",
                    flush=True,
                )
            await self._check_holds()
            await asyncio.sleep(2)

    async def _check_holds(self) -> None:
        self._pending += self._new_holds()
        while self._pending:
            seconds, id_, step = self._pending.pop()
            attack = self.sent.get(id_)
            self.findings.add_hold(attack.category if attack else f"(no known request: {step})", seconds)
            if seconds > HOLD_LIMIT and not id_.startswith("again"):
                await self._check_hold(attack, seconds)

    async def _check_hold(self, attack: Attack | None, seconds: float) -> None:
        """Sends the request again until it holds the loop for a shorter time. It is a fault if it never does."""
        if attack is None:
            self.findings.unrepeated += 1
            return
        shortest = seconds
        for number in range(_REPEATS):
            id_ = f"again-{next(self._numbers)}"
            await self._send(Client(self.server.port), replace(attack.again(f"{number}{id_}"), times=1), id_)
            await asyncio.sleep(0.3)
            new = self._new_holds()
            self._pending += new
            shortest = min(shortest, max((held for held, found, _ in new if found == id_), default=0))
            if shortest <= HOLD_LIMIT:
                self.findings.unrepeated += 1
                return
        self.findings.fault(f"the event loop is held for {shortest * 1000:.0f} ms: {described(attack)}")

    def _new_holds(self) -> list[tuple[float, str, str]]:
        """The seconds, the request and the step of each hold since the last look."""
        with self.holds.open(encoding="utf-8") as file:
            file.seek(self._read)
            lines = file.readlines()
            self._read = file.tell()
        found = [json.loads(line) for line in lines]
        return [(hold["seconds"], hold["request"], hold["step"]) for hold in found]


def main() -> None:
    """Runs the attack and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--holds", type=Path, help="a file that gets all long holds")
    parser.add_argument("--profile", choices=("development", "production"), default="production")
    options = parser.parse_args()
    with run_bench_server() as server:
        server.stop(signal.SIGTERM)
        server.load_demo()
        holds = server.folder / "holds"
        holds.touch()
        server.server_command = (sys.executable, "-m", "bench.attack.measured_server", str(holds))
        server.settings = {"PROFILE": options.profile, "PORTAL_URL": "https://portal.example/"}
        server.start()
        attacks = Attacks(Credentials([str(id_) for (id_,) in server.rows("SELECT id FROM attachments")]), _ids(server))
        run = Run(server, holds, attacks, options.seed, time.monotonic() + options.seconds)
        asyncio.run(run.attack())
        server.stop(signal.SIGTERM)
        run.findings.check_log(server.log)
        if options.holds:
            options.holds.write_bytes(holds.read_bytes())
    _report(run)


def _ids(server: BenchServer) -> list[str]:
    rows = {kind: server.rows(f"SELECT id FROM {table} LIMIT 40") for table, kind in _TABLES.items()}  # noqa: S608
    return [global_id(kind, id_) for kind, found in rows.items() for (id_,) in found]


def _report(run: Run) -> None:
    findings = run.findings
    print(f"{'category':32} {'requests':>8}  longest hold  statuses (0: closed without an answer)")
    for category in sorted({*findings.statuses, *findings.holds}):
        statuses = findings.statuses[category]
        hold = f"{findings.holds[category] * 1000:9.0f} ms" if category in findings.holds else "  under 20 ms"
        told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        print(f"{category:32} {statuses.total():8} {hold:>13}  {told}")
    total = sum(statuses.total() for statuses in findings.statuses.values())
    longest = max(findings.holds.values(), default=0) * 1000
    print(f"{total} requests; longest hold {longest:.0f} ms; {findings.unrepeated} over the limit did not repeat")
    start, third, end = (_memory(run.memory, part) for part in (0.0, 1 / 3, 1.0))
    for name, number in (("server", 0), ("workers", 1)):
        most = max(sample[number] for sample in run.memory) / 1024
        print(
            f"memory of the {name}: {start[number]:.0f} MB at the start, {third[number]:.0f} after a third, "
            f"{end[number]:.0f} at the end, {most:.0f} at most"
        )
    if end[0] > MEMORY_LIMIT * third[0]:
        findings.fault(f"the memory has grown {end[0] / third[0]:.2f} times")
    raise SystemExit(1 if findings.faults else 0)


def _memory(samples: list[tuple[int, int]], part: float) -> list[float]:
    """The memory of the server and of its workers around this part of the time, in MB: medians of a few samples."""
    at = min(int(part * len(samples)), max(0, len(samples) - 3))
    return [statistics.median(numbers) / 1024 for numbers in zip(*samples[at : at + 3], strict=True)]


if __name__ == "__main__":
    main()

"""What an attack found: the statuses of the answers, and whatever must not be."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from bench.attack.attack import CANARY, Attack
from bench.attack.client import Received

_MOST_FAULTS = 200
_ANY_CANARY = re.compile(CANARY.encode() + b"[0-9a-f]{12}")
# 503 is the answer to these: there is more to do than the server can take.
_EXPECTED_ERRORS = re.compile(r"has more writes waiting than it can take|an upload could not be inspected")


@dataclass
class Findings:
    """Counts for each category, and the faults in words."""

    statuses: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    holds: dict[str, float] = field(default_factory=dict)
    """The longest hold of the event loop for each category, in seconds of processor time, repeated or not."""
    unrepeated: int = 0
    """Holds over the limit that did not occur when the request was sent again: the machine's, not the request's."""
    faults: list[str] = field(default_factory=list)

    def add(self, attack: Attack, received: Received) -> None:
        """Counts an answer, and looks for what must not be in it."""
        self.statuses[attack.category].update(received.statuses)
        for status in received.statuses:
            if status >= 500 and status != 503:
                self.fault(f"{status} for {described(attack)}: {received.body[:300]!r}")
        sent = set(_ANY_CANARY.findall(attack.encoded("") + b"".join(attack.raw)))
        if any(text in received.body and _repeats(received.body, text.decode()) for text in sent):
            self.fault(f"an error repeats what was sent: {described(attack)}: {received.body[:600]!r}")

    def add_hold(self, category: str, seconds: float) -> None:
        """Notes how long a request of this category held the event loop."""
        self.holds[category] = max(self.holds.get(category, 0), seconds)

    def fault(self, text: str) -> None:
        """Notes what must not be."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(text)
            print(f"FAULT {text}\n", flush=True)

    def check_log(self, log: Path) -> None:
        """Looks for errors, tracebacks and what was sent in the lines of the log."""
        with log.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if fault := _fault_of_line(line):
                    self.fault(f"{fault} in the log: {line.strip()[:1_500]}")


def described(attack: Attack) -> str:
    """The request in short, for people: enough to send it again."""
    if attack.raw:
        return f"[{attack.category}] {b''.join(attack.raw)[:300]!r}"
    sent = f"{attack.method} {attack.path[:1_500]} {attack.headers!r:.800} {attack.encoded_body()[:6_000]!r}"
    return f"[{attack.category}] {sent}"


def _fault_of_line(line: str) -> str | None:
    if CANARY in line:
        return "what was sent"
    try:
        found: Any = json.loads(line)
    except ValueError:
        return "no line of JSON"
    if "Traceback" in line or (found.get("level") in ("error", "critical") and not _EXPECTED_ERRORS.search(line)):
        return "an error"
    return None


def _repeats(body: bytes, text: str) -> bool:
    """Whether a message repeats the text. Records may: they hold what was saved."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return True
    return any(text in message for message in _messages(answer))


def _messages(tree: Any) -> Iterator[str]:
    """All of `errors` at the top, and every `message` below."""
    if isinstance(tree, dict):
        for key, inner in tree.items():
            if key in ("errors", "message", "extensions"):
                yield json.dumps(inner)
            else:
                yield from _messages(inner)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _messages(inner)

"""The server and a model of the laws, written apart from it, agree on whatever a practice does, over real HTTP.

`make test` tries 40 practices of 30 steps each, CI 200 of 50, always the same ones, so that a failure comes from a
change and not from chance. With POLICYBOOK_MODEL_RUNS (and perhaps POLICYBOOK_MODEL_STEPS) it searches for so many new
ones, and looks for the fewest steps that fail.
"""

import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

import model_inputs as drawn
from model import NO_POLICY, Book, Call, Outcome
from model_answers import (
    DOCUMENTS,
    MOST_CLIENTS,
    WHOLE,
    outcome_seen,
    record_printed,
    records_told,
    unlike,
    whole_expected,
    whole_seen,
)
from model_laws import Fact
from model_server import Line, today
from model_writes import outcome_of
from serving import serving

SEARCHES = "POLICYBOOK_MODEL_RUNS" in os.environ
RUNS, STEPS = (200, 50) if "CI" in os.environ else (40, 30)
RUNS = int(os.environ.get("POLICYBOOK_MODEL_RUNS", RUNS))
STEPS = int(os.environ.get("POLICYBOOK_MODEL_STEPS", STEPS))
AT_ONCE = 10
"""After so many runs hypothesis would mostly vary those it has made: each ten begin anew."""
FIRST_SEED = Random().randrange(10**9) if SEARCHES else 0  # noqa: S311 - no secret

CAN_BE_TRIED = ("addPolicy", "editPolicy", "makePolicyInactive", "makePolicyActive")


class Practice(RuleBasedStateMachine):
    """A practice at work: each step is a write, after which all that the server tells is compared with the model."""

    def __init__(self, line: Line) -> None:
        """A practice that is not opened yet."""
        super().__init__()
        self.line = line
        self.dos, self.sent = str(drawn.PLAINLY["dos"]), list[Call]()

    @initialize(time_zone=st.sampled_from(["America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"]))
    def open(self, time_zone: str) -> None:
        self.time_zone = time_zone
        self.book = Book({"id": self.line.open_practice(time_zone), "collectsInsurance": False})
        for name in ("Ada", "Ben"):
            self._write("addClient", {"firstName": name, "lastName": "Reyes"}, drawn.PLAINLY)
        for name in ("Aetna", "Cigna"):
            self._write("addPayer", {"name": name}, drawn.PLAINLY)
        self._write("addPolicy", drawn.A_PRIMARY, drawn.PLAINLY)
        self._submit(drawn.A_SUBMISSION)

    @rule(happening=drawn.happenings, way=drawn.ways)
    def happens(self, happening: tuple[str, Any], way: Fact) -> None:
        self.dos = way["dos"]
        match happening:
            case "submit", policy:
                self._submit(policy)
            case "retry", place:
                self._retry(place, way["who"])
            case "age keys", hours:
                self.line.age_keys(hours)
                self.book = self.book.hours_later(hours)
            case operation, given:
                self._write(operation, given, way)

    @invariant()
    def all_is_as_the_laws_say(self) -> None:
        dos = drawn.day(self.dos, self._today)
        data = self.line.ask(self.book.practice["id"], "Pat Rivera", WHOLE, {"dos": dos})
        assert not list(unlike(whole_seen(data), whole_expected(self.book, dos)))

    def _submit(self, given: Fact) -> None:
        policy = {**NO_POLICY, **given, "source": "PORTAL"}
        policy["client"] = list(self.book.clients)[given["client"]]
        policy["payer"] = None if given["payer"] is None else list(self.book.payers)[given["payer"]]
        policy["id"] = self.line.submit(self.book.practice["id"], policy, "Ada Reyes")
        self.book = self.book.with_submitted(policy, "Ada Reyes")

    def _retry(self, place: int, who: str) -> None:
        if self.sent:
            self._carry_out(replace(self.sent[-1 - place % len(self.sent)], who=who))

    def _write(self, operation: str, given: Fact, way: Fact) -> None:
        """Sends what was drawn, in the way that was drawn, and remembers what had a key."""
        extras: dict[str, Any] = {"dryRun": True} if way["dryRun"] and operation in CAN_BE_TRIED else {}
        if way["key"] is not None:
            extras["idempotencyKey"] = self._key(way["key"])
        plain = drawn.input_of(operation, given, self.book, self.line.neighbour, self._today)
        call = Call(operation, way["who"], {**plain, **extras})
        if call.key is not None:
            self.sent.append(call)
        self._carry_out(call)

    def _key(self, way: str) -> str:
        if way == "bad":
            return ""
        return str(self.sent[-1].key) if way == "used" and self.sent else f"key {len(self.sent)}"

    def _carry_out(self, call: Call) -> None:
        """Sends a call, and compares the answer with the model's."""
        if call.operation == "addClient" and len(self.book.clients) == MOST_CLIENTS:
            return
        payload = self.line.ask(self.book.practice["id"], call.who, DOCUMENTS[call.operation], {"input": call.given})
        kept = self.book.kept(call)
        if kept and kept.call == call:
            assert payload == kept.answer, "a retry is answered as the first time"
            return
        seen = outcome_seen(payload)
        expected, self.book = outcome_of(call, self.book, self._today.isoformat(), seen.saved or "")
        assert not list(unlike(asdict(seen), asdict(_as_free_as(expected, seen))))
        for kind, told in records_told(payload):
            assert told == record_printed(kind, getattr(self.book, kind)[told["id"]])
        if call.key is not None and not expected.errors:
            self.book = self.book.keeping(call, payload)

    @property
    def _today(self) -> date:
        return today(self.time_zone)


def _as_free_as(expected: Outcome, seen: Outcome) -> Outcome:
    """What is expected, where a refusal may leave out the record, and a duplicate may be of one of several."""
    is_free = bool(expected.errors) and not any(error[0] == "CONFLICT" for error in expected.errors)
    saved = seen.saved if is_free and seen.saved is None else expected.saved
    return replace(expected, saved=saved, existing=seen.existing & expected.existing or expected.existing)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A line to a server of the model's own."""
    with serving(tmp_path_factory.mktemp("model"), "migrate") as served:
        line = Line(served)
        yield line
        line.close()


@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + RUNS, AT_ONCE))
def test_the_server_does_as_the_laws_say(line: Line, first: int) -> None:
    @seed(first)
    def practice() -> Practice:
        return Practice(line)

    phases = (Phase.generate, Phase.shrink) if SEARCHES else (Phase.generate,)
    run_state_machine_as_test(
        practice,
        settings=settings(
            max_examples=min(AT_ONCE, FIRST_SEED + RUNS - first),
            stateful_step_count=STEPS,
            phases=phases,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

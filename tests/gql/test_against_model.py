"""The server agrees with a model of the rules, which is written independently, on whatever a practice does, over HTTP.

`make test` tries 40 practices of 30 steps, CI 200 of 50, always the same ones, so that a failure comes from a change
and not from chance. With POLICYBOOK_MODEL_RUNS, and perhaps POLICYBOOK_MODEL_STEPS, it searches for so many new ones,
and where one fails for the fewest steps that do.
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import model
from model import inputs
from model.answers import (
    again,
    as_free_as,
    files_told,
    outcome_seen,
    own_expected,
    own_seen,
    record_printed,
    records_told,
    unlike,
    whole_expected,
    whole_seen,
)
from model.book import Book, Call
from model.documents import ALL, DOCUMENTS, MOST_CLIENTS, NEWEST, OWN, WHOLE
from model.laws import Fact
from model.line import FILES, Line, today
from model.places import STAFF, caller_at, day, input_of
from model.writes import carried_out
from support.server import run_server

SEARCHES = "POLICYBOOK_MODEL_RUNS" in os.environ
RUNS, STEPS = (200, 50) if "CI" in os.environ else (40, 30)
RUNS = int(os.environ.get("POLICYBOOK_MODEL_RUNS", RUNS))
STEPS = int(os.environ.get("POLICYBOOK_MODEL_STEPS", STEPS))
AT_ONCE = 8
"""Asked for ten runs or more, hypothesis would mostly try the simplest ones and vary those it has made."""
FIRST_SEED = Random().randrange(10**9) if SEARCHES else 0  # noqa: S311 - no secret

TIME_ZONES = ("America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")
CAN_BE_TRIED = ("addPolicy", "editPolicy", "makePolicyInactive", "makePolicyActive")


class Practice(RuleBasedStateMachine):
    """A practice at work: after each step all that the server tells of it is compared with the model's book."""

    def __init__(self, line: Line, neighbour: Book) -> None:
        """A practice that is not open yet, beside another one whose records it must not reach."""
        super().__init__()
        self.line, self.neighbour = line, neighbour
        self.dos, self.sent, self.steps = str(inputs.PLAINLY["dos"]), list[Call](), 0

    # The number makes each run new from its start; else hypothesis would seek what is new in runs that stop short.
    @initialize(time_zone=st.sampled_from(TIME_ZONES), _number=st.integers(0, 2**32))
    def open(self, time_zone: str, _number: int) -> None:
        self.time_zone = time_zone
        self.book = Book({"id": self.line.open_practice(time_zone), "collectsInsurance": False})
        for name in ("Cleo", "Dana"):
            self._write("addClient", {"firstName": name, "lastName": "Reyes"}, inputs.PLAINLY)
        for name in ("Aetna", "Cigna"):
            self._write("addPayer", {"name": name, "ediPayerId": "G1"}, inputs.PLAINLY)
        self._write("addPolicy", inputs.A_PRIMARY, inputs.PLAINLY)
        self._write("setPortalSettings", {"collectsInsurance": True}, inputs.PLAINLY)
        for client in (0, 1):
            self._write("submitPolicy", inputs.A_SUBMISSION, {**inputs.PLAINLY, "who": client})

    @rule(happening=inputs.happenings, way=inputs.ways)
    def happens(self, happening: tuple[str, Any], way: Fact) -> None:
        self.dos = way["dos"]
        match happening:
            case "createUpload", given:
                self._upload(given, caller_at(given["by"], way["who"], self.book))
            case "retry", place:
                self._retry(place, way["who"])
            case "hours later", hours:
                self.line.hours_later(hours)
                self.book = self.book.hours_later(hours)
            case "addClient", _ if len(self.book.clients) == MOST_CLIENTS:
                pass
            case operation, given:
                self._write(operation, given, way)

    @invariant()
    def all_is_as_the_laws_say(self) -> None:
        dos = day(self.dos, self._today)
        self.steps += 1
        newest = NEWEST if self.steps % 10 else ALL
        data = self.line.execute(self.book.practice["id"], STAFF[0], WHOLE[newest], {"dos": dos})
        assert not list(unlike(whole_seen(data, newest), whole_expected(self.book, dos, newest)))
        if newest == ALL:
            self._clients_see_their_own()

    def _clients_see_their_own(self) -> None:
        cleo, dana, *_ = self.book.clients
        for client, other in ((cleo, dana), (dana, cleo)):
            data = self.line.execute(self.book.practice["id"], client, OWN, {"other": other})
            assert not list(unlike(own_seen(data), own_expected(self.book, client)))

    def _upload(self, given: Fact, who: str) -> None:
        """Reserves a place for a file, and mostly sends the file."""
        size = len(FILES.get(given["bytes"], "any"))
        announced = {"fileName": given["fileName"], "contentType": "image/jpeg", "byteSize": size}
        payload = self._carry_out(Call("createUpload", who, announced))
        if payload["upload"] and given["bytes"]:
            status = self.line.put(payload["upload"]["url"], given["bytes"])
            assert status == {"good": 200, "bad": 422}[given["bytes"]]
            upload = self.book.uploads[payload["upload"]["id"]]
            self.book = self.book.with_upload(upload, bytes=given["bytes"])

    def _retry(self, place: int, who: int) -> None:
        """Sends again what had a key, perhaps as somebody else."""
        if self.sent:
            call = self.sent[-1 - place % len(self.sent)]
            self._carry_out(replace(call, who=caller_at(call.operation, who, self.book)))

    def _write(self, operation: str, given: Fact, way: Fact) -> None:
        """Sends what was drawn, in the way that was drawn, and remembers what had a key."""
        drawn = Call(operation, caller_at(operation, way["who"], self.book), given)
        if given.keys() & {"attachments", "addAttachments"} and not self.book.open_uploads(drawn.who):
            self._upload(inputs.AN_UPLOAD, drawn.who)
        found = input_of(drawn, self.book, self.neighbour, self._today)
        if way["dryRun"] and operation in CAN_BE_TRIED:
            found["dryRun"] = True
        if way["key"] is not None:
            found["idempotencyKey"] = self._key(way["key"])
        call = replace(drawn, given=found)
        if call.key is not None:
            self.sent.append(call)
        self._carry_out(call)

    def _key(self, way: str) -> str:
        if way == "bad":
            return ""
        return str(self.sent[-1].key) if way == "used" and self.sent else f"key {len(self.sent)}"

    def _carry_out(self, call: Call) -> Any:
        """Sends a call, compares the answer with the model's, and passes it on."""
        payload = self.line.execute(
            self.book.practice["id"], call.who, DOCUMENTS[call.operation], {"input": call.given}
        )
        kept = self.book.kept(call)
        if kept and kept.call == call:
            assert again(payload) == again(kept.answer), "a retry is answered as the first time"
            return payload
        seen = outcome_seen(payload)
        new_files = [id_ for id_ in files_told(payload) if id_ not in self.book.attached()]
        expected, self.book = carried_out(call, self.book, self._today.isoformat(), seen.saved or "", new_files)
        assert not list(unlike(asdict(seen), asdict(as_free_as(expected, seen))))
        for kind, told in records_told(payload):
            fact, to_client = getattr(self.book, kind)[told["id"]], call.who in self.book.clients
            assert not list(unlike(told, record_printed(kind, fact, to_client=to_client)))
        if not expected.errors:
            self.book = self.book.keeping(call, payload)
        return payload

    @property
    def _today(self) -> date:
        return today(self.time_zone)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A line to a server of the model's own."""
    with run_server(tmp_path_factory.mktemp("model"), "migrate") as server:
        line = Line(server)
        yield line
        line.close()


@pytest.fixture(scope="module")
def neighbour(line: Line) -> Practice:
    """Another practice on the same server, which does nothing."""
    neighbour = Practice(line, Book({}))
    neighbour.open(TIME_ZONES[0], 0)
    neighbour.happens(("createUpload", {**inputs.AN_UPLOAD, "by": "staff"}), inputs.PLAINLY)
    return neighbour


@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + RUNS, AT_ONCE))
def test_the_server_does_as_the_laws_say(line: Line, neighbour: Practice, first: int) -> None:
    @seed(first)
    def practice() -> Practice:
        return Practice(line, neighbour.book)

    run_state_machine_as_test(
        cast("type[Practice]", practice),
        settings=settings(
            # The first run is always the simplest there is: it comes on top.
            max_examples=1 + min(AT_ONCE, FIRST_SEED + RUNS - first),
            stateful_step_count=STEPS,
            phases=(Phase.generate, Phase.shrink) if SEARCHES else (Phase.generate,),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    neighbour.all_is_as_the_laws_say()


@pytest.mark.parametrize("file", sorted(Path(model.__file__).parent.glob("*.py")), ids=lambda file: file.stem)
def test_the_model_shares_no_code_with_the_server(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    shared = {module.split(".")[0] for module in modules} & {"gql", "store", "insurance", "making"}
    assert not shared or file.stem == "line"

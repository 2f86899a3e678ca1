"""The server agrees with a model of the rules, which is written independently, on whatever a practice does, over HTTP.

`make test` tries 24 practices of 30 steps, CI 40 of 50, always the same ones, so that a failure comes from a change
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
from model.apply import apply
from model.comparison import (
    actual_chart,
    actual_outcome,
    actual_state,
    allow_alternatives,
    attachment_ids,
    differences,
    expected_chart,
    expected_record,
    expected_state,
    returned_records,
)
from model.connection import FILES, Connection, today
from model.documents import ALL, DOCUMENTS, MOST_CLIENTS, NEWEST, OWN, WHOLE
from model.references import STAFF, caller_at, day, resolve_input
from model.rules import Fact
from model.state import Call, State
from support.server import run_server

IS_SEARCH = "POLICYBOOK_MODEL_RUNS" in os.environ
RUNS, STEPS = (40, 50) if "CI" in os.environ else (24, 30)
RUNS = int(os.environ.get("POLICYBOOK_MODEL_RUNS", RUNS))
STEPS = int(os.environ.get("POLICYBOOK_MODEL_STEPS", STEPS))
RUNS_PER_TEST = 8
"""With ten runs or more per test, hypothesis would mostly repeat and vary simple ones."""
FIRST_SEED = Random().randrange(10**9) if IS_SEARCH else 0  # noqa: S311 - no secret

TIME_ZONES = ("America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")
HAVE_DRY_RUN = (
    "addPolicy",
    "editPolicy",
    "makePolicyInactive",
    "makePolicyActive",
    "markPolicyEnteredInError",
    "submitPolicy",
)


class Practice(RuleBasedStateMachine):
    """A practice at work: after each step everything the server shows of it is compared with the model."""

    def __init__(self, connection: Connection, other_practice: State) -> None:
        """A practice that does not exist yet, beside another one whose records it must not reach."""
        super().__init__()
        self.connection, self.other_practice = connection, other_practice
        self.dos, self.sent, self.steps = str(inputs.PLAIN["dos"]), list[Call](), 0

    # The number makes each run new from its start; else hypothesis would seek what is new in runs that stop short.
    @initialize(time_zone=st.sampled_from(TIME_ZONES), _number=st.integers(0, 2**32))
    def open(self, time_zone: str, _number: int) -> None:
        self.time_zone = time_zone
        self.state = State({"id": self.connection.open_practice(time_zone), "collectsInsurance": False})
        for name in ("Cleo", "Dana"):
            self._write("addClient", {"firstName": name, "lastName": "Reyes"}, inputs.PLAIN)
        for name in ("Aetna", "Cigna"):
            self._write("addPayer", {"name": name, "ediPayerId": "G1"}, inputs.PLAIN)
        self._write("addPolicy", inputs.A_PRIMARY, inputs.PLAIN)
        self._write("setPortalSettings", {"collectsInsurance": True}, inputs.PLAIN)
        for client in (0, 1):
            self._write("submitPolicy", inputs.A_SUBMISSION, {**inputs.PLAIN, "who": client})

    @rule(happening=inputs.steps, way=inputs.ways)
    def step(self, happening: tuple[str, Any], way: Fact) -> None:
        self.dos = way["dos"]
        match happening:
            case "createUpload", given:
                self._upload(given, caller_at(given["by"], way["who"], self.state))
            case "retry", place:
                self._retry(place, way["who"])
            case "hours later", hours:
                self.connection.after_hours(hours)
                self.state = self.state.after_hours(hours)
            case "addClient", _ if len(self.state.clients) == MOST_CLIENTS:
                pass
            case operation, given:
                self._write(operation, given, way)

    @invariant()
    def agrees_with_the_model(self) -> None:
        dos = day(self.dos, self._today)
        self.steps += 1
        newest = NEWEST if self.steps % 10 else ALL
        data = self.connection.execute(self.state.practice["id"], STAFF[0], WHOLE[newest], {"dos": dos})
        assert not list(differences(actual_state(data, newest), expected_state(self.state, dos, newest)))
        if newest == ALL:
            self._clients_see_their_own()

    def _clients_see_their_own(self) -> None:
        cleo, dana, *_ = self.state.clients
        for client, other in ((cleo, dana), (dana, cleo)):
            data = self.connection.execute(self.state.practice["id"], client, OWN, {"other": other})
            assert not list(differences(actual_chart(data), expected_chart(self.state, client)))

    def _upload(self, given: Fact, who: str) -> None:
        """Creates an upload, and mostly sends its bytes."""
        size = len(FILES.get(given["bytes"], "any"))
        announced = {"fileName": given["fileName"], "contentType": "image/jpeg", "byteSize": size}
        payload = self._execute(Call("createUpload", who, announced))
        if payload["upload"] and given["bytes"]:
            status = self.connection.put(payload["upload"]["url"], given["bytes"])
            assert status == {"good": 200, "bad": 422}[given["bytes"]]
            upload = self.state.uploads[payload["upload"]["id"]]
            self.state = self.state.with_upload(upload, bytes=given["bytes"])

    def _retry(self, place: int, who: int) -> None:
        """Sends a call with a key again, perhaps as another caller."""
        if self.sent:
            call = self.sent[-1 - place % len(self.sent)]
            self._execute(replace(call, who=caller_at(call.operation, who, self.state)))

    def _write(self, operation: str, given: Fact, way: Fact) -> None:
        """Sends a drawn mutation, and remembers it if it has a key."""
        drawn = Call(operation, caller_at(operation, way["who"], self.state), given)
        if given.keys() & {"attachments", "addAttachments"} and not self.state.open_uploads(drawn.who):
            self._upload(inputs.AN_UPLOAD, drawn.who)
        found = resolve_input(drawn, self.state, self.other_practice, self._today)
        if way["dryRun"] and operation in HAVE_DRY_RUN:
            found["dryRun"] = True
        if way["key"] is not None:
            found["idempotencyKey"] = self._key(way["key"])
        call = replace(drawn, given=found)
        if call.key is not None:
            self.sent.append(call)
        self._execute(call)

    def _key(self, way: str) -> str:
        if way == "bad":
            return ""
        return str(self.sent[-1].key) if way == "used" and self.sent else f"key {len(self.sent)}"

    def _execute(self, call: Call) -> Any:
        """Sends a call, and compares the payload with the model's. The payload."""
        payload = self.connection.execute(
            self.state.practice["id"], call.who, DOCUMENTS[call.operation], {"input": call.given}
        )
        kept, seen = self.state.stored_answer(call), actual_outcome(payload)
        is_replay = kept is not None and kept.call == call
        assert payload["replayed"] is is_replay
        if kept and is_replay:
            assert not list(differences(asdict(seen), asdict(actual_outcome(kept.answer)))), "what was done then"
            self._records_are_as_now(call, payload)
            return payload
        new_files = [id_ for id_ in attachment_ids(payload) if id_ not in self.state.attachment_ids()]
        expected, self.state = apply(call, self.state, self._today.isoformat(), seen.saved or "", new_files)
        assert not list(differences(asdict(seen), asdict(allow_alternatives(expected, seen))))
        self._records_are_as_now(call, payload)
        if not expected.errors:
            self.state = self.state.with_answer(call, payload)
        return payload

    def _records_are_as_now(self, call: Call, payload: Fact) -> None:
        for kind, told in returned_records(payload):
            fact, to_client = getattr(self.state, kind)[told["id"]], call.who in self.state.clients
            assert not list(differences(told, expected_record(kind, fact, to_client=to_client)))

    @property
    def _today(self) -> date:
        return today(self.time_zone)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a server for these tests alone."""
    with run_server(tmp_path_factory.mktemp("model"), "migrate") as server:
        connection = Connection(server)
        yield connection
        connection.close()


@pytest.fixture(scope="module")
def other_practice(connection: Connection) -> Practice:
    """Another practice on the same server, which does nothing."""
    other_practice = Practice(connection, State({}))
    other_practice.open(TIME_ZONES[0], 0)
    other_practice.step(("createUpload", {**inputs.AN_UPLOAD, "by": "staff"}), inputs.PLAIN)
    return other_practice


@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + RUNS, RUNS_PER_TEST))
def test_the_server_does_as_the_laws_say(connection: Connection, other_practice: Practice, first: int) -> None:
    @seed(first)
    def practice() -> Practice:
        return Practice(connection, other_practice.state)

    run_state_machine_as_test(
        cast("type[Practice]", practice),
        settings=settings(
            # The first run is always the simplest there is: it comes on top.
            max_examples=1 + min(RUNS_PER_TEST, FIRST_SEED + RUNS - first),
            stateful_step_count=STEPS,
            phases=(Phase.generate, Phase.shrink) if IS_SEARCH else (Phase.generate,),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    other_practice.agrees_with_the_model()


@pytest.mark.parametrize("file", sorted(Path(model.__file__).parent.glob("*.py")), ids=lambda file: file.stem)
def test_the_model_shares_no_code_with_the_server(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    shared = {module.split(".")[0] for module in modules} & {"gql", "store", "insurance", "support"}
    assert not shared or file.stem == "connection"

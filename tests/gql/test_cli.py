"""The command line: what each command does, and the one-line message when it refuses."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import jwt
import pytest

from gql.global_ids import global_id, local_id
from store.demo.cast import CLEO, OTHER_PRACTICE, PRACTICE
from support.api_client import KEY
from support.command_line import CommandLine
from support.paths import ROOT

PRACTICE_ID = global_id("Practice", PRACTICE.id)
CLIENT_ID = global_id("Client", CLEO.id)


@pytest.fixture
def policybook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line in an empty folder."""
    return CommandLine(tmp_path, monkeypatch, capsys)


@pytest.fixture
def migrated(policybook: CommandLine) -> CommandLine:
    """The command line where the database has its tables."""
    policybook("migrate")
    return policybook


def test_migrating_twice_is_migrating_once(policybook: CommandLine) -> None:
    assert policybook("migrate").output == policybook("migrate").output == "The database is up to date."


def test_the_demo_is_loaded_once(migrated: CommandLine) -> None:
    assert migrated("demo").output == "The demo practices are loaded."
    assert migrated("demo").output == "The database has practices already: nothing was loaded."
    practices = migrated("practice", "list").output.splitlines()
    assert [line.split()[0] for line in practices] == [PRACTICE_ID, global_id("Practice", OTHER_PRACTICE.id)]


def test_the_demo_leaves_a_database_alone_that_is_not_empty(migrated: CommandLine) -> None:
    migrated("practice", "add", "Ours")
    assert migrated("demo", "--when-empty").output == "The database has practices already: nothing was loaded."
    assert len(migrated("practice", "list").output.splitlines()) == 1
    assert migrated("demo").output == "The demo practices are loaded."


@pytest.mark.parametrize("name", ["Elm Street", "  Elm \t Street ", "Praxis Müller & Söhne 😀", "x" * 100, "--help me"])
def test_a_practices_id_goes_from_one_command_to_the_next(migrated: CommandLine, name: str) -> None:
    id_ = migrated("practice", "add", "--time-zone", "America/Denver", "--", name).output
    assert migrated("practice", "list").output == f"{id_}  {' '.join(name.split())}  (America/Denver)"
    token = migrated("token", "--practice", id_, "--role", "practitioner", local_key=KEY).output
    assert claims(token)["practice"] == local_id("Practice", id_)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param([""], "name", id="no name"),
        pytest.param(["  "], "name", id="a blank name"),
        pytest.param(["x" * 101], "name", id="a long name"),
        pytest.param(["a\u0000b"], "name", id="a NUL"),
        pytest.param(["a\u202eb"], "name", id="text that turns around"),
        pytest.param(["\udcff"], "name", id="bytes that are no text"),
        pytest.param(["Elm", "--time-zone", ""], "time zone", id="no zone"),
        pytest.param(["Elm", "--time-zone", "Mars/Olympus"], "time zone", id="an unknown zone"),
        pytest.param(["Elm", "--time-zone", "../../etc/passwd"], "time zone", id="a path as zone"),
        pytest.param(["Elm", "--time-zone", "america/new_york"], "time zone", id="small letters"),
    ],
)
def test_a_practice_that_cannot_be_kept_is_refused(migrated: CommandLine, arguments: list[str], reason: str) -> None:
    assert reason in migrated("practice", "add", *arguments).error
    assert migrated("practice", "list").output == ""


@pytest.mark.parametrize("command", [["demo"], ["practice", "add", "Elm"], ["practice", "list"], ["serve"]])
def test_a_database_without_tables_is_refused(policybook: CommandLine, command: list[str]) -> None:
    assert "Run `policybook migrate` first" in policybook(*command).error


def claims(token: str) -> dict[str, str]:
    decoded: dict[str, str] = jwt.decode(token, KEY, ["HS256"], audience="policybook-api")
    return {name: decoded[name] for name in ("role", "practice", "client", "name", "sub") if name in decoded}


@pytest.mark.parametrize(
    "practice", [PRACTICE_ID, PRACTICE.id, PRACTICE.id.upper()], ids=["shown", "plain", "capitals"]
)
@pytest.mark.parametrize("client", [CLIENT_ID, CLEO.id], ids=["shown", "plain"])
def test_a_token_takes_ids_as_the_api_shows_them_or_plain(policybook: CommandLine, practice: str, client: str) -> None:
    token = policybook("token", "--practice", practice, "--role", "client", "--client", client, local_key=KEY).output
    assert claims(token) == {
        "role": "CLIENT",
        "practice": PRACTICE.id,
        "client": CLEO.id,
        "sub": f"local:{CLEO.id}",
    }


def test_a_practitioners_token_carries_their_name(policybook: CommandLine) -> None:
    arguments = ["token", "--practice", PRACTICE_ID, "--role", "Practitioner", "--name", "Pat Rivera"]
    assert claims(policybook(*arguments, local_key=KEY).output) == {
        "role": "PRACTITIONER",
        "practice": PRACTICE.id,
        "name": "Pat Rivera",
        "sub": "local:Pat Rivera",
    }


@pytest.mark.parametrize(
    ("arguments", "settings", "reason"),
    [
        pytest.param(["x", "practitioner"], {}, "not the id of a practice", id="an id that is none"),
        pytest.param([CLIENT_ID, "practitioner"], {}, "not the id of a practice", id="a client's id"),
        pytest.param([PRACTICE_ID, "client"], {}, "--client", id="which client"),
        pytest.param(
            [PRACTICE_ID, "client", "--client", "x"], {}, "not the id of a client", id="a client that is none"
        ),
        pytest.param([PRACTICE_ID, "client", "--client", PRACTICE_ID], {}, "of a client", id="a practice's id"),
        pytest.param([PRACTICE_ID, "practitioner", "--client", CLIENT_ID], {}, "--client", id="staff as a client"),
        pytest.param([PRACTICE_ID, "practitioner"], {"profile": "production"}, "LOCAL_KEY must be set", id="no key"),
    ],
)
def test_a_token_that_would_prove_nothing_is_refused(
    policybook: CommandLine, arguments: list[str], settings: dict[str, str], reason: str
) -> None:
    practice, role, *client = arguments
    assert reason in policybook("token", "--practice", practice, "--role", role, *client, **settings).error


def test_a_role_that_is_none_is_refused(policybook: CommandLine) -> None:
    printed = policybook("token", "--practice", PRACTICE_ID, "--role", "admin", local_key=KEY)
    assert (printed.code, printed.out) == (2, "")
    assert "'admin'" in printed.err


def test_the_schema_is_printed_as_it_is_kept(policybook: CommandLine) -> None:
    assert policybook("schema").out == (ROOT / "schema.graphql").read_text(encoding="utf-8")


def test_production_without_a_key_is_refused(migrated: CommandLine) -> None:
    assert "POLICYBOOK_LOCAL_KEY must be set in production" in migrated("serve", profile="production").error


@contextmanager
def serving(folder: Path, port: int, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    """`policybook serve` in a process of its own, with settings of its own, ready to answer."""
    command = [str(Path(sys.executable).with_name("policybook")), "serve", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POLICYBOOK_")}
    environment |= {f"POLICYBOOK_{name.upper()}": value for name, value in settings.items()}
    with subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            while process.poll() is None and not _is_ready(port):
                time.sleep(0.05)
            yield process
        finally:
            process.kill()


def _is_ready(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200
    except httpx2.TransportError:
        return False


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_server_serves_alone_and_stops_when_told(
    migrated: CommandLine, tmp_path: Path, port: int, stop: signal.Signals
) -> None:
    practice = migrated("practice", "add", "Elm Street").output
    token = migrated("token", "--practice", practice, "--role", "practitioner").output
    with serving(tmp_path, port) as process:
        answer = httpx2.post(
            f"http://127.0.0.1:{port}/graphql",
            json={"query": "{ viewer { practice { name } } }"},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.json() == {"data": {"viewer": {"practice": {"name": "Elm Street"}}}}
        for command in (["serve"], ["migrate"], ["demo"]):
            assert migrated(*command).error == "policybook.db is in use by another policybook process"
        assert practice in migrated("practice", "list").output
        unlocked = migrated("demo", "--when-empty").output
        assert unlocked == "The database has practices already: nothing was loaded."
        process.send_signal(stop)
        printed, _ = process.communicate(timeout=10)
    assert (process.returncode, printed.splitlines()[0]) == (
        0,
        f"Policybook serves its GraphQL API at http://127.0.0.1:{port}/graphql",
    )
    assert "Traceback" not in printed
    assert stat.S_IMODE((tmp_path / "policybook.db.key").stat().st_mode) == 0o600
    assert not (tmp_path / "policybook.db-wal").exists()


@pytest.mark.parametrize("portal", ["", "https://portal.example/"])
@pytest.mark.usefixtures("migrated")
def test_production_says_when_its_invitations_lead_nowhere(tmp_path: Path, port: int, portal: str) -> None:
    url = {"portal_url": portal} if portal else {}
    with serving(tmp_path, port, profile="production", local_key=KEY, **url) as process:
        assert httpx2.get(f"http://127.0.0.1:{port}/").status_code == 404
        process.send_signal(signal.SIGTERM)
        printed, _ = process.communicate(timeout=10)
    assert ("POLICYBOOK_PORTAL_URL is not set: links of invitations lead to /" in printed) is (portal == "")


def test_a_port_that_is_taken_is_a_failure(migrated: CommandLine, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with serving(tmp_path, taken.getsockname()[1]) as process:
            printed, _ = process.communicate(timeout=10)
    assert process.returncode not in (0, None)
    assert "Traceback" not in printed

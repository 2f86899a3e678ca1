"""What is counted is what happened, no label comes from a caller, and the dashboard and the guide name what exists."""

import asyncio
import re
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import orjson
import pytest
from prometheus_client.parser import text_string_to_metric_families

from gql.listening import Address
from gql.observability.loop_lag import measured_loop_lag
from gql.observability.metrics import Metrics
from gql.settings import Settings
from support.api_client import KEY
from support.command_line import CommandLine
from support.operations import OPERATIONS
from support.paths import ROOT
from support.raw_sockets import answer_to
from support.sandbox import Sandbox
from support.server import run_server

DASHBOARD = orjson.loads((ROOT / "docs" / "grafana-dashboard.json").read_bytes())
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def value(sandbox: Sandbox, name: str, **labels: object) -> float:
    """The value of a metric, 0 if there is none."""
    metrics: Metrics = sandbox.app.state.metrics
    text = {label: str(given) for label, given in labels.items()}
    return metrics.registry.get_sample_value(f"policybook_{name}", text) or 0


def names_of(metrics: Metrics) -> set[str]:
    """Every name that a query may use."""
    families = list(metrics.registry.collect())
    return {f"{family.name}_total" if family.type == "counter" else family.name for family in families}


async def test_a_request_is_counted_by_operation_status_and_code(sandbox: Sandbox) -> None:
    operation = next(each for each in OPERATIONS if not each.is_mutation and each.sender == "Pat")
    await sandbox.pat.post(operation.query, operation.variables)
    await sandbox.pat.post("{")
    await sandbox.pat.post("query MadeUp { viewer { role } }")
    await sandbox.http.get("/livez")
    await sandbox.http.get("/made/up")
    assert value(sandbox, "requests_total", operation=operation.name, status=200, code="") == 1
    assert value(sandbox, "requests_total", operation="other", status=200, code="GRAPHQL_PARSE_FAILED") == 1
    assert value(sandbox, "requests_total", operation="other", status=200, code="") == 1
    assert value(sandbox, "requests_total", operation="/livez", status=200, code="") == 1
    assert value(sandbox, "requests_total", operation="other", status=404, code="NOT_FOUND") == 1
    assert value(sandbox, "request_duration_seconds_count", operation=operation.name) == 1
    assert value(sandbox, "sql_statements_total", operation=operation.name) >= 1
    assert value(sandbox, "requests_under_way") == 0


async def test_no_caller_makes_a_label(sandbox: Sandbox) -> None:
    metrics: Metrics = sandbox.app.state.metrics
    await sandbox.pat.post("query Known { viewer { role } }")

    def series() -> int:
        return sum(len(family.samples) for family in metrics.registry.collect() if "policybook" in family.name)

    before = series()
    for number in range(30):
        await sandbox.pat.post(f"query Attack{number} {{ a{number}: viewer {{ role }} }}")
        await sandbox.pat.post("query Known { viewer { role } }", {f"v{number}": number})
    assert series() == before


async def test_an_act_is_counted_by_what_became_of_it(sandbox: Sandbox) -> None:
    await sandbox.save("addPayer", name="New payer")
    await sandbox.save("addPayer", name="")
    client = await sandbox.add_client()
    await sandbox.save("addPolicy", **sandbox.policy_of(client), dryRun=True)
    await sandbox.api("nobody").execute('mutation { addPayer(input: { name: "x" }) { payer { id } } }')
    assert value(sandbox, "acts_total", act="addPayer", outcome="saved") == 1
    assert value(sandbox, "acts_total", act="addPayer", outcome="refused") == 1
    assert value(sandbox, "acts_total", act="addClient", outcome="saved") == 1
    assert value(sandbox, "acts_total", act="addPolicy", outcome="dry_run") == 1
    assert value(sandbox, "acts_total", act="addPolicy", outcome="saved") == 0


async def test_writes_that_wait_for_the_database_are_a_queue(sandbox: Sandbox) -> None:
    add = 'mutation {{ addPayer(input: {{ name: "P{}" }}) {{ payer {{ id }} }} }}'
    under_way = [asyncio.create_task(sandbox.pat.data(add.format(number))) for number in range(8)]
    lengths, used = set(), set()
    while not all(task.done() for task in under_way):
        lengths.add(value(sandbox, "queue_length", queue="writes"))
        used.add(value(sandbox, "pool_in_use", pool="writes"))
        await asyncio.sleep(0.001)
    assert max(lengths) >= 2
    assert max(used) == 1
    assert value(sandbox, "queue_length", queue="writes") == value(sandbox, "pool_in_use", pool="writes") == 0


async def test_a_busy_event_loop_shows() -> None:
    metrics = Metrics([], "1")
    async with measured_loop_lag(metrics.loop_lag):
        await asyncio.sleep(0.01)
        time.sleep(0.6)  # noqa: ASYNC251 - this is what is measured
        await asyncio.sleep(0.01)
    assert (metrics.registry.get_sample_value("policybook_event_loop_lag_seconds_sum") or 0) > 0.2


def test_metrics_are_served_on_an_address_of_their_own_and_nothing_else_is(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with run_server(tmp_path, "migrate", metrics_address=address) as server:
        answer_to(server.port, b"nonsense\r\n\r\n")
        text = urllib.request.urlopen(f"http://{address}/metrics", timeout=20).read().decode()
        families = {family.name: family for family in text_string_to_metric_families(text)}
        assert families["policybook_refused_requests"].samples[0].labels == {"status": "400"}
        assert families["process_resident_memory_bytes"].samples[0].value > 10_000_000
        assert "policybook_event_loop_lag_seconds" in families
        for url in (f"http://{address}/graphql", f"http://{address}/", f"{server.url}/metrics"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(url, timeout=20)  # noqa: S310


def test_an_address_that_is_taken_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    policybook = CommandLine(tmp_path, monkeypatch, capsys)
    settings = {"database_url": f"sqlite+aiosqlite:///{tmp_path}/policybook.db", "local_key": KEY}
    policybook("migrate", **settings)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        error = f"cannot listen on 127.0.0.1:{port}: Address already in use."
        assert policybook("serve", "--port", str(port), **settings).error == error
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            own = str(free.getsockname()[1])
        assert policybook("serve", "--port", own, **settings, metrics_address=f"127.0.0.1:{port}").error == error
    assert (
        "cannot listen on 192.0.2.1:80: "
        in policybook("serve", "--host", "192.0.2.1", "--port", "80", **settings).error
    )


@pytest.mark.parametrize("text", ["9464", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "http://a:1", "::1:9464", ""])
def test_an_address_is_a_host_and_a_port(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYBOOK_METRICS_ADDRESS", text)
    with pytest.raises(ValueError, match="a host and a port"):
        Settings()
    assert str(Address.parse("[::1]:9464")) == "[::1]:9464"


async def test_every_metric_of_the_dashboard_exists_and_every_metric_is_on_it(sandbox: Sandbox) -> None:
    queries = [target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ())]
    named = {name for query in queries for name in re.findall(r"\b(?:policybook|process|python)_\w+", query)}
    named = {re.sub("_(bucket|sum|count)$", "", name) for name in named}
    existing = names_of(sandbox.app.state.metrics)
    assert named <= existing
    assert {name for name in existing if name.startswith("policybook_")} <= named


async def test_every_metric_is_listed_in_the_guide_with_its_labels(sandbox: Sandbox) -> None:
    await sandbox.save("addPayer", name="New payer")
    listed = dict(re.findall(r"^\| `(policybook_\w+)` \| (.*?) \|", GUIDE, re.MULTILINE))
    metrics: Metrics = sandbox.app.state.metrics
    assert set(listed) == {name for name in names_of(metrics) if name.startswith("policybook_")}
    for family in metrics.registry.collect():
        for sample in family.samples:
            if sample.name in listed:
                assert set(re.findall(r"`(\w+)`", listed[sample.name])) == set(sample.labels), sample.name

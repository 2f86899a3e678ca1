"""A trace shows where the time of a request went, and nothing of what it was about."""

import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from gql import app
from gql.observability.tracing import Tracer, open_tracer
from support.operations import OPERATIONS
from support.sandbox import Sandbox, sandbox_on_copy

SECRETS = ("Cleo", "Marchetti", "440817263", "Somebody")


@pytest.fixture
def spans() -> InMemorySpanExporter:
    """The spans that have ended."""
    return InMemorySpanExporter()


@pytest.fixture
async def traced(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spans: InMemorySpanExporter
) -> AsyncIterator[Sandbox]:
    """The API with traces."""
    monkeypatch.setattr(app, "open_tracer", lambda: Tracer(SimpleSpanProcessor(spans)))
    async with sandbox_on_copy(demo_file, tmp_path / "policybook.db") as sandbox:
        yield sandbox


def parents(spans: Sequence[ReadableSpan]) -> dict[str, set[str]]:
    """The name of the span within which spans of each name lie."""
    names = {span.context.span_id: span.name for span in spans if span.context}
    found: dict[str, set[str]] = {}
    for span in spans:
        found.setdefault(span.name, set()).add(names.get(span.parent.span_id, "remote") if span.parent else "")
    return found


async def test_a_request_an_act_and_a_statement_are_spans_within_each_other(
    traced: Sandbox, spans: InMemorySpanExporter
) -> None:
    trace_id = "ab" * 16
    traced.http.headers["traceparent"] = f"00-{trace_id}-{'cd' * 8}-01"
    await traced.save_record("addPayer", name="Somebody new")
    found = spans.get_finished_spans()
    request = "POST /graphql Save"
    within = parents(found)
    assert {"SELECT", "BEGIN", "INSERT"} < set(within)
    assert (within.pop(request), within.pop("addPayer")) == ({"remote"}, {request})
    # What the payload selects is read after the act.
    assert within.pop("SELECT") <= {"addPayer", request}
    assert set().union(*within.values()) == {"addPayer"}
    assert {f"{span.context.trace_id:032x}" for span in found if span.context} == {trace_id}
    by_name: dict[str, Any] = {span.name: dict(span.attributes or {}) for span in found}
    assert by_name["addPayer"] == {"policybook.act.outcome": "saved"}
    assert by_name[request] == {
        "http.request.method": "POST",
        "http.route": "/graphql",
        "http.response.status_code": 200,
        "graphql.operation.name": "Save",
    }
    assert by_name["INSERT"]["db.query.text"].startswith("INSERT INTO ")
    assert "?" in by_name["INSERT"]["db.query.text"]


async def test_no_span_has_a_value(traced: Sandbox, spans: InMemorySpanExporter) -> None:
    for operation in OPERATIONS:
        await traced.api(operation.sender).post(operation.query, operation.variables)
    await traced.pat.post('{ clients(search: "Cleo Marchetti") { nodes { displayName policies { memberId } } } }')
    await traced.http.get("/files/Cleo?Marchetti")
    found = spans.get_finished_spans()
    assert len(found) > 100
    text = "".join(span.to_json() for span in found)
    assert [secret for secret in SECRETS if secret in text] == []
    assert all(not span.events for span in found)


async def test_a_failure_shows_without_its_text(
    traced: Sandbox, spans: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gql.mutations import add_payer  # noqa: PLC0415 - only this test breaks it

    def fail(*_: object, **__: object) -> None:
        raise KeyError("Somebody")

    monkeypatch.setattr(add_payer, "fields_set", fail)
    await traced.pat.post('mutation { addPayer(input: { name: "x" }) { payer { id } } }')
    (act,) = (span for span in spans.get_finished_spans() if span.name == "addPayer")
    assert (act.status.is_ok, dict(act.attributes or {})) == (False, {"policybook.act.outcome": "failed"})
    assert "Somebody" not in act.to_json()


def test_there_are_no_traces_unless_a_collector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    assert open_tracer() is None
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    tracer = open_tracer()
    assert tracer
    tracer.close()
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    assert open_tracer() is None


def test_the_server_imports_no_tracing_without_a_collector() -> None:
    code = "import sys, gql.cli; print([name for name in sys.modules if name.startswith('opentelemetry')])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_without_the_packages_a_collector_is_one_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    assert open_tracer() is None
    assert "policybook[tracing]" in caplog.text

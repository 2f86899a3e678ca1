"""Traces by OpenTelemetry, an optional extra: a span for each request, act and statement.

Spans carry names, codes and statements with bind parameters in place of values. Without the packages of
`policybook[tracing]`, or without the address of a collector in the environment, there is no tracer and no cost.
"""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor

log = logging.getLogger("policybook")

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_STATEMENT_CHARACTERS = 2_000


class _Act(Protocol):
    name: str
    outcome: str


class _Request(Protocol):
    method: str
    route: str
    operation: str | None
    status: int


class Tracer:
    """Makes spans and sends them in the background. Call `close` when done, which sends the last ones."""

    def __init__(self, processor: "SpanProcessor") -> None:
        """The processor gets each span when it has ended."""
        from opentelemetry import trace  # noqa: PLC0415 - the package is optional
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415

        attributes = {"service.version": version("policybook")}
        if "OTEL_SERVICE_NAME" not in os.environ:
            attributes["service.name"] = "policybook"
        self._provider: TracerProvider = TracerProvider(resource=Resource.create(attributes))
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("policybook")
        self._context_of = TraceContextTextMapPropagator().extract
        self._kinds = trace.SpanKind
        self._failed = trace.Status(trace.StatusCode.ERROR)

    def close(self) -> None:
        """Sends the spans that wait. Blocks for as long as the collector takes, up to its time-out."""
        self._provider.shutdown()

    @contextmanager
    def request(self, request: _Request, headers: Mapping[str, str]) -> Iterator[None]:
        """The span of a request, within the trace that its header `traceparent` names.

        It records no exception: its text may quote a record.
        """
        parent = self._context_of(headers)
        with self._tracer.start_as_current_span(
            request.method, parent, self._kinds.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            finally:
                span.update_name(" ".join(filter(None, (request.method, request.route, request.operation))))
                span.set_attribute("http.request.method", request.method)
                span.set_attribute("http.route", request.route)
                span.set_attribute("http.response.status_code", request.status)
                if request.operation:
                    span.set_attribute("graphql.operation.name", request.operation)
                if request.status >= 500:
                    span.set_status(self._failed)

    @contextmanager
    def act(self, act: _Act) -> Iterator[None]:
        """The span of an act. It records no exception either."""
        with self._tracer.start_as_current_span(
            act.name, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            finally:
                span.set_attribute("policybook.act.outcome", act.outcome)
                if act.outcome == "failed":
                    span.set_status(self._failed)

    def statement(self, sql: str) -> Callable[[], None]:
        """The span of a statement. Call the result at its end."""
        operation = sql.partition(" ")[0][:20]
        attributes = {
            "db.system.name": "sqlite",
            "db.operation.name": operation,
            "db.query.text": sql[:_STATEMENT_CHARACTERS],
        }
        return self._tracer.start_span(operation, kind=self._kinds.CLIENT, attributes=attributes).end


def open_tracer() -> Tracer | None:
    """The tracer, if OTEL_EXPORTER_OTLP_ENDPOINT or its variant for traces is set. The SDK reads other variables."""
    if not any(map(os.environ.get, _ENDPOINTS)) or os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        log.warning("there are no traces: the packages of policybook[tracing] are not installed")
        return None
    return Tracer(BatchSpanProcessor(OTLPSpanExporter()))

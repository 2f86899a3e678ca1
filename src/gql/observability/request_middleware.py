"""Watches every request: returns its id, writes its line to the log, and counts it."""

import logging
import time
from contextlib import nullcontext

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gql.observability.metrics import Metrics
from gql.observability.request_id import request_id
from gql.observability.request_record import RequestRecord, current
from gql.observability.tracing import Tracer
from store.db import statements

log = logging.getLogger("policybook.request")

CLIENT_LEFT = 499
"""The status in log and metrics where the client left before the response began; nobody ever gets it."""

_QUIET = frozenset({"/livez", "/readyz"})
"""Routes that are asked every few seconds. Only what goes wrong with them is worth a line."""


class RequestMiddleware:
    """Watches the requests to an application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, tracer: Tracer | None = None) -> None:
        """Without a tracer there are no traces."""
        self._app, self._metrics, self._tracer = app, metrics, tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = RequestRecord(request_id(scope["headers"]), scope["method"], self._tracer)
        id_field = (b"x-request-id", record.id.encode())

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                message["headers"] = [*message.get("headers", ()), id_field]
            elif message["type"] == "http.response.body":
                record.sent_bytes += len(message.get("body", b""))
            await send(message)

        tokens = current.set(record), statements.listener.set(record.statement)
        self._metrics.requests_under_way += 1
        try:
            with self._span(record, scope):
                try:
                    await self._app(scope, receive, watch)
                finally:
                    _end(record, scope)
        finally:
            self._metrics.requests_under_way -= 1
            self._metrics.count(record)
            log_request(record)
            current.reset(tokens[0])
            statements.listener.reset(tokens[1])

    def _span(self, record: RequestRecord, scope: Scope) -> "nullcontext[None]":
        if self._tracer is None:
            return nullcontext()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        return self._tracer.request(record, headers)  # type: ignore[return-value]  # both are context managers


def _end(record: RequestRecord, scope: Scope) -> None:
    record.seconds = time.perf_counter() - record.started
    record.route = getattr(scope.get("route"), "path", "")
    record.status = record.status or CLIENT_LEFT


def log_request(record: RequestRecord) -> None:
    """Writes the line of a request to the log."""
    if log.isEnabledFor(logging.INFO) and (record.route not in _QUIET or record.status >= 400):
        log.info("request", extra={"request": record})

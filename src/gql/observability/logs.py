"""How log lines look: for people in development, as one JSON object a line for programs.

Lines have no text of an exception, which may quote a record: its class and the lines of code are enough.
"""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from gql.observability.request_record import RequestRecord, current

LogFormat = Literal["text", "json"]


def configure_logs(log_format: LogFormat) -> None:
    """Sends every log line of the process to standard error in this format. Run once, at start."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("policybook").setLevel(logging.INFO)
    # What no line shows is not looked up.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    # Where standard error is a file on a full disk, the line is lost: nothing more can be said about it.
    logging.raiseExceptions = False


class JsonFormatter(logging.Formatter):
    """One JSON object for each line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": _time(record).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        request: RequestRecord | None = getattr(record, "request", None)
        if request:
            line |= fields(request)
        elif request := current.get():
            line["request_id"] = request.id
        return orjson.dumps(line, default=str).decode()


class TextFormatter(logging.Formatter):
    """A line for people, such as `12:00:01.250 POST /graphql Chart 200 in 8.1 ms ...`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; the lines of code of an exception follow it."""
        time = _time(record).astimezone().isoformat(sep=" ", timespec="milliseconds")[11:23]
        request: RequestRecord | None = getattr(record, "request", None)
        if request:
            return f"{time} {_sentence(request)}"
        within = f" (request {found.id})" if (found := current.get()) else ""
        return f"{time} {record.levelname} {record.name}: {_message(record)}{within}"


def fields(request: RequestRecord) -> dict[str, object]:
    """What the line of a request says, by name. `ms` are milliseconds, `bytes` those of the response's body."""
    return {
        "request_id": request.id,
        "method": request.method,
        "route": request.route,
        "operation": request.operation,
        "document": request.document,
        "role": request.role.value.lower() if request.role else None,
        "practice": request.practice_id,
        "status": request.status,
        "codes": list(request.codes),
        "ms": round(request.seconds * 1000, 1),
        "statements": request.statements,
        "bytes": request.sent_bytes,
    }


def _sentence(request: RequestRecord) -> str:
    what = " ".join(filter(None, (request.method, request.route or "(no route)", request.operation)))
    codes = f" {', '.join(request.codes)}" if request.codes else ""
    cost = f"{request.seconds * 1000:.1f} ms, {request.statements} statements, {request.sent_bytes} bytes"
    role = f", {request.role.value.lower()}" if request.role else ""
    return f"{what} {request.status}{codes} in {cost}{role} (request {request.id})"


def _time(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if not record.exc_info or record.exc_info[0] is None:
        return message
    kind, _, where = record.exc_info
    return f"{message}: {kind.__name__}\n{''.join(traceback.format_tb(where))}"

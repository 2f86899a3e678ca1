"""`policybook`, with the processor time measured of each step that holds its event loop.

    python -m bench.attack.measured_server HOLDS serve --port 8000

HOLDS is the file to which each long hold is appended, as one line of JSON: its seconds, how many of them the garbage
collector took, its step, and the id of its request. A step is what a task does until it waits, or what the protocol
does with the bytes that arrived. What uvloop does itself is not measured. Worker processes import this module too, so
it must import nothing that is large before `main` runs.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

REPORTED = 0.02
"""Seconds of processor time from which on a hold is reported."""


class HoldLog:
    """The file of long holds."""

    def __init__(self, path: Path, current_id: Callable[[], str]) -> None:
        """`current_id` gives the id of the request that the running step belongs to."""
        self._file, self._current_id = path.open("a", encoding="utf-8"), current_id
        self._collecting_since = self._collector_seconds = 0.0
        gc.callbacks.append(self._watch_collector)

    def _watch_collector(self, phase: str, _: object) -> None:
        if phase == "start":
            self._collecting_since = time.thread_time()
        else:
            self._collector_seconds += time.thread_time() - self._collecting_since

    def note(self, seconds: float, step: str, request: str | None = None) -> None:
        """Appends the hold if it is long."""
        if seconds >= REPORTED:
            found = self._current_id() if request is None else request
            hold = {
                "seconds": round(seconds, 4),
                "collector": round(self._collector_seconds, 4),
                "step": step,
                "request": found,
            }
            self._file.write(json.dumps(hold) + "\n")
            self._file.flush()
        self._collector_seconds = 0.0


def request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The id that the request was sent with."""
    return next((value.decode("latin-1") for name, value in headers if name == b"x-request-id"), "")


class MeasuredCoroutine(Coroutine[Any, Any, Any]):
    """A coroutine whose every step is measured."""

    def __init__(self, inner: Coroutine[Any, Any, Any], holds: HoldLog) -> None:
        """Steps are noted in `holds`."""
        self._inner, self._holds, self._name = inner, holds, getattr(inner, "__qualname__", "")
        frame = getattr(inner, "cr_frame", None)
        # uvicorn's object for one request. When its last step ends, no context variable knows the request any more.
        self._cycle = frame.f_locals.get("self") if frame and self._name == "RequestResponseCycle.run_asgi" else None

    def send(self, value: Any) -> Any:
        """Takes a step."""
        began = time.thread_time()
        try:
            return self._inner.send(value)
        finally:
            self._note(time.thread_time() - began)

    def throw(self, *error: Any) -> Any:
        """Takes a step with an exception."""
        began = time.thread_time()
        try:
            return self._inner.throw(*error)
        finally:
            self._note(time.thread_time() - began)

    def _note(self, seconds: float) -> None:
        request = request_id(self._cycle.scope["headers"]) if self._cycle and seconds >= REPORTED else None
        self._holds.note(seconds, self._name, request)

    def close(self) -> None:
        """Ends the coroutine."""
        self._inner.close()

    def __await__(self) -> Any:
        """Not needed: a task takes the steps."""
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:
        """What anyio and asyncio ask a coroutine for, such as its frame."""
        return getattr(self._inner, name)


def main() -> None:
    """Runs the command line that follows the path of the holds."""
    holds, sys.argv = Path(sys.argv[1]), ["policybook", *sys.argv[2:]]
    _measure(holds)
    from gql.__main__ import main as run  # noqa: PLC0415 - see above

    run()


def _measure(path: Path) -> None:
    from uvicorn import Config  # noqa: PLC0415 - see above

    from gql.http.http_protocol import LimitedHttpProtocol  # noqa: PLC0415
    from gql.observability.request_record import current_request  # noqa: PLC0415

    holds = HoldLog(path, lambda: current_request().id)
    get_loop_factory, data_received = Config.get_loop_factory, LimitedHttpProtocol.data_received

    def task(loop: asyncio.AbstractEventLoop, coroutine: Any, **more: Any) -> Any:
        return asyncio.Task(MeasuredCoroutine(coroutine, holds), loop=loop, **more)

    def measured_factory(config: Config) -> Callable[[], asyncio.AbstractEventLoop]:
        create = get_loop_factory(config)
        assert create

        def create_loop() -> asyncio.AbstractEventLoop:
            loop = create()
            loop.set_task_factory(task)
            return loop

        return create_loop

    def measured_bytes(protocol: LimitedHttpProtocol, data: bytes) -> None:
        began = time.thread_time()
        data_received(protocol, data)
        seconds = time.thread_time() - began
        if seconds >= REPORTED:
            holds.note(seconds, "data_received", request_id(getattr(protocol, "headers", ())))

    Config.get_loop_factory = measured_factory  # type: ignore[method-assign, assignment]
    LimitedHttpProtocol.data_received = measured_bytes  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    main()

"""The server process: uvicorn with the limits of `http_limits`, on one address, until a signal ends it."""

import resource
import signal
import socket
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from gql.http.http_limits import HttpLimits
from gql.http.http_protocol import LimitedHttpProtocol
from gql.listening import Address

_OTHER_FILES = 512
"""Descriptors for all that is no connection: the database, uploads under way, workers, the file store."""

KEEP_ALIVE_SECONDS = 620
"""How long an idle connection is kept, unless there are too many.

It is longer than proxies keep theirs (nginx 60 seconds, Caddy 120, Google Cloud 600): were the server the first to
close one, a request could meet the closing, and a proxy may not send a POST again (RFC 9110, 9.2.2).
"""


def run_server(app: ASGIApp, address: Address, sockets: list[socket.socket], trusted_proxies: Iterable[str]) -> None:
    """Serves the application on the sockets, which listen on the address, until SIGTERM, SIGINT or SIGHUP.

    Requests under way get ten seconds more.
    """
    server = uvicorn.Server(server_config(app, address.host, address.port, trusted_proxies, fitting_limits()))
    _end_in_order(server)
    try:
        server.run(sockets)
    except KeyboardInterrupt:
        return
    if not server.started:
        sys.exit(1)


def fitting_limits() -> HttpLimits:
    """The limits, with no more connections than this process may have files open."""
    limits = HttpLimits()
    return replace(limits, connections=min(limits.connections, _most_files(limits) - _OTHER_FILES))


def server_config(
    app: ASGIApp | str, host: str, port: int, trusted_proxies: Iterable[str], limits: HttpLimits
) -> uvicorn.Config:
    """uvicorn's settings. X-Forwarded-For and X-Forwarded-Proto are believed from the trusted proxies only.

    `app` is the application, or where its factory is, for processes that make their own.
    """
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=partial(LimitedHttpProtocol, limits),  # type: ignore[arg-type]  # it is called, and nothing else
        ws="none",
        forwarded_allow_ips=list(trusted_proxies),
        # An access log would keep URLs, and those of GET requests hold queries.
        access_log=False,
        server_header=False,
        # `gql.observability.logs` formats every line.
        log_config=None,
        log_level="warning",
        timeout_graceful_shutdown=10,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )


def _most_files(limits: HttpLimits) -> int:
    """How many files this process may have open, after asking for as many as the limits need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = limits.connections + _OTHER_FILES
    if soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


def _end_in_order(server: uvicorn.Server) -> None:
    """Has every usual signal end the server in order. That it was told to stop is no failure."""

    def end_at_once(_signal: int, _frame: FrameType | None) -> None:
        # uvicorn repeats the signals it has obeyed.
        sys.exit()

    signal.signal(signal.SIGTERM, end_at_once)
    # `nohup` has SIGHUP ignored.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, server.handle_exit)

"""Several processes that serve one port: uvicorn's supervisor, which replaces those that die.

SIGHUP replaces every process, each after its successor is ready; SIGTERM and SIGINT end them in order.
"""

import logging
import signal
import socket
from contextlib import ExitStack
from multiprocessing import current_process

from starlette.applications import Starlette
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from gql.app import create_app
from gql.garbage_collector import tune_garbage_collector
from gql.http.server import fitting_limits, server_config
from gql.listening import Address, CannotListen
from gql.observability.logs import configure_logs
from gql.observability.metrics_server import serve_metrics
from gql.settings import Settings

READY_SECONDS = 30
"""How long a new process may take until it answers, and a running one to say that it is alive."""

_kept_open = ExitStack()


class WorkersFailed(Exception):
    """A process cannot start, and no other would."""


def run_workers(settings: Settings, address: Address, sockets: list[socket.socket], workers: int) -> None:
    """Serves the application by so many processes, until a signal ends them. Raises WorkersFailed."""
    configure_logs(settings.resolved_log_format)
    config = server_config(
        "gql.workers:create_worker", address.host, address.port, settings.trusted_proxies, fitting_limits()
    )
    config.factory, config.workers, config.timeout_worker_healthcheck = True, workers, READY_SECONDS
    supervisor = Multiprocess(config, sockets)
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise WorkersFailed("a process could not start. The lines above say why.")


def create_worker() -> Starlette:
    """The application of one process, with what else the process needs. Settings come from the environment."""
    # A terminal that hangs up is for the supervisor.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    settings = Settings()
    configure_logs(settings.resolved_log_format)
    app = create_app(settings)
    _serve_metrics(settings, app)
    tune_garbage_collector()
    return app


def _serve_metrics(settings: Settings, app: Starlette) -> None:
    """Serves the metrics of this process, at the next port from that of the settings on that no other process uses."""
    address = settings.metrics_listen_address
    if address is None:
        return
    for port in range(address.port, address.port + 64):
        try:
            _kept_open.enter_context(serve_metrics(Address(address.host, port), app.state.metrics.registry))
        except CannotListen:
            continue
        logging.getLogger("policybook").info("%s serves its metrics on port %d", current_process().name, port)
        return

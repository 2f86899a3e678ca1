"""Serves `/metrics` on an address of its own, in a thread: it answers even while the event loop is busy."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

from gql.listening import Address, CannotListen, address_family

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class _Handler(WSGIRequestHandler):
    timeout = 10
    """Seconds that a client may take to send its request."""

    def log_message(self, format: str, *args: object) -> None:
        """Writes nothing: scrapes are not worth a line."""


@contextmanager
def serve_metrics(address: Address | None, registry: CollectorRegistry) -> Iterator[None]:
    """Serves the metrics until the context is left; does nothing without an address. Raises CannotListen."""
    if address is None:
        yield
        return
    metrics: WSGIApplication = make_wsgi_app(registry)
    family = address_family(address)

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/metrics":
            return metrics(environ, start_response)
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"The metrics are at /metrics."]

    class Server(ThreadingWSGIServer):
        address_family = family

    try:
        server = make_server(address.host, address.port, application, Server, _Handler)
    except OSError as error:
        raise CannotListen(address, error) from error
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()

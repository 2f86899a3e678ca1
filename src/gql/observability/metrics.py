"""What the server counts and measures, for Prometheus. No label has a value that a caller chose."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, GCCollector, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from gql.observability.request_record import RequestRecord
from store.db.database import Database

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
OTHER = "other"
"""The label of operations that are not in `schema/operations/`: their names come from the caller."""

refused_requests: Tally[int] = Tally()
"""Requests that the HTTP protocol refused before the application saw them, by status."""


def _refused() -> dict[str, int]:
    return {str(status): count for status, count in refused_requests.copy().items()}


class Metrics:
    """The metrics of one server. The registry is what a scrape reads."""

    def __init__(self, operations: Iterable[str], version: str) -> None:
        """`operations` are the names that may be labels."""
        self._operations = frozenset(operations)
        self.requests_under_way = 0
        self.registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests that were answered.", "operation", "status", "code")
        self._durations = Histogram(
            "policybook_request_duration_seconds",
            "Seconds until a request was answered.",
            ["operation"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._acts = self._counter("acts", "Mutations, by what became of them.", "act", "outcome")
        self._statements = self._counter("sql_statements", "SQL statements executed for requests.", "operation")
        self.loop_lag = Histogram(
            "policybook_event_loop_lag_seconds",
            "How late the event loop runs what is due.",
            buckets=_LAGS,
            registry=self.registry,
        )
        self._gauge("build_info", "The version that runs.", "version").labels(version).set(1)
        self._gauge("requests_under_way", "Requests being answered.").set_function(lambda: self.requests_under_way)
        self._waiting = self._gauge("queue_length", "What waits for its turn.", "queue")
        self._used = self._gauge("pool_in_use", "What of a pool is in use.", "pool")
        self._upload_bytes = self._gauge("upload_bytes_under_way", "Announced bytes of files that arrive.")
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self.watch_counts("refused_requests", "Requests refused before they had a route.", "status", _refused)

    def watch_queue(self, queue: str, length: Callable[[], float]) -> None:
        """Reads the length of a queue at each scrape."""
        self._waiting.labels(queue).set_function(length)

    def watch_pool(self, pool: str, in_use: Callable[[], float]) -> None:
        """Reads at each scrape how much of a pool is in use."""
        self._used.labels(pool).set_function(in_use)

    def watch_upload_bytes(self, under_way: Callable[[], float]) -> None:
        """Reads at each scrape how many bytes of uploads are under way."""
        self._upload_bytes.set_function(under_way)

    def watch_counts(self, name: str, description: str, label: str, read: Callable[[], Mapping[str, int]]) -> None:
        """A counter whose values, by label, are counted elsewhere and read at each scrape."""
        self.registry.register(_Counts(name, description, label, read))

    def count(self, record: RequestRecord) -> None:
        """Counts a request that was answered."""
        operation = self._label(record)
        self._requests.labels(operation, record.status, next(iter(record.codes), "")).inc()
        self._durations.labels(operation).observe(record.seconds)
        if record.statements:
            self._statements.labels(operation).inc(record.statements)
        for act in record.acts:
            self._acts.labels(act.name, act.outcome).inc()

    def _label(self, record: RequestRecord) -> str:
        """The operation's name if it is known; the route of what is no operation."""
        if record.document is None:
            return record.route or OTHER
        return record.operation if record.operation in self._operations else OTHER

    def _counter(self, name: str, description: str, *labels: str) -> Counter:
        return Counter(f"policybook_{name}", description, labels, registry=self.registry)

    def _gauge(self, name: str, description: str, *labels: str) -> Gauge:
        return Gauge(f"policybook_{name}", description, labels, registry=self.registry)


def watch_database(metrics: Metrics, database: Database) -> None:
    """Reads at each scrape how much of the database's connections is in use, and what waits for one."""
    for name, size, under_way in (
        ("reads", database.connections, lambda: database.reads),
        ("writes", database.writing_connections, lambda: database.writes),
    ):
        metrics.watch_pool(name, partial(_in_use, size, under_way))
        metrics.watch_queue(name, partial(_waiting, size, under_way))


def _in_use(size: int, under_way: Callable[[], int]) -> int:
    return min(size, under_way())


def _waiting(size: int, under_way: Callable[[], int]) -> int:
    return max(0, under_way() - size)


class _Counts(Collector):
    """A counter whose values are counted elsewhere, and read at each scrape."""

    def __init__(self, name: str, description: str, label: str, read: Callable[[], Mapping[str, int]]) -> None:
        self._name, self._description, self._label, self._read = name, description, label, read

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(f"policybook_{self._name}", self._description, labels=[self._label])
        for value, count in self._read().items():
            family.add_metric([value], count)
        yield family

"""Prometheus metrics, one place for their names. Without prometheus-client (the app alone) they count nothing."""

from __future__ import annotations

import contextlib
from typing import Any


class _Nothing:
    """Stands in for a metric where the library is not installed."""

    def labels(self, *_: Any, **__: Any) -> _Nothing:
        return self

    def inc(self, _: float = 1) -> None: ...
    def dec(self, _: float = 1) -> None: ...
    def set(self, _: float) -> None: ...
    def observe(self, _: float) -> None: ...
    def time(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()


try:
    from prometheus_client import Counter, Gauge, Histogram
except ImportError:  # pragma: no cover - the server extra brings it

    def _metric(*_: Any, **__: Any) -> Any:
        return _Nothing()

    Counter = Gauge = Histogram = _metric  # type: ignore[assignment,misc]

QUEUE = Gauge("ventanilla_journal_queue", "Verbs that wait for the writer")
BATCH = Histogram("ventanilla_journal_batch", "Verbs in one transaction", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500))
COMMIT_SECONDS = Histogram(
    "ventanilla_journal_commit_seconds",
    "Time of one transaction",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2),
)
RETRIES = Counter("ventanilla_journal_retries", "Transactions that were tried again", ["reason"])
CONNECTIONS = Gauge("ventanilla_connections", "Open WebSockets", ["kind"])
CUT = Counter("ventanilla_connections_cut", "WebSockets that the server closed", ["code"])
CATCH_UPS = Counter("ventanilla_catch_ups", "Times that a connection read what it missed", ["reason"])
BUS_HINTS = Counter("ventanilla_bus_hints", "Hints on the bus", ["way"])
BUS_DROPPED = Counter("ventanilla_bus_dropped", "Hints that the bus did not take; pings repair")
REFUSED = Counter("ventanilla_refused", "Verbs that were refused", ["codigo"])
REQUESTS = Histogram(
    "ventanilla_http_seconds",
    "Time of an API call",
    ["call", "status"],
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 2),
)

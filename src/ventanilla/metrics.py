"""Prometheus metrics, one place for their names. Without prometheus-client (the app alone) they count nothing.

docs/operations.md tells each of them. No label holds what a person or a tenant chose.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The library's variable: a folder in which the processes that share it add up."""


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


def _sum(name: str, what: str, labels: tuple[str, ...] = ()) -> Any:
    """A gauge whose value is the sum over the processes that live."""
    return Gauge(name, what, labels, multiprocess_mode="livesum")


# --- chats ----------------------------------------------------------------------------------------------

MESSAGES = Counter("ventanilla_messages", "Messages stored", ["author"])
OPENED = Counter("ventanilla_chats_opened", "Chats opened, with a message or still without one")
CLOSED = Counter("ventanilla_chats_closed", "Chats closed")
READ_MARKS = Counter("ventanilla_read_marks", "Read marks that moved")
REFUSED = Counter("ventanilla_refused", "Verbs that were refused", ["codigo"])
REQUESTS = Histogram(
    "ventanilla_http_seconds",
    "Time of an API call",
    ["call", "status"],
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 2),
)

# --- the journal ----------------------------------------------------------------------------------------

QUEUE = _sum("ventanilla_journal_queue", "Verbs that wait for the writer")
BATCH = Histogram("ventanilla_journal_batch", "Verbs in one transaction", buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500))
COMMIT_SECONDS = Histogram(
    "ventanilla_journal_commit_seconds",
    "Time of one transaction",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2),
)
ACK_SECONDS = Histogram(
    "ventanilla_ack_seconds",
    "From a verb's arrival to its commit: of each transaction the verb that waited longest",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15),
)
RETRIES = Counter("ventanilla_journal_retries", "Transactions that were tried again", ["reason"])

# --- connections ----------------------------------------------------------------------------------------

CONNECTIONS = _sum("ventanilla_connections", "Open WebSockets", ("kind",))
OUTBOX = _sum("ventanilla_outbox_frames", "Frames that wait for their readers, over all connections")
RESUMED = Counter("ventanilla_connections_resumed", "WebSockets of clientes that came back with `despues`")
CUT = Counter("ventanilla_connections_cut", "WebSockets that the server closed", ["code"])
CATCH_UPS = Counter("ventanilla_catch_ups", "Times that a connection read what it missed", ["reason"])
REPAIRED = Counter("ventanilla_inbox_repaired", "Rows of the inbox that agents were told without a hint")
SOPORTE = Gauge(
    "ventanilla_soporte_online", "1 while clientes are told that soporte is there", multiprocess_mode="livemax"
)

# --- the bus --------------------------------------------------------------------------------------------

BUS_CONNECTED = Gauge("ventanilla_bus_connected", "1 while the bus is listened to", multiprocess_mode="livemin")
BUS_RECONNECTS = Counter("ventanilla_bus_reconnects", "Times that the bus came back, and hints may have been missed")
BUS_PENDING = _sum("ventanilla_bus_pending", "Hints that wait to be sent")
BUS_HINTS = Counter("ventanilla_bus_hints", "Hints on the bus", ["way"])
BUS_DROPPED = Counter("ventanilla_bus_dropped", "Hints that the bus did not take; pings repair")
_ON_ITS_WAY = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5)
BUS_LAG_SECONDS = Histogram(
    "ventanilla_bus_lag_seconds",
    "From a publication until its own node hears it back from the bus",
    buckets=_ON_ITS_WAY,
)
DELIVERY_SECONDS = Histogram(
    "ventanilla_delivery_seconds",
    "From a publication, right after the commit, until another node has handed it to its connections",
    buckets=_ON_ITS_WAY,
)


def exposition() -> tuple[str, bytes] | None:
    """Content type and text: of this process, or of all that share a folder. None where the library is missing."""
    try:
        from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector
    except ImportError:
        return None
    folder = os.environ.get(SHARED)
    if not folder:
        return CONTENT_TYPE_LATEST, generate_latest(REGISTRY)
    _forget_the_dead(Path(folder))
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return CONTENT_TYPE_LATEST, generate_latest(together)


def _forget_the_dead(folder: Path) -> None:
    """A worker that was killed has no connections: only what it counted stays."""
    if sys.platform == "win32":
        return
    for path in folder.glob("gauge_live*.db"):
        try:
            os.kill(int(path.stem.rpartition("_")[2]), 0)
        except ProcessLookupError:
            path.unlink(missing_ok=True)
        except (PermissionError, ValueError):
            continue

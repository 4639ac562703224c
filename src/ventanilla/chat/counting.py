"""What a transaction did, in numbers: once for each, not for each message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..metrics import CLOSED, MESSAGES, OPENED, READ_MARKS
from .ledger import Closed, Event, Opened, Said, Seen


def count(events: Iterable[Event]) -> None:
    """The metrics of the chats have moved."""
    said: Counter[str] = Counter()
    other: Counter[type[Event]] = Counter()
    for event in events:
        if isinstance(event, Said):
            said[event.entry.author.tipo] += 1
        else:
            other[type(event)] += 1
    for author, times in said.items():
        MESSAGES.labels(author).inc(times)
    for kind, metric in ((Opened, OPENED), (Closed, CLOSED), (Seen, READ_MARKS)):
        if times := other[kind]:
            metric.inc(times)

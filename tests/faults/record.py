"""What clients write down while they talk to a server: every frame that matters, in order, for an offline check.

A history is lines, one for each thing that happened to one client. Saved, it is one JSON object a line.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Way = Literal["open", "out", "in", "end", "call", "settled"]
"""A connection began (with what it asked for), a frame went out, one came in, the connection is gone (with its code);
an HTTP call had this outcome; or: all is quiet, and this is what the client shows."""

NO_CONNECTION = 0
"""Of what goes by HTTP: nothing is shown there."""
TRANSIENT = frozenset({"no_disponible", "demasiadas_peticiones"})
"""Refusals after which a client sends the same message again."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whose client it is. An agente has no tenant."""

    tipo: Literal["cliente", "soporte"]
    tenant: str
    id: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.tipo, self.tenant, self.id


@dataclass(frozen=True, slots=True)
class Line:
    at: float
    who: str
    """The client: a tab, or an agent's console."""
    connection: int
    way: Way
    body: dict[str, Any]


@dataclass(slots=True)
class History:
    people: dict[str, Person] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def write(self, who: str, connection: int, way: Way, **body: Any) -> None:
        self.lines.append(Line(time.monotonic(), who, connection, way, body))

    def connections(self) -> Iterator[tuple[str, list[Line]]]:
        """The lines of each connection of each client, oldest connection first."""
        found: dict[tuple[str, int], list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.way != "call" and line.connection != NO_CONNECTION:
                found[line.who, line.connection].append(line)
        for who, number in sorted(found):
            yield who, found[who, number]

    def of(self, way: Way, *types: str) -> Iterator[Line]:
        for line in self.lines:
            if line.way == way and (not types or line.body.get("type") in types):
                yield line

    def first_attempts(self) -> dict[tuple[tuple[str, str, str], str], Line]:
        """The line in which each message was sent for the first time, by author and uid: tabs share an outbox."""
        found: dict[tuple[tuple[str, str, str], str], Line] = {}
        for line in self.of("out", "chat_message"):
            found.setdefault((self.people[line.who].key, line.body["uid"]), line)
        return found

    def save(self, path: Path) -> None:
        with path.open("w") as out:
            out.write(json.dumps({name: asdict(person) for name, person in self.people.items()}) + "\n")
            out.writelines(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in self.lines)

    @classmethod
    def load(cls, path: Path) -> History:
        people, *lines = path.read_text().splitlines()
        return cls(
            {name: Person(**person) for name, person in json.loads(people).items()},
            [Line(**json.loads(line)) for line in lines],
        )


@dataclass(frozen=True, slots=True)
class Waits:
    """How long messages waited for their ack, from their first attempt."""

    acked: int
    longest: float
    back: float
    """Seconds from a moment until the last message that had to wait longer than `slow` was acked."""

    @classmethod
    def after(cls, history: History, moment: float, *, slow: float = 1.0) -> Waits:
        began: dict[tuple[Any, ...], float] = {}
        ended: dict[tuple[Any, ...], float] = {}
        for line in history.lines:
            key = (*history.people[line.who].key, line.body.get("uid"))
            if line.way == "out" and line.body["type"] == "chat_message":
                began.setdefault(key, line.at)
            elif line.way == "in" and line.body["type"] == "ack":
                ended.setdefault(key, line.at)
        late = [end - moment for key, end in ended.items() if end > moment and end - max(began[key], moment) > slow]
        longest = max((end - began[key] for key, end in ended.items()), default=0.0)
        return cls(len(ended), longest, max(late, default=0.0))

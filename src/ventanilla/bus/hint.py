"""What travels on the bus, and what a bus is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec


class Hint(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """Something was stored, or somebody types. `frame` is the very text that a socket sends; empty where it
    would not fit into a notification, and then the reader fetches it."""

    kind: str
    schema: str
    cliente_id: str
    chat_id: int = 0
    seq: int = 0
    frame: str = ""
    author: str = ""
    """The connection that caused it, if it was one."""
    uid: str = ""
    anterior: int | None = None
    person: str = ""
    """Who did it, where that matters: `cliente`, or `agente:<id>`."""
    at: str = ""
    """When a message was stored, as it stands in the frame: for the author's ack."""
    version: int = 0
    """Of a row of the inbox: how often it has been written."""


class Bus(Protocol):
    """Local listeners hear a hint at once, in order; other nodes as soon as may be. `on_reconnect` callbacks are told
    when hints may have been missed."""

    node: str

    def publish(self, hints: Sequence[Hint]) -> None: ...
    def subscribe(self, listener: Callable[[Hint], None]) -> None: ...
    def on_reconnect(self, callback: Callable[[], None]) -> None: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    @property
    def is_connected(self) -> bool: ...

"""Hints between nodes, over PostgreSQL LISTEN/NOTIFY.

A hint says that something was stored; it is never the store. Whoever misses one reads the database: a gap
in seq shows it, and so does the next ping. Every hint names its tenant. Publishing never waits and never fails.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec
import structlog

from . import db

log = structlog.get_logger(__name__)

CHANNEL = "ventanilla"
PAYLOAD_LIMIT = 7_900
"""Bytes; PostgreSQL refuses a payload of 8,000."""
PENDING_LIMIT = 10_000
"""Hints that may wait while the database is away. Older ones are dropped: pings repair."""


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


class Bus(Protocol):
    """Local listeners hear a hint at once, in order; other nodes as soon as may be. `on_reconnect` callbacks are told
    when hints may have been missed."""

    def publish(self, hints: Sequence[Hint]) -> None: ...
    def subscribe(self, listener: Callable[[Hint], None]) -> None: ...
    def on_reconnect(self, callback: Callable[[], None]) -> None: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    @property
    def is_connected(self) -> bool: ...


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Hint]).decode


class PostgresBus:
    """One connection listens and one notifies; both come back by themselves."""

    def __init__(self) -> None:
        self.node = uuid.uuid4().hex[:12]
        self._listeners: list[Callable[[Hint], None]] = []
        self._reconnected: list[Callable[[], None]] = []
        self._pending: list[Hint] = []
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._connected = False

    @property
    def is_connected(self) -> bool:
        return self._connected

    def subscribe(self, listener: Callable[[Hint], None]) -> None:
        self._listeners.append(listener)

    def on_reconnect(self, callback: Callable[[], None]) -> None:
        """Called after hints may have been missed."""
        self._reconnected.append(callback)

    def publish(self, hints: Sequence[Hint]) -> None:
        for hint in hints:
            self._tell(hint)
        self._pending.extend(hints)
        if len(self._pending) > PENDING_LIMIT:
            del self._pending[: len(self._pending) - PENDING_LIMIT]
        self._wake.set()

    async def start(self) -> None:
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._notify())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    def _tell(self, hint: Hint) -> None:
        for listener in self._listeners:
            try:
                listener(hint)
            except Exception:
                log.exception("bus listener failed", kind=hint.kind, schema=hint.schema)

    def _hear(self, _connection: Any, _pid: int, _channel: str, payload: object) -> None:
        node, _, body = str(payload).partition("\n")
        if node == self.node:
            return
        try:
            hints = _decode(body)
        except msgspec.MsgspecError:
            log.warning("bus payload not understood", node=node[:12])
            return
        for hint in hints:
            self._tell(hint)

    async def _listen(self) -> None:
        pause, was_connected = 0.1, False
        while True:
            gone = asyncio.Event()
            try:
                connection = await db.connect(name="listen", statement_cache=0)
                connection.add_termination_listener(lambda _connection, gone=gone: gone.set())
                await connection.add_listener(CHANNEL, self._hear)
                self._connected, pause = True, 0.1
                if was_connected:
                    for callback in self._reconnected:
                        callback()
                was_connected = True
                try:
                    await self._watch(connection, gone)
                finally:
                    self._connected = False
                    connection.terminate()
            except db.AWAY:
                pass
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5)

    async def _watch(self, connection: Any, gone: asyncio.Event) -> None:
        """Returns when the connection is dead, also where no one says so."""
        while not gone.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(gone.wait(), timeout=10)
            if not gone.is_set():
                await connection.execute("SELECT 1", timeout=5)

    async def _notify(self) -> None:
        connection: Any = None
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                hints, self._pending = self._pending, []
                try:
                    if connection is None or connection.is_closed():
                        connection = await db.connect(name="notify")
                    await connection.execute(
                        "SELECT pg_notify($1, p) FROM unnest($2::text[]) p",
                        CHANNEL,
                        list(self._payloads(hints)),
                        timeout=5,
                    )
                except db.AWAY as error:
                    log.warning("bus cannot notify", error=type(error).__name__, hints=len(hints))
                    if connection is not None:
                        connection.terminate()
                        connection = None
                    await asyncio.sleep(0.2)
        finally:
            if connection is not None:
                connection.terminate()

    def _payloads(self, hints: list[Hint]) -> list[str]:
        """As few notifications as hold them all, in order."""
        payloads: list[str] = []
        group: list[str] = []
        size = 0
        room = PAYLOAD_LIMIT - len(self.node) - 3
        for hint in hints:
            text = _encode(hint)
            if len(text) > room:
                text = _encode(msgspec.structs.replace(hint, frame=""))
            if group and size + len(text) + 1 > room:
                payloads.append(self._payload(group))
                group, size = [], 0
            group.append(text.decode())
            size += len(text) + 1
        if group:
            payloads.append(self._payload(group))
        return payloads

    def _payload(self, group: list[str]) -> str:
        return f"{self.node}\n[{','.join(group)}]"

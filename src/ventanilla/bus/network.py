"""What the buses have in common: local listeners, a bounded queue, payloads that hold many hints, coming back."""

from __future__ import annotations

import asyncio
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import msgspec
import structlog

from ..metrics import (
    BUS_CONNECTED,
    BUS_DROPPED,
    BUS_HINTS,
    BUS_LAG_SECONDS,
    BUS_PENDING,
    BUS_RECONNECTS,
    DELIVERY_SECONDS,
)
from .hint import Hint
from .peers import BEAT, Peers

log = structlog.get_logger(__name__)

CHANNEL = "ventanilla"
PAYLOAD_LIMIT = 7_900
"""Bytes; PostgreSQL refuses a payload of 8,000."""
PENDING_LIMIT = 10_000
"""Hints that may wait while the bus is away. Older ones are dropped: pings repair."""

ECHO = 8.0
"""Seconds within which a node hears what it has sent itself. A server that answers and passes nothing on (a pooler that
listens elsewhere) looks alive: this tells."""

HELLO, HERE, WELCOME = "hello", "here", "welcome"
"""Hints of the buses among themselves: nobody else hears them."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Hint]).decode


class Deaf(Exception):
    """Neither an error nor a word."""


class NetworkBus(ABC):
    """A transport brings `_listen_once` and `_send`; both may raise what stands in `away`, and are tried again."""

    away: tuple[type[BaseException], ...] = (OSError, TimeoutError)
    has_other_ways = False
    """Where one way to the others is silent, the next may not be: the lost part of a cluster answers, too."""

    def __init__(self) -> None:
        self.node = uuid.uuid4().hex[:12]
        self.peers = Peers()
        self._listeners: list[Callable[[Hint], None]] = []
        self._reconnected: list[Callable[[], None]] = []
        self._pending: list[Hint] = []
        self._pending_since = 0.0
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._was_connected = False
        self._connected = False
        self._unheard_since: float | None = None
        """When the first of what was sent and has not come back was sent."""

    # --- a transport brings --------------------------------------------------------------------------

    @abstractmethod
    async def _listen_once(self) -> None:
        """Listens until the connection is gone; calls `_is_listening` once it does, and `_hear` for each payload."""

    @abstractmethod
    async def _send(self, payloads: list[str]) -> None:
        """All of them are on their way, in order."""

    @abstractmethod
    async def _hang_up(self) -> None:
        """The sending connection is gone; the next `_send` opens another."""

    # --- everyone sees --------------------------------------------------------------------------------

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
        if not self.peers.is_alone:
            self._queue(hints)

    async def start(self) -> None:
        self._tasks = [asyncio.create_task(part()) for part in (self._listen, self._notify, self._beat)]

    async def stop(self) -> None:
        """What waits is sent first, where the bus is there."""
        if self._pending and self._connected:
            await asyncio.sleep(0.05)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._hang_up()

    # --- inside -------------------------------------------------------------------------------------------

    def _queue(self, hints: Sequence[Hint]) -> None:
        if not self._pending:
            self._pending_since = time.time()
        self._pending.extend(hints)
        if (late := len(self._pending) - PENDING_LIMIT) > 0:
            del self._pending[:late]
            BUS_DROPPED.inc(late)
        BUS_PENDING.set(len(self._pending))
        self._wake.set()

    def _tell(self, hint: Hint) -> None:
        for listener in self._listeners:
            try:
                listener(hint)
            except Exception:
                log.exception("bus listener failed", kind=hint.kind, schema=hint.schema)

    def _hear(self, payload: str) -> None:
        header, _, body = payload.partition("\n")
        node, _, stamp = header.partition(" ")
        try:
            published = float(stamp)
            hints = _decode(body) if node != self.node else []
        except (ValueError, msgspec.MsgspecError):
            log.warning("bus payload not understood", node=node[:12])
            return
        if node == self.node:
            self._unheard_since = None
            BUS_LAG_SECONDS.observe(time.time() - published)
            return
        BUS_HINTS.labels("heard").inc(len(hints))
        if self.peers.hear(node):
            self._queue([Hint(WELCOME, "", node)])
        for hint in hints:
            if hint.kind not in (HELLO, HERE, WELCOME):
                self._tell(hint)
            elif hint.kind == WELCOME and hint.cliente_id == self.node:
                # Of that node's hints before now none may have come.
                self._may_have_missed()
        # The clocks of two machines: one that is behind would make it negative.
        DELIVERY_SECONDS.observe(max(0.0, time.time() - published))

    def _is_listening(self) -> None:
        self._connected = True
        self._unheard_since = None
        BUS_CONNECTED.set(1)
        self.peers.listening()
        self._queue([Hint(HELLO, "", self.node)])
        if self._was_connected:
            BUS_RECONNECTS.inc()
            self._may_have_missed()
        self._was_connected = True

    def _may_have_missed(self) -> None:
        for callback in self._reconnected:
            callback()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            self._queue([Hint(HERE, "", self.node)])

    async def _listen(self) -> None:
        pause = 0.1
        while True:
            try:
                await self._listen_while_it_answers()
            except Deaf:
                log.warning("bus not connected", error="nothing is heard on it")
                await self._hang_up()
            except self.away as error:
                log.warning("bus not connected", error=type(error).__name__)
            if self._connected:
                pause = 0.1
            self._connected = False
            self.peers.deaf()
            BUS_CONNECTED.set(0)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5)

    async def _listen_while_it_answers(self) -> None:
        """Raises Deaf, or what is in `away`."""
        listening = asyncio.create_task(self._listen_once())
        try:
            while not listening.done():
                await asyncio.wait({listening}, timeout=1)
                if self._is_deaf:
                    raise Deaf
            await listening
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    @property
    def _is_deaf(self) -> bool:
        if self._unheard_since is not None and time.monotonic() - self._unheard_since > ECHO:
            return True
        return self.has_other_ways and self.peers.is_silent

    async def _notify(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            hints, self._pending = self._pending, []
            BUS_PENDING.set(0)
            payloads = self._payloads(hints, published=self._pending_since)
            # Once more: the connection may have been dead for long, and the next one, or the next address, serves.
            # What went out before it broke is heard twice, as a hint may be.
            if await self._is_sent(payloads) or await self._is_sent(payloads):
                BUS_HINTS.labels("sent").inc(len(hints))
            else:
                BUS_DROPPED.inc(len(hints))
                await asyncio.sleep(0.2)

    async def _is_sent(self, payloads: list[str]) -> bool:
        # Before it is sent: it may come back before one knows that it went.
        if self._connected and self._unheard_since is None:
            self._unheard_since = time.monotonic()
        try:
            await self._send(payloads)
        except self.away as error:
            self._unheard_since = None
            log.warning("bus cannot notify", error=type(error).__name__, payloads=len(payloads))
            await self._hang_up()
            return False
        return True

    def _payloads(self, hints: list[Hint], *, published: float = 0) -> list[str]:
        """As few payloads as hold them all, in order: node and time of publication, then the hints."""
        header = f"{self.node} {published:.4f}"
        payloads: list[str] = []
        group: list[str] = []
        size = 0
        room = PAYLOAD_LIMIT - len(header) - 3
        for hint in hints:
            text = _encode(hint)
            if len(text) > room:
                text = _encode(msgspec.structs.replace(hint, frame=""))
            if group and size + len(text) + 1 > room:
                payloads.append(_payload(header, group))
                group, size = [], 0
            group.append(text.decode())
            size += len(text) + 1
        if group:
            payloads.append(_payload(header, group))
        return payloads


def _payload(header: str, group: list[str]) -> str:
    return f"{header}\n[{','.join(group)}]"

"""One open socket: reads frames, carries out what the session asks, sends what waits. The I/O around the protocol."""

from __future__ import annotations

import asyncio
import math
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from msgspec import UNSET

from .. import wire
from ..bus import Hint
from ..chat.engine import Engine
from ..chat.errors import ChatClosed, ChatError, Invalid, TooFast, Unavailable
from ..chat.limits import Bucket
from ..conf import conf
from ..metrics import CUT, REFUSED
from .actions import Action, Hang, Send
from .outbox import MOMENT, Outbox, TooSlow

log = structlog.get_logger(__name__)

STRIKES = 20
"""Frames that are not the protocol, before the connection is closed with 4400."""
FRAMES_A_SECOND = 50.0
"""That one connection may send for long, whatever they are, where messages have a limit at all; past it: 4429."""
FRAMES_A_MESSAGE = 5.0
"""And at least so many times the limit of messages."""
FRAMES_BURST = 10
"""Times the rate."""

Receive = Callable[[], Any]
Transmit = Callable[[dict[str, Any]], Any]


class Connection(ABC):
    """Lives as long as its socket. `hear` is called by the hub; everything else runs in its own three tasks."""

    def __init__(self, engine: Engine, receive: Receive, transmit: Transmit, *, expires: datetime | None) -> None:
        self.id = uuid.uuid4().hex[:16]
        self.engine = engine
        self._receive = receive
        self._transmit = transmit
        self._expires = expires
        self._outbox = Outbox()
        self._patience: asyncio.TimerHandle | None = None
        # One operation at a time for each socket, in the order of its frames.
        self._todo: asyncio.Queue[Any] = asyncio.Queue(maxsize=64)
        self._reads: asyncio.Queue[Action] = asyncio.Queue()
        self._ended: asyncio.Future[Hang] = asyncio.get_running_loop().create_future()
        self._strikes = 0
        limit = conf().rate_limit
        rate = max(FRAMES_A_SECOND, limit * FRAMES_A_MESSAGE) if limit > 0 else math.inf
        self._allowance = Bucket(rate * FRAMES_BURST, asyncio.get_running_loop().time())
        self._frame_rate = rate

    # --- what a kind of connection brings ----------------------------------------------------------------

    @abstractmethod
    def join(self) -> None: ...

    @abstractmethod
    def leave(self) -> None: ...

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def decode(self, text: str) -> Any: ...

    @abstractmethod
    def hear_hint(self, hint: Hint) -> list[Action]: ...

    @abstractmethod
    async def carry_out(self, action: Action) -> None: ...

    @abstractmethod
    def session_receive(self, frame: Any) -> list[Action]: ...

    @abstractmethod
    def session_repair(self) -> list[Action]: ...

    @property
    def waiting(self) -> int:
        """Frames that wait for the reader."""
        return len(self._outbox)

    # --- the life of a connection ---------------------------------------------------------------------------

    async def run(self) -> None:
        """Until the socket ends, the token expires, or somebody calls `hang`."""
        loop = asyncio.get_running_loop()
        timer = None
        if self._expires is not None:
            left = (self._expires - datetime.now(UTC)).total_seconds()
            timer = loop.call_later(max(0, left), self.hang, 4401, "caducado")
        # First it is a connection that reads; only then may it hear: a hint before that would be answered out of turn.
        self.begin()
        self.join()
        tasks = [asyncio.create_task(part()) for part in (self._read_frames, self._work, self._send_frames)]
        try:
            waited: list[asyncio.Future[Any]] = [self._ended, *tasks]
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.leave()
            for waiting in (timer, self._patience):
                if waiting:
                    waiting.cancel()
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception):
                    log.error("connection failed", connection=self.id, error=type(result).__name__, exc_info=result)
        end = self._ended.result() if self._ended.done() else Hang(1013, "vuelve a conectar")
        if end.code:
            CUT.labels(str(end.code)).inc()
            await self._close(end)

    def hear(self, hint: Hint) -> None:
        """Called by the hub: never waits, never raises."""
        try:
            self.act(self.hear_hint(hint))
        except Exception:
            log.exception("hint failed", connection=self.id, kind=hint.kind)
            self.hang(1013, "vuelve a conectar")

    def repair(self) -> None:
        """Looks for what a lost hint left out."""
        self.act(self.session_repair())

    def hang(self, code: int, reason: str) -> None:
        """End it. Code 0: the other side has gone already."""
        if not self._ended.done():
            self._ended.set_result(Hang(code, reason))

    def act(self, actions: Sequence[Action]) -> None:
        """Sends go to the outbox, in order; what needs the database is done by the worker."""
        for action in actions:
            match action:
                case Send():
                    self._put(action)
                case Hang(code, reason):
                    self.hang(code, reason)
                case _:
                    self._reads.put_nowait(action)
                    self._wake()

    def refuse(self, error: ChatError, *, uid: uuid.UUID | None = None, chat_id: int | None = None) -> None:
        REFUSED.labels(error.codigo).inc()
        frame = wire.Refused(
            codigo=error.codigo,
            detail=error.detail,
            uid=uid or UNSET,
            chat_id=error.chat_id if isinstance(error, ChatClosed) else chat_id or UNSET,
            reintentar_en=error.retry_after if isinstance(error, TooFast | Unavailable) else UNSET,
        )
        self._put(Send(wire.encode(frame).decode()))

    def send(self, frame: object) -> None:
        self._put(Send(wire.encode(frame).decode()))

    async def flushed(self) -> None:
        """Waits for the reader: a long catch-up must not count as a slow reader."""
        await self._outbox.empty()

    # --- inside ------------------------------------------------------------------------------------------------

    def _put(self, frame: Send) -> None:
        try:
            self._outbox.put(frame)
        except TooSlow:
            self.hang(1013, "demasiado lento")
        if self._outbox.is_over and self._patience is None:
            self._patience = asyncio.get_running_loop().call_later(MOMENT, self._lose_patience)

    def _lose_patience(self) -> None:
        self._patience = None
        if self._outbox.is_over:
            self.hang(1013, "demasiado lento")

    async def _read_frames(self) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return self.hang(0, "")
            if message.get("bytes") is not None:
                return self.hang(4400, "solo texto")
            if not self._may_go_on():
                return self.hang(4429, "demasiado rápido")
            if len(message["text"].encode("utf-8", "surrogatepass")) > wire.MAX_FRAME:
                return self.hang(1009, "más de 64 KiB")
            await self._todo.put(message["text"])

    def _may_go_on(self) -> bool:
        if math.isinf(self._frame_rate):
            return True
        now = asyncio.get_running_loop().time()
        return not self._allowance.take(rate=self._frame_rate, burst=FRAMES_BURST, now=now)

    def _wake(self) -> None:
        """The worker looks at `_reads` before each frame; an empty frame only wakes it."""
        if self._todo.empty():
            self._todo.put_nowait(None)

    async def _work(self) -> None:
        while True:
            while not self._reads.empty():
                await self._carry_out(self._reads.get_nowait())
            text = await self._todo.get()
            if text is None:
                continue
            while not self._reads.empty():
                await self._carry_out(self._reads.get_nowait())
            for action in self._understand(text):
                if isinstance(action, Send | Hang):
                    self.act([action])
                else:
                    await self._carry_out(action)

    async def _carry_out(self, action: Action) -> None:
        try:
            await self.carry_out(action)
        except ChatError as error:
            self.refuse(error)

    def _understand(self, text: str) -> list[Action]:
        try:
            return self.session_receive(self.decode(text))
        except Invalid as error:
            self._strikes += 1
            if self._strikes > STRIKES:
                self.hang(4400, "no es el protocolo")
            else:
                self.refuse(error, uid=wire.uid_in(text))
            return []

    async def _send_frames(self) -> None:
        while True:
            frame = await self._outbox.get()
            try:
                await self._transmit({"type": "websocket.send", "text": frame.frame})
            except OSError:  # The other side has gone, in a tunnel or for good: no error of ours.
                return self.hang(0, "")

    async def _close(self, end: Hang) -> None:
        try:
            await asyncio.wait_for(
                self._transmit({"type": "websocket.close", "code": end.code, "reason": end.reason}), timeout=2
            )
        except Exception:  # The other side may have gone first.
            log.debug("close was not sent", connection=self.id)

"""One open socket: frames come in, the session says what to do, frames go out. The I/O around the protocol.

A connection has no task of its own. Its line calls `received`, the hub calls `hear`, and what takes time, a verb in the
journal or a read, calls back when it is done. One thing at a time, in the order of the frames (R14).
"""

from __future__ import annotations

import asyncio
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

import structlog
from msgspec import UNSET

from .. import tracing, wire
from ..bus import Hint
from ..chat.engine import Engine
from ..chat.errors import ChatClosed, ChatError, Invalid, TooFast, Unavailable
from ..chat.ledger import ChatState, Entry, StoredElsewhere
from ..chat.verbs import Op
from ..metrics import CATCH_UPS, CUT, REFUSED
from .actions import Action, CatchUp, Hang, Say, Send
from .allowance import Allowance
from .line import Line
from .outgoing import Outgoing

log = structlog.get_logger(__name__)

STRIKES = 20
"""Frames that are not the protocol, before the connection is closed with 4400."""
FRAMES_WAITING = 64
"""Behind what is being done; past it the line is not read."""

Said = tuple[Entry, ChatState, bool]


def catching_up(request: CatchUp, **about: str) -> AbstractContextManager[None]:
    """Around the reading of what was missed: it is counted, and in a trace."""
    CATCH_UPS.labels(request.reason).inc()
    return tracing.span("catch up", reason=request.reason, **about)


class Session(Protocol):
    """The protocol of one kind of connection, without I/O."""

    def receive(self, frame: Any) -> list[Action]: ...
    def hear(self, hint: Hint) -> list[Action]: ...
    def said(self, uid: uuid.UUID, entry: Entry) -> list[Action]: ...
    def refused(self, uid: uuid.UUID) -> None: ...


class Connection(ABC):
    """Lives from `open` until its line says `lost`; after `hang` it is over, and only the line is still closing."""

    __slots__ = (
        "_allowance",
        "_expires",
        "_expiry",
        "_frames",
        "_gone",
        "_in_flight",
        "_is_busy",
        "_is_joined",
        "_is_over",
        "_is_paused",
        "_line",
        "_outgoing",
        "_session",
        "_strikes",
        "_todo",
        "engine",
        "id",
    )

    def __init__(self, engine: Engine, *, expires: datetime | None) -> None:
        self.id = uuid.uuid4().hex[:16]
        self.engine = engine
        self._session: Session
        self._line: Line
        self._outgoing: Outgoing
        self._gone: Callable[[Connection], None] | None = None
        self._expires = expires
        self._expiry: asyncio.TimerHandle | None = None
        self._frames: list[str] = []
        self._todo: list[Action] = []
        self._in_flight: asyncio.Future[Any] | None = None
        self._is_busy = self._is_joined = self._is_over = self._is_paused = False
        self._strikes = 0
        self._allowance = Allowance()

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
    def session_repair(self) -> list[Action]: ...

    @abstractmethod
    def saying(self, frame: wire.SayFrame) -> Op[Said] | None:
        """The message, checked and ready for the journal; None where `say` has to read something first."""

    @abstractmethod
    async def say(self, frame: wire.SayFrame) -> Said: ...

    @abstractmethod
    def refuse_message(self, error: ChatError, frame: wire.SayFrame) -> None: ...

    @abstractmethod
    def carry_out(self, action: Action) -> Coroutine[Any, Any, object] | None:
        """It is done, or this is how; both may raise ChatError. Messages are not among these actions."""

    @property
    def waiting(self) -> int:
        """Frames that wait for the reader."""
        return self._outgoing.waiting

    # --- the life of a connection ---------------------------------------------------------------------------

    def open(self, line: Line, gone: Callable[[Connection], None]) -> None:
        """It reads what it missed, hears the hub, and ends with its token. `gone` is called when its line is lost."""
        self._line, self._gone = line, gone
        self._outgoing = Outgoing(line, self._lose_patience)
        if self._expires is not None:
            left = (self._expires - datetime.now(UTC)).total_seconds()
            self._expiry = _loop().call_later(max(0, left), self.hang, 4401, "caducado")
        try:
            # First it is a connection that reads, only then may it hear: a hint before would be answered out of turn.
            self.begin()
            self._is_joined = True
            self.join()
        except Exception as error:
            self.failed(error)

    def received(self, text: str) -> None:
        """A frame of the client's is understood, now or in its turn."""
        if self._is_over or not self.allows_a_frame():
            return
        if len(text) > wire.MAX_FRAME // 4 and len(text.encode("utf-8", "surrogatepass")) > wire.MAX_FRAME:
            self.hang(1009, "más de 64 KiB")
            return
        self._frames.append(text)
        self._go_on()
        if len(self._frames) >= FRAMES_WAITING and not self._is_paused and not self._is_over:
            self._is_paused = True
            self._line.pause_reading()

    def received_bytes(self) -> None:
        self.hang(4400, "solo texto")

    def allows_a_frame(self) -> bool:
        """One more may come, whatever it is; else the connection is over."""
        if self._allowance.take():
            return True
        self.hang(4429, "demasiado rápido")
        return False

    def hear(self, hint: Hint) -> None:
        """Called by the hub: never waits, never raises."""
        if self._is_over:
            return
        try:
            self.act(self._session.hear(hint))
        except Exception:
            log.exception("hint failed", connection=self.id, kind=hint.kind)
            self.hang(1013, "vuelve a conectar")

    def repair(self) -> None:
        """Looks for what a lost hint left out."""
        if not self._is_over:
            self.act(self.session_repair())

    def act(self, actions: Sequence[Action]) -> None:
        """Sends go out, in order; what needs the database is done in its turn."""
        for action in actions:
            if type(action) is Send:
                self._put(action)
            elif type(action) is Hang:
                self.hang(action.code, action.reason)
            else:
                self._todo.append(action)
        if self._todo:
            self._go_on()

    def hang(self, code: int, reason: str) -> None:
        """End it, with that code for the client."""
        if not self._is_over:
            CUT.labels(str(code)).inc()
            self._end()
            self._line.close(code, reason)

    def lost(self) -> None:
        """The socket is gone. What the journal has accepted is stored all the same."""
        self._end()
        gone, self._gone = self._gone, None
        if gone is not None:
            gone(self)

    def failed(self, error: BaseException) -> None:
        log.error("connection failed", connection=self.id, error=type(error).__name__, exc_info=error)
        self.hang(1013, "vuelve a conectar")

    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        if self._is_joined:
            self.leave()
        if self._expiry is not None:
            self._expiry.cancel()
        self._outgoing.end()
        if isinstance(self._in_flight, asyncio.Task):
            # A task that reads; or that waits for the journal, which goes on without it.
            self._in_flight.cancel()
        self._expiry = None
        self._frames, self._todo = [], []

    # --- what goes out ----------------------------------------------------------------------------------------

    def refuse(self, error: ChatError, *, uid: uuid.UUID | None = None, chat_id: int | None = None) -> None:
        REFUSED.labels(error.codigo).inc()
        frame = wire.Refused(
            codigo=error.codigo,
            detail=error.detail,
            uid=uid or UNSET,
            chat_id=error.chat_id if isinstance(error, ChatClosed) else chat_id or UNSET,
            reintentar_en=error.retry_after if isinstance(error, TooFast | Unavailable) else UNSET,
        )
        self.send(frame)

    def send(self, frame: object) -> None:
        self._put(Send(wire.encode(frame).decode()))

    async def flushed(self) -> None:
        """Waits for the reader: a long catch-up must not count as a slow reader."""
        await self._outgoing.flushed()

    def can_write(self) -> None:
        """The line takes frames again."""
        self._outgoing.can_write()

    def _put(self, frame: Send) -> None:
        if not self._is_over:
            self._outgoing.put(frame)

    def _lose_patience(self) -> None:
        self.hang(1013, "demasiado lento")

    # --- one thing at a time ------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """What waits is carried out in its turn, up to something that takes time: what hints and frames have asked for,
        then the next frame."""
        if self._is_busy:
            return
        self._is_busy = True
        try:
            while self._in_flight is None and not self._is_over:
                if self._todo:
                    self._carry_out(self._todo.pop(0))
                elif self._frames:
                    self.act(self._understand(self._frames.pop(0)))
                else:
                    break
        except Exception as error:
            self.failed(error)
        finally:
            self._is_busy = False
        if self._is_paused and len(self._frames) < FRAMES_WAITING and not self._is_over:
            self._is_paused = False
            self._line.resume_reading()

    def take_read(self, chat_id: int | None = None) -> CatchUp | None:
        """The next read that waits (of that chat, where one is named), for who must not answer before it."""
        for action in self._todo:
            if type(action) is CatchUp and chat_id in (None, action.chat_id):
                self._todo.remove(action)
                return action
        return None

    def _understand(self, text: str) -> list[Action]:
        try:
            return self._session.receive(self.decode(text))
        except Invalid as error:
            self._strikes += 1
            if self._strikes > STRIKES:
                self.hang(4400, "no es el protocolo")
            else:
                self.refuse(error, uid=wire.uid_in(text))
            return []

    def _carry_out(self, action: Action) -> None:
        if type(action) is Say:
            self._say(action.frame)
            return
        try:
            work = self.carry_out(action)
        except ChatError as error:
            self.refuse(error)
        else:
            if work is not None:
                self._wait_for(_loop().create_task(work), _result)

    def _say(self, frame: wire.SayFrame) -> None:
        """The message is with the journal. Without a task: it is what connections do most. One with files first claims
        them; as one thing is done at a time, what was sent after it cannot overtake it."""
        try:
            op = None if frame.adjuntos else self.saying(frame)
            said = self.engine.journal.put(op) if op else _loop().create_task(self.say(frame))
        except ChatError as error:
            self._not_said(error, frame)
        else:
            self._wait_for(said, partial(self._said, frame))

    def _said(self, frame: wire.SayFrame, future: asyncio.Future[Said]) -> None:
        try:
            entry, _, _ = future.result()
        except ChatError as error:
            self._not_said(error, frame)
        except StoredElsewhere:
            # `say` finds out where.
            self._wait_for(_loop().create_task(self.say(frame)), partial(self._said, frame))
        else:
            self.act(self._session.said(frame.uid, entry))

    def _not_said(self, error: ChatError, frame: wire.SayFrame) -> None:
        self._session.refused(frame.uid)
        self.refuse_message(error, frame)

    def _wait_for(self, future: asyncio.Future[Any], then: Callable[[asyncio.Future[Any]], object]) -> None:
        self._in_flight = future
        future.add_done_callback(partial(self._landed, then))

    def _landed(self, then: Callable[[asyncio.Future[Any]], object], future: asyncio.Future[Any]) -> None:
        self._in_flight = None
        if future.cancelled():
            return
        if self._is_over:
            future.exception()  # Nobody waits for it any more; that is no error.
            return
        try:
            then(future)
        except ChatError as error:
            self.refuse(error)
        except Exception as error:
            self.failed(error)
        self._go_on()


def _result(future: asyncio.Future[Any]) -> object:
    return future.result()


_loop = asyncio.get_running_loop

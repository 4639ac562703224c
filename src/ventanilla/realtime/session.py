"""A cliente's connection, without I/O: frames, hints and reads go in, actions come out.

The connection follows one chat and, once that is closed, the cliente's next one. While it reads what it
missed, hints wait; then they are heard in order and seq says which of them are news (subscribe, then read).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .. import wire
from ..bus import Hint
from ..chat import news, shapes
from ..chat.history import Missed
from ..chat.ledger import ChatState, Entry
from .acks import Acks
from .actions import Action, CatchUp, MarkRead, Pong, Say, Send, TellTyping
from .follow import Follow

HINTS_WAITING = 1_000
"""While a connection catches up. Past it the read simply starts again: the database is the buffer."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What `ready` tells besides the chat."""

    epoca: str
    latido: int
    soporte: Callable[[], wire.Soporte]
    expira_en: datetime | None

    def ready(
        self, chat_id: int | None, *, chat: ChatState | None = None, unread: int = 0, anterior: int | None = None
    ) -> wire.Ready:
        return wire.Ready(
            chat_id=chat_id,
            ultimo_seq=chat.ultimo_seq if chat else 0,
            cerrado=chat.cerrado if chat else False,
            epoca=self.epoca,
            latido=self.latido,
            soporte=self.soporte(),
            leido_cliente=chat.leido_cliente if chat else 0,
            leido_soporte=chat.leido_soporte if chat else 0,
            sin_leer=unread,
            anterior=anterior,
            expira_en=self.expira_en,
        )


class ClienteSession:
    """`connection` names this connection: its own messages come back as acks, not as messages."""

    def __init__(self, connection: str, around: Surroundings) -> None:
        self.connection = connection
        self.around = around
        self.follow: Follow | None = None
        self._acks = Acks(connection)
        self._reading: CatchUp | None = None
        self._is_ready = False
        self._waiting: deque[Hint] = deque()
        self._overflowed = False

    # --- what comes from outside ---------------------------------------------------------------------

    def begin(self, *, chat_id: int | None, after: int | None) -> list[Action]:
        """The first thing: read the named chat, or the open one."""
        return [self._read(chat_id, after, "connect")]

    def receive(self, frame: wire.FromCliente) -> list[Action]:
        match frame:
            case wire.SayFrame(uid=uid):
                self._acks.expect(uid)
                return [Say(frame)]
            case wire.ReadFrame(seq=seq):
                return [MarkRead(self.follow.chat_id, seq)] if self.follow else []
            case wire.TypingFrame(activo=activo):
                return [TellTyping(self.follow.chat_id, activo)] if self.follow and not self.follow.cerrado else []
            case wire.PingFrame(seq=seq):
                return [Pong(self.follow.chat_id if self.follow else None, seq)]

    def hear(self, hint: Hint) -> list[Action]:
        """A hint about this cliente, from this node or another."""
        if self._reading is None:
            return list(self._hear(hint))
        self._waiting.append(hint)
        if len(self._waiting) > HINTS_WAITING:
            self._waiting.clear()
            self._overflowed = True
        return []

    def said(self, uid: UUID, entry: Entry) -> list[Action]:
        """The journal stored this connection's message, or had it already. Acked once, after what came before it."""
        is_reading, place = self._reading is not None, self.follow
        if is_reading or place is None or (entry.chat_id, entry.seq) > (place.chat_id, place.seq):
            # Another node stored it, before this retry: what stands before it in the log comes first.
            self._acks.keep(uid, entry)
            return self.repair("ack")
        ack = self._acks.take(uid, entry)
        return [send(ack)] if ack else []

    def refused(self, uid: UUID) -> None:
        self._acks.refused(uid)

    def repair(self, reason: str) -> list[Action]:
        """Read whatever is missing after this connection's place; nothing where it reads already."""
        if self._reading is not None:
            return []
        place = self.follow
        return [self._read(place.chat_id if place else None, place.seq if place else 0, reason)]

    def caught_up(self, missed: Missed | None, newer: Missed | None, *, anterior: int | None = None) -> list[Action]:
        """What the driver read: of the chat it was asked for (the open one, where none was named), and of the
        cliente's open chat where that is a newer one. No chat at all: the first message opens one."""
        request = self._reading
        assert request is not None
        actions: list[Action] = []
        if missed is None and not self._is_ready:
            self._is_ready = True
            actions.append(send(self.around.ready(None, anterior=anterior)))
        for part in (missed, newer):
            if part is None:
                continue
            actions += self._arrive(part.chat, after=request.after if part is missed else request.after and 0)
            actions += self._bring_up(part)
            if part.more:
                return [*actions, self._read(part.chat.id, part.entries[-1].seq, request.reason)]
        return [*actions, *self._drain(request)]

    # --- inside ----------------------------------------------------------------------------------------

    def _read(self, chat_id: int | None, after: int | None, reason: str) -> CatchUp:
        self._reading = CatchUp(chat_id, after, reason)
        return self._reading

    def _hear(self, hint: Hint) -> Iterator[Action]:
        place = self.follow
        if hint.kind == "presence":
            # Not ephemeral: it is told when it changes, and not again.
            yield Send(hint.frame)
        elif hint.kind == "chat_opened":
            yield from self._hear_opening(hint)
        elif place is None or hint.chat_id > place.chat_id:
            # News of a chat whose opening this connection has not heard of.
            if hint.kind in ("chat_message", "chat_closed"):
                yield from self.repair("gap")
        elif hint.chat_id == place.chat_id:
            yield from self._hear_news(place, hint)

    def _hear_opening(self, hint: Hint) -> Iterator[Action]:
        place = self.follow
        if place is not None and hint.chat_id <= place.chat_id:
            return
        if place is not None and not place.cerrado:
            # The close of the chat before it went missing.
            yield from self.repair("gap")
            return
        yield Send(hint.frame)
        self.follow = Follow(hint.chat_id, 0)
        yield send(self.around.ready(hint.chat_id, anterior=hint.anterior))

    def _hear_news(self, place: Follow, hint: Hint) -> Iterator[Action]:
        if hint.kind == "typing":
            # Of someone else: one's own other tab is oneself.
            if hint.person != "cliente":
                yield Send(hint.frame, ephemeral=True)
            return
        if hint.kind == "read":
            if hint.author != self.connection:
                yield Send(hint.frame)
            return
        verdict = place.hear(hint)
        if verdict == "gap":
            yield from self.repair("gap")
        elif verdict == "send":
            frame = self._acks.in_place_of(hint) if self._acks.is_own(hint) else hint.frame
            if frame:
                yield Send(frame)

    def _arrive(self, chat: ChatState, *, after: int | None) -> list[Action]:
        """Follow that chat from now on: from `after`, or, with None, from its end."""
        if self.follow is not None and self.follow.chat_id == chat.id:
            return []
        actions: list[Action] = [send(wire.ChatOpened(chat.id, chat.anterior))] if self._is_ready else []
        # A client that names a seq which the log has not reached (a restored backup) starts from its end.
        self.follow = Follow(chat.id, chat.ultimo_seq if after is None else min(after, chat.ultimo_seq))
        self._is_ready = True
        ready = self.around.ready(chat.id, chat=chat, unread=chat.sin_leer_cliente, anterior=chat.anterior)
        return [*actions, send(ready)]

    def _bring_up(self, missed: Missed) -> list[Action]:
        place = self.follow
        assert place is not None
        actions = [self._deliver(place, entry) for entry in missed.entries if entry.seq == place.seq + 1]
        if missed.chat.cerrado and not missed.more and not place.cerrado:
            place.cerrado = True
            actions.append(send(news.closed_frame(missed.chat)))
        return actions

    def _deliver(self, place: Follow, entry: Entry) -> Action:
        place.seq = entry.seq
        own = self._acks.take(entry.uid, entry) if entry.author.tipo == "cliente" else None
        return send(own or shapes.chat_message(entry))

    def _drain(self, request: CatchUp) -> list[Action]:
        """Caught up: the hints that waited, of which seq says what is news, then the acks that none of them brought."""
        self._reading = None
        if self._overflowed:
            self._overflowed = False
            return self.repair("overflow")
        actions: list[Action] = []
        waiting, self._waiting = self._waiting, deque()
        for hint in waiting:
            actions += self.hear(hint)
        if self._reading is None:
            actions += self._answer_the_rest(request)
        return actions

    def _answer_the_rest(self, request: CatchUp) -> list[Action]:
        place = self.follow
        owed = self._acks.first_beyond(place.chat_id, place.seq) if place else self._acks.first_beyond(0, 0)
        if owed is not None and (request.reason, request.chat_id) != ("ack", owed.chat_id):
            # It is in a chat that was closed before its opening was heard of here: that is read by its name, or what
            # comes before the message might still come after its ack.
            return [self._read(owed.chat_id, 0, "ack")]
        return [send(ack) for ack in self._acks.rest()]


def send(frame: object) -> Send:
    return Send(wire.encode(frame).decode())

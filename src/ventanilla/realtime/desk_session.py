"""An agent's connection, without I/O: the inbox of all tenants, and any number of chats."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from uuid import UUID

from .. import wire
from ..bus import Hint
from ..chat import news, shapes
from ..chat.errors import Invalid
from ..chat.history import Missed
from ..chat.ledger import Entry
from .acks import Acks
from .actions import Action, CatchUp, FetchNote, LookAt, MarkRead, Pong, Say, Send, SetStatus, TellTyping, Unsubscribe
from .follow import Follow
from .session import HINTS_WAITING, Surroundings, send

CHATS = 200
"""Subscriptions of one connection."""


class Feed:
    """One chat that the agent has open."""

    __slots__ = ("after", "follow", "is_reading", "overflowed", "waiting")

    def __init__(self, after: int | None) -> None:
        self.after = after
        self.follow: Follow | None = None
        self.is_reading = True
        self.overflowed = False
        self.waiting: deque[Hint] = deque()


class DeskSession:
    def __init__(self, connection: str, around: Surroundings, *, person: str = "") -> None:
        self.connection = connection
        self.person = person
        self.around = around
        self.feeds: dict[int, Feed] = {}
        self._acks = Acks(connection)

    def begin(self) -> list[Action]:
        return [send(self.around.ready(None))]

    def receive(self, frame: wire.FromAgente) -> list[Action]:
        """Raises Invalid where a frame names no chat."""
        match frame:
            case wire.SubscribeFrame(chat_id=chat_id, despues=after):
                if len(self.feeds) >= CHATS and chat_id not in self.feeds:
                    raise Invalid("chat_id", f"Como mucho {CHATS} chats a la vez.")
                self.feeds[chat_id] = Feed(after)
                return [CatchUp(chat_id, after, "subscribe")]
            case wire.UnsubscribeFrame(chat_id=chat_id):
                self.feeds.pop(chat_id, None)
                return [Unsubscribe(chat_id)]
            case wire.PingFrame(chat_id=chat_id, seq=seq):
                return [Pong(chat_id, seq)]
            case wire.ViewingFrame(chat_id=chat_id):
                return [LookAt(chat_id)]
            case wire.StatusFrame(estado=estado, automatico=automatic):
                return [SetStatus(estado == "ausente", automatic)]
        if frame.chat_id is None:
            raise Invalid("chat_id", "Di en qué chat.")
        match frame:
            case wire.SayFrame(uid=uid):
                self._acks.expect(uid)
                return [Say(frame)]
            case wire.ReadFrame(chat_id=chat_id, seq=seq):
                return [MarkRead(frame.chat_id, seq)]
            case wire.TypingFrame(activo=activo):
                return [TellTyping(frame.chat_id, activo)] if frame.chat_id in self.feeds else []

    def hear(self, hint: Hint) -> list[Action]:
        if hint.kind in ("inbox", "desk", "desk_chat"):
            if not hint.frame and hint.kind == "desk_chat" and hint.seq:
                return [FetchNote(hint.seq)]
            return [Send(hint.frame)] if hint.frame else []
        feed = self.feeds.get(hint.chat_id)
        if feed is None:
            return []
        if not feed.is_reading:
            return list(self._hear(feed, hint))
        feed.waiting.append(hint)
        if len(feed.waiting) > HINTS_WAITING:
            feed.waiting.clear()
            feed.overflowed = True
        return []

    def said(self, uid: UUID, entry: Entry) -> list[Action]:
        feed = self.feeds.get(entry.chat_id)
        if feed is not None and (feed.is_reading or feed.follow is None or entry.seq > feed.follow.seq):
            # Another node stored it, before this retry: what stands before it in the log comes first.
            self._acks.keep(uid, entry)
            return self.repair(entry.chat_id, "ack")
        ack = self._acks.take(uid, entry)
        return [send(ack)] if ack else []

    def refused(self, uid: UUID) -> None:
        self._acks.refused(uid)

    def gone(self, chat_id: int) -> None:
        """There is no such chat."""
        self.feeds.pop(chat_id, None)

    def repair(self, chat_id: int, reason: str) -> list[Action]:
        feed = self.feeds.get(chat_id)
        if feed is None or feed.is_reading or feed.follow is None:
            return []
        feed.is_reading, feed.after = True, feed.follow.seq
        return [CatchUp(chat_id, feed.after, reason)]

    def caught_up(self, missed: Missed) -> list[Action]:
        chat = missed.chat
        feed = self.feeds.get(chat.id)
        if feed is None:
            return []
        actions: list[Action] = []
        if feed.follow is None:
            after = chat.ultimo_seq if feed.after is None else min(feed.after, chat.ultimo_seq)
            feed.follow = Follow(chat.id, after)
            actions.append(
                send(self.around.ready(chat.id, chat=chat, unread=chat.sin_leer_soporte, anterior=chat.anterior))
            )
        for entry in missed.entries:
            if entry.seq == feed.follow.seq + 1:
                feed.follow.seq = entry.seq
                own = self._acks.take(entry.uid, entry) if entry.author.tipo == "soporte" else None
                actions.append(send(own or shapes.chat_message(entry)))
        if missed.more:
            return [*actions, CatchUp(chat.id, missed.entries[-1].seq, "page")]
        if chat.cerrado and not feed.follow.cerrado:
            feed.follow.cerrado = True
            actions.append(send(news.closed_frame(chat)))
        return [*actions, *self._drain(chat.id, feed)]

    def _hear(self, feed: Feed, hint: Hint) -> Iterator[Action]:
        assert feed.follow is not None
        if hint.kind == "typing":
            if hint.person != self.person:
                yield Send(hint.frame, ephemeral=True)
            return
        if hint.kind == "read":
            if hint.author != self.connection:
                yield Send(hint.frame)
            return
        if hint.kind not in ("chat_message", "chat_closed"):
            return
        verdict = feed.follow.hear(hint)
        if verdict == "gap":
            yield from self.repair(hint.chat_id, "gap")
        elif verdict == "send":
            frame = self._acks.in_place_of(hint) if self._acks.is_own(hint) else hint.frame
            if frame:
                yield Send(frame)

    def _drain(self, chat_id: int, feed: Feed) -> list[Action]:
        feed.is_reading = False
        if feed.overflowed:
            feed.overflowed = False
            return self.repair(chat_id, "overflow")
        actions: list[Action] = []
        waiting, feed.waiting = feed.waiting, deque()
        for hint in waiting:
            actions += self.hear(hint)
        if not feed.is_reading:
            actions += [send(ack) for ack in self._acks.rest(of=chat_id)]
        return actions

"""One connection's view, frame by frame: each chat in seq order without gap or double, only one's own, told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .record import History, Line, Person
from .stored import Database


@dataclass(slots=True)
class Place:
    """How far a connection has come in one chat."""

    last: int
    cerrado: bool = False


@dataclass(slots=True)
class View:
    person: Person
    database: Database
    first: dict[tuple[tuple[str, str, str], str], Line]
    """The first attempt of each message."""
    despues: int | None = None
    is_first: bool = True
    opened: set[int] = field(default_factory=set)
    subscribed: dict[int, int | None] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    pings: list[tuple[int | None, int | None]] = field(default_factory=list)
    """Chat and place that pings named and that no pong has answered: what is after them may be sent once more."""
    resent: set[str] = field(default_factory=set)

    def take(self, line: Line) -> Iterator[str]:
        if line.way == "open":
            self.despues = line.body.get("despues")
        elif line.way == "out":
            self._sends(line)
        elif line.way == "in":
            if self.is_first and line.body["type"] not in ("ready", "error"):
                yield f"{line.body['type']} before the first ready"
            yield from getattr(self, f"_{line.body['type']}", self._other)(line.body)

    # --- what the client sends ---------------------------------------------------------------------------

    def _sends(self, line: Line) -> None:
        frame = line.body
        match frame["type"]:
            case "ping":
                self.pings.append((frame.get("chat_id"), frame.get("seq")))
            case "subscribe":
                self.subscribed[frame["chat_id"]] = frame.get("despues")
                self.places.pop(frame["chat_id"], None)
            case "chat_message":
                if self.first[self.person.key, frame["uid"]] is not line:
                    self.resent.add(frame["uid"])

    # --- what it is told -----------------------------------------------------------------------------------

    def _ready(self, frame: dict[str, Any]) -> Iterator[str]:
        chat_id, is_first = frame["chat_id"], self.is_first
        self.is_first = False
        if chat_id is None:
            return
        yield from self._foreign(chat_id)
        if chat_id in self.places:
            yield f"ready for chat {chat_id} twice"
        if self.person.tipo == "soporte":
            after = self.subscribed.get(chat_id)
        else:
            after = self.despues if is_first else 0
            if not is_first and chat_id not in self.opened:
                yield f"ready for chat {chat_id}, which nobody has announced"
            for other, place in self.places.items():
                if other > chat_id:
                    yield f"went back from chat {other} to {chat_id}"
                elif not place.cerrado:
                    yield f"went on to chat {chat_id}, and the close of {other} was never told"
        if after is not None and after > frame["ultimo_seq"]:
            yield f"chat {chat_id} ends at {frame['ultimo_seq']}, and {after} had been seen"
        self.places[chat_id] = Place(frame["ultimo_seq"] if after is None else after)

    def _chat_opened(self, frame: dict[str, Any]) -> Iterator[str]:
        yield from self._foreign(frame["chat_id"])
        if frame["chat_id"] in self.opened:
            yield f"chat {frame['chat_id']} opened twice"
        self.opened.add(frame["chat_id"])

    def _chat_message(self, frame: dict[str, Any]) -> Iterator[str]:
        yield from self._foreign(frame["chat_id"])
        name = f"{frame['chat_id']}/{frame['seq']}"
        mensaje = self.database.at(frame["chat_id"], frame["seq"])
        if mensaje is None:
            yield f"saw {name}, which is not stored"
        elif (mensaje.uid, mensaje.texto, mensaje.autor_tipo, mensaje.autor_id, mensaje.creado_en) != (
            frame["uid"],
            frame["texto"],
            frame["autor"]["tipo"],
            str(frame["autor"]["id"]),
            datetime.fromisoformat(frame["creado_en"]),
        ):
            yield f"saw {name} otherwise than it is stored"
        place = self.places.get(frame["chat_id"])
        if place is None:
            yield f"saw {name} of a chat that it does not follow"
        elif not self._comes_next(place, frame["seq"]):
            if frame["seq"] > place.last:
                yield f"saw {name} after {place.last}: a gap"
            elif not self._was_asked_for(frame["chat_id"], frame["seq"]):
                yield f"saw {name} once more: a double"
        elif place.cerrado:
            yield f"saw {name} after the close"

    def _ack(self, frame: dict[str, Any]) -> Iterator[str]:
        yield from self._foreign(frame["chat_id"])
        name = f"{frame['chat_id']}/{frame['seq']}"
        place = self.places.get(frame["chat_id"])
        if place is None:
            # An agente may answer a chat that this connection does not follow.
            if frame["uid"] not in self.resent and self.person.tipo == "cliente":
                yield f"ack of {name} in a chat that it does not follow"
        elif not self._comes_next(place, frame["seq"]):
            if frame["seq"] > place.last:
                yield f"ack of {name} after {place.last}: a gap"
            elif frame["uid"] not in self.resent:
                yield f"ack of {name} after {place.last}: a double"
        elif place.cerrado:
            yield f"ack of {name} after the close"

    def _chat_closed(self, frame: dict[str, Any]) -> Iterator[str]:
        chat_id = frame["chat_id"]
        yield from self._foreign(chat_id)
        place, chat = self.places.get(chat_id), self.database.chats.get(chat_id)
        if place is None:
            yield f"close of chat {chat_id}, which it does not follow"
            return
        if place.cerrado:
            yield f"close of chat {chat_id} told twice"
        if place.last != frame["ultimo_seq"]:
            yield f"close of chat {chat_id} at {frame['ultimo_seq']}, and seen is {place.last}"
        place.cerrado = True
        if chat and (chat.cerrado_en, chat.ultimo_seq) != (
            datetime.fromisoformat(frame["cerrado_en"]),
            frame["ultimo_seq"],
        ):
            yield f"close of chat {chat_id} otherwise than it is stored"

    def _pong(self, frame: dict[str, Any]) -> Iterator[str]:
        if self.pings:
            self.pings.pop(0)
        place = self.places.get(frame["chat_id"] or 0)
        if place is not None and frame["ultimo_seq"] > place.last:
            yield f"pong: chat {frame['chat_id']} is at {frame['ultimo_seq']}, and seen is {place.last}"

    def _read(self, frame: dict[str, Any]) -> Iterator[str]:
        yield from self._foreign(frame["chat_id"])

    def _inbox(self, frame: dict[str, Any]) -> Iterator[str]:
        chat = self.database.chats.get(frame["chat"]["id"])
        if chat is not None and frame["chat"]["ultimo_seq"] > chat.ultimo_seq:
            yield f"inbox: chat {chat.id} at {frame['chat']['ultimo_seq']}, and stored is {chat.ultimo_seq}"

    def _other(self, _frame: dict[str, Any]) -> Iterator[str]:
        yield from ()

    # --- inside ------------------------------------------------------------------------------------------------

    def _comes_next(self, place: Place, seq: int) -> bool:
        if seq != place.last + 1:
            return False
        place.last = seq
        return True

    def _was_asked_for(self, chat_id: int, seq: int) -> bool:
        return any(after is not None and after < seq and chat in (None, chat_id) for chat, after in self.pings)

    def _foreign(self, chat_id: int) -> Iterator[str]:
        chat = self.database.chats.get(chat_id)
        if chat is None:
            yield f"told of chat {chat_id}, which is not stored or is a stranger's"
        elif self.person.tipo == "cliente" and (chat.tenant, chat.cliente_id) != (self.person.tenant, self.person.id):
            yield f"told of chat {chat_id} of {chat.tenant}/{chat.cliente_id}: a stranger's"


def violations_of_view(
    history: History, lines: list[Line], database: Database, first: dict[tuple[tuple[str, str, str], str], Line]
) -> Iterator[str]:
    """Of one connection; `first` are the history's first attempts."""
    view = View(history.people[lines[0].who], database, first)
    for line in lines:
        yield from view.take(line)

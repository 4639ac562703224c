"""A small world around a session, without I/O: the stored chats of one cliente, and a bus that can misbehave."""

from __future__ import annotations

import itertools
import json
import uuid
from copy import copy
from datetime import UTC, datetime
from typing import Any

from ventanilla.bus import Hint
from ventanilla.chat import news
from ventanilla.chat.history import Missed
from ventanilla.chat.journal import Committed
from ventanilla.chat.ledger import Entry, Ledger, agente_author
from ventanilla.chat.people import PERMISOS, AgenteCaller, Profile
from ventanilla.realtime.actions import Action, CatchUp, Send
from ventanilla.realtime.session import Surroundings
from ventanilla.tenancy import Tenant

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ACME = Tenant("acme", "acme", "Acme")
AROUND = Surroundings(epoca="e", latido=15, soporte=lambda: "en_linea", expira_en=None)
ana = AgenteCaller(id=1, usuario="ana", nombre="Ana Ruiz", permisos=PERMISOS)


class World:
    """The truth: what the database has. Each verb gives the hints that a node would publish."""

    def __init__(self) -> None:
        self.ledger = Ledger("5", NOW, Profile(nombre="Eva"), fresh_ids=itertools.count(1))

    def say(
        self, texto: str = "hola", *, uid: uuid.UUID | None = None, connection: str = ""
    ) -> tuple[Entry, list[Hint]]:
        entry, _, _ = self.ledger.say(
            uid=uid or uuid.uuid4(), texto=texto, contexto=None, into=None, connection=connection
        )
        return entry, self._hints()

    def reply(self, *, uid: uuid.UUID | None = None, connection: str = "") -> list[Hint]:
        chat = self.ledger.abierto
        if chat is None:
            return []
        self.ledger.reply(chat.id, by=ana, uid=uid or uuid.uuid4(), texto="dime", contexto=None, connection=connection)
        return self._hints()

    def close(self) -> list[Hint]:
        chat = self.ledger.abierto
        if chat is None:
            return []
        self.ledger.close(chat.id, author=agente_author(ana), razon="resuelto", mensaje="", seen_up_to=None)
        return self._hints()

    def log(self, chat_id: int) -> list[Entry]:
        return [entry for entry in self.ledger.said if entry.chat_id == chat_id]

    def missed(self, chat_id: int, after: int | None, *, page: int = 3) -> Missed:
        chat = copy(self.ledger.chats[chat_id])
        entries = [entry for entry in self.log(chat_id) if after is not None and entry.seq > after]
        return Missed(chat, entries[:page], len(entries) > page)

    def read(self, session: Any, request: CatchUp) -> list[Action]:
        """What the driver of a cliente's socket does with a CatchUp."""
        chat_id, newer, anterior = request.chat_id, None, None
        if chat_id is None and self.ledger.abierto:
            chat_id = self.ledger.abierto.id
        missed = self.missed(chat_id, request.after) if chat_id else None
        if missed is None:
            anterior = self.ledger.anterior
        elif missed.chat.cerrado and not missed.more and self.ledger.abierto:
            newer = self.missed(self.ledger.abierto.id, None if request.after is None else 0)
        actions: list[Action] = session.caught_up(missed, newer, anterior=anterior)
        return actions

    def _hints(self) -> list[Hint]:
        events, self.ledger.events = self.ledger.events, []
        return news.hints(Committed([(ACME, "5", event) for event in events], []), {"acme": ACME})


class View:
    """What a client has seen: the frames in order, and the reads that the driver still owes."""

    def __init__(self, world: World, session: Any) -> None:
        self.world = world
        self.session = session
        self.frames: list[dict[str, Any]] = []
        self.owed: list[CatchUp] = []

    def take(self, actions: list[Action]) -> None:
        for action in actions:
            if isinstance(action, Send):
                self.frames.append(json.loads(action.frame))
            elif isinstance(action, CatchUp):
                self.owed.append(action)

    def hear(self, hints: list[Hint]) -> None:
        for hint in hints:
            self.take(self.session.hear(hint))

    def read_all(self) -> None:
        while self.owed:
            self.take(self.world.read(self.session, self.owed.pop(0)))

    def seqs(self, chat_id: int) -> list[int]:
        """Of messages and acks alike: an ack stands in the place of one's own message."""
        return [f["seq"] for f in self.frames if f["type"] in ("chat_message", "ack") and f["chat_id"] == chat_id]

    def types(self) -> list[str]:
        return [frame["type"] for frame in self.frames]

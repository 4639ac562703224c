"""The rules of a conversation, without I/O: a cliente's state under the lock, the verbs, and what they change.

The journal loads a Ledger for each cliente that a transaction touches, lets every verb speak in the order
of arrival, and writes what changed. Nothing here waits, reads a clock or knows SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from .errors import ChatClosed, NotFound, Stale
from .people import AgenteCaller, Profile

Side = Literal["cliente", "soporte"]


@dataclass(frozen=True, slots=True)
class Author:
    tipo: Literal["cliente", "soporte", "sistema", "bot"]
    id: str
    nombre: str = ""
    avatar: str = ""


@dataclass(slots=True)
class ChatState:
    """A row of the chat table."""

    id: int
    cliente_id: str
    creado_en: datetime
    actividad_en: datetime
    anterior: int | None = None
    contexto: dict[str, Any] | None = None
    ultimo_seq: int = 0
    ultimo_seq_cliente: int = 0
    leido_cliente: int = 0
    leido_soporte: int = 0
    sin_leer_cliente: int = 0
    sin_leer_soporte: int = 0
    espera_desde: datetime | None = None
    cerrado: bool = False
    cerrado_en: datetime | None = None
    cerrado_por: dict[str, Any] | None = None
    razon_cierre: str | None = None
    mensaje_cierre: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the mensaje table."""

    chat_id: int
    seq: int
    uid: UUID
    author: Author
    texto: str
    creado_en: datetime
    contexto: dict[str, Any] | None = None
    adjuntos: list[dict[str, Any]] = field(default_factory=list)
    tipo: Literal["texto", "sistema"] = "texto"


# What happened, in order: told to hub and bus after the commit.


@dataclass(frozen=True, slots=True)
class Opened:
    chat: ChatState


@dataclass(frozen=True, slots=True)
class Said:
    entry: Entry
    connection: str


@dataclass(frozen=True, slots=True)
class Closed:
    chat: ChatState
    by: Author


@dataclass(frozen=True, slots=True)
class Seen:
    chat: ChatState
    lector: Side
    seq: int
    connection: str


Event = Opened | Said | Closed | Seen


class StoredElsewhere(Exception):
    """The agente's uid is a message in a chat of another cliente."""

    def __init__(self, chat_id: int) -> None:
        self.chat_id = chat_id


@dataclass(slots=True)
class Ledger:
    """One cliente's open chat, the chats that verbs name, and the uids that were stored already."""

    cliente_id: str
    now: datetime
    profile: Profile = field(default_factory=Profile)
    chats: dict[int, ChatState] = field(default_factory=dict)
    stored: dict[tuple[UUID, str, str], Entry] = field(default_factory=dict)
    anterior: int | None = None
    """The newest closed chat, where no chat is open."""
    fresh_ids: Iterator[int] = field(default_factory=lambda: iter(()))
    sent: dict[tuple[UUID, str], int] = field(default_factory=dict)
    """Agentes' uids that are stored, and in which chat: of this cliente, or of any other."""
    unread: dict[tuple[int, Side, int], int] = field(default_factory=dict)
    """Counted in the database where a read mark is not at the end: (chat, side, seq) and what stays unread."""
    again: bool = False
    """The first try's COMMIT had no answer: what is found done may not have been told to anyone yet."""

    opened: dict[int, ChatState] = field(default_factory=dict)
    changed: dict[int, ChatState] = field(default_factory=dict)
    said: list[Entry] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    profile_changed: bool = False

    @property
    def abierto(self) -> ChatState | None:
        return next((chat for chat in self.chats.values() if not chat.cerrado), None)

    # --- verbs -----------------------------------------------------------------------------------

    def open(self, *, contexto: dict[str, Any] | None) -> tuple[ChatState, bool]:
        """The cliente's open chat, and whether this made it."""
        chat = self.abierto
        if chat is None:
            return replace(self._open(contexto)), True
        if contexto is not None and contexto != chat.contexto:
            chat.contexto = contexto
            self._touch(chat)
        self._retell(chat, Opened(replace(chat)))
        return replace(chat), False

    def say(
        self,
        *,
        uid: UUID,
        texto: str,
        contexto: dict[str, Any] | None,
        into: int | None,
        connection: str = "",
    ) -> tuple[Entry, ChatState, bool]:
        """The message, the chat it is in, and whether this stored it: the cliente's open chat, or the next one.

        With `into` (the strict form) that chat alone; raises ChatClosed, NotFound.
        """
        author = Author("cliente", self.cliente_id, self.profile.nombre, self.profile.avatar)
        if found := self._stored(uid, author):
            return found, self._retell(self._chat(found.chat_id), Said(found, connection)), False
        chat = self.abierto if into is None else self._writable(into)
        if chat is None:
            chat = self._open(contexto)
        entry = self._append(chat, author, uid=uid, texto=texto, contexto=contexto, connection=connection)
        chat.ultimo_seq_cliente = chat.leido_cliente = entry.seq
        chat.sin_leer_cliente = 0
        chat.sin_leer_soporte += 1
        chat.espera_desde = chat.espera_desde or entry.creado_en
        return entry, replace(chat), True

    def reply(
        self, chat_id: int, *, by: AgenteCaller, uid: UUID, texto: str, contexto: dict[str, Any] | None, connection: str
    ) -> tuple[Entry, ChatState, bool]:
        """As an agente, into that chat alone. Raises ChatClosed, NotFound."""
        author = Author("soporte", str(by.id), by.nombre, by.avatar)
        sent_to = self.sent.get((uid, author.id))
        if sent_to is not None and sent_to not in self.chats:
            raise StoredElsewhere(sent_to)
        if found := self._stored(uid, author):
            return found, self._retell(self._chat(found.chat_id), Said(found, connection)), False
        chat = self._writable(chat_id)
        entry = self._append(chat, author, uid=uid, texto=texto, contexto=contexto, connection=connection)
        chat.leido_soporte = entry.seq
        chat.sin_leer_soporte = 0
        chat.sin_leer_cliente += 1
        chat.espera_desde = None
        return entry, replace(chat), True

    def close(
        self, chat_id: int, *, by: AgenteCaller, razon: str | None, mensaje: str, seen_up_to: int | None
    ) -> tuple[ChatState, bool]:
        """The chat, closed for good, and whether this closed it. Raises Stale, NotFound."""
        chat = self._chat(chat_id)
        author = Author("soporte", str(by.id), by.nombre, by.avatar)
        if chat.cerrado:
            return self._retell(chat, Closed(replace(chat), author)), False
        if seen_up_to is not None and chat.ultimo_seq_cliente > seen_up_to:
            raise Stale(chat_id, seen_up_to)
        chat.cerrado = True
        chat.cerrado_en = chat.actividad_en = self._time(chat)
        chat.cerrado_por = {"tipo": author.tipo, "id": author.id, "nombre": author.nombre}
        chat.razon_cierre = razon
        chat.mensaje_cierre = mensaje
        chat.espera_desde = None
        self.anterior = chat.id
        self._touch(chat)
        self.events.append(Closed(replace(chat), author))
        return replace(chat), True

    def read(self, chat_id: int, *, lector: Side, seq: int, unread_after: int = 0, connection: str = "") -> ChatState:
        """The read mark is at seq or beyond: it never moves back. `unread_after` counts what the other side had
        stored after seq before this transaction."""
        chat = self._chat(chat_id)
        seq = min(seq, chat.ultimo_seq)
        before = chat.leido_cliente if lector == "cliente" else chat.leido_soporte
        if seq > before:
            unread = unread_after + self._said_by_the_other(lector, chat.id, seq)
            if lector == "cliente":
                chat.leido_cliente, chat.sin_leer_cliente = seq, unread
            else:
                chat.leido_soporte, chat.sin_leer_soporte = seq, unread
            self._touch(chat)
            self.events.append(Seen(replace(chat), lector, seq, connection))
        return replace(chat)

    def know(self, profile: Profile) -> None:
        """The cliente is who their token says now. What it leaves out stays."""
        known = Profile(
            nombre=profile.nombre or self.profile.nombre,
            email=profile.email or self.profile.email,
            avatar=profile.avatar or self.profile.avatar,
            atributos=profile.atributos or self.profile.atributos,
        )
        if known != self.profile:
            self.profile, self.profile_changed = known, True

    # --- inside ------------------------------------------------------------------------------------

    def _open(self, contexto: dict[str, Any] | None) -> ChatState:
        chat = ChatState(
            id=next(self.fresh_ids),
            cliente_id=self.cliente_id,
            creado_en=self.now,
            actividad_en=self.now,
            anterior=self.anterior,
            contexto=contexto,
        )
        self.chats[chat.id] = self.opened[chat.id] = chat
        self.events.append(Opened(replace(chat)))
        return chat

    def _append(
        self,
        chat: ChatState,
        author: Author,
        *,
        uid: UUID,
        texto: str,
        contexto: dict[str, Any] | None,
        connection: str,
    ) -> Entry:
        chat.ultimo_seq += 1
        chat.actividad_en = self._time(chat)
        entry = Entry(chat.id, chat.ultimo_seq, uid, author, texto, chat.actividad_en, contexto)
        self.stored[(uid, author.tipo, author.id)] = entry
        self.said.append(entry)
        self._touch(chat)
        self.events.append(Said(entry, connection))
        return entry

    def _said_by_the_other(self, lector: Side, chat_id: int, seq: int) -> int:
        by_cliente = lector == "soporte"
        return sum(
            entry.chat_id == chat_id and entry.seq > seq and (entry.author.tipo == "cliente") == by_cliente
            for entry in self.said
        )

    def _stored(self, uid: UUID, author: Author) -> Entry | None:
        return self.stored.get((uid, author.tipo, author.id))

    def _chat(self, chat_id: int) -> ChatState:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise NotFound
        return chat

    def _writable(self, chat_id: int) -> ChatState:
        chat = self._chat(chat_id)
        if chat.cerrado:
            raise ChatClosed(chat_id)
        return chat

    def _retell(self, chat: ChatState, event: Event) -> ChatState:
        if self.again:
            self._touch(chat)
            self.events.append(event)
        return replace(chat)

    def _time(self, chat: ChatState) -> datetime:
        # A database clock that was set back must not make a chat's times fall along seq.
        return max(self.now, chat.actividad_en)

    def _touch(self, chat: ChatState) -> None:
        if chat.id not in self.opened:
            self.changed[chat.id] = chat


def last_words(ledger: Ledger, chat_ids: Iterable[int]) -> dict[int, Entry]:
    """The newest message that this transaction wrote into each of the chats."""
    wanted = set(chat_ids)
    return {entry.chat_id: entry for entry in ledger.said if entry.chat_id in wanted}

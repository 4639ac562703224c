"""The rules of a conversation, without I/O: a cliente's state under the lock, the verbs, and what they change.

The journal loads a Ledger for each cliente that a transaction touches, lets every verb speak in the order
of arrival, and writes what changed. Nothing here waits, reads a clock or knows SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct, field

from .errors import Blocked, ChatClosed, NotFound, Stale
from .people import NOBODY, AgenteCaller, Profile

Side = Literal["cliente", "soporte"]
Files = Sequence[dict[str, Any]]
"""What a message tells of its files: `chat/adjuntos.py`."""


class Author(Struct, frozen=True):
    tipo: Literal["cliente", "soporte", "sistema", "bot"]
    id: str
    nombre: str = ""
    avatar: str = ""


SYSTEM = Author("sistema", "sistema")


def agente_author(by: AgenteCaller) -> Author:
    return Author("soporte", str(by.id), by.nombre, by.avatar)


class ChatState(Struct):
    """A row of the chat table, as it is read and written."""

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
    puntuacion: int | None = None
    comentario: str | None = None
    valorado_en: datetime | None = None


class Entry(Struct, frozen=True):
    """A row of the mensaje table."""

    chat_id: int
    seq: int
    uid: UUID
    author: Author
    texto: str
    creado_en: datetime
    contexto: dict[str, Any] | None = None
    adjuntos: list[dict[str, Any]] = []
    tipo: Literal["texto", "sistema"] = "texto"


# What happened, in order: told to hub and bus after the commit.


class Opened(Struct, frozen=True):
    chat: ChatState


class Said(Struct, frozen=True):
    entry: Entry
    connection: str


class Closed(Struct, frozen=True):
    chat: ChatState
    by: Author


class Seen(Struct, frozen=True):
    chat: ChatState
    lector: Side
    seq: int
    connection: str


Event = Opened | Said | Closed | Seen


class Bloqueo(Struct, frozen=True):
    """An agente's word that a cliente may not write, or may again."""

    bloqueado: bool
    por: int
    motivo: str
    chat_id: int
    """From which they were."""


class StoredElsewhere(Exception):
    """The agente's uid is a message in a chat of another cliente."""

    def __init__(self, chat_id: int) -> None:
        self.chat_id = chat_id


class Ledger(Struct):
    """One cliente's open chat, the chats that verbs name, and the uids that were stored already."""

    cliente_id: str
    now: datetime
    profile: Profile = NOBODY
    chats: dict[int, ChatState] = {}
    stored: dict[tuple[UUID, str, str], Entry] = {}
    anterior: int | None = None
    """The newest closed chat, where no chat is open."""
    fresh_ids: Iterator[int] = field(default_factory=lambda: iter(()))
    sent: dict[tuple[UUID, str], int] = {}
    """Agentes' uids that are stored, and in which chat: of this cliente, or of any other."""
    unread: dict[tuple[int, Side, int], int] = {}
    """Counted in the database where a read mark is not at the end: (chat, side, seq) and what stays unread."""
    version: int = 0
    """Of the cliente's row, as this transaction leaves it (`store.load`) or finds it (`store.append`)."""
    bloqueado: bool = False
    """What the cliente writes is refused."""
    again: bool = False
    """The first try's COMMIT had no answer: what is found done may not have been told to anyone yet."""

    opened: dict[int, ChatState] = {}
    changed: dict[int, ChatState] = {}
    said: list[Entry] = []
    events: list[Event] = []
    profile_changed: bool = False
    bloqueo: Bloqueo | None = None
    """The cliente was blocked, or is not any more, by this transaction."""

    @property
    def abierto(self) -> ChatState | None:
        return next((chat for chat in self.chats.values() if not chat.cerrado), None)

    # --- verbs -----------------------------------------------------------------------------------

    def open(self, *, contexto: dict[str, Any] | None) -> tuple[ChatState, bool]:
        """The cliente's open chat, and whether this made it. Raises Blocked where there is none."""
        chat = self.abierto
        if chat is None and self.bloqueado:
            raise Blocked
        if chat is None:
            return copy(self._open(contexto)), True
        if contexto is not None and contexto != chat.contexto and not self.bloqueado:
            chat.contexto = contexto
            self._touch(chat)
        self._retell(chat, Opened(copy(chat)))
        return copy(chat), False

    def say(
        self,
        *,
        uid: UUID,
        texto: str,
        contexto: dict[str, Any] | None,
        into: int | None,
        connection: str = "",
        adjuntos: Files = (),
    ) -> tuple[Entry, ChatState, bool]:
        """The message, the chat it is in, and whether this stored it: the cliente's open chat, or the next one.

        With `into` (the strict form) that chat alone; raises ChatClosed, NotFound. Raises Blocked.
        """
        author = Author("cliente", self.cliente_id, self.profile.nombre, self.profile.avatar)
        if found := self._stored(uid, author):
            return found, self._retell(self._chat(found.chat_id), Said(found, connection)), False
        if self.bloqueado:
            raise Blocked
        chat = self.abierto if into is None else self._writable(into)
        if chat is None:
            chat = self._open(contexto)
        entry = self._append(
            chat, author, uid=uid, texto=texto, contexto=contexto, connection=connection, adjuntos=adjuntos
        )
        chat.ultimo_seq_cliente = chat.leido_cliente = entry.seq
        chat.sin_leer_cliente = 0
        chat.sin_leer_soporte += 1
        chat.espera_desde = chat.espera_desde or entry.creado_en
        return entry, copy(chat), True

    def reply(
        self,
        chat_id: int,
        *,
        by: AgenteCaller,
        uid: UUID,
        texto: str,
        contexto: dict[str, Any] | None,
        connection: str,
        adjuntos: Files = (),
    ) -> tuple[Entry, ChatState, bool]:
        """As an agente, into that chat alone. Raises ChatClosed, NotFound."""
        author = Author("soporte", str(by.id), by.nombre, by.avatar)
        if found := self._sent(uid, author):
            return found, self._retell(self._chat(found.chat_id), Said(found, connection)), False
        chat = self._writable(chat_id)
        entry = self._answer(
            chat, author, uid=uid, texto=texto, contexto=contexto, connection=connection, adjuntos=adjuntos
        )
        return entry, copy(chat), True

    def resume(self, chat_id: int, *, by: AgenteCaller, uid: UUID, texto: str) -> tuple[Entry, ChatState, bool]:
        """As an agente, into the open chat of whoever that chat is with: where there is none, the next one is opened
        with it. The last value says whether this opened it. Raises NotFound."""
        author = Author("soporte", str(by.id), by.nombre, by.avatar)
        self._chat(chat_id)
        if found := self._sent(uid, author):
            return found, self._retell(self._chat(found.chat_id), Said(found, "")), False
        before = self.abierto
        chat = before or self._open(None)
        entry = self._answer(chat, author, uid=uid, texto=texto, contexto=None, connection="", adjuntos=())
        return entry, copy(chat), before is None

    def notice(self, chat_id: int, *, uid: UUID, texto: str, after: int) -> tuple[Entry, ChatState, bool]:
        """What the system says to the cliente, where nobody has said anything after that seq.

        It answers nothing: who waits still waits. Raises Stale, ChatClosed, NotFound.
        """
        if found := self._stored(uid, SYSTEM):
            return found, self._retell(self._chat(found.chat_id), Said(found, "")), False
        chat = self._writable(chat_id)
        if chat.ultimo_seq > after:
            raise Stale(chat_id, after)
        entry = self._append(
            chat, SYSTEM, uid=uid, texto=texto, contexto=None, connection="", adjuntos=(), tipo="sistema"
        )
        chat.sin_leer_cliente += 1
        return entry, copy(chat), True

    def close(
        self, chat_id: int, *, author: Author, razon: str | None, mensaje: str, seen_up_to: int | None
    ) -> tuple[ChatState, bool]:
        """The chat, closed for good, and whether this closed it. Raises Stale, NotFound."""
        chat = self._chat(chat_id)
        if chat.cerrado:
            return self._retell(chat, Closed(copy(chat), author)), False
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
        self.events.append(Closed(copy(chat), author))
        return copy(chat), True

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
            self.events.append(Seen(copy(chat), lector, seq, connection))
        return copy(chat)

    def block(self, bloqueo: Bloqueo) -> bool:
        """The cliente may not write, or may again; and whether that is new."""
        if bloqueo.bloqueado == self.bloqueado:
            return False
        self.bloqueado, self.bloqueo = bloqueo.bloqueado, bloqueo
        return True

    def know(self, profile: Profile) -> None:
        """The cliente is who their token says now. What it leaves out stays. Of who is blocked nothing is kept."""
        if profile == self.profile or self.bloqueado:
            return
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
        self.events.append(Opened(copy(chat)))
        return chat

    def _sent(self, uid: UUID, author: Author) -> Entry | None:
        """What the agente sent with that uid to this cliente. Raises StoredElsewhere."""
        sent_to = self.sent.get((uid, author.id))
        if sent_to is not None and sent_to not in self.chats:
            raise StoredElsewhere(sent_to)
        return self._stored(uid, author)

    def _answer(
        self,
        chat: ChatState,
        author: Author,
        *,
        uid: UUID,
        texto: str,
        contexto: dict[str, Any] | None,
        connection: str,
        adjuntos: Files,
    ) -> Entry:
        entry = self._append(
            chat, author, uid=uid, texto=texto, contexto=contexto, connection=connection, adjuntos=adjuntos
        )
        chat.leido_soporte = entry.seq
        chat.sin_leer_soporte = 0
        chat.sin_leer_cliente += 1
        chat.espera_desde = None
        return entry

    def _append(
        self,
        chat: ChatState,
        author: Author,
        *,
        uid: UUID,
        texto: str,
        contexto: dict[str, Any] | None,
        connection: str,
        adjuntos: Files,
        tipo: Literal["texto", "sistema"] = "texto",
    ) -> Entry:
        chat.ultimo_seq += 1
        chat.actividad_en = self._time(chat)
        entry = Entry(chat.id, chat.ultimo_seq, uid, author, texto, chat.actividad_en, contexto, list(adjuntos), tipo)
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
        return copy(chat)

    def _time(self, chat: ChatState) -> datetime:
        # A database clock that was set back must not make a chat's times fall along seq.
        return max(self.now, chat.actividad_en)

    def _touch(self, chat: ChatState) -> None:
        if chat.id not in self.opened:
            self.changed[chat.id] = chat


def last_words(ledger: Ledger) -> dict[int, Entry]:
    """The newest message that this transaction wrote into each chat."""
    return {entry.chat_id: entry for entry in ledger.said}


def first_answers(ledger: Ledger) -> dict[int, Entry]:
    """The oldest message of soporte's that this transaction wrote into each chat."""
    return {entry.chat_id: entry for entry in reversed(ledger.said) if entry.author.tipo == "soporte"}

"""What travels between the journal and the database, as JSON: what is asked, what is known, what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from .ledger import ChatState, Entry, Ledger, Side, first_answers, last_words


class WantedCliente(Struct):
    cliente_id: str
    nombre: str = ""
    email: str = ""
    avatar: str = ""
    atributos: dict[str, Any] = {}
    abre: int = -1
    """Chats that may have to be opened besides one where none is open: closes in the batch; -1 = none ever."""


class Cuenta(Struct, frozen=True):
    """How much of the chat stays unread for that side after that seq."""

    chat_id: int
    lector: Side
    seq: int


class Wanted(Struct, omit_defaults=True):
    """What a batch must know of one schema."""

    clientes: list[WantedCliente]
    uids: list[UUID] = []
    chats: list[int] = []
    cuentas: list[Cuenta] | None = None
    cierra: bool = False


class KnownCliente(Struct):
    cliente_id: str
    nombre: str
    email: str
    avatar: str
    atributos: dict[str, Any]
    version: int = 0
    bloqueado: bool = False


class Opening(Struct):
    """The newest closed chat of who may open one, and as many fresh ids as they may need."""

    cliente_id: str
    anterior: int | None
    ids: list[int]


class Unread(Cuenta, frozen=True):
    n: int


class Loaded(Struct):
    """One schema, under the locks: `now` is the database's time once they were held."""

    now: datetime
    clientes: list[KnownCliente]
    chats: list[ChatState] | None
    stored: list[Entry] | None
    openings: list[Opening] | None
    unread: list[Unread] | None


class Sent(Struct):
    """A uid that an agente has sent, in any tenant, and into which chat."""

    uid: UUID
    agente_id: str
    chat_id: int
    seq: int = 0


class BandejaRow(Struct):
    """The inbox row of a chat as the journal writes it. No last author = nothing new was said."""

    chat_id: int
    schema_name: str
    cliente_id: str
    cliente_nombre: str
    creado_en: datetime
    cerrado: bool
    cerrado_en: datetime | None
    cerrado_por: int | None
    razon_cierre: str | None
    ultimo_seq: int
    ultimo_texto: str
    ultimo_autor: dict[str, str] | None
    ultima_actividad: datetime
    espera_desde: datetime | None
    sin_leer: int
    anterior: int | None
    respondido_en: datetime | None
    respondido_por: int | None
    """Soporte's first message of this batch."""


class Append(Struct):
    """A message for a known chat, if its cliente's row still has that version and the uid is not stored."""

    cliente_id: str
    version: int
    chat_id: int
    actividad_en: datetime
    ultimo_seq: int
    ultimo_seq_cliente: int
    leido_cliente: int
    leido_soporte: int
    sin_leer_cliente: int
    sin_leer_soporte: int
    espera_desde: datetime | None
    uid: UUID
    tipo: str
    autor_tipo: str
    autor_id: str
    autor_nombre: str
    autor_avatar: str
    texto: str
    contexto: dict[str, Any] | None
    adjuntos: list[dict[str, Any]]


class Moved(Struct):
    """What a message changes of an inbox row."""

    chat_id: int
    ultimo_seq: int
    ultimo_texto: str
    ultimo_autor: dict[str, str]
    ultima_actividad: datetime
    espera_desde: datetime | None
    sin_leer: int
    respondido_en: datetime | None
    respondido_por: int | None


# --- from ledgers ---------------------------------------------------------------------------------------------


def known_of(ledger: Ledger) -> KnownCliente:
    profile = ledger.profile
    return KnownCliente(ledger.cliente_id, profile.nombre, profile.email, profile.avatar, profile.atributos)


def append_of(ledger: Ledger) -> Append:
    [chat], [entry] = ledger.changed.values(), ledger.said
    author = entry.author
    return Append(
        ledger.cliente_id,
        ledger.version,
        chat.id,
        entry.creado_en,
        entry.seq,
        chat.ultimo_seq_cliente,
        chat.leido_cliente,
        chat.leido_soporte,
        chat.sin_leer_cliente,
        chat.sin_leer_soporte,
        chat.espera_desde,
        entry.uid,
        entry.tipo,
        author.tipo,
        author.id,
        author.nombre,
        author.avatar,
        entry.texto,
        entry.contexto,
        entry.adjuntos,
    )


def moved_of(ledger: Ledger) -> Moved:
    [chat], [entry] = ledger.changed.values(), ledger.said
    return Moved(
        chat.id,
        entry.seq,
        _first_words(entry),
        _signature(entry),
        entry.creado_en,
        chat.espera_desde,
        chat.sin_leer_soporte,
        *_answered(entry),
    )


def _first_words(entry: Entry) -> str:
    # A message of files alone is told by their names.
    texto = entry.texto or ", ".join(file["nombre"] for file in entry.adjuntos)
    return " ".join(texto[:400].split())[:200]


def _answered(entry: Entry | None) -> tuple[datetime, int] | tuple[None, None]:
    """When soporte answered, and who, where that entry is an answer."""
    if entry is None or entry.author.tipo != "soporte":
        return None, None
    return entry.creado_en, int(entry.author.id)


def _signature(entry: Entry) -> dict[str, str]:
    return {"tipo": entry.author.tipo, "id": entry.author.id, "nombre": entry.author.nombre}


def inbox_rows(changes: Mapping[str, Sequence[Ledger]]) -> Iterator[BandejaRow]:
    for schema, ledgers in changes.items():
        for ledger in ledgers:
            words, answers = last_words(ledger), first_answers(ledger)
            for chat in (*ledger.changed.values(), *ledger.opened.values()):
                yield _inbox_row(schema, ledger, chat, words.get(chat.id), answers.get(chat.id))


def _inbox_row(schema: str, ledger: Ledger, chat: ChatState, last: Entry | None, answer: Entry | None) -> BandejaRow:
    return BandejaRow(
        chat.id,
        schema,
        ledger.cliente_id,
        ledger.profile.nombre,
        chat.creado_en,
        chat.cerrado,
        chat.cerrado_en,
        _closed_by(chat),
        chat.razon_cierre,
        chat.ultimo_seq,
        _first_words(last) if last else "",
        _signature(last) if last else None,
        chat.actividad_en,
        chat.espera_desde,
        chat.sin_leer_soporte,
        chat.anterior,
        *_answered(answer),
    )


def _closed_by(chat: ChatState) -> int | None:
    by = chat.cerrado_por
    return int(by["id"]) if by and by["tipo"] == "soporte" else None

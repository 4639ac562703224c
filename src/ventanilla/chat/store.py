"""The journal's two calls: lock the clientes and load what is known of them, then write what changed.

Each is one round trip for a batch, however many schemas are in it; the SQL stands in migrations 0003 of the app and
0002 of the desk. What travels is JSON both ways: msgspec makes it from ledger values, and ledger values from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from ..wire import encode
from .ledger import Author, ChatState, Entry, Ledger, Side, last_words

BANDEJA = "public.ventanilla_desk_bandeja"
CHAT_STATE_FIELDS = ChatState.__struct_fields__
ENTRY_COLUMNS = (
    "chat_id, seq, uid, tipo, autor_tipo, autor_id, autor_nombre, autor_avatar, texto, contexto, adjuntos, creado_en"
)


# --- what is asked, and what is known ---------------------------------------------------------------------


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
    razon_cierre: str | None
    ultimo_seq: int
    ultimo_texto: str
    ultimo_autor: dict[str, str] | None
    ultima_actividad: datetime
    espera_desde: datetime | None
    sin_leer: int
    anterior: int | None


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


_decode_loaded = msgspec.json.Decoder(Loaded).decode
_decode_sent = msgspec.json.Decoder(list[Sent]).decode


async def load(
    connection: Any, wanted: Mapping[str, Wanted], sent: Sequence[UUID] = ()
) -> tuple[dict[str, Loaded], list[Sent]]:
    """Each cliente's row is ours until the transaction ends (a missing one is made), and this is what is known.

    Schemas in a fixed order, as clientes within each: two writers can never wait for each other in a circle.
    """
    schemas = sorted(wanted)
    rows = await connection.fetch(
        "SELECT * FROM public.ventanilla_load($1::text[], $2::text[], $3::uuid[])",
        schemas,
        [encode(wanted[schema]).decode() for schema in schemas],
        sent,
    )
    *parts, last = (row[0] for row in rows)
    return dict(zip(schemas, map(_decode_loaded, parts), strict=True)), _decode_sent(last)


async def write(connection: Any, changes: Mapping[str, Sequence[Ledger]]) -> list[Any]:
    """What the ledgers of each schema changed is written, and these are the inbox rows as they are now."""
    schemas = sorted(schema for schema, ledgers in changes.items() if any(map(_has_changed, ledgers)))
    if not schemas:
        return []
    parts = [_parts(changes[schema]) for schema in schemas]
    ledgers = [ledger for schema in schemas for ledger in changes[schema]]
    rows: list[Any] = await connection.fetch(
        "SELECT * FROM public.ventanilla_write($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6, $7)",
        schemas,
        *zip(*parts, strict=True),
        _sent(ledgers),
        encode(sorted(_inbox_rows(changes), key=_chat_id)).decode(),
    )
    return rows


async def append(connection: Any, ledgers: Mapping[str, Sequence[Ledger]]) -> list[Any]:
    """A message is added to each of the chats whose clientes are as the ledgers believe: these are their inbox rows.

    One call, and a transaction of its own. Of whoever is not among the rows nothing was written.
    """
    schemas = sorted(ledgers)
    ours = [sorted(ledgers[schema], key=_cliente_id) for schema in schemas]
    together = [ledger for part in ours for ledger in part]
    rows: list[Any] = await connection.fetch(
        "SELECT * FROM public.ventanilla_append($1::text[], $2::text[], $3, $4)",
        schemas,
        [encode([_append(ledger) for ledger in part]).decode() for part in ours],
        _sent(together),
        encode(sorted(map(_moved, together), key=_chat_id)).decode(),
    )
    return rows


def chat_state(row: Any) -> ChatState:
    return ChatState(**{name: row[name] for name in CHAT_STATE_FIELDS})


def entry(row: Any) -> Entry:
    return Entry(
        chat_id=row["chat_id"],
        seq=row["seq"],
        uid=row["uid"],
        author=Author(row["autor_tipo"], row["autor_id"], row["autor_nombre"], row["autor_avatar"]),
        texto=row["texto"],
        creado_en=row["creado_en"],
        contexto=row["contexto"],
        adjuntos=row["adjuntos"],
        tipo=row["tipo"],
    )


# --- inside --------------------------------------------------------------------------------------------------


def _has_changed(ledger: Ledger) -> bool:
    return bool(ledger.changed or ledger.opened or ledger.said or ledger.profile_changed)


def _parts(ledgers: Sequence[Ledger]) -> tuple[str | None, ...]:
    """One schema's clientes, changed chats, new chats and messages; None where there are none."""
    known = [_known(ledger) for ledger in ledgers if ledger.profile_changed]
    changed = [chat for ledger in ledgers for chat in ledger.changed.values()]
    opened = [chat for ledger in ledgers for chat in ledger.opened.values()]
    return _json(known), _json(changed), _json(opened), _json(_said(ledgers))


_cliente_id = attrgetter("cliente_id")
_chat_id = attrgetter("chat_id")


def _append(ledger: Ledger) -> Append:
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


def _moved(ledger: Ledger) -> Moved:
    [chat], [entry] = ledger.changed.values(), ledger.said
    return Moved(
        chat.id,
        entry.seq,
        _first_words(entry),
        _signature(entry),
        entry.creado_en,
        chat.espera_desde,
        chat.sin_leer_soporte,
    )


def _first_words(entry: Entry) -> str:
    return " ".join(entry.texto[:400].split())[:200]


def _signature(entry: Entry) -> dict[str, str]:
    return {"tipo": entry.author.tipo, "id": entry.author.id, "nombre": entry.author.nombre}


def _json(values: Sequence[Struct]) -> str | None:
    return encode(values).decode() if values else None


def _said(ledgers: Sequence[Ledger]) -> list[Entry]:
    return [entry for ledger in ledgers for entry in ledger.said]


def _sent(ledgers: Sequence[Ledger]) -> str | None:
    """What agents said: one uid is one message, also across tenants."""
    replies = [entry for entry in _said(ledgers) if entry.author.tipo == "soporte"]
    return _json([Sent(entry.uid, entry.author.id, entry.chat_id, entry.seq) for entry in replies])


def _known(ledger: Ledger) -> KnownCliente:
    profile = ledger.profile
    return KnownCliente(ledger.cliente_id, profile.nombre, profile.email, profile.avatar, profile.atributos)


def _inbox_rows(changes: Mapping[str, Sequence[Ledger]]) -> Iterator[BandejaRow]:
    for schema, ledgers in changes.items():
        for ledger in ledgers:
            words = last_words(ledger)
            for chat in (*ledger.changed.values(), *ledger.opened.values()):
                yield _inbox_row(schema, ledger, chat, words.get(chat.id))


def _inbox_row(schema: str, ledger: Ledger, chat: ChatState, last: Entry | None) -> BandejaRow:
    return BandejaRow(
        chat.id,
        schema,
        ledger.cliente_id,
        ledger.profile.nombre,
        chat.creado_en,
        chat.cerrado,
        chat.cerrado_en,
        chat.razon_cierre,
        chat.ultimo_seq,
        _first_words(last) if last else "",
        _signature(last) if last else None,
        chat.actividad_en,
        chat.espera_desde,
        chat.sin_leer_soporte,
        chat.anterior,
    )

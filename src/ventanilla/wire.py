"""Every JSON shape that leaves or enters, once, for HTTP and for sockets.

Field names are the wire's words. `scripts/wire_types.py` makes the TypeScript types from this page.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

MAX_TEXTO = 10_000
MAX_CONTEXTO = 4 * 1024
MAX_DEPTH = 32
"""Of what a page may send as it likes: whoever reads it later must be able to."""
MAX_FRAME = 64 * 1024
MAX_BODY = 64 * 1024
SAFE_INTEGER = 2**53

ClienteId = int | str
Soporte = Literal["en_linea", "ausente"]
InboxEvento = Literal["chat_opened", "chat_message", "chat_closed", "read", "assigned"]
Seq = Annotated[int, Meta(ge=0, lt=SAFE_INTEGER)]
ChatId = Annotated[int, Meta(ge=1, lt=SAFE_INTEGER)]

encode = msgspec.json.Encoder().encode


def cliente_key(value: ClienteId) -> str:
    """The one form in which a cliente_id is stored: `5` and `"5"` are one cliente. Raises ValueError."""
    key = str(value) if not isinstance(value, bool) else ""
    if not 1 <= len(key) <= 64 or not is_storable(key) or key != key.strip():
        raise ValueError("cliente_id: 1 a 64 caracteres, sin espacios alrededor")
    return key


def cliente_wire(key: str) -> ClienteId:
    """As sent: an integer where it is a canonical decimal below 2^53, a string otherwise."""
    if key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and len(key) <= 16:
        number = int(key)
        if number < SAFE_INTEGER:
            return number
    return key


def is_storable(text: str) -> bool:
    """PostgreSQL keeps no NUL, and a lone surrogate is no Unicode text."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_storable_json(value: object, depth: int = MAX_DEPTH) -> bool:
    """Whether it can be kept, and read again by everyone: texts that are texts, numbers of 64 bits, not too deep."""
    match value:
        case str():
            return is_storable(value)
        case bool() | None:
            return True
        case int():
            return -(2**63) <= value < 2**63
        case float():
            return math.isfinite(value)
        case dict():
            return depth > 0 and all(
                is_storable(key) and is_storable_json(inner, depth - 1) for key, inner in value.items()
            )
        case list():
            return depth > 0 and all(is_storable_json(inner, depth - 1) for inner in value)
        case _:
            return False


# --- nouns -----------------------------------------------------------------------------------------


class Autor(Struct, frozen=True):
    tipo: Literal["cliente", "soporte", "sistema", "bot"]
    id: ClienteId
    nombre: str
    avatar: str | UnsetType = UNSET


class Mensaje(Struct, frozen=True):
    chat_id: int
    seq: int
    uid: UUID
    tipo: Literal["texto", "sistema"]
    autor: Autor
    texto: str
    adjuntos: list[dict[str, Any]]
    creado_en: datetime
    contexto: dict[str, Any] | UnsetType = UNSET


class Chat(Struct, frozen=True, kw_only=True):
    id: int
    cliente_id: ClienteId
    cerrado: bool
    creado_en: datetime
    ultimo_seq: int
    leido_hasta: int
    """The read mark of who asks."""
    sin_leer: int
    """Messages of the other side after that mark."""
    leido_cliente: int
    leido_soporte: int
    anterior: int | None
    contexto: dict[str, Any] | None
    cerrado_en: datetime | None
    cerrado_por: Autor | None
    razon_cierre: str | None
    mensaje_cierre: str | None


class ChatAbierto(Chat, frozen=True, kw_only=True):
    creado: bool
    """True where this call opened it."""


class ChatEnHistorial(Chat, frozen=True, kw_only=True):
    primer_texto: str
    ultimo_texto: str
    ultimo_autor: Autor | None


class ChatYMensaje(Struct, frozen=True):
    chat: Chat
    mensaje: Mensaje


class PaginaMensajes(Struct, frozen=True):
    resultados: list[Mensaje]
    hay_mas: bool


class Historial(Struct, frozen=True):
    resultados: list[ChatEnHistorial]
    siguiente: str | None


class Ticket(Struct, frozen=True):
    ticket: str
    expira_en: datetime


class TenantRef(Struct, frozen=True):
    slug: str
    nombre: str
    color: str


class ClienteRef(Struct, frozen=True):
    id: ClienteId
    nombre: str


class Cliente(Struct, frozen=True):
    id: ClienteId
    nombre: str
    email: str
    avatar: str
    atributos: dict[str, Any]
    creado_en: datetime


class Fila(Struct, frozen=True, kw_only=True):
    """A row of the bandeja. `id` is the chat's."""

    id: int
    tenant: TenantRef
    cliente: ClienteRef
    cerrado: bool
    razon_cierre: str | None
    ultimo_seq: int
    ultimo_texto: str
    ultimo_autor: Autor | None
    ultima_actividad: datetime
    espera_desde: datetime | None
    sin_leer: int
    asignado_a: int | None
    etiquetas: list[str]
    anterior: int | None
    reapertura: bool
    """The cliente is back: an earlier chat of theirs had been closed."""


class Bandeja(Struct, frozen=True):
    resultados: list[Fila]
    siguiente: str | None


class ChatDeSoporte(Chat, frozen=True, kw_only=True):
    tenant: TenantRef
    cliente: Cliente
    anteriores: list[ChatEnHistorial]


class AgenteRef(Struct, frozen=True):
    id: int
    usuario: str
    nombre: str


class Yo(Struct, frozen=True):
    agente: AgenteRef
    tenants: list[TenantRef]
    razones: list[str]


class Problema(Struct, frozen=True, omit_defaults=True):
    """RFC 9457. `codigo` is stable."""

    status: int
    title: str
    detail: str
    codigo: str
    type: str = "about:blank"
    errores: list[dict[str, str]] | UnsetType = UNSET
    chat_id: int | UnsetType = UNSET
    mensajes: list[Mensaje] | UnsetType = UNSET


# --- what enters by HTTP: unknown fields are refused -------------------------------------------------


class Abrir(Struct, forbid_unknown_fields=True):
    cliente_id: ClienteId | UnsetType = UNSET
    contexto: dict[str, Any] | None = None


class Decir(Struct, forbid_unknown_fields=True):
    uid: UUID
    texto: str
    adjuntos: list[str] = []
    contexto: dict[str, Any] | None = None


class Leer(Struct, forbid_unknown_fields=True):
    seq: Seq


class Cerrar(Struct, forbid_unknown_fields=True):
    razon_cierre: str | None = None
    mensaje: Annotated[str, Meta(max_length=2000)] | None = None
    visto_hasta: Seq | None = None


class Vacio(Struct, forbid_unknown_fields=True):
    """A call without a body."""


# --- what a client sends on a socket: unknown fields are ignored --------------------------------------


class SayFrame(Struct, tag="chat_message"):
    uid: UUID
    texto: str
    adjuntos: list[str] = []
    contexto: dict[str, Any] | None = None
    chat_id: ChatId | None = None


class TypingFrame(Struct, tag="typing"):
    activo: bool
    chat_id: ChatId | None = None


class ReadFrame(Struct, tag="read"):
    seq: Seq
    chat_id: ChatId | None = None


class PingFrame(Struct, tag="ping"):
    seq: Seq | None = None
    chat_id: ChatId | None = None


class SubscribeFrame(Struct, tag="subscribe"):
    chat_id: ChatId
    despues: Seq | None = None


class UnsubscribeFrame(Struct, tag="unsubscribe"):
    chat_id: ChatId


FromCliente = SayFrame | TypingFrame | ReadFrame | PingFrame
FromAgente = SayFrame | TypingFrame | ReadFrame | PingFrame | SubscribeFrame | UnsubscribeFrame


# --- what the server sends on a socket -----------------------------------------------------------------


class Ready(Struct, tag="ready", frozen=True, kw_only=True):
    chat_id: int | None
    ultimo_seq: int
    cerrado: bool
    epoca: str
    latido: int
    soporte: Soporte
    leido_cliente: int = 0
    leido_soporte: int = 0
    sin_leer: int = 0
    anterior: int | None = None
    expira_en: datetime | None = None


class ChatMessage(Mensaje, tag="chat_message", frozen=True):
    """A stored message."""


class Ack(Struct, tag="ack", frozen=True):
    uid: UUID
    chat_id: int
    seq: int
    creado_en: datetime


class ChatClosed(Struct, tag="chat_closed", frozen=True):
    chat_id: int
    mensaje: str
    razon_cierre: str | None
    cerrado_en: datetime
    ultimo_seq: int


class ChatOpened(Struct, tag="chat_opened", frozen=True):
    chat_id: int
    anterior: int | None


class Typing(Struct, tag="typing", frozen=True):
    chat_id: int
    autor: Autor
    activo: bool


class Read(Struct, tag="read", frozen=True):
    chat_id: int
    lector: Literal["cliente", "soporte"]
    seq: int


class Presence(Struct, tag="presence", frozen=True):
    soporte: Soporte


class Refused(Struct, tag="error", frozen=True):
    codigo: str
    detail: str
    uid: UUID | UnsetType = UNSET
    chat_id: int | UnsetType = UNSET
    reintentar_en: float | UnsetType = UNSET
    """Seconds after which sending again makes sense."""


class Pong(Struct, tag="pong", frozen=True):
    chat_id: int | None
    ultimo_seq: int


class Inbox(Struct, tag="inbox", frozen=True):
    evento: InboxEvento
    reapertura: bool
    chat: Fila


ToCliente = Ready | ChatMessage | Ack | ChatClosed | ChatOpened | Typing | Read | Presence | Refused | Pong
ToAgente = ToCliente | Inbox


def chat_message(mensaje: Mensaje) -> ChatMessage:
    return ChatMessage(**{name: getattr(mensaje, name) for name in mensaje.__struct_fields__})


# --- reading what enters ---------------------------------------------------------------------------------


def decoder(shape: Any) -> Callable[[bytes | str], Any]:
    """A typed decoder. Raises msgspec.DecodeError (no JSON) or its child ValidationError (wrong shape)."""
    return msgspec.json.Decoder(shape, strict=True).decode


class _OnlyUid(Struct):
    uid: UUID | UnsetType = UNSET


_only_uid = msgspec.json.Decoder(_OnlyUid).decode


def uid_in(text: str) -> UUID | None:
    """The uid of a frame that could not be understood, so that its sender knows which message was refused."""
    try:
        found = _only_uid(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return None if found.uid is UNSET else found.uid

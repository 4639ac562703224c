"""The frames of a socket, both ways. Unknown fields of what enters are ignored."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct, UnsetType

from .nouns import AgenteRef, Autor, Fila, Mensaje
from .routing import AgentePresente
from .values import ChatId, InboxEvento, Seq, Soporte
from .writing import Nota

# --- what a client sends --------------------------------------------------------------------------------


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


class ViewingFrame(Struct, tag="viewing"):
    """The agente looks at that chat now; null = at none."""

    chat_id: ChatId | None


class StatusFrame(Struct, tag="status"):
    """The agente is in line or not; `automatico`: nobody has touched the console for a while, or someone has again."""

    estado: Literal["en_linea", "ausente"]
    automatico: bool = False


FromCliente = SayFrame | TypingFrame | ReadFrame | PingFrame
FromAgente = (
    SayFrame | TypingFrame | ReadFrame | PingFrame | SubscribeFrame | UnsubscribeFrame | ViewingFrame | StatusFrame
)


# --- what the server sends -------------------------------------------------------------------------------


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


class Note(Struct, tag="note", frozen=True):
    """A note was written, changed or taken back: to the agents who follow that chat."""

    nota: Nota


class Viewing(Struct, tag="viewing", frozen=True):
    """Who looks at the chat now, to the agents who follow it."""

    chat_id: int
    agentes: list[AgenteRef]


class Team(Struct, tag="team", frozen=True):
    """Agents whose state changed, to all agents."""

    agentes: list[AgentePresente]


class Alert(Struct, tag="alert", frozen=True):
    """Something that asks for an agente's eyes, to those whom it concerns."""

    clase: Literal["mencion", "asignado", "sin_atender"]
    chat: Fila
    texto: str
    de: AgenteRef | None
    en: datetime


class Changed(Struct, tag="changed", frozen=True):
    """What the desk has agreed on is another now: read it again."""

    que: Literal[
        "etiquetas",
        "razones",
        "respuestas",
        "vistas",
        "equipos",
        "agentes",
        "ajustes",
        "tenants",
        "borradores",
        "bloqueos",
        "yo",
        "preferencias",
    ]


ToCliente = Ready | ChatMessage | Ack | ChatClosed | ChatOpened | Typing | Read | Presence | Refused | Pong
ToAgente = ToCliente | Inbox | Note | Viewing | Team | Alert | Changed


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

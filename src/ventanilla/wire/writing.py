"""Shapes of notes, drafts and canned replies, and of blocking a cliente."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from .nouns import AgenteRef, Autor, Chat, ClienteRef, Mensaje, TenantRef
from .values import ChatId, Seq

__all__ = [
    "Bloqueados",
    "Bloquear",
    "BloqueoDeCliente",
    "Borrador",
    "Borradores",
    "ChatReanudado",
    "EscribirBorrador",
    "EscribirNota",
    "EscribirRespuesta",
    "LeerMenciones",
    "Mencion",
    "Mencionables",
    "Menciones",
    "Nota",
    "Notas",
    "Reabrir",
    "Respuesta",
    "Respuestas",
    "TipoBorrador",
]

TipoBorrador = Literal["respuesta", "nota"]


class Nota(Struct, frozen=True):
    """What agents tell each other in a chat. It stands after the message `tras_seq`."""

    id: int
    chat_id: int
    autor: Autor
    texto: str
    """Empty where it was taken back."""
    menciones: list[int]
    """Agents, by id."""
    tras_seq: int
    creado_en: datetime
    editado_en: datetime | None
    borrado_en: datetime | None


class Notas(Struct, frozen=True):
    """Newest first."""

    resultados: list[Nota]
    siguiente: str | None


class EscribirNota(Struct, forbid_unknown_fields=True):
    texto: str
    menciones: Annotated[list[int], Meta(max_length=50)] = []
    tras_seq: Seq | None = None


class Mencion(Struct, frozen=True):
    """A note in which the caller is named, that they have not seen."""

    nota: Nota
    tenant: TenantRef
    cliente: ClienteRef


class Menciones(Struct, frozen=True):
    resultados: list[Mencion]


class Mencionables(Struct, frozen=True):
    """Who may be named in a note of that chat."""

    resultados: list[AgenteRef]


class LeerMenciones(Struct, forbid_unknown_fields=True):
    chat_id: ChatId


class Borrador(Struct, frozen=True):
    """What the caller has begun to write in a chat."""

    chat_id: int
    tipo: TipoBorrador
    texto: str
    """Empty where nothing was begun."""
    cambiado_en: datetime | None


class Borradores(Struct, frozen=True):
    resultados: list[Borrador]


class EscribirBorrador(Struct, forbid_unknown_fields=True):
    texto: str


class Respuesta(Struct, frozen=True):
    """A canned reply."""

    id: int
    atajo: str
    """What one types after «/»."""
    titulo: str
    textos: dict[str, str]
    """By language (two letters), with variables such as `{{cliente.nombre}}`."""
    compartida: bool
    """Everyone's; else the caller's own."""
    usos: int
    cambiado_en: datetime


class Respuestas(Struct, frozen=True):
    resultados: list[Respuesta]


class EscribirRespuesta(Struct, forbid_unknown_fields=True):
    atajo: str
    titulo: str
    textos: dict[str, str]
    compartida: bool = False


class Bloquear(Struct, forbid_unknown_fields=True):
    bloqueado: bool
    motivo: Annotated[str, Meta(max_length=200)] = ""


class BloqueoDeCliente(Struct, frozen=True):
    """Who blocked the cliente, when and why."""

    tenant: TenantRef
    cliente: ClienteRef
    chat_id: int
    """The chat from which they were blocked."""
    por: Autor
    motivo: str
    en: datetime


class Bloqueados(Struct, frozen=True):
    resultados: list[BloqueoDeCliente]
    siguiente: str | None


class Reabrir(Struct, forbid_unknown_fields=True):
    uid: UUID
    texto: str


class ChatReanudado(Struct, frozen=True):
    chat: Chat
    mensaje: Mensaje
    creado: bool
    """True where this call opened the chat; else the cliente had an open one, and the message is in it."""

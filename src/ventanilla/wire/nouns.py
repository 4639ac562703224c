"""The nouns as they are sent, the same by HTTP and on a socket, and the pages of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from .values import ClienteId


class Autor(Struct, frozen=True):
    tipo: Literal["cliente", "soporte", "sistema", "bot"]
    id: ClienteId
    nombre: str
    avatar: str | UnsetType = UNSET


class Adjunto(Struct, frozen=True):
    """`url` is for who may see it, each time they ask: there is no other."""

    id: str
    nombre: str
    tipo: str
    bytes: int
    url: str
    ancho: int | UnsetType = UNSET
    """In pixels, of an image."""
    alto: int | UnsetType = UNSET


class Mensaje(Struct, frozen=True):
    chat_id: int
    seq: int
    uid: UUID
    tipo: Literal["texto", "sistema"]
    autor: Autor
    texto: str
    adjuntos: list[Adjunto]
    creado_en: datetime
    contexto: dict[str, Any] | UnsetType = UNSET


class Valoracion(Struct, frozen=True):
    puntuacion: int
    """1 to 5."""
    comentario: str | None
    valorado_en: datetime


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
    valoracion: Valoracion | None


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
    equipo_id: int | None
    etiquetas: list[str]
    anterior: int | None
    razon_anterior: str | None
    """Why the chat before this one was closed."""
    reapertura: bool
    """The cliente is back: an earlier chat of theirs had been closed."""
    creado_en: datetime
    cerrado_en: datetime | None
    version: int
    """How often the row was written: of two, the one with the higher version is true."""


class Bandeja(Struct, frozen=True):
    resultados: list[Fila]
    siguiente: str | None


class AgenteRef(Struct, frozen=True):
    id: int
    usuario: str
    nombre: str


class Bloqueo(Struct, frozen=True):
    """What the cliente writes is refused."""

    por: Autor
    motivo: str
    en: datetime


class ChatDeSoporte(Chat, frozen=True, kw_only=True):
    tenant: TenantRef
    cliente: Cliente
    anteriores: list[ChatEnHistorial]
    asignado_a: int | None
    equipo_id: int | None
    etiquetas: list[str]
    notas: int
    """Notes of agents in it."""
    bloqueado: Bloqueo | None
    abierto: int | None
    """The cliente's open chat, where it is another one."""


class Yo(Struct, frozen=True):
    agente: AgenteRef
    permisos: list[str]
    equipos: list[int]
    """Teams that the agente is in."""
    tenants: list[TenantRef]
    """Those that the agente may see."""
    razones: list[str]
    debe: list[str] = []
    """What has to be done before anything else: `clave` (choose a password), `dos_pasos` (set up a second step)."""

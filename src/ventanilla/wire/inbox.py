"""Shapes of the inbox: views, counts, tags, reasons, what is done to many chats at once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .nouns import Fila, TenantRef
from .values import ChatId, Seq

__all__ = [
    "Asignar",
    "CambioFicha",
    "CerrarLote",
    "Cuenta",
    "Cuentas",
    "Etiqueta",
    "Etiquetar",
    "Etiquetas",
    "FallosDeLote",
    "FichaDeTenant",
    "FichasDeTenant",
    "Filas",
    "Filtro",
    "GuardarEtiqueta",
    "GuardarRazon",
    "GuardarVista",
    "Lote",
    "LoteHecho",
    "PersonaDeTenant",
    "Razon",
    "Razones",
    "Silenciar",
    "Vista",
    "Vistas",
]

Nombre = Annotated[str, Meta(min_length=1, max_length=50)]
Color = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")]


class Filtro(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which chats a list shows, and in which order. What is left out narrows nothing."""

    estado: Literal["abierto", "cerrado", "todos"] = "abierto"
    asignado: Annotated[str, Meta(pattern="^(yo|nadie|[0-9]{1,15})$")] | UnsetType = UNSET
    """`yo`, `nadie`, or an agente's id."""
    equipo: Annotated[str, Meta(pattern="^(mio|[0-9]{1,15})$")] | UnsetType = UNSET
    """`mio` = any team that one is in, or a team's id."""
    tenant: Annotated[str, Meta(max_length=2000)] | UnsetType = UNSET
    """Slugs with commas between them: of any of these."""
    etiqueta: Annotated[str, Meta(max_length=500)] | UnsetType = UNSET
    """Tags with commas between them: with all of these."""
    espera: bool = False
    """The cliente waits for an answer."""
    reapertura: bool = False
    """The cliente came back after a close."""
    importante: bool = False
    """Of a tenant that is marked as important."""
    razon: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    cerrado_por: Annotated[str, Meta(pattern="^[0-9]{1,15}$")] | UnsetType = UNSET
    respondido_por: Annotated[str, Meta(pattern="^[0-9]{1,15}$")] | UnsetType = UNSET
    cliente: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    """A cliente_id; with `tenant`."""
    puntuacion: Annotated[str, Meta(pattern="^[1-5]$")] | UnsetType = UNSET
    desde: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    """A day or a time: opened from then on; of closed ones closed."""
    hasta: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    """Up to then; a day is within."""
    q: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    orden: Literal["reciente", "espera"] = "reciente"
    """Newest activity first, or who waits longest first and then those who do not wait."""


class Filas(Struct, frozen=True):
    resultados: list[Fila]


class Cuenta(Struct, frozen=True):
    abiertos: int
    esperan: int


class Cuentas(Struct, frozen=True):
    """Open chats that the agente may see."""

    abiertos: int
    mios: int
    sin_asignar: int
    esperan: int
    por_tenant: dict[str, Cuenta]
    """By slug."""
    por_equipo: dict[str, int]
    por_vista: dict[str, int]
    """Saved views, by id; one that counts closed chats is left out."""


class Asignar(Struct, forbid_unknown_fields=True):
    agente_id: ChatId | None
    equipo_id: ChatId | UnsetType | None = UNSET
    """Left out: the team stays."""
    si: ChatId | UnsetType | None = UNSET
    """Whom the caller believed it to be with: with someone else by now it answers 409 `ya_asignado`."""
    nota: Annotated[str, Meta(max_length=10_000)] | UnsetType = UNSET
    """An internal note that goes along."""


class Etiquetar(Struct, forbid_unknown_fields=True):
    poner: list[Nombre] = []
    quitar: list[Nombre] = []


class CerrarLote(Struct, forbid_unknown_fields=True):
    razon_cierre: str | None = None
    mensaje: Annotated[str, Meta(max_length=2000)] | None = None
    visto: dict[str, Seq] = {}
    """By chat: the last seq that was seen."""


class Lote(Struct, forbid_unknown_fields=True):
    """Done to each chat as if it were asked for alone, one thing after the other."""

    chats: Annotated[list[ChatId], Meta(min_length=1, max_length=200)]
    asignar: Asignar | None = None
    etiquetas: Etiquetar | None = None
    cerrar: CerrarLote | None = None


class FallosDeLote(Struct, frozen=True):
    chat_id: int
    codigo: str
    detail: str


class LoteHecho(Struct, frozen=True):
    hechos: list[int]
    fallos: list[FallosDeLote]


class Vista(Struct, frozen=True):
    id: int
    nombre: str
    filtro: dict[str, Any]
    """`Filtro`."""
    compartida: bool
    orden: int


class Vistas(Struct, frozen=True):
    resultados: list[Vista]


class GuardarVista(Struct, forbid_unknown_fields=True):
    nombre: Annotated[str, Meta(min_length=1, max_length=60)]
    filtro: Filtro
    compartida: bool = False
    orden: Annotated[int, Meta(ge=0, le=32_000)] = 0


class Etiqueta(Struct, frozen=True):
    nombre: str
    color: str
    archivada: bool
    abiertos: int
    """Open chats that have it."""


class Etiquetas(Struct, frozen=True):
    resultados: list[Etiqueta]


class GuardarEtiqueta(Struct, forbid_unknown_fields=True):
    nombre: Nombre
    color: Color | UnsetType = UNSET
    archivada: bool = False


class Razon(Struct, frozen=True):
    codigo: str
    nombres: dict[str, str]
    """By language."""
    activa: bool
    orden: int
    fija: bool
    """Of the contract: it cannot be removed."""


class Razones(Struct, frozen=True):
    resultados: list[Razon]


class GuardarRazon(Struct, forbid_unknown_fields=True):
    codigo: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,39}$")]
    nombres: dict[Annotated[str, Meta(max_length=10)], Annotated[str, Meta(min_length=1, max_length=60)]]
    activa: bool = True
    orden: Annotated[int, Meta(ge=0, le=32_000)] = 100


class PersonaDeTenant(Struct, frozen=True):
    """A cliente of the tenant who has written."""

    cliente_id: int | str
    nombre: str
    chats: int
    abiertos: int
    ultima_actividad: datetime


class FichaDeTenant(Struct, frozen=True, kw_only=True):
    """What soporte knows of a tenant."""

    tenant: TenantRef
    plan: str
    importante: bool
    equipo_id: int | None
    notas: str
    silenciado: bool
    """By the agente who asks."""
    suspendido: bool
    abiertos: int
    esperan: int
    personas: list[PersonaDeTenant] | UnsetType = UNSET
    """Of one tenant alone: who wrote last, at most 50."""


class FichasDeTenant(Struct, frozen=True):
    resultados: list[FichaDeTenant]


class CambioFicha(Struct, forbid_unknown_fields=True):
    plan: Annotated[str, Meta(max_length=60)] | UnsetType = UNSET
    importante: bool | UnsetType = UNSET
    equipo_id: ChatId | UnsetType | None = UNSET
    notas: Annotated[str, Meta(max_length=5000)] | UnsetType = UNSET


class Silenciar(Struct, forbid_unknown_fields=True):
    silenciado: bool

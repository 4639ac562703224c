"""Shapes of agents, roles, tokens, tenants and the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from .nouns import AgenteRef, TenantRef

__all__ = [
    "Acto",
    "Actos",
    "AgenteDeEquipo",
    "AgentesDeEquipo",
    "CambiarAgente",
    "ClaveDeUnUso",
    "CrearAgente",
    "CrearRol",
    "CrearToken",
    "Dibujar",
    "GuardarRol",
    "Qr",
    "Rol",
    "Roles",
    "Seguridad",
    "Token",
    "TokenNuevo",
    "Tokens",
]

Nombre = Annotated[str, Meta(min_length=1, max_length=100)]
Email = Annotated[str, Meta(max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")]
Slug = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
CodigoDeRol = Annotated[str, Meta(pattern="^[a-z][a-z0-9_-]{0,39}$")]
Permisos = Annotated[list[Annotated[str, Meta(max_length=20)]], Meta(max_length=50)]
Capacidad = Annotated[int, Meta(ge=1, le=500)]


class Rol(Struct, frozen=True):
    codigo: str
    nombre: str
    permisos: list[str]
    de_fabrica: bool
    """It stays as it is."""
    agentes: int
    """How many have it."""
    dos_pasos: bool
    """Whoever has it needs a second step to come in."""


class Roles(Struct, frozen=True):
    resultados: list[Rol]
    permisos: list[str]
    """All that there are."""


class GuardarRol(Struct, forbid_unknown_fields=True):
    nombre: Nombre
    permisos: Permisos


class CrearRol(GuardarRol, forbid_unknown_fields=True, kw_only=True):
    codigo: CodigoDeRol


class AgenteDeEquipo(Struct, frozen=True, kw_only=True):
    """An agente as who keeps the team sees them."""

    id: int
    usuario: str
    nombre: str
    email: str
    avatar: str
    activo: bool
    rol: str
    tenants: list[TenantRef] | None
    """Those that they may see; null = all."""
    capacidad: int | None
    equipos: list[int]
    clave_temporal: bool
    """They have not yet chosen a password of their own."""
    dos_pasos: bool
    entrado_en: datetime | None
    creado_en: datetime
    es_tuyo: bool
    """Whether who asks may change them."""


class AgentesDeEquipo(Struct, frozen=True):
    resultados: list[AgenteDeEquipo]


class CrearAgente(Struct, forbid_unknown_fields=True):
    usuario: Annotated[str, Meta(min_length=1, max_length=150)]
    nombre: Annotated[str, Meta(max_length=200)] = ""
    email: Email = ""
    rol: CodigoDeRol = "agente"
    tenants: Annotated[list[Slug], Meta(max_length=5000)] | None = None
    capacidad: Capacidad | None = None


class CambiarAgente(Struct, forbid_unknown_fields=True):
    """What is left out stays."""

    nombre: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    rol: CodigoDeRol | UnsetType = UNSET
    tenants: Annotated[list[Slug], Meta(max_length=5000)] | UnsetType | None = UNSET
    capacidad: Capacidad | UnsetType | None = UNSET
    activo: bool | UnsetType = UNSET


class ClaveDeUnUso(Struct, frozen=True):
    """Shown this once: with it one comes in and chooses a password of one's own."""

    agente: AgenteDeEquipo
    clave: str


class Token(Struct, frozen=True, kw_only=True):
    """An API token, without itself."""

    id: int
    nombre: str
    prefijo: str
    """How it begins, so that one knows it again."""
    agente: AgenteRef
    ambitos: list[str] | None
    """What it is good for, of what its agente may; null = all of that."""
    creado_en: datetime
    expira_en: datetime | None
    usado_en: datetime | None
    revocado_en: datetime | None


class Tokens(Struct, frozen=True):
    resultados: list[Token]


class CrearToken(Struct, forbid_unknown_fields=True):
    nombre: Nombre
    ambitos: Permisos | None = None
    expira_en: datetime | None = None


class TokenNuevo(Struct, frozen=True):
    token: Token
    secreto: str
    """Shown this once."""


class Dibujar(Struct, forbid_unknown_fields=True):
    texto: Annotated[str, Meta(min_length=1, max_length=500)]


class Qr(Struct, frozen=True):
    """An SVG: a square of that side, and the path that is drawn in it."""

    lado: float
    camino: str


class Acto(Struct, frozen=True, kw_only=True):
    """Something that somebody did or saw."""

    id: int
    en: datetime
    agente: AgenteRef | None
    """Null = the system."""
    accion: str
    tenant: TenantRef | None
    chat_id: int | None
    objeto: str
    detalle: dict[str, Any]
    ip: str | None


class Actos(Struct, frozen=True):
    resultados: list[Acto]
    siguiente: str | None


class Seguridad(Struct, forbid_unknown_fields=True):
    """Saved as a whole."""

    dos_pasos: Annotated[list[CodigoDeRol], Meta(max_length=100)] = []
    """Roles that need a second step to come in."""
    auditoria_dias: Annotated[int, Meta(ge=1, le=3650)] = 365
    """How long an act stands in the log."""

"""Shapes of the tenants' administration: the standalone server alone has it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

__all__ = [
    "CambiarTenant",
    "CrearTenant",
    "Idioma",
    "Limites",
    "RenovarSecreto",
    "Secreto",
    "TemaDeTenant",
    "TenantAdministrado",
    "TenantNuevo",
    "TenantsAdministrados",
]

Slug = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
Nombre = Annotated[str, Meta(min_length=1, max_length=200)]
Color = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")]
Dominios = Annotated[list[Annotated[str, Meta(max_length=253)]], Meta(max_length=50)]
Origenes = Annotated[list[Annotated[str, Meta(max_length=300)]], Meta(max_length=50)]
Idioma = Literal["", "es", "en"]
"""Empty: the browser's."""
PorSegundo = Annotated[float, Meta(gt=0, le=10_000)]


class Limites(Struct, forbid_unknown_fields=True):
    """Messages a second, for long; three times that in a burst. Null = as the server's settings say."""

    por_cliente: PorSegundo | None = None
    por_tenant: PorSegundo | None = None


class TemaDeTenant(Struct, forbid_unknown_fields=True):
    """How the panel looks where the page that shows it says nothing."""

    modo: Literal["auto", "claro", "oscuro"] = "auto"
    saludo: dict[Literal["es", "en"], Annotated[str, Meta(max_length=200)]] = {}
    """What an empty panel says, by language."""


class TenantAdministrado(Struct, frozen=True, kw_only=True):
    slug: str
    nombre: str
    color: str
    dominios: list[str]
    """The first one is the principal."""
    origenes: list[str]
    """Of other sites on which its widget may run."""
    idioma: Idioma
    tema: TemaDeTenant
    limites: Limites
    firma: Literal["secreto", "jwks"]
    """How its clientes' tokens are signed."""
    claves: list[str]
    """The `kid` of each key of its JWKS."""
    secreto_cambiado_en: datetime | None
    """Null: it is the first one."""
    secreto_anterior_hasta: datetime | None
    """Until then the earlier secret is good too."""
    suspendido: bool
    borrar_en: datetime | None
    """It will be erased then, unless it is resumed or kept."""
    es_plataforma: bool
    creado_en: datetime


class TenantsAdministrados(Struct, frozen=True):
    resultados: list[TenantAdministrado]
    siguiente: str | None


class CrearTenant(Struct, forbid_unknown_fields=True):
    slug: Slug
    nombre: Nombre
    color: Color | None = None
    """Null: one of ours."""
    dominios: Dominios = []
    """None: SLUG.<the platform's domain>."""


class TenantNuevo(Struct, frozen=True):
    tenant: TenantAdministrado
    secreto: str
    """Shown this once."""


class CambiarTenant(Struct, forbid_unknown_fields=True):
    """What is left out stays."""

    nombre: Nombre | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    dominios: Dominios | UnsetType = UNSET
    origenes: Origenes | UnsetType = UNSET
    idioma: Idioma | UnsetType = UNSET
    tema: TemaDeTenant | UnsetType = UNSET
    limites: Limites | UnsetType = UNSET
    jwks: dict[str, Any] | UnsetType | None = UNSET
    """Public keys (RFC 7517), all of them; null = the secret signs."""
    suspendido: bool | UnsetType = UNSET


class RenovarSecreto(Struct, forbid_unknown_fields=True):
    gracia_h: Annotated[float, Meta(ge=0, le=720)] = 24
    """Hours for which the earlier secret stays good; 0: it is good no more."""


class Secreto(Struct, frozen=True):
    tenant: TenantAdministrado
    secreto: str
    """Shown this once."""

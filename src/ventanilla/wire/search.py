"""Shapes of a search."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from .nouns import ClienteRef, Fila, TenantRef

__all__ = ["Busqueda", "Entendido", "Hallazgo", "Trozo"]


class Trozo(Struct, frozen=True):
    """A piece of a text; `marcado` = it is what was searched."""

    texto: str
    marcado: bool


class Hallazgo(Struct, frozen=True, omit_defaults=True):
    """A message, a cliente or a tenant."""

    clase: Literal["mensaje", "cliente", "tenant"]
    tenant: TenantRef
    fragmento: list[Trozo]
    chat: Fila | UnsetType = UNSET
    """Of a message."""
    seq: int | UnsetType = UNSET
    """Of a message, in its chat."""
    cliente: ClienteRef | UnsetType = UNSET
    email: str | UnsetType = UNSET
    creado_en: datetime | UnsetType = UNSET


class Entendido(Struct, frozen=True):
    """How the query was read."""

    palabras: list[str]
    filtros: dict[str, str]
    avisos: list[str]
    """What could not be made sense of, and what to write instead."""


class Busqueda(Struct, frozen=True):
    resultados: list[Hallazgo]
    siguiente: str | None
    entendido: Entendido

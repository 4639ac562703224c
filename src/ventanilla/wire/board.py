"""Shapes of the board's figures."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from .nouns import TenantRef
from .values import ClienteId

__all__ = [
    "AgenteEnTablero",
    "ClienteEnTablero",
    "DiaEnTablero",
    "Estadisticas",
    "HoraEnTablero",
    "Percentiles",
    "RazonEnTablero",
    "TenantEnTablero",
    "Totales",
    "ValoracionMedia",
]


class Totales(Struct, frozen=True):
    nuevos: int
    """Opened in the range."""
    abiertos: int
    """Of these, still open."""
    cerrados: int
    """Closed in the range."""
    mensajes: int
    """In the chats that were opened in the range."""
    abiertos_ahora: int
    esperan_ahora: int


class DiaEnTablero(Struct, frozen=True):
    dia: date
    abiertos: int
    """Opened on that day."""
    cerrados: int


class HoraEnTablero(Struct, frozen=True):
    hora: int
    """0 to 23, in the zone that was asked for."""
    abiertos: int


class RazonEnTablero(Struct, frozen=True):
    razon_cierre: str | None
    chats: int


class ClienteEnTablero(Struct, frozen=True):
    tenant: TenantRef
    cliente_id: ClienteId
    nombre: str
    abiertos: int
    """Of the chats that were opened or closed in the range: still open."""
    cerrados: int


class TenantEnTablero(Struct, frozen=True):
    tenant: TenantRef
    abiertos: int
    """Still open, as of clientes."""
    cerrados: int


class Percentiles(Struct, frozen=True):
    """Seconds; null where there is nothing to measure."""

    p50: float | None
    p90: float | None


class ValoracionMedia(Struct, frozen=True):
    media: float | None
    n: int
    por_puntuacion: list[int]
    """How many of 1, 2, 3, 4 and 5."""


class AgenteEnTablero(Struct, frozen=True):
    agente_id: int | None
    """Null = the system."""
    nombre: str
    cerrados: int
    respondidos: int
    """Chats that they answered first."""
    primera_respuesta_s: Percentiles
    valoracion: ValoracionMedia


class Estadisticas(Struct, frozen=True):
    totales: Totales
    antes: Totales
    """The same of the range of equal length before it."""
    por_dia: list[DiaEnTablero]
    por_hora: list[HoraEnTablero]
    por_razon: list[RazonEnTablero]
    por_cliente: list[ClienteEnTablero]
    """Who has most first, at most 200."""
    por_tenant: list[TenantEnTablero]
    por_agente: list[AgenteEnTablero]
    primera_respuesta_s: Percentiles
    resolucion_s: Percentiles
    valoracion: ValoracionMedia

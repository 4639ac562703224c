"""Shapes of presence, teams, hours and the settings of routing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .values import ChatId, Soporte

__all__ = [
    "AgentePresente",
    "Ajustes",
    "Asignacion",
    "Aspecto",
    "Equipo",
    "EquipoPresente",
    "Equipos",
    "Estado",
    "EstadoDeSoporte",
    "GuardarEquipo",
    "Horario",
]

Estado = Literal["en_linea", "ausente", "desconectado"]
"""In line; away (by the switch, or because nobody touched the console for a while); without a console."""

Asignacion = Literal["manual", "turnos", "menos_carga"]
"""By hand; to each in turn; to whoever has least."""

Texto = Annotated[str, Meta(max_length=500)]
Hora = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
Dia = Literal["lun", "mar", "mie", "jue", "vie", "sab", "dom"]


class AgentePresente(Struct, frozen=True):
    id: int
    usuario: str
    nombre: str
    avatar: str
    estado: Estado
    abiertos: int
    """Open chats that are theirs."""
    capacidad: int


class EquipoPresente(Struct, frozen=True):
    """Everyone who answers."""

    resultados: list[AgentePresente]


class Horario(Struct, frozen=True, forbid_unknown_fields=True):
    """When somebody is there. A day that is left out is closed."""

    zona: Annotated[str, Meta(max_length=64)]
    """IANA, such as Europe/Madrid."""
    dias: dict[Dia, list[tuple[Hora, Hora]]] = {}
    festivos: Annotated[list[Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]], Meta(max_length=400)] = []


class Ajustes(Struct, frozen=True, forbid_unknown_fields=True):
    """How chats find their agente, and what happens to those that nobody answers. Saved as a whole."""

    asignacion: Asignacion = "manual"
    capacidad: Annotated[int, Meta(ge=1, le=500)] = 10
    """Open chats that are given to one agente at most."""
    reasignar_anterior: bool = True
    """Who comes back after a close goes to the agente of before, if that one is there and has room."""
    ausente_min: Annotated[int, Meta(ge=0, le=480)] = 10
    """Minutes without a touch after which a console is away; 0 = never."""
    sin_atender_min: Annotated[int, Meta(ge=0, le=1440)] = 5
    """Minutes that a chat may wait without an agente before everyone in line is called; 0 = never."""
    cierre_auto_h: Annotated[float, Meta(ge=0, le=8760)] = 0
    """Hours of the cliente's silence after which the chat is closed; 0 = never."""
    cierre_aviso_min: Annotated[int, Meta(ge=1, le=10080)] = 60
    """Minutes before it that the cliente is warned."""
    cierre_aviso_texto: dict[Annotated[str, Meta(max_length=10)], Texto] = {}
    """By language; without one, our own words."""
    horario: Horario | None = None
    """Of who has no team, and of teams without hours of their own; null = always."""
    fuera_texto: dict[Annotated[str, Meta(max_length=10)], Texto] = {}
    """What clientes read out of hours, by language; without one, our own words."""
    avisos_con_texto: bool = False
    """Pushes and digests carry the beginning of what was written."""


class Equipo(Struct, frozen=True):
    id: int
    nombre: str
    color: str
    miembros: list[int]
    """Agents, by id."""
    asignacion: Asignacion | None
    """Null = as the settings say."""
    horario: Horario | None
    """Null = as the settings say."""


class Equipos(Struct, frozen=True):
    resultados: list[Equipo]


class GuardarEquipo(Struct, forbid_unknown_fields=True):
    nombre: Annotated[str, Meta(min_length=1, max_length=100)]
    color: Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")] = "#0f7a5a"
    miembros: Annotated[list[ChatId], Meta(max_length=500)] = []
    asignacion: Asignacion | None = None
    horario: Horario | None = None


class Aspecto(Struct, frozen=True):
    """How the tenant wants its panel, where the page that shows it says nothing."""

    color: str
    """Empty = the panel's own."""
    modo: Literal["auto", "claro", "oscuro"]
    idioma: Literal["", "es", "en"]
    """Empty = the browser's."""
    saludo: dict[str, str]
    """What an empty panel says, by language."""


class EstadoDeSoporte(Struct, frozen=True):
    """What a cliente may know of soporte before writing."""

    soporte: Soporte
    abierto: bool
    """Within the hours of the team that answers the tenant."""
    abre_en: datetime | None
    """When the next hours begin; null = within them, or none within a year."""
    texto: dict[str, str]
    """What the platform wants said out of hours, by language."""
    aspecto: Aspecto

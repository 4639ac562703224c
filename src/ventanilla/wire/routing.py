"""Shapes of presence, teams, hours and the settings of routing."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["AgentePresente", "Estado"]

Estado = Literal["en_linea", "ausente", "desconectado"]
"""In line; away (by the switch, or because nobody touched the console for a while); without a console."""


class AgentePresente(Struct, frozen=True):
    id: int
    usuario: str
    nombre: str
    avatar: str
    estado: Estado
    abiertos: int
    """Open chats that are theirs."""
    capacidad: int

"""Something that asks for an agente's eyes: a mention, a chat that is theirs now, one that nobody takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from .. import wire
from ..chat.engine import Engine
from ..chat.people import AgenteCaller
from .telling import tell_agents

Clase = Literal["mencion", "asignado", "sin_atender"]


async def alert(
    engine: Engine,
    clase: Clase,
    fila: wire.Fila,
    *,
    schema: str,
    to: Iterable[int] | None,
    texto: str = "",
    de: AgenteCaller | None = None,
) -> None:
    """These agents are told on every console that they have open; with `to` None all who may see the tenant."""
    by = wire.AgenteRef(de.id, de.usuario, de.nombre) if de else None
    frame = wire.Alert(clase, fila, texto, by, datetime.now(UTC))
    if to is None:
        tell_agents(engine, frame, schema=schema)
        return
    for agente_id in sorted(set(to)):
        tell_agents(engine, frame, schema=schema, to=agente_id)

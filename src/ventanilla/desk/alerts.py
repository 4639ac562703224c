"""Something that asks for an agente's eyes: a mention, a chat that is theirs now, one that nobody takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Unavailable
from ..chat.people import AgenteCaller
from .calling import tell_away
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
    """These agents are told on every console that they have open, and by push where they are away; with `to` None all
    who may see the tenant."""
    by = wire.AgenteRef(de.id, de.usuario, de.nombre) if de else None
    frame = wire.Alert(clase, fila, texto, by, datetime.now(UTC))
    people = None if to is None else sorted(set(to))
    if people is None:
        tell_agents(engine, frame, schema=schema)
    for agente_id in people or ():
        tell_agents(engine, frame, schema=schema, to=agente_id)
    try:
        await tell_away(engine, clase, fila, schema=schema, to=people, texto=texto, de=de.nombre if de else "")
    except Unavailable:
        return  # What it tells of is done, whether or not a push says so.

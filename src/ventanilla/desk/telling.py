"""What the desk tells its agents, on every node. Nothing that goes through here ever reaches a cliente's socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import wire
from ..bus import Hint
from ..chat.engine import Engine
from .inbox import filas


def tell_agents(engine: Engine, frame: object, *, schema: str = "", to: int | None = None) -> None:
    """All agents hear it, or `to` alone; where it is of a tenant, those who may see that tenant."""
    person = f"agente:{to}" if to is not None else ""
    engine.bus.publish([Hint("desk", schema, "", frame=_text(frame), person=person)])


def tell_chat(engine: Engine, chat_id: int, frame: object, *, schema: str, nota_id: int = 0) -> None:
    """The agents who follow the chat hear it. `nota_id`: where the bus cannot carry it, that note is read instead."""
    engine.bus.publish([Hint("desk_chat", schema, "", chat_id=chat_id, seq=nota_id, frame=_text(frame))])


async def tell_rows(engine: Engine, rows: Sequence[Any], evento: wire.InboxEvento) -> list[wire.Fila]:
    """These rows of the bandeja, just written, are told to everyone's inbox; and this is how they were told.

    Whoever wrote them raised `version` and set `cambiado_en`. Raises Unavailable.
    """
    told = await filas(engine, rows)
    engine.bus.publish(
        [
            Hint(
                "inbox",
                row["schema_name"],
                row["cliente_id"],
                chat_id=fila.id,
                seq=fila.ultimo_seq,
                frame=_text(wire.Inbox(evento, reapertura=False, chat=fila)),
                version=fila.version,
            )
            for row, fila in zip(rows, told, strict=True)
            if fila.ultimo_seq
        ]
    )
    return told


def _text(frame: object) -> str:
    return wire.encode(frame).decode()

"""The audit log: who did and saw what. Never the text of a message, never a secret."""

from __future__ import annotations

from collections.abc import Mapping

from ..chat.engine import Engine
from ..chat.people import AgenteCaller


async def record(
    engine: Engine,
    by: AgenteCaller | None,
    accion: str,
    *,
    schema: str = "",
    chat_id: int | None = None,
    objeto: str = "",
    detalle: Mapping[str, object] | None = None,
) -> None:
    """It stands in the log that `by` (None = the system) did that. Raises Unavailable."""
    await engine.fetch(
        "INSERT INTO public.ventanilla_desk_auditoria"
        " (en, agente_id, agente_nombre, accion, schema_name, chat_id, objeto, detalle)"
        " VALUES (now(), $1, $2, $3, $4, $5, $6, $7)",
        by.id if by else None,
        by.nombre if by else "",
        accion,
        schema,
        chat_id,
        objeto,
        dict(detalle or {}),
    )

"""What an agente has begun to write, kept for each of their consoles."""

from __future__ import annotations

from typing import Any

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid, TooLarge
from ..chat.people import AgenteCaller
from .telling import tell_agents

BORRADOR = "public.ventanilla_desk_borrador"
SHOWN = 200


async def all_of(engine: Engine, by: AgenteCaller) -> wire.Borradores:
    """The caller's newest drafts, in chats that they may see. Raises Unavailable."""
    rows = await engine.fetch(
        f"SELECT d.* FROM {BORRADOR} d JOIN public.ventanilla_desk_bandeja b USING (chat_id)"
        " WHERE d.agente_id = $1 AND ($2::text[] IS NULL OR b.schema_name = ANY($2::text[]))"
        " ORDER BY d.cambiado_en DESC LIMIT $3",
        by.id,
        None if by.schemas is None else sorted(by.schemas),
        SHOWN,
    )
    return wire.Borradores([_borrador(row) for row in rows])


async def one(engine: Engine, by: AgenteCaller, chat_id: int, tipo: wire.TipoBorrador) -> wire.Borrador:
    """Raises NotFound where there is no such chat."""
    await engine.home_for(by, chat_id)
    row = await engine.fetchrow(
        f"SELECT * FROM {BORRADOR} WHERE agente_id = $1 AND chat_id = $2 AND tipo = $3", by.id, chat_id, tipo
    )
    return _borrador(row) if row else wire.Borrador(chat_id, tipo, "", None)


async def keep(engine: Engine, by: AgenteCaller, chat_id: int, tipo: wire.TipoBorrador, texto: str) -> wire.Borrador:
    """The draft is that now, none where it is empty; the caller's other consoles know. Raises NotFound, Invalid,
    TooLarge, Unavailable."""
    if not texto:
        await drop(engine, by, chat_id, tipo)
        return wire.Borrador(chat_id, tipo, "", None)
    _check(texto)
    await engine.home_for(by, chat_id)
    row = await engine.fetchrow(
        f"INSERT INTO {BORRADOR} AS d (agente_id, chat_id, tipo, texto, cambiado_en)"
        " VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT (agente_id, chat_id, tipo)"
        " DO UPDATE SET texto = excluded.texto, cambiado_en = excluded.cambiado_en RETURNING *",
        by.id,
        chat_id,
        tipo,
        texto,
    )
    tell_agents(engine, wire.Changed("borradores"), to=by.id)
    return _borrador(row)


async def drop(engine: Engine, by: AgenteCaller, chat_id: int, tipo: wire.TipoBorrador) -> None:
    """Nothing is begun there any more. Raises NotFound, Unavailable."""
    await engine.home_for(by, chat_id)
    rows = await engine.fetch(
        f"DELETE FROM {BORRADOR} WHERE agente_id = $1 AND chat_id = $2 AND tipo = $3 RETURNING 1", by.id, chat_id, tipo
    )
    if rows:
        tell_agents(engine, wire.Changed("borradores"), to=by.id)


def _check(texto: str) -> None:
    if len(texto) > wire.MAX_TEXTO:
        raise TooLarge(f"texto: el límite son {wire.MAX_TEXTO} caracteres y llegaron {len(texto)}.")
    if not wire.is_storable(texto):
        raise Invalid("texto", "Contiene un carácter que no se puede guardar (NUL, o medio carácter).")


def _borrador(row: Any) -> wire.Borrador:
    return wire.Borrador(row["chat_id"], row["tipo"], row["texto"], row["cambiado_en"])

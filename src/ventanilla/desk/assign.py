"""Whose chat it is: an agente's, a team's, or nobody's yet."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Assigned, ChatClosed, Invalid, NotFound
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import audit, presence
from .alerts import alert
from .inbox import filas
from .telling import tell_rows


async def assign(
    engine: Engine,
    by: AgenteCaller,
    chat_id: int,
    *,
    agente_id: int | None,
    equipo_id: int | UnsetType | None = UNSET,
    believed: int | UnsetType | None = UNSET,
) -> wire.Fila:
    """The open chat is with that agente (None: with nobody), and everyone's inbox has been told.

    With `equipo_id` left out the team stays. Asking for what is so already changes nothing and tells no one.
    Raises Assigned where it is not with `believed` any more; ChatClosed, NotFound, Invalid, Unavailable.
    """
    tenant, _ = await engine.home_for(by, chat_id)
    if agente_id is not None:
        await check_takes(engine, agente_id, tenant.schema)
    if equipo_id is not UNSET and equipo_id is not None:
        await _check_team(engine, equipo_id)
    keeps_team = equipo_id is UNSET
    row = await engine.fetchrow(
        f"WITH before AS (SELECT chat_id, asignado_a FROM {BANDEJA} WHERE chat_id = $1 FOR UPDATE)"
        f" UPDATE {BANDEJA} b SET asignado_a = $2, asignado_en = CASE WHEN $2::bigint IS NOT NULL THEN now() END,"
        " equipo_id = CASE WHEN $3 THEN b.equipo_id ELSE $4 END, version = b.version + 1,"
        " cambiado_en = clock_timestamp()"
        " FROM before WHERE b.chat_id = before.chat_id AND NOT b.cerrado AND b.ultimo_seq > 0"
        " AND ($5 OR b.asignado_a IS NOT DISTINCT FROM $6)"
        " AND (b.asignado_a IS DISTINCT FROM $2 OR (NOT $3 AND b.equipo_id IS DISTINCT FROM $4))"
        " RETURNING b.*, before.asignado_a AS before",
        chat_id,
        agente_id,
        keeps_team,
        None if equipo_id is UNSET else equipo_id,
        believed is UNSET,
        None if believed is UNSET else believed,
    )
    if row is None:
        return await _unchanged(engine, chat_id, agente_id, believed)
    [fila] = await tell_rows(engine, [row], "assigned")
    detail = {"agente": agente_id} | ({} if keeps_team else {"equipo": row["equipo_id"]})
    await audit.record(engine, by, "asignar", schema=tenant.schema, chat_id=chat_id, detalle=detail)
    await presence.tell(engine, {agente_id, row["before"]})
    if agente_id is not None and agente_id != by.id:
        await alert(engine, "asignado", fila, schema=tenant.schema, to=[agente_id], de=by)
    return fila


async def check_takes(engine: Engine, agente_id: int, schema: str) -> None:
    """That agente may answer that tenant. Raises Invalid."""
    row = await engine.fetchrow(
        "SELECT a.tenants, r.permisos FROM public.ventanilla_desk_agente a"
        " JOIN public.ventanilla_desk_rol r ON r.codigo = a.rol_id WHERE a.user_id = $1 AND a.activo",
        agente_id,
    )
    if row is None:
        raise Invalid("agente_id", "No hay ningún agente activo con ese id.")
    if "responder" not in row["permisos"] or (row["tenants"] is not None and schema not in row["tenants"]):
        raise Invalid("agente_id", "Ese agente no atiende a este tenant.")


async def _check_team(engine: Engine, equipo_id: int) -> None:
    if await engine.fetchrow("SELECT 1 FROM public.ventanilla_desk_equipo WHERE id = $1", equipo_id) is None:
        raise Invalid("equipo_id", "No hay ningún equipo con ese id.")


async def _unchanged(engine: Engine, chat_id: int, agente_id: int | None, believed: Any) -> wire.Fila:
    """Why nothing was written: it is so already, or it cannot be."""
    row = await engine.fetchrow(f"SELECT b.* FROM {BANDEJA} b WHERE b.chat_id = $1 AND b.ultimo_seq > 0", chat_id)
    if row is None:
        raise NotFound
    if row["cerrado"]:
        raise ChatClosed(chat_id)
    if believed is not UNSET and row["asignado_a"] not in (believed, agente_id):
        raise Assigned(chat_id, row["asignado_a"])
    [fila] = await filas(engine, [row])
    return fila

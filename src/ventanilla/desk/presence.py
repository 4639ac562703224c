"""Which agents are there: in line, away, or without a console. What a node said of its own holds for a while."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

from .. import wire
from ..chat.engine import Engine
from ..chat.store import BANDEJA
from .settings import settings
from .telling import tell_agents

LEASE = 45
"""Seconds that a node's word holds: a node that died leaves nobody behind for longer."""


class Here(NamedTuple):
    """An agente on one node."""

    conexiones: int
    inactivo: bool
    """Nobody has touched any of their consoles here for a while."""


async def say(engine: Engine, node: str, here: Mapping[int, Here]) -> set[int]:
    """These agents and no others have a console on that node; and these of them have switched themselves to away.

    Raises Unavailable.
    """
    ids = list(here)
    await engine.fetch(
        "WITH gone AS (DELETE FROM public.ventanilla_desk_presencia WHERE nodo = $1 AND agente_id <> ALL($2::bigint[]))"
        " INSERT INTO public.ventanilla_desk_presencia AS p (agente_id, nodo, conexiones, inactivo, visto_en)"
        " SELECT u.agente_id, $1, u.conexiones, u.inactivo, now()"
        " FROM unnest($2::bigint[], $3::int[], $4::bool[]) AS u(agente_id, conexiones, inactivo)"
        " JOIN public.ventanilla_desk_agente a ON a.user_id = u.agente_id"
        " ON CONFLICT (agente_id, nodo) DO UPDATE"
        " SET conexiones = excluded.conexiones, inactivo = excluded.inactivo, visto_en = now()",
        node,
        ids,
        [here[each].conexiones for each in ids],
        [here[each].inactivo for each in ids],
    )
    rows = await engine.fetch(
        "SELECT user_id FROM public.ventanilla_desk_agente WHERE user_id = ANY($1::bigint[]) AND NOT disponible", ids
    )
    return {row["user_id"] for row in rows}


async def switch(engine: Engine, agente_id: int, *, available: bool) -> None:
    """The agente is in line, or away although a console is open, and everyone is told. Raises Unavailable."""
    await engine.fetch(
        "UPDATE public.ventanilla_desk_agente SET disponible = $2 WHERE user_id = $1", agente_id, available
    )
    await tell(engine, [agente_id])


async def team(engine: Engine, ids: Collection[int] | None = None) -> list[wire.AgentePresente]:
    """Everyone who answers, or these, as they are now. Raises Unavailable."""
    ajustes = await settings.now(engine)
    return [_present(row, ajustes) for row in await rows(engine, ids)]


async def rows(engine: Engine, ids: Collection[int] | None = None) -> list[Any]:
    """Active agents with what routing asks of them. Raises Unavailable."""
    users = get_user_model()
    query = _TEAM.format(username=users.USERNAME_FIELD, users=users._meta.db_table)
    return await engine.fetch(f"{query} ORDER BY a.nombre, a.user_id", None if ids is None else list(ids), LEASE)


async def tell(engine: Engine, ids: Collection[int | None]) -> None:
    """Everyone hears how these are now. Raises Unavailable."""
    wanted = {each for each in ids if each is not None}
    if wanted and (agents := await team(engine, wanted)):
        tell_agents(engine, wire.Team(agents))


async def anyone(engine: Engine, *, schema: str) -> bool:
    """Whether an agente who may see that tenant is in line. Raises Unavailable."""
    row = await engine.fetchrow(
        "SELECT 1 FROM public.ventanilla_desk_presencia p JOIN public.ventanilla_desk_agente a"
        "   ON a.user_id = p.agente_id"
        " WHERE a.activo AND a.disponible AND NOT p.inactivo AND p.visto_en > now() - make_interval(secs => $2)"
        " AND (a.tenants IS NULL OR $1 = ANY(a.tenants)) LIMIT 1",
        schema,
        LEASE,
    )
    return row is not None


async def sweep(engine: Engine) -> None:
    """Whom a node that died has left behind is gone, and everyone is told. Raises Unavailable."""
    rows = await engine.fetch(
        "DELETE FROM public.ventanilla_desk_presencia WHERE visto_en < now() - make_interval(secs => $1)"
        " RETURNING agente_id",
        LEASE,
    )
    await tell(engine, {row["agente_id"] for row in rows})


_TEAM = (
    "SELECT a.user_id, u.{username} AS usuario, a.nombre, a.avatar, a.disponible, a.capacidad, a.tenants, r.permisos,"
    " a.repartido_en, p.present, p.idle, coalesce(n.abiertos, 0) AS abiertos"
    " FROM public.ventanilla_desk_agente a"
    " JOIN public.ventanilla_desk_rol r ON r.codigo = a.rol_id"
    " JOIN public.{users} u ON u.id = a.user_id"
    " LEFT JOIN (SELECT agente_id, true AS present, bool_and(inactivo) AS idle"
    "   FROM public.ventanilla_desk_presencia WHERE visto_en > now() - make_interval(secs => $2) GROUP BY agente_id) p"
    "   ON p.agente_id = a.user_id"
    " LEFT JOIN (SELECT asignado_a, count(*) AS abiertos FROM " + BANDEJA + " b"
    "   WHERE NOT cerrado AND ultimo_seq > 0 AND asignado_a IS NOT NULL GROUP BY asignado_a) n"
    "   ON n.asignado_a = a.user_id"
    " WHERE a.activo AND u.is_active AND ($1::bigint[] IS NULL OR a.user_id = ANY($1))"
)


def estado(row: Any) -> wire.Estado:
    if not row["present"]:
        return "desconectado"
    return "en_linea" if row["disponible"] and not row["idle"] else "ausente"


def _present(row: Any, ajustes: wire.Ajustes) -> wire.AgentePresente:
    return wire.AgentePresente(
        id=row["user_id"],
        usuario=row["usuario"],
        nombre=row["nombre"],
        avatar=row["avatar"],
        estado=estado(row),
        abiertos=row["abiertos"],
        capacidad=row["capacidad"] or ajustes.capacidad,
    )

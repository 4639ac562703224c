"""Tags: those that there are, and those of a chat."""

from __future__ import annotations

from collections.abc import Sequence

from .. import wire
from ..chat.engine import Engine
from ..chat.errors import Invalid, NotFound
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import audit
from .inbox import filas
from .telling import tell_agents, tell_rows

OF_A_CHAT = 20
"""Tags at most."""


async def tag(
    engine: Engine, by: AgenteCaller, chat_id: int, *, put: Sequence[str] = (), take: Sequence[str] = ()
) -> wire.Fila:
    """The chat has `put` and has not `take`, open or closed; a tag that was not there is there now.

    Raises NotFound, Invalid, Unavailable.
    """
    put, take = _checked("poner", put), _checked("quitar", take)
    tenant, _ = await engine.home_for(by, chat_id)
    row = await engine.fetchrow(
        f"WITH wanted AS (SELECT b.chat_id, coalesce((SELECT array_agg(DISTINCT tag ORDER BY tag)"
        "   FROM unnest(b.etiquetas || $2::varchar[]) AS tag WHERE tag <> ALL($3::varchar[])), '{}') AS tags"
        f"  FROM {BANDEJA} b WHERE b.chat_id = $1 AND b.ultimo_seq > 0 FOR UPDATE)"
        f" UPDATE {BANDEJA} b SET etiquetas = w.tags, version = b.version + 1, cambiado_en = clock_timestamp()"
        " FROM wanted w WHERE b.chat_id = w.chat_id AND b.etiquetas <> w.tags AND cardinality(w.tags) <= $4"
        " RETURNING b.*",
        chat_id,
        put,
        take,
        OF_A_CHAT,
    )
    if row is None:
        return await _unchanged(engine, chat_id, put, take)
    if put:
        await _know(engine, put)
    await audit.record(
        engine, by, "etiquetar", schema=tenant.schema, chat_id=chat_id, detalle={"poner": put, "quitar": take}
    )
    [fila] = await tell_rows(engine, [row], "tagged")
    return fila


async def everything(engine: Engine, by: AgenteCaller) -> wire.Etiquetas:
    """All tags, with how many open chats that `by` may see have them. Raises Unavailable."""
    rows = await engine.fetch(
        "SELECT e.nombre, e.color, e.archivada, coalesce(n.abiertos, 0) AS abiertos"
        " FROM public.ventanilla_desk_etiqueta e LEFT JOIN ("
        f"  SELECT tag, count(*) AS abiertos FROM {BANDEJA} b, unnest(b.etiquetas) AS tag"
        "   WHERE NOT b.cerrado AND b.ultimo_seq > 0 AND b.etiquetas <> '{}'"
        "   AND ($1::text[] IS NULL OR b.schema_name = ANY($1)) GROUP BY tag) n ON n.tag = e.nombre"
        " ORDER BY e.archivada, e.nombre",
        None if by.schemas is None else sorted(by.schemas),
    )
    return wire.Etiquetas([wire.Etiqueta(**dict(row)) for row in rows])


async def save(engine: Engine, by: AgenteCaller, nombre: str, wanted: wire.GuardarEtiqueta) -> None:
    """The tag `nombre` is as wanted, under the wanted name; chats keep the name that they have. Raises Invalid."""
    _checked("nombre", [wanted.nombre])
    color = wanted.color or None
    await engine.fetch(
        "INSERT INTO public.ventanilla_desk_etiqueta AS e (nombre, color, archivada)"
        " VALUES ($1, coalesce($2, '#55524a'), $3)"
        " ON CONFLICT (nombre) DO UPDATE SET color = coalesce($2, e.color), archivada = $3",
        wanted.nombre,
        color,
        wanted.archivada,
    )
    if nombre != wanted.nombre:
        await engine.fetch("DELETE FROM public.ventanilla_desk_etiqueta WHERE nombre = $1", nombre)
    await _changed(engine, by, f"etiqueta:{wanted.nombre}")


async def forget(engine: Engine, by: AgenteCaller, nombre: str) -> None:
    """It cannot be chosen any more; chats that have it keep it. Raises NotFound."""
    gone = await engine.fetchrow(
        "DELETE FROM public.ventanilla_desk_etiqueta WHERE nombre = $1 RETURNING nombre", nombre
    )
    if gone is None:
        raise NotFound
    await _changed(engine, by, f"etiqueta:{nombre}")


async def _changed(engine: Engine, by: AgenteCaller, objeto: str) -> None:
    await audit.record(engine, by, "ajustar", objeto=objeto)
    tell_agents(engine, wire.Changed("etiquetas"))


async def _know(engine: Engine, names: Sequence[str]) -> None:
    new = await engine.fetch(
        "INSERT INTO public.ventanilla_desk_etiqueta (nombre, color, archivada)"
        " SELECT tag, '#55524a', false FROM unnest($1::varchar[]) AS tag ON CONFLICT DO NOTHING RETURNING nombre",
        names,
    )
    if new:
        tell_agents(engine, wire.Changed("etiquetas"))


async def _unchanged(engine: Engine, chat_id: int, put: Sequence[str], take: Sequence[str]) -> wire.Fila:
    row = await engine.fetchrow(f"SELECT b.* FROM {BANDEJA} b WHERE b.chat_id = $1 AND b.ultimo_seq > 0", chat_id)
    if row is None:
        raise NotFound
    if len({*row["etiquetas"], *put} - {*take}) > OF_A_CHAT:
        raise Invalid("poner", f"Un chat lleva como mucho {OF_A_CHAT} etiquetas.")
    [fila] = await filas(engine, [row])
    return fila


def _checked(campo: str, names: Sequence[str]) -> list[str]:
    """Without spaces around them. Raises Invalid: a filter names several, with commas between them."""
    clean = [" ".join(name.split()) for name in names]
    for name in clean:
        if not name or len(name) > 50 or "," in name or "/" in name or not wire.is_storable(name):
            raise Invalid(campo, "Una etiqueta tiene de 1 a 50 caracteres, sin comas ni barras.")
    return clean

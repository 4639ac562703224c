"""How many open chats there are, by what the rail shows: one read of the open rows, and one for the saved views."""

from __future__ import annotations

from typing import Any

import msgspec

from .. import wire
from ..chat.engine import Engine
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from . import filters

VIEWS = 30
"""Saved views that are counted."""


async def counts(engine: Engine, by: AgenteCaller) -> wire.Cuentas:
    """Of the open chats that `by` may see. Raises Unavailable."""
    where = filters.visible(by)
    where.add("NOT b.cerrado")
    mine = where.number(by.id)
    rows = await engine.fetch(
        "SELECT grouping(b.schema_name, b.equipo_id) AS by_what, b.schema_name, b.equipo_id, count(*) AS abiertos,"
        " count(b.espera_desde) AS esperan, count(*) FILTER (WHERE b.asignado_a IS NULL) AS sin_asignar,"
        f" count(*) FILTER (WHERE b.asignado_a = {mine}) AS mios"
        f" FROM {BANDEJA} b WHERE {where} GROUP BY GROUPING SETS ((), (b.schema_name), (b.equipo_id))",
        *where.arguments,
    )
    total = next(row for row in rows if row["by_what"] == _ALL)
    tenants = [row for row in rows if row["by_what"] == _BY_TENANT]
    known = await engine.directory.of_schemas(row["schema_name"] for row in tenants)
    return wire.Cuentas(
        abiertos=total["abiertos"],
        mios=total["mios"],
        sin_asignar=total["sin_asignar"],
        esperan=total["esperan"],
        por_tenant={known[row["schema_name"]].slug: wire.Cuenta(row["abiertos"], row["esperan"]) for row in tenants},
        por_equipo={
            str(row["equipo_id"]): row["abiertos"]
            for row in rows
            if row["by_what"] == _BY_TEAM and row["equipo_id"] is not None
        },
        por_vista=await _of_views(engine, by),
    )


_ALL, _BY_TENANT, _BY_TEAM = 0b11, 0b01, 0b10
"""What `grouping` says: a bit for each of the two that is not grouped by."""


async def _of_views(engine: Engine, by: AgenteCaller) -> dict[str, int]:
    views = await engine.fetch(
        "SELECT id, filtro FROM public.ventanilla_desk_vista WHERE agente_id IS NULL OR agente_id = $1"
        " ORDER BY orden, id LIMIT $2",
        by.id,
        VIEWS,
    )
    arguments: list[Any] = []
    queries: dict[str, str] = {}
    for view in views:
        filtro = msgspec.convert(view["filtro"], wire.Filtro)
        if filtro.estado == "abierto":
            where = await filters.where(engine, by, filtro, arguments)
            queries[str(view["id"])] = f"(SELECT count(*) FROM {BANDEJA} b WHERE {where})"
    if not queries:
        return {}
    row = await engine.fetchrow(f"SELECT ARRAY[{', '.join(queries.values())}] AS counts", *arguments)
    return dict(zip(queries, row["counts"], strict=True))

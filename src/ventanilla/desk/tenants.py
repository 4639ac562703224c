"""Tenants as soporte knows them: plan, importance, team, notes, how many wait; and who wants to hear nothing of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from .. import wire
from ..chat import shapes
from ..chat.engine import Engine
from ..chat.errors import Invalid, NotFound
from ..chat.people import AgenteCaller
from ..chat.store import BANDEJA
from ..tenancy import Tenant
from . import audit
from .telling import tell_agents

PEOPLE = 50


async def everyone(engine: Engine, by: AgenteCaller) -> wire.FichasDeTenant:
    """Those that `by` may see, by name. Raises Unavailable."""
    tenants = [tenant for tenant in await engine.directory.everyone() if by.sees(tenant.schema)]
    return wire.FichasDeTenant(await _fichas(engine, by, sorted(tenants, key=lambda tenant: tenant.nombre.lower())))


async def one(engine: Engine, by: AgenteCaller, slug: str) -> wire.FichaDeTenant:
    """With the people who wrote last. Raises NotFound, Unavailable."""
    tenant = await visible(engine, by, slug)
    [ficha] = await _fichas(engine, by, [tenant], people=await _people(engine, tenant))
    return ficha


async def visible(engine: Engine, by: AgenteCaller, slug: str) -> Tenant:
    """Raises NotFound, also where `by` may not see it."""
    tenant = await engine.directory.of_slug(slug)
    if tenant is None or not by.sees(tenant.schema):
        raise NotFound
    return tenant


async def change(engine: Engine, by: AgenteCaller, slug: str, wanted: wire.CambioFicha) -> wire.FichaDeTenant:
    """What `wanted` names is so; the rest stays. Raises NotFound, Invalid, Unavailable."""
    tenant = await visible(engine, by, slug)
    fields = {name: value for name in wanted.__struct_fields__ if (value := getattr(wanted, name)) is not UNSET}
    for name in ("plan", "notas"):
        if not wire.is_storable(fields.get(name, "")):
            raise Invalid(name, "Contiene un carácter que no se puede guardar.")
    team = fields.get("equipo_id")
    if team and await engine.fetchrow("SELECT 1 FROM public.ventanilla_desk_equipo WHERE id = $1", team) is None:
        raise Invalid("equipo_id", "No hay ningún equipo con ese id.")
    if fields:
        columns = ", ".join(fields)
        places = ", ".join(f"${number}" for number in range(2, len(fields) + 2))
        await engine.fetch(
            "INSERT INTO public.ventanilla_desk_fichatenant (schema_name, plan, importante, notas)"
            " VALUES ($1, '', false, '') ON CONFLICT DO NOTHING",
            tenant.schema,
        )
        await engine.fetch(
            f"UPDATE public.ventanilla_desk_fichatenant SET ({columns}) = ROW({places}) WHERE schema_name = $1",
            tenant.schema,
            *fields.values(),
        )
        await audit.record(engine, by, "ajustar", schema=tenant.schema, objeto=f"tenant:{slug}")
        tell_agents(engine, wire.Changed("tenants"), schema=tenant.schema)
    return await one(engine, by, slug)


async def silence(engine: Engine, by: AgenteCaller, slug: str, *, silenced: bool) -> wire.FichaDeTenant:
    """`by` hears of that tenant or not; it stays in the lists. Raises NotFound, Unavailable."""
    tenant = await visible(engine, by, slug)
    if silenced:
        query = (
            "INSERT INTO public.ventanilla_desk_silencio (agente_id, schema_name) VALUES ($1, $2)"
            " ON CONFLICT DO NOTHING"
        )
    else:
        query = "DELETE FROM public.ventanilla_desk_silencio WHERE agente_id = $1 AND schema_name = $2"
    await engine.fetch(query, by.id, tenant.schema)
    tell_agents(engine, wire.Changed("tenants"), to=by.id)
    return await one(engine, by, slug)


async def _fichas(
    engine: Engine, by: AgenteCaller, tenants: Iterable[Tenant], *, people: Any = UNSET
) -> list[wire.FichaDeTenant]:
    schemas = {tenant.schema: tenant for tenant in tenants}
    rows = await engine.fetch(
        "SELECT s.schema_name, coalesce(f.plan, '') AS plan, coalesce(f.importante, false) AS importante, f.equipo_id,"
        " coalesce(f.notas, '') AS notas, q.desde IS NOT NULL AS silenciado,"
        " coalesce(n.abiertos, 0) AS abiertos, coalesce(n.esperan, 0) AS esperan"
        " FROM unnest($1::text[]) WITH ORDINALITY AS s(schema_name, place)"
        " LEFT JOIN public.ventanilla_desk_fichatenant f ON f.schema_name = s.schema_name"
        " LEFT JOIN public.ventanilla_desk_silencio q ON q.schema_name = s.schema_name AND q.agente_id = $2"
        " LEFT JOIN (SELECT b.schema_name, count(*) AS abiertos, count(b.espera_desde) AS esperan"
        f"   FROM {BANDEJA} b WHERE NOT b.cerrado AND b.ultimo_seq > 0 AND b.schema_name = ANY($1::text[])"
        "   GROUP BY b.schema_name) n ON n.schema_name = s.schema_name ORDER BY s.place",
        list(schemas),
        by.id,
    )
    return [
        wire.FichaDeTenant(
            tenant=shapes.tenant_ref(schemas[row["schema_name"]]),
            suspendido=schemas[row["schema_name"]].suspendido,
            personas=people,
            **{name: row[name] for name in _OF_ROW},
        )
        for row in rows
    ]


_OF_ROW = ("plan", "importante", "equipo_id", "notas", "silenciado", "abiertos", "esperan")


async def _people(engine: Engine, tenant: Tenant) -> list[wire.PersonaDeTenant]:
    """Who wrote last, among those of the tenant's newest chats."""
    rows = await engine.fetch(
        "SELECT cliente_id, (array_agg(cliente_nombre ORDER BY ultima_actividad DESC))[1] AS nombre,"
        " count(*) AS chats, count(*) FILTER (WHERE NOT cerrado) AS abiertos, max(ultima_actividad) AS last"
        " FROM (SELECT cliente_id, cliente_nombre, cerrado, ultima_actividad"
        f"   FROM {BANDEJA} WHERE schema_name = $1 AND ultimo_seq > 0 ORDER BY ultima_actividad DESC LIMIT 2000) b"
        " GROUP BY cliente_id ORDER BY last DESC LIMIT $2",
        tenant.schema,
        PEOPLE,
    )
    return [
        wire.PersonaDeTenant(
            wire.cliente_wire(row["cliente_id"]), row["nombre"], row["chats"], row["abiertos"], row["last"]
        )
        for row in rows
    ]

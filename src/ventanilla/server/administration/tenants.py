"""The calls by which tenants are made, changed, suspended and given new secrets."""

from __future__ import annotations

from typing import TypeVar

from msgspec import UNSET

from ventanilla import wire
from ventanilla.api.call import Answer, Call, Endpoint
from ventanilla.desk import audit
from ventanilla.desk.telling import tell_agents
from ventanilla.tenancy import in_public

from . import changes

T = TypeVar("T")
PATH = "/api/soporte/administracion/tenants/"
MOST = 200


async def list_administered(call: Call) -> wire.TenantsAdministrados:
    return await in_public(
        changes.listed,
        call.agente,
        words=call.query.get("q", "").strip()[:200],
        after=call.query.get("cursor", "")[:40],
        limit=call.number("limite", low=1, high=MOST) or 50,
    )


async def show_administered(call: Call) -> wire.TenantAdministrado:
    return await in_public(changes.one, call.agente, call.slug)


async def make_tenant(call: Call) -> Answer:
    made = await in_public(changes.create, call.agente, call.body)
    await _changed(call, "crear_tenant", made.tenant, nombre=made.tenant.nombre)
    return Answer(made, 201)


async def change_administered(call: Call) -> wire.TenantAdministrado:
    body: wire.CambiarTenant = call.body
    tenant = await in_public(changes.change, call.agente, call.slug, body)
    named = [name for name in body.__struct_fields__ if getattr(body, name) is not UNSET]
    await _changed(call, _accion(body), tenant, nombre=tenant.nombre, campos=named)
    return tenant


def _accion(body: wire.CambiarTenant) -> str:
    if body.suspendido is UNSET:
        return "cambiar_tenant"
    return "suspender_tenant" if body.suspendido else "reanudar_tenant"


async def renew_secret(call: Call) -> wire.Secreto:
    renewed = await in_public(changes.renew_secret, call.agente, call.slug, grace_h=call.body.gracia_h)
    await _changed(call, "renovar_secreto", renewed.tenant, gracia_h=call.body.gracia_h)
    return renewed


async def end_grace(call: Call) -> wire.TenantAdministrado:
    tenant = await in_public(changes.end_grace, call.agente, call.slug)
    await _changed(call, "quitar_secreto", tenant)
    return tenant


async def _changed(call: Call, accion: str, tenant: wire.TenantAdministrado, **detalle: object) -> None:
    """This node knows it at once, the others when they ask again."""
    call.engine.directory.forget()
    known = await call.engine.directory.of_slug(tenant.slug)
    schema = known.schema if known else ""
    await audit.record(call.engine, call.agente, accion, schema=schema, objeto=f"tenant:{tenant.slug}", detalle=detalle)
    tell_agents(call.engine, wire.Changed("tenants"), schema=schema)


ENDPOINTS = [
    Endpoint(
        "GET",
        PATH,
        list_administered,
        "agente",
        wire.TenantsAdministrados,
        "Los tenants, con lo que se ajusta de ellos",
        needs="tenants",
        query={
            "q": "Parte del nombre, del slug o de un dominio.",
            "limite": f"De 1 a {MOST}; si no se dice, 50.",
            "cursor": "El `siguiente` de la página anterior.",
        },
    ),
    Endpoint(
        "POST",
        PATH,
        make_tenant,
        "agente",
        wire.TenantNuevo,
        "Hace un tenant; su secreto se muestra esta vez",
        needs="tenants",
        body=wire.CrearTenant,
        also={201: "Hecho"},
    ),
    Endpoint(
        "GET", PATH + "{slug}/", show_administered, "agente", wire.TenantAdministrado, "Un tenant", needs="tenants"
    ),
    Endpoint(
        "PUT",
        PATH + "{slug}/",
        change_administered,
        "agente",
        wire.TenantAdministrado,
        "Cambia un tenant; vale en todas partes en cinco segundos",
        needs="tenants",
        body=wire.CambiarTenant,
    ),
    Endpoint(
        "POST",
        PATH + "{slug}/secreto/",
        renew_secret,
        "agente",
        wire.Secreto,
        "Le da otro secreto, que se muestra esta vez; el de antes vale lo que dure la gracia",
        needs="tenants",
        body=wire.RenovarSecreto,
    ),
    Endpoint(
        "DELETE",
        PATH + "{slug}/secreto/anterior/",
        end_grace,
        "agente",
        wire.TenantAdministrado,
        "El secreto de antes deja de valer",
        needs="tenants",
    ),
]

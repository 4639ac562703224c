"""Agents, roles, tokens, and the audit log."""

from __future__ import annotations

from typing import TypeVar

from msgspec import UNSET

from ... import wire
from ...chat.errors import Forbidden
from ...desk import audit
from ...desk.admin import roles, team, tokens
from ...desk.security import security
from ...desk.telling import tell_agents
from ...tenancy import in_public
from ..call import Answer, Call, Endpoint

T = TypeVar("T")


async def _known(call: Call) -> team.Known:
    return {tenant.schema: tenant for tenant in await call.engine.directory.everyone()}


async def _changed(call: Call, accion: str, objeto: str, **detalle: object) -> None:
    await audit.record(call.engine, call.agente, accion, objeto=objeto, detalle=detalle)
    tell_agents(call.engine, wire.Changed("agentes"))


# --- agents --------------------------------------------------------------------------------------------------------


async def list_agents(call: Call) -> wire.AgentesDeEquipo:
    return wire.AgentesDeEquipo(await in_public(team.everyone, call.agente, await _known(call)))


async def make_agent(call: Call) -> Answer:
    made = await in_public(team.create, call.agente, call.body, await _known(call))
    await _changed(call, "crear_agente", f"agente:{made.agente.id}", nombre=made.agente.nombre, rol=made.agente.rol)
    return Answer(made, 201)


async def change_agent(call: Call) -> wire.AgenteDeEquipo:
    body: wire.CambiarAgente = call.body
    agente = await in_public(team.change, call.agente, call.chat_id, body, await _known(call))
    named = {name: value for name in body.__struct_fields__ if (value := getattr(body, name)) is not UNSET}
    named.pop("email", None)
    await _changed(call, "cambiar_agente", f"agente:{agente.id}", **{**named, "nombre": agente.nombre})
    return agente


async def reset_password(call: Call) -> wire.ClaveDeUnUso:
    reset = await in_public(team.reset_password, call.agente, call.chat_id, await _known(call))
    await _changed(call, "renovar_clave", f"agente:{reset.agente.id}", nombre=reset.agente.nombre)
    return reset


# --- roles ---------------------------------------------------------------------------------------------------------


async def list_roles(call: Call) -> wire.Roles:
    return await in_public(roles.everyone)


async def make_role(call: Call) -> Answer:
    made = await in_public(roles.create, call.agente, call.body)
    await _changed(call, "crear_rol", f"rol:{made.codigo}", permisos=made.permisos)
    return Answer(made, 201)


async def change_role(call: Call) -> wire.Rol:
    rol = await in_public(roles.change, call.agente, call.nombre, call.body)
    await _changed(call, "cambiar_rol", f"rol:{rol.codigo}", permisos=rol.permisos)
    return rol


async def remove_role(call: Call) -> wire.Vacio:
    await in_public(roles.remove, call.agente, call.nombre)
    await _changed(call, "quitar_rol", f"rol:{call.nombre}")
    return wire.Vacio()


# --- tokens --------------------------------------------------------------------------------------------------------


async def list_tokens(call: Call) -> wire.Tokens:
    of_everyone = call.choice("de", ("mios", "todos"), "mios") == "todos"
    of = call.number("agente")
    if of_everyone or (of is not None and of != call.agente.id):
        call.agente.needs("equipo")
    return await in_public(tokens.listed, call.agente, of=of, of_everyone=of_everyone)


async def make_token(call: Call) -> Answer:
    made = await in_public(tokens.create, call.agente, call.body)
    detalle = {"nombre": made.token.nombre, "ambitos": made.token.ambitos}
    await audit.record(call.engine, call.agente, "crear_token", objeto=f"token:{made.token.id}", detalle=detalle)
    return Answer(made, 201)


async def revoke_token(call: Call) -> wire.Token:
    token = await in_public(tokens.revoke, call.agente, call.chat_id)
    detalle = {"nombre": token.nombre, "de": token.agente.nombre}
    await audit.record(call.engine, call.agente, "revocar_token", objeto=f"token:{token.id}", detalle=detalle)
    return token


# --- security and the log ------------------------------------------------------------------------------------------


async def show_security(call: Call) -> wire.Seguridad:
    return await security.now(call.engine)


async def change_security(call: Call) -> wire.Seguridad:
    if call.agente.schemas is not None:
        raise Forbidden("Eso vale para todos los tenants: es de quien los ve todos.")
    kept = await security.save(call.engine, call.agente, call.body)
    await _changed(call, "ajustar", "seguridad", dos_pasos=kept.dos_pasos, auditoria_dias=kept.auditoria_dias)
    return kept


async def list_acts(call: Call) -> wire.Actos:
    limit = call.number("limite", low=1, high=audit.MAX_PAGE) or audit.PAGE
    return await audit.page(call.engine, call.agente, call.query, limit=limit)


MADE = {201: "Hecho"}

ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/soporte/agentes/",
        list_agents,
        "agente",
        wire.AgentesDeEquipo,
        "Todos los agentes, como los ve quien lleva el equipo",
        needs="equipo",
    ),
    Endpoint(
        "POST",
        "/api/soporte/agentes/",
        make_agent,
        "agente",
        wire.ClaveDeUnUso,
        "Añade un agente; la contraseña de un uso se muestra esta vez",
        needs="equipo",
        body=wire.CrearAgente,
        also=MADE,
    ),
    Endpoint(
        "PUT",
        "/api/soporte/agentes/{id}/",
        change_agent,
        "agente",
        wire.AgenteDeEquipo,
        "Cambia un agente; quien deja de estar activo queda fuera en segundos",
        needs="equipo",
        body=wire.CambiarAgente,
    ),
    Endpoint(
        "POST",
        "/api/soporte/agentes/{id}/clave/",
        reset_password,
        "agente",
        wire.ClaveDeUnUso,
        "Le da una contraseña de un uso y termina sus sesiones",
        needs="equipo",
        body=wire.Vacio,
    ),
    Endpoint("GET", "/api/soporte/roles/", list_roles, "agente", wire.Roles, "Los roles que hay", needs="equipo"),
    Endpoint(
        "POST",
        "/api/soporte/roles/",
        make_role,
        "agente",
        wire.Rol,
        "Añade un rol, de permisos que tienes",
        needs="equipo",
        body=wire.CrearRol,
        also=MADE,
    ),
    Endpoint(
        "PUT",
        "/api/soporte/roles/{nombre}/",
        change_role,
        "agente",
        wire.Rol,
        "Cambia un rol; los de fábrica se quedan como son",
        needs="equipo",
        body=wire.GuardarRol,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/roles/{nombre}/",
        remove_role,
        "agente",
        wire.Vacio,
        "Quita un rol que nadie tiene",
        needs="equipo",
    ),
    Endpoint(
        "GET",
        "/api/soporte/tokens/",
        list_tokens,
        "agente",
        wire.Tokens,
        "Los tokens propios; los de otros, con el permiso «equipo»",
        query={"agente": "De ese agente, por id.", "de": "`mios` (por defecto) o `todos`."},
    ),
    Endpoint(
        "POST",
        "/api/soporte/tokens/",
        make_token,
        "agente",
        wire.TokenNuevo,
        "Crea un token propio, que se muestra esta vez",
        body=wire.CrearToken,
        also=MADE,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/tokens/{id}/",
        revoke_token,
        "agente",
        wire.Token,
        "Revoca un token propio; el de otro, con el permiso «equipo»",
    ),
    Endpoint(
        "GET",
        "/api/soporte/administracion/seguridad/",
        show_security,
        "agente",
        wire.Seguridad,
        "Qué roles entran en dos pasos, y cuánto se guarda la auditoría",
        needs="equipo",
    ),
    Endpoint(
        "PUT",
        "/api/soporte/administracion/seguridad/",
        change_security,
        "agente",
        wire.Seguridad,
        "Cambia eso, entero",
        needs="equipo",
        body=wire.Seguridad,
    ),
    Endpoint(
        "GET",
        "/api/soporte/auditoria/",
        list_acts,
        "agente",
        wire.Actos,
        "Quién hizo y vio qué, lo más nuevo primero",
        needs="auditoria",
        query={
            "agente": "El id de un agente.",
            "accion": "Acciones, separadas por comas.",
            "tenant": "Un slug.",
            "chat": "El id de un chat.",
            "desde": "Una fecha (UTC) o un momento; incluido.",
            "hasta": "Una fecha (UTC) o un momento; sin incluir.",
            "limite": "De 1 a 200; si no se dice, 50.",
            "cursor": "El `siguiente` de la página anterior.",
        },
    ),
]

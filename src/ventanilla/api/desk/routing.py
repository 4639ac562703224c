"""Who is in line, teams and hours, and how chats find their agente."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from ... import wire
from ...chat.engine import Engine
from ...desk import audit, hours, presence, teams
from ...desk.settings import settings
from ...desk.telling import tell_agents
from ...tenancy import Tenant, in_public
from ..call import Answer, Call, Endpoint


async def show_team(call: Call) -> wire.EquipoPresente:
    return wire.EquipoPresente(await presence.team(call.engine))


async def list_teams(call: Call) -> wire.Equipos:
    return await in_public(teams.everyone)


async def make_team(call: Call) -> Answer:
    return Answer(await _save_team(call, None), 201)


async def change_team(call: Call) -> wire.Equipo:
    return await _save_team(call, call.chat_id)


async def _save_team(call: Call, team_id: int | None) -> wire.Equipo:
    team = await in_public(teams.save, team_id, call.body)
    await _teams_changed(call, team.id)
    return team


async def remove_team(call: Call) -> wire.Vacio:
    await in_public(teams.remove, call.chat_id)
    await _teams_changed(call, call.chat_id)
    return wire.Vacio()


async def _teams_changed(call: Call, team_id: int) -> None:
    await audit.record(call.engine, call.agente, "ajustar", objeto=f"equipo:{team_id}")
    tell_agents(call.engine, wire.Changed("equipos"))


async def show_settings(call: Call) -> wire.Ajustes:
    return await settings.now(call.engine)


async def change_settings(call: Call) -> wire.Ajustes:
    return await settings.save(call.engine, call.agente, call.body)


async def is_soporte_there(call: Call) -> wire.EstadoDeSoporte:
    ajustes, now = await settings.now(call.engine), datetime.now(UTC)
    horario = await _hours_of(call.engine, call.tenant.schema) or ajustes.horario
    there = await presence.anyone(call.engine, schema=call.tenant.schema)
    return wire.EstadoDeSoporte(
        soporte="en_linea" if there else "ausente",
        abierto=hours.is_open(horario, now),
        abre_en=hours.opens_at(horario, now),
        texto=ajustes.fuera_texto,
        aspecto=_look_of(call.tenant),
    )


def _look_of(tenant: Tenant) -> wire.Aspecto:
    """What a host's own tenant model says of it, or nothing: whatever does not fit is left out."""
    look = {"modo": "auto", "saludo": {}, **tenant.tema, "color": tenant.color, "idioma": tenant.idioma}
    try:
        return msgspec.convert(look, wire.Aspecto)
    except msgspec.ValidationError:
        return wire.Aspecto(tenant.color, "auto", "", {})


async def _hours_of(engine: Engine, schema: str) -> wire.Horario | None:
    row: Any = await engine.fetchrow(
        "SELECT e.horario FROM public.ventanilla_desk_fichatenant f"
        " JOIN public.ventanilla_desk_equipo e ON e.id = f.equipo_id WHERE f.schema_name = $1",
        schema,
    )
    return msgspec.convert(row["horario"], wire.Horario | None) if row else None


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/soporte/equipo/",
        show_team,
        "agente",
        wire.EquipoPresente,
        "Quiénes atienden, y quién está ahora",
    ),
    Endpoint("GET", "/api/soporte/equipos/", list_teams, "agente", wire.Equipos, "Los equipos que hay"),
    Endpoint(
        "POST",
        "/api/soporte/equipos/",
        make_team,
        "agente",
        wire.Equipo,
        "Hace un equipo",
        needs="equipo",
        body=wire.GuardarEquipo,
        also={201: "Hecho"},
    ),
    Endpoint(
        "PUT",
        "/api/soporte/equipos/{id}/",
        change_team,
        "agente",
        wire.Equipo,
        "Cambia un equipo",
        needs="equipo",
        body=wire.GuardarEquipo,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/equipos/{id}/",
        remove_team,
        "agente",
        wire.Vacio,
        "Quita un equipo; sus chats abiertos se quedan sin equipo",
        needs="equipo",
    ),
    Endpoint("GET", "/api/soporte/ajustes/", show_settings, "agente", wire.Ajustes, "Cómo se reparten los chats"),
    Endpoint(
        "PUT",
        "/api/soporte/ajustes/",
        change_settings,
        "agente",
        wire.Ajustes,
        "Cambia cómo se reparten los chats; lo que se omite vuelve a su valor de fábrica",
        needs="ajustes",
        body=wire.Ajustes,
    ),
    Endpoint(
        "GET",
        "/api/chat/soporte/estado/",
        is_soporte_there,
        "cliente",
        wire.EstadoDeSoporte,
        "Si hay alguien, y si no, cuándo lo hay",
    ),
]

"""The inbox: views, counts, tags, reasons, assignment, many chats at once."""

from __future__ import annotations

import re

from ... import wire
from ...chat.errors import Invalid
from ...chat.reasons import reasons
from ...desk import audit, bulk, catalogue, counts, inbox, tags, tenants
from ...desk.assign import assign
from ...desk.telling import tell_agents
from ...tenancy import in_public
from ..call import Answer, Call, Endpoint

IDS = 200


async def count(call: Call) -> wire.Cuentas:
    return await counts.counts(call.engine, call.agente)


async def rows_now(call: Call) -> wire.Filas:
    text = call.query.get("ids", "")
    if not re.fullmatch(r"[0-9]{1,16}(,[0-9]{1,16})*", text) or text.count(",") >= IDS:
        raise Invalid("ids", f"De 1 a {IDS} ids de chats, con comas entre ellos.")
    return wire.Filas(await inbox.now(call.engine, call.agente, [int(each) for each in text.split(",")]))


async def assign_chat(call: Call) -> wire.Fila:
    body: wire.Asignar = call.body
    return await assign(
        call.engine, call.agente, call.chat_id, agente_id=body.agente_id, equipo_id=body.equipo_id, believed=body.si
    )


async def tag_chat(call: Call) -> wire.Fila:
    return await tags.tag(call.engine, call.agente, call.chat_id, put=call.body.poner, take=call.body.quitar)


async def change_many(call: Call) -> wire.LoteHecho:
    return await bulk.apply(call.engine, call.agente, call.body)


# --- saved views -------------------------------------------------------------------------------------------------


async def list_views(call: Call) -> wire.Vistas:
    return await in_public(catalogue.views, call.agente)


async def make_view(call: Call) -> Answer:
    return Answer(await _save_view(call, None), 201)


async def change_view(call: Call) -> wire.Vista:
    return await _save_view(call, call.chat_id)


async def _save_view(call: Call, view_id: int | None) -> wire.Vista:
    view = await in_public(catalogue.save_view, call.agente, view_id, call.body)
    _tell_of_views(call, shared=view.compartida)
    return view


async def remove_view(call: Call) -> wire.Vacio:
    await in_public(catalogue.remove_view, call.agente, call.chat_id)
    _tell_of_views(call, shared=True)
    return wire.Vacio()


def _tell_of_views(call: Call, *, shared: bool) -> None:
    tell_agents(call.engine, wire.Changed("vistas"), to=None if shared else call.agente.id)


# --- tags and reasons --------------------------------------------------------------------------------------------


async def list_tags(call: Call) -> wire.Etiquetas:
    return await tags.everything(call.engine, call.agente)


async def make_tag(call: Call) -> Answer:
    await tags.save(call.engine, call.agente, call.body.nombre, call.body)
    return Answer(await list_tags(call), 201)


async def change_tag(call: Call) -> wire.Etiquetas:
    await tags.save(call.engine, call.agente, call.nombre, call.body)
    return await list_tags(call)


async def remove_tag(call: Call) -> wire.Vacio:
    await tags.forget(call.engine, call.agente, call.nombre)
    return wire.Vacio()


async def list_reasons(call: Call) -> wire.Razones:
    return await in_public(catalogue.reasons)


async def make_reason(call: Call) -> Answer:
    return Answer(await _save_reason(call, None), 201)


async def change_reason(call: Call) -> wire.Razon:
    return await _save_reason(call, call.nombre)


async def _save_reason(call: Call, codigo: str | None) -> wire.Razon:
    razon = await in_public(catalogue.save_reason, codigo, call.body)
    await _reasons_changed(call, razon.codigo)
    return razon


async def remove_reason(call: Call) -> wire.Vacio:
    await in_public(catalogue.remove_reason, call.nombre)
    await _reasons_changed(call, call.nombre)
    return wire.Vacio()


async def _reasons_changed(call: Call, codigo: str) -> None:
    reasons.forget()
    await audit.record(call.engine, call.agente, "ajustar", objeto=f"razon:{codigo}")
    tell_agents(call.engine, wire.Changed("razones"))


# --- tenants -----------------------------------------------------------------------------------------------------


async def list_tenants(call: Call) -> wire.FichasDeTenant:
    return await tenants.everyone(call.engine, call.agente)


async def show_tenant(call: Call) -> wire.FichaDeTenant:
    return await tenants.one(call.engine, call.agente, call.slug)


async def change_tenant(call: Call) -> wire.FichaDeTenant:
    return await tenants.change(call.engine, call.agente, call.slug, call.body)


async def silence_tenant(call: Call) -> wire.FichaDeTenant:
    return await tenants.silence(call.engine, call.agente, call.slug, silenced=call.body.silenciado)


MADE = {201: "Hecho"}

ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET", "/api/soporte/bandeja/cuentas/", count, "agente", wire.Cuentas, "Cuántos chats abiertos hay, por vista"
    ),
    Endpoint(
        "GET",
        "/api/soporte/bandeja/filas/",
        rows_now,
        "agente",
        wire.Filas,
        "Estos chats como están ahora, abiertos o no",
        query={"ids": "Ids de chats, con comas entre ellos."},
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/asignar/",
        assign_chat,
        "agente",
        wire.Fila,
        "De quién es el chat: de un agente, de un equipo o de nadie",
        needs="asignar",
        body=wire.Asignar,
        also={409: "chat_cerrado, o ya_asignado: lo lleva otra persona que la de `si`"},
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/etiquetas/",
        tag_chat,
        "agente",
        wire.Fila,
        "Pone y quita etiquetas",
        needs="etiquetar",
        body=wire.Etiquetar,
    ),
    Endpoint(
        "POST",
        "/api/soporte/lote/",
        change_many,
        "agente",
        wire.LoteHecho,
        "Asigna, etiqueta o cierra muchos chats, cada uno como si fuera solo",
        body=wire.Lote,
    ),
    Endpoint("GET", "/api/soporte/vistas/", list_views, "agente", wire.Vistas, "Tus vistas y las de todos"),
    Endpoint(
        "POST",
        "/api/soporte/vistas/",
        make_view,
        "agente",
        wire.Vista,
        "Guarda una vista",
        body=wire.GuardarVista,
        also=MADE,
    ),
    Endpoint(
        "PUT",
        "/api/soporte/vistas/{id}/",
        change_view,
        "agente",
        wire.Vista,
        "Cambia una vista",
        body=wire.GuardarVista,
    ),
    Endpoint("DELETE", "/api/soporte/vistas/{id}/", remove_view, "agente", wire.Vacio, "Quita una vista"),
    Endpoint("GET", "/api/soporte/etiquetas/", list_tags, "agente", wire.Etiquetas, "Las etiquetas que hay"),
    Endpoint(
        "POST",
        "/api/soporte/etiquetas/",
        make_tag,
        "agente",
        wire.Etiquetas,
        "Hace una etiqueta",
        needs="ajustes",
        body=wire.GuardarEtiqueta,
        also=MADE,
    ),
    Endpoint(
        "PUT",
        "/api/soporte/etiquetas/{nombre}/",
        change_tag,
        "agente",
        wire.Etiquetas,
        "Cambia una etiqueta; los chats conservan el nombre que tienen",
        needs="ajustes",
        body=wire.GuardarEtiqueta,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/etiquetas/{nombre}/",
        remove_tag,
        "agente",
        wire.Vacio,
        "Deja de ofrecer una etiqueta",
        needs="ajustes",
    ),
    Endpoint("GET", "/api/soporte/razones/", list_reasons, "agente", wire.Razones, "Las razones de cierre"),
    Endpoint(
        "POST",
        "/api/soporte/razones/",
        make_reason,
        "agente",
        wire.Razon,
        "Añade una razón",
        needs="ajustes",
        body=wire.GuardarRazon,
        also=MADE,
    ),
    Endpoint(
        "PUT",
        "/api/soporte/razones/{nombre}/",
        change_reason,
        "agente",
        wire.Razon,
        "Cambia una razón",
        needs="ajustes",
        body=wire.GuardarRazon,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/razones/{nombre}/",
        remove_reason,
        "agente",
        wire.Vacio,
        "Quita una razón que la plataforma había añadido",
        needs="ajustes",
    ),
    Endpoint(
        "GET",
        "/api/soporte/tenants/",
        list_tenants,
        "agente",
        wire.FichasDeTenant,
        "Los tenants que puedes ver, con sus cuentas",
    ),
    Endpoint(
        "GET",
        "/api/soporte/tenants/{slug}/",
        show_tenant,
        "agente",
        wire.FichaDeTenant,
        "Un tenant, con quienes escribieron últimamente",
    ),
    Endpoint(
        "PUT",
        "/api/soporte/tenants/{slug}/ficha/",
        change_tenant,
        "agente",
        wire.FichaDeTenant,
        "Lo que soporte apunta de un tenant",
        needs="ajustes",
        body=wire.CambioFicha,
    ),
    Endpoint(
        "POST",
        "/api/soporte/tenants/{slug}/silencio/",
        silence_tenant,
        "agente",
        wire.FichaDeTenant,
        "No oír de un tenant, o volver a oír",
        body=wire.Silenciar,
    ),
]

"""The agent's side: the public domain."""

from __future__ import annotations

from typing import cast

from .. import wire
from ..chat import chats, history, shapes
from ..chat.errors import NotFound
from ..chat.ledger import ChatState
from ..conf import conf
from ..desk import blocked, inbox, people
from ..desk import chat as desk_chat
from ..tenancy import Tenant
from .call import Answer, Call, Endpoint
from .cliente import PAGE_QUERY, page, past_chat


async def close(call: Call) -> wire.Chat:
    body: wire.Cerrar = call.body
    chat = await chats.close(
        call.engine,
        call.agente,
        call.chat_id,
        razon=body.razon_cierre,
        mensaje=body.mensaje,
        seen_up_to=body.visto_hasta,
    )
    return shapes.chat(chat, "soporte")


async def list_inbox(call: Call) -> wire.Bandeja:
    query = call.query
    return await inbox.page(
        call.engine,
        call.agente,
        estado=cast("inbox.Estado", call.choice("estado", ("abierto", "cerrado"), "abierto")),
        tenant=query.get("tenant"),
        asignado=query.get("asignado"),
        etiqueta=query.get("etiqueta"),
        q=query.get("q"),
        espera=call.choice("espera", ("0", "1"), "0") == "1",
        cursor=query.get("cursor"),
        limit=call.number("limite", low=1, high=history.MAX_PAGE) or inbox.PAGE,
    )


async def show_chat(call: Call) -> wire.ChatDeSoporte:
    tenant, cliente_id, chat = await _spoken_chat(call)
    past, _ = await history.past_chats(call.engine, tenant, cliente_id, before=call.chat_id)
    row = await desk_chat.facts(call.engine, call.chat_id)
    return wire.ChatDeSoporte(
        asignado_a=row["asignado_a"],
        equipo_id=row["equipo_id"],
        etiquetas=list(row["etiquetas"]),
        notas=row["notas"],
        bloqueado=await blocked.of_cliente(call.engine, tenant, cliente_id),
        abierto=await desk_chat.open_one(call.engine, tenant, cliente_id, other_than=call.chat_id),
        tenant=shapes.tenant_ref(tenant),
        cliente=await people.cliente(call.engine, tenant, cliente_id),
        anteriores=[past_chat(chat, "soporte") for chat in past],
        **shapes.chat_fields(chat, "soporte"),
    )


async def list_messages(call: Call) -> wire.PaginaMensajes:
    await _spoken_chat(call)
    return await page(call)


async def reply(call: Call) -> Answer:
    body: wire.Decir = call.body
    entry, _, is_new = await chats.reply(
        call.engine,
        call.agente,
        call.chat_id,
        uid=body.uid,
        texto=body.texto,
        contexto=body.contexto,
        adjuntos=body.adjuntos,
    )
    return Answer(shapes.mensaje(entry), 201 if is_new else 200)


async def mark_read(call: Call) -> wire.Chat:
    return shapes.chat(await chats.read(call.engine, call.agente, call.chat_id, seq=call.body.seq), "soporte")


async def who_am_i(call: Call) -> wire.Yo:
    tenants = await call.engine.directory.everyone()
    return wire.Yo(
        agente=wire.AgenteRef(call.agente.id, call.agente.usuario, call.agente.nombre),
        permisos=sorted(call.agente.permisos),
        tenants=[shapes.tenant_ref(tenant) for tenant in tenants if call.agente.sees(tenant.schema)],
        razones=list(conf().razones_cierre),
    )


async def _spoken_chat(call: Call) -> tuple[Tenant, str, ChatState]:
    """The chat, where someone has said something: before that soporte does not see it. Raises NotFound."""
    tenant, cliente_id = await call.engine.home_for(call.agente, call.chat_id)
    chat = await history.chat_of(call.engine, tenant, call.chat_id)
    if chat.ultimo_seq == 0:
        raise NotFound
    return tenant, cliente_id, chat


ENDPOINTS = [
    Endpoint(
        "POST",
        "/api/chat/{id}/cerrar/",
        close,
        "agente",
        wire.Chat,
        "Cierra el chat para siempre y avisa a todos; cerrar dos veces no cambia nada",
        body=wire.Cerrar,
        also={409: "desactualizado: el cliente escribió después de `visto_hasta`"},
    ),
    Endpoint(
        "GET",
        "/api/soporte/bandeja/",
        list_inbox,
        "agente",
        wire.Bandeja,
        "La bandeja de todos los tenants, por actividad",
        query={
            "estado": "`abierto` (por defecto) o `cerrado`.",
            "tenant": "El slug de un tenant.",
            "asignado": "El id de un agente, o `nadie`.",
            "etiqueta": "Una etiqueta.",
            "espera": "`1`: solo los que esperan respuesta.",
            "q": "Palabras de la persona o del último mensaje.",
            "limite": "De 1 a 200; 50 si se omite.",
            "cursor": "El `siguiente` de la página anterior.",
        },
    ),
    Endpoint("GET", "/api/soporte/yo/", who_am_i, "agente", wire.Yo, "Quién eres y a quién atiendes"),
    Endpoint(
        "GET",
        "/api/soporte/chats/{id}/",
        show_chat,
        "agente",
        wire.ChatDeSoporte,
        "El chat con su cliente, su tenant y los chats anteriores del cliente",
    ),
    Endpoint(
        "GET",
        "/api/soporte/chats/{id}/mensajes/",
        list_messages,
        "agente",
        wire.PaginaMensajes,
        "Mensajes en orden de seq; sin `despues`, los más nuevos",
        query=PAGE_QUERY,
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/mensajes/",
        reply,
        "agente",
        wire.Mensaje,
        "Responde en ese chat",
        body=wire.Decir,
        also={201: "Guardado", 200: "Ya estaba guardado con ese uid", 409: "chat_cerrado"},
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/leido/",
        mark_read,
        "agente",
        wire.Chat,
        "Leído hasta ese seq; nunca retrocede",
        body=wire.Leer,
    ),
]

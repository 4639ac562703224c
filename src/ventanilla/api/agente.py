"""The agent's side: the public domain."""

from __future__ import annotations

from .. import wire
from ..chat import chats, history, shapes
from ..chat.errors import NotFound
from ..chat.ledger import ChatState
from ..chat.reasons import reasons
from ..desk import audit, blocked, filters, inbox, people
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
    tenant, _ = await call.engine.home_for(call.agente, call.chat_id)
    await audit.closed(call.engine, call.agente, chat, schema=tenant.schema)
    return shapes.chat(chat, "soporte")


async def list_inbox(call: Call) -> wire.Bandeja:
    return await inbox.page(
        call.engine,
        call.agente,
        filters.filtro_of(call.query),
        cursor=call.query.get("cursor"),
        limit=call.number("limite", low=1, high=history.MAX_PAGE) or inbox.PAGE,
    )


async def show_chat(call: Call) -> wire.ChatDeSoporte:
    tenant, cliente_id, chat = await _spoken_chat(call)
    audit.looks.saw(call.engine, call.agente, "ver", schema=tenant.schema, chat_id=call.chat_id)
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
    equipos = await call.engine.fetch(
        "SELECT equipo_id FROM public.ventanilla_desk_equipo_miembros WHERE agente_id = $1 ORDER BY 1", call.agente.id
    )
    return wire.Yo(
        agente=wire.AgenteRef(call.agente.id, call.agente.usuario, call.agente.nombre),
        permisos=sorted(call.agente.permisos),
        equipos=[row["equipo_id"] for row in equipos],
        tenants=[shapes.tenant_ref(tenant) for tenant in tenants if call.agente.sees(tenant.schema)],
        razones=await reasons.active(call.engine),
        debe=sorted(call.agente.owes),
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
        needs="cerrar",
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
            "estado": "`abierto` (por defecto), `cerrado` o `todos`.",
            "tenant": "Slugs, separados por comas: de cualquiera de ellos.",
            "asignado": "El id de un agente, `yo` o `nadie`.",
            "equipo": "El id de un equipo, o `mio`.",
            "etiqueta": "Etiquetas, separadas por comas: con todas.",
            "espera": "`1`: solo los que esperan respuesta.",
            "reapertura": "`1`: solo quien vuelve tras un cierre.",
            "importante": "`1`: solo de tenants importantes.",
            "razon": "La razón del cierre.",
            "cerrado_por": "El id del agente que lo cerró.",
            "respondido_por": "El id del agente que respondió primero.",
            "cliente": "Un cliente_id; con `tenant`.",
            "puntuacion": "De 1 a 5.",
            "desde": "Un día o una hora: abiertos desde entonces; con `estado=cerrado`, cerrados.",
            "hasta": "Un día, incluido, o una hora.",
            "q": "Palabras de la persona o del último mensaje.",
            "orden": "`reciente` (por defecto), o `espera`: primero quien más espera.",
            "limite": "De 1 a 200; 50 si se omite.",
            "cursor": "El `siguiente` de la página anterior.",
        },
    ),
    Endpoint("GET", "/api/soporte/yo/", who_am_i, "agente", wire.Yo, "Quién eres y a quién atiendes", always=True),
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
        needs="responder",
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

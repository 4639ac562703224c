"""The cliente's side: a tenant's domain, or the public one."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from .. import identity, wire
from ..chat import chats, history, rating, shapes
from ..chat.errors import Invalid
from .call import Answer, Call, Endpoint

PAGE_QUERY = {
    "despues": "Mensajes con seq mayor que este, en orden.",
    "antes": "Mensajes con seq menor que este.",
    "limite": "De 1 a 200; 50 si se omite.",
}


async def open_chat(call: Call) -> wire.ChatAbierto:
    body: wire.Abrir = call.body
    chat, creado = await chats.open(
        call.engine, call.cliente, cliente_id=named_cliente(body.cliente_id), contexto=body.contexto
    )
    return wire.ChatAbierto(creado=creado, **shapes.chat_fields(chat, "cliente"))


async def show_chat(call: Call) -> wire.Chat:
    return shapes.chat(await _own_chat(call), "cliente")


async def list_messages(call: Call) -> wire.PaginaMensajes:
    await _own_chat(call)
    return await page(call)


async def say(call: Call) -> Answer:
    body: wire.Decir = call.body
    entry, chat, is_new = await chats.say(
        call.engine, call.cliente, uid=body.uid, texto=body.texto, contexto=body.contexto, adjuntos=body.adjuntos
    )
    pair = wire.ChatYMensaje(shapes.chat(chat, "cliente"), shapes.mensaje(entry))
    return Answer(pair, 201 if is_new else 200)


async def say_here(call: Call) -> Answer:
    body: wire.Decir = call.body
    entry, _, is_new = await chats.say(
        call.engine,
        call.cliente,
        uid=body.uid,
        texto=body.texto,
        contexto=body.contexto,
        into=call.chat_id,
        adjuntos=body.adjuntos,
    )
    return Answer(shapes.mensaje(entry), 201 if is_new else 200)


async def mark_read(call: Call) -> wire.Chat:
    chat = await chats.read(call.engine, call.cliente, call.chat_id, seq=call.body.seq)
    return shapes.chat(chat, "cliente")


async def rate(call: Call) -> wire.Chat:
    body: wire.Valorar = call.body
    chat = await rating.rate(
        call.engine, call.cliente, call.chat_id, puntuacion=body.puntuacion, comentario=body.comentario
    )
    return shapes.chat(chat, "cliente")


async def list_past_chats(call: Call) -> wire.Historial:
    cursor = call.query.get("cursor")
    before = history.number(history.place(cursor, 1)[0]) if cursor else None
    past, siguiente = await history.past_chats(call.engine, call.tenant, call.cliente.cliente_id, before=before)
    return wire.Historial([past_chat(chat, "cliente") for chat in past], siguiente)


async def give_ticket(call: Call) -> wire.Ticket:
    return identity.make_ticket(call.caller, call.tenant)


def past_chat(past: history.PastChat, asks: Any) -> wire.ChatEnHistorial:
    return wire.ChatEnHistorial(
        primer_texto=past.primer_texto,
        ultimo_texto=past.ultimo_texto,
        ultimo_autor=shapes.autor(past.ultimo_autor) if past.ultimo_autor else None,
        **shapes.chat_fields(past.chat, asks),
    )


async def page(call: Call) -> wire.PaginaMensajes:
    """The page of messages that the query asks for. Who may see the chat was checked."""
    tenant = call.tenant
    if call.path.get("id") and not hasattr(call.caller, "cliente_id"):
        tenant, _ = await call.engine.home(call.chat_id)
    entries, hay_mas = await history.messages(
        call.engine,
        tenant,
        call.chat_id,
        after=call.seq("despues"),
        before=call.seq("antes"),
        limit=call.number("limite", low=1, high=history.MAX_PAGE) or history.PAGE,
    )
    return wire.PaginaMensajes([shapes.mensaje(entry) for entry in entries], hay_mas)


def named_cliente(value: Any) -> str | None:
    if value is UNSET:
        return None
    try:
        return wire.cliente_key(value)
    except ValueError as error:
        raise Invalid("cliente_id", str(error)) from None


async def _own_chat(call: Call) -> Any:
    return await history.chat_of(call.engine, call.tenant, call.chat_id, cliente_id=call.cliente.cliente_id)


ENDPOINTS = [
    Endpoint(
        "POST",
        "/api/chat/soporte/",
        open_chat,
        "cliente",
        wire.ChatAbierto,
        "Tu chat abierto, o uno nuevo si todos los anteriores están cerrados",
        body=wire.Abrir,
    ),
    Endpoint(
        "POST",
        "/api/chat/soporte/mensajes/",
        say,
        "cliente",
        wire.ChatYMensaje,
        "Dice algo a soporte; si no hay chat abierto, abre el siguiente con este mensaje dentro",
        body=wire.Decir,
        also={201: "Guardado", 200: "Ya estaba guardado con ese uid"},
    ),
    Endpoint(
        "GET",
        "/api/chat/historial/",
        list_past_chats,
        "cliente",
        wire.Historial,
        "Tus chats con mensajes, del más nuevo al más antiguo",
        query={"cursor": "El `siguiente` de la página anterior."},
    ),
    Endpoint(
        "POST",
        "/api/chat/ticket/",
        give_ticket,
        "any",
        wire.Ticket,
        "Un ticket que abre un WebSocket, una vez, antes de 30 segundos",
        body=wire.Vacio,
    ),
    Endpoint("GET", "/api/chat/{id}/", show_chat, "cliente", wire.Chat, "El chat"),
    Endpoint(
        "GET",
        "/api/chat/{id}/mensajes/",
        list_messages,
        "cliente",
        wire.PaginaMensajes,
        "Mensajes en orden de seq; sin `despues`, los más nuevos",
        query=PAGE_QUERY,
    ),
    Endpoint(
        "POST",
        "/api/chat/{id}/mensajes/",
        say_here,
        "cliente",
        wire.Mensaje,
        "La forma estricta: en ese chat y en ningún otro",
        body=wire.Decir,
        also={201: "Guardado", 200: "Ya estaba guardado con ese uid", 409: "chat_cerrado"},
    ),
    Endpoint(
        "POST",
        "/api/chat/{id}/leido/",
        mark_read,
        "cliente",
        wire.Chat,
        "Leído hasta ese seq; nunca retrocede",
        body=wire.Leer,
    ),
    Endpoint(
        "POST",
        "/api/chat/{id}/valoracion/",
        rate,
        "cliente",
        wire.Chat,
        "Valora un chat cerrado, de 1 a 5; durante 24 horas se puede cambiar",
        body=wire.Valorar,
        also={409: "chat_abierto, o ya_valorado hace más de 24 horas"},
    ),
]

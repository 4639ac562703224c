"""Files, of both sides: up, and down again for whoever may see them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.utils.http import parse_etags

from .. import wire
from ..chat import adjuntos, chats, history, shapes
from ..chat.adjuntos import Place
from ..chat.errors import NotFound
from ..chat.people import AgenteCaller
from ..chat.problem import Response
from ..desk import audit
from ..files import kinds, storage
from .call import Answer, Call, Endpoint


async def upload_here(call: Call) -> Answer:
    return await _kept(call, await adjuntos.place_of_cliente(call.engine, call.cliente, call.chat_id))


async def upload(call: Call) -> Answer:
    """Which chat the message will be in is not known yet: never refused because one is closed, and it shows nothing."""
    engine, caller = call.engine, call.cliente
    chat = await history.open_chat(engine, caller)
    chat_id = chat.id if chat else await history.newest_closed(engine, caller)
    if chat_id is None:
        chat_id = (await chats.open(engine, caller))[0].id
    return await _kept(call, adjuntos.place_in(caller, chat_id))


async def upload_as_agente(call: Call) -> Answer:
    return await _kept(call, await adjuntos.place_of_agente(call.engine, call.agente, call.chat_id))


async def download(call: Call) -> Response:
    row = await adjuntos.for_download(call.engine, call.caller, call.chat_id, call.adjunto_id)
    etag = f'"{row["sha256"]}"'
    headers = {
        "etag": etag,
        # Kept by the browser of who may see it, and asked for each time: whoever may not any more gets no 304.
        "cache-control": "private, no-cache",
        "vary": "Origin, Authorization, Cookie",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        # Pages of other origins read it by CORS, with a token, or not at all.
        "cross-origin-resource-policy": "same-origin",
    }
    if isinstance(call.caller, AgenteCaller):
        tenant, _ = await call.engine.home_for(call.caller, call.chat_id)
        audit.looks.saw(
            call.engine,
            call.caller,
            "descargar",
            schema=tenant.schema,
            chat_id=call.chat_id,
            objeto=f"adjunto:{call.adjunto_id}",
        )
    known = parse_etags(call.headers.get("if-none-match", ""))
    if etag in known or "*" in known:
        return Response(304, b"", headers)
    headers |= {
        "content-type": row["tipo"],
        "content-length": str(row["bytes"]),
        "content-disposition": disposition(row["tipo"], row["nombre"]),
    }
    if call.method == "HEAD":
        return Response(200, b"", headers)
    file = await storage.opened(row["archivo"])
    if file is None:
        raise NotFound("El archivo ya no está.")
    return Response(200, b"", headers, blocks=storage.blocks(file))


def disposition(tipo: str, nombre: str) -> str:
    """In place where it is an image that was made anew, a download otherwise (RFC 6266; RFC 8187 for the name)."""
    how = "inline" if tipo in kinds.IMAGES else "attachment"
    plain = "".join(char if " " <= char <= "~" and char not in '"\\%' else "_" for char in nombre)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(nombre, safe='')}"


async def _kept(call: Call, place: Place) -> Answer:
    sent = await call.upload()
    with sent.file as file:
        row: Any = await adjuntos.keep(call.engine, place, file=file, name=sent.name)
    return Answer(shapes.adjunto(place.chat_id, row), 201)


_UPLOADED = {201: "Guardado: su `id` va en los `adjuntos` de un mensaje", 413: "demasiado_grande"}

ENDPOINTS = [
    Endpoint(
        "POST",
        "/api/chat/soporte/adjuntos/",
        upload,
        "cliente",
        wire.Adjunto,
        "Sube un archivo para el mensaje siguiente; no se rechaza porque un chat esté cerrado",
        uploads=True,
        also=_UPLOADED,
    ),
    Endpoint(
        "POST",
        "/api/chat/{id}/adjuntos/",
        upload_here,
        "cliente",
        wire.Adjunto,
        "Sube un archivo; el chat tiene que estar abierto",
        uploads=True,
        also={**_UPLOADED, 409: "chat_cerrado"},
    ),
    Endpoint(
        "GET",
        "/api/chat/{id}/adjuntos/{adjunto}/",
        download,
        "any",
        bytes,
        "El archivo, para quien puede verlo: se comprueba cada vez",
        also={200: "El archivo", 304: "El que ya tienes (If-None-Match)"},
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/adjuntos/",
        upload_as_agente,
        "agente",
        wire.Adjunto,
        "Sube un archivo para responder en ese chat, que tiene que estar abierto",
        needs="responder",
        uploads=True,
        also={**_UPLOADED, 409: "chat_cerrado"},
    ),
]

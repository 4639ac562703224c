"""What agents write and no cliente sees: notes, drafts, canned replies; blocking a cliente, and taking a close back."""

from __future__ import annotations

from typing import cast

from ... import wire
from ...chat import shapes
from ...desk import blocked, canned, drafts, notes, reopening
from ..call import Answer, Call, Endpoint


async def list_notes(call: Call) -> wire.Notas:
    return await notes.page(
        call.engine,
        call.agente,
        call.chat_id,
        cursor=call.query.get("cursor"),
        limit=call.number("limite", low=1, high=notes.PAGE) or notes.PAGE,
    )


async def write_note(call: Call) -> Answer:
    body: wire.EscribirNota = call.body
    nota = await notes.write(
        call.engine, call.agente, call.chat_id, texto=body.texto, menciones=body.menciones, tras_seq=body.tras_seq
    )
    return Answer(nota, 201)


async def rewrite_note(call: Call) -> wire.Nota:
    body: wire.EscribirNota = call.body
    return await notes.rewrite(call.engine, call.agente, call.path["id"], texto=body.texto, menciones=body.menciones)


async def take_note_back(call: Call) -> wire.Nota:
    return await notes.take_back(call.engine, call.agente, call.path["id"])


async def list_mentions(call: Call) -> wire.Menciones:
    return await notes.unread_mentions(call.engine, call.agente)


async def list_nameable(call: Call) -> wire.Mencionables:
    return await notes.nameable(call.engine, call.agente, call.chat_id)


async def mark_mentions(call: Call) -> wire.Menciones:
    await notes.mentions_seen(call.engine, call.agente, call.body.chat_id)
    return await notes.unread_mentions(call.engine, call.agente)


async def list_drafts(call: Call) -> wire.Borradores:
    return await drafts.all_of(call.engine, call.agente)


async def show_draft(call: Call) -> wire.Borrador:
    return await drafts.one(call.engine, call.agente, call.chat_id, _tipo(call))


async def keep_draft(call: Call) -> wire.Borrador:
    return await drafts.keep(call.engine, call.agente, call.chat_id, _tipo(call), call.body.texto)


async def drop_draft(call: Call) -> wire.Borradores:
    await drafts.drop(call.engine, call.agente, call.chat_id, _tipo(call))
    return await drafts.all_of(call.engine, call.agente)


async def list_canned(call: Call) -> wire.Respuestas:
    return await canned.all_for(call.engine, call.agente, idioma=call.query.get("idioma"))


async def add_canned(call: Call) -> Answer:
    return Answer(await canned.add(call.engine, call.agente, call.body), 201)


async def change_canned(call: Call) -> wire.Respuesta:
    return await canned.change(call.engine, call.agente, call.path["id"], call.body)


async def remove_canned(call: Call) -> wire.Respuestas:
    await canned.remove(call.engine, call.agente, call.path["id"])
    return await canned.all_for(call.engine, call.agente)


async def use_canned(call: Call) -> wire.Respuesta:
    return await canned.used(call.engine, call.agente, call.path["id"])


async def block(call: Call) -> wire.Bloqueados:
    body: wire.Bloquear = call.body
    await blocked.block(call.engine, call.agente, call.chat_id, bloqueado=body.bloqueado, motivo=body.motivo)
    return await blocked.page(call.engine, call.agente)


async def list_blocked(call: Call) -> wire.Bloqueados:
    return await blocked.page(call.engine, call.agente, cursor=call.query.get("cursor"))


async def reopen(call: Call) -> Answer:
    body: wire.Reabrir = call.body
    entry, chat, is_new = await reopening.reopen(call.engine, call.agente, call.chat_id, uid=body.uid, texto=body.texto)
    return Answer(wire.ChatReanudado(shapes.chat(chat, "soporte"), shapes.mensaje(entry), is_new), 201)


def _tipo(call: Call) -> wire.TipoBorrador:
    return cast("wire.TipoBorrador", call.choice("tipo", ("respuesta", "nota"), "respuesta"))


_TIPO = {"tipo": "`respuesta` (por defecto) o `nota`."}

ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/soporte/chats/{id}/notas/",
        list_notes,
        "agente",
        wire.Notas,
        "Las notas internas del chat, las más nuevas primero",
        query={"limite": "De 1 a 200; 200 si se omite.", "cursor": "El `siguiente` de la página anterior."},
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/notas/",
        write_note,
        "agente",
        wire.Nota,
        "Escribe una nota que solo ven los agentes, y llama a quien menciona",
        needs="responder",
        body=wire.EscribirNota,
        also={201: "Guardada"},
    ),
    Endpoint(
        "PUT",
        "/api/soporte/notas/{id}/",
        rewrite_note,
        "agente",
        wire.Nota,
        "Cambia una nota propia; `tras_seq` no se mueve",
        needs="responder",
        body=wire.EscribirNota,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/notas/{id}/",
        take_note_back,
        "agente",
        wire.Nota,
        "Retira una nota propia: queda su sitio, sin texto",
        needs="responder",
    ),
    Endpoint(
        "GET",
        "/api/soporte/chats/{id}/mencionables/",
        list_nameable,
        "agente",
        wire.Mencionables,
        "A quién se puede mencionar en una nota de ese chat",
    ),
    Endpoint("GET", "/api/soporte/menciones/", list_mentions, "agente", wire.Menciones, "Notas que te nombran"),
    Endpoint(
        "POST",
        "/api/soporte/menciones/leidas/",
        mark_mentions,
        "agente",
        wire.Menciones,
        "Has visto las de ese chat; devuelve las que quedan",
        body=wire.LeerMenciones,
    ),
    Endpoint("GET", "/api/soporte/borradores/", list_drafts, "agente", wire.Borradores, "Lo que has empezado"),
    Endpoint(
        "GET",
        "/api/soporte/chats/{id}/borrador/",
        show_draft,
        "agente",
        wire.Borrador,
        "Tu borrador en ese chat; vacío si no hay",
        query=_TIPO,
    ),
    Endpoint(
        "PUT",
        "/api/soporte/chats/{id}/borrador/",
        keep_draft,
        "agente",
        wire.Borrador,
        "Guarda tu borrador; vacío, lo quita",
        body=wire.EscribirBorrador,
        query=_TIPO,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/chats/{id}/borrador/",
        drop_draft,
        "agente",
        wire.Borradores,
        "Quita tu borrador",
        query=_TIPO,
    ),
    Endpoint(
        "GET",
        "/api/soporte/respuestas/",
        list_canned,
        "agente",
        wire.Respuestas,
        "Las respuestas rápidas de todos y las tuyas",
        query={"idioma": "Solo las que tienen texto en ese idioma (`es`, `en`…)."},
    ),
    Endpoint(
        "POST",
        "/api/soporte/respuestas/",
        add_canned,
        "agente",
        wire.Respuesta,
        "Una respuesta rápida nueva; compartida, con el permiso `plantillas`",
        body=wire.EscribirRespuesta,
        also={201: "Guardada"},
    ),
    Endpoint(
        "PUT",
        "/api/soporte/respuestas/{id}/",
        change_canned,
        "agente",
        wire.Respuesta,
        "Cambia una respuesta rápida propia o, con `plantillas`, de todos",
        body=wire.EscribirRespuesta,
    ),
    Endpoint(
        "DELETE",
        "/api/soporte/respuestas/{id}/",
        remove_canned,
        "agente",
        wire.Respuestas,
        "Quita una respuesta rápida propia o, con `plantillas`, de todos",
    ),
    Endpoint(
        "POST",
        "/api/soporte/respuestas/{id}/usada/",
        use_canned,
        "agente",
        wire.Respuesta,
        "Cuenta un uso",
        body=wire.Vacio,
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/bloquear/",
        block,
        "agente",
        wire.Bloqueados,
        "El cliente de ese chat ya no puede escribir, o puede otra vez; devuelve quién no puede",
        needs="bloquear",
        body=wire.Bloquear,
    ),
    Endpoint(
        "GET",
        "/api/soporte/bloqueados/",
        list_blocked,
        "agente",
        wire.Bloqueados,
        "Los clientes que no pueden escribir",
        query={"cursor": "El `siguiente` de la página anterior."},
    ),
    Endpoint(
        "POST",
        "/api/soporte/chats/{id}/reabrir/",
        reopen,
        "agente",
        wire.ChatReanudado,
        "Sigue con el cliente de un chat cerrado: en el que tenga abierto, o en uno nuevo a tu nombre",
        needs="responder",
        body=wire.Reabrir,
        also={201: "Dicho"},
    ),
]

"""From rows and ledger values to the shapes of the wire."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET

from .. import wire
from ..conf import MENSAJE_CIERRE
from ..tenancy import Tenant
from .ledger import Author, ChatState, Entry, Side


def autor(author: Author) -> wire.Autor:
    return wire.Autor(author.tipo, wire.cliente_wire(author.id), author.nombre, author.avatar or UNSET)


def autor_row(row: dict[str, Any] | None) -> wire.Autor | None:
    if not row:
        return None
    tipo: Literal["cliente", "soporte", "sistema", "bot"] = row["tipo"]
    return wire.Autor(tipo, wire.cliente_wire(str(row["id"])), row.get("nombre", ""))


def mensaje(entry: Entry) -> wire.Mensaje:
    return wire.Mensaje(
        chat_id=entry.chat_id,
        seq=entry.seq,
        uid=entry.uid,
        tipo=entry.tipo,
        autor=autor(entry.author),
        texto=entry.texto,
        adjuntos=_adjuntos(entry) if entry.adjuntos else [],
        creado_en=entry.creado_en,
        contexto=UNSET if entry.contexto is None else entry.contexto,
    )


def _adjuntos(entry: Entry) -> list[wire.Adjunto]:
    """With their addresses, which name the chat that the message is in."""
    return [adjunto(entry.chat_id, file) for file in entry.adjuntos]


def adjunto(chat_id: int, file: Any) -> wire.Adjunto:
    """`file`: a row, or what a message tells of it."""
    return wire.Adjunto(
        str(file["id"]),
        file["nombre"],
        file["tipo"],
        file["bytes"],
        f"/api/chat/{chat_id}/adjuntos/{file['id']}/",
        *((file["ancho"], file["alto"]) if file.get("ancho") else ()),
    )


def chat_message(entry: Entry) -> wire.ChatMessage:
    """The frame of a stored message."""
    return wire.ChatMessage(
        entry.chat_id,
        entry.seq,
        entry.uid,
        entry.tipo,
        autor(entry.author),
        entry.texto,
        _adjuntos(entry) if entry.adjuntos else [],
        entry.creado_en,
        UNSET if entry.contexto is None else entry.contexto,
    )


def chat_fields(chat: ChatState, asks: Side) -> dict[str, Any]:
    is_cliente = asks == "cliente"
    return {
        "id": chat.id,
        "cliente_id": wire.cliente_wire(chat.cliente_id),
        "cerrado": chat.cerrado,
        "creado_en": chat.creado_en,
        "ultimo_seq": chat.ultimo_seq,
        "leido_hasta": chat.leido_cliente if is_cliente else chat.leido_soporte,
        "sin_leer": chat.sin_leer_cliente if is_cliente else chat.sin_leer_soporte,
        "leido_cliente": chat.leido_cliente,
        "leido_soporte": chat.leido_soporte,
        "anterior": chat.anterior,
        "contexto": chat.contexto,
        "cerrado_en": chat.cerrado_en,
        "cerrado_por": autor_row(chat.cerrado_por),
        "razon_cierre": chat.razon_cierre,
        "mensaje_cierre": (chat.mensaje_cierre or MENSAJE_CIERRE) if chat.cerrado else None,
        "valoracion": valoracion(chat),
    }


def valoracion(chat: ChatState) -> wire.Valoracion | None:
    if chat.puntuacion is None or chat.valorado_en is None:
        return None
    return wire.Valoracion(chat.puntuacion, chat.comentario, chat.valorado_en)


def chat(state: ChatState, asks: Side) -> wire.Chat:
    return wire.Chat(**chat_fields(state, asks))


def tenant_ref(tenant: Tenant) -> wire.TenantRef:
    return wire.TenantRef(tenant.slug, tenant.nombre, tenant.color)


def fila(row: Any, tenant: Tenant) -> wire.Fila:
    return wire.Fila(
        id=row["chat_id"],
        tenant=tenant_ref(tenant),
        cliente=wire.ClienteRef(wire.cliente_wire(row["cliente_id"]), row["cliente_nombre"]),
        cerrado=row["cerrado"],
        razon_cierre=row["razon_cierre"],
        ultimo_seq=row["ultimo_seq"],
        ultimo_texto=row["ultimo_texto"],
        ultimo_autor=autor_row(row["ultimo_autor"]),
        ultima_actividad=row["ultima_actividad"],
        espera_desde=row["espera_desde"],
        sin_leer=row["sin_leer"],
        asignado_a=row["asignado_a"],
        equipo_id=row["equipo_id"],
        etiquetas=list(row["etiquetas"]),
        anterior=row["anterior"],
        razon_anterior=row["razon_anterior"],
        reapertura=row["anterior"] is not None,
        creado_en=row["creado_en"],
        cerrado_en=row["cerrado_en"],
        version=row["version"],
    )

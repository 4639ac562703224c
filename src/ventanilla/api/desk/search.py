"""Search over messages, clientes and tenants."""

from __future__ import annotations

from ... import wire
from ...desk import search
from ..call import Call, Endpoint


async def find(call: Call) -> wire.Busqueda:
    return await search.search(
        call.engine, call.agente, call.query.get("q", ""), cursor=call.query.get("cursor") or None
    )


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/soporte/buscar/",
        find,
        "agente",
        wire.Busqueda,
        "Busca en los mensajes, las personas y los tenants que puedes ver",
        query={
            "q": "Palabras; «frases»; -sin; tenant: agente: etiqueta: cliente: desde: hasta: estado:.",
            "cursor": "El `siguiente` de la página anterior.",
        },
    ),
]

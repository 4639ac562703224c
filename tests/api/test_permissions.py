"""Every call of an agente, tried by who may not make it. The table of calls is the list: what is added is tried too."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, Person, in_public
from ventanilla.api.answer import ENDPOINTS
from ventanilla.api.call import Endpoint
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused
from .samples import body_of

OF_AGENTES = [endpoint for endpoint in ENDPOINTS if endpoint.who == "agente"]
GUARDED = [endpoint for endpoint in OF_AGENTES if endpoint.needs]
OF_A_TENANT = [
    endpoint
    for endpoint in OF_AGENTES
    if re.match(r"/api/(chat/\{id\}|soporte/chats/\{id\}|soporte/tenants/\{slug\})/", endpoint.path)
]
EVERYBODY_MAY = {
    "GET /api/soporte/bandeja/",
    "GET /api/soporte/bandeja/cuentas/",
    "GET /api/soporte/bandeja/filas/",
    "GET /api/soporte/chats/{id}/",
    "GET /api/soporte/chats/{id}/mensajes/",
    "POST /api/soporte/chats/{id}/leido/",
    "GET /api/soporte/yo/",
    "GET /api/soporte/chats/{id}/notas/",
    # One's own.
    "GET /api/soporte/vistas/",
    "POST /api/soporte/vistas/",
    "PUT /api/soporte/vistas/{id}/",
    "DELETE /api/soporte/vistas/{id}/",
    "GET /api/soporte/menciones/",
    "POST /api/soporte/menciones/leidas/",
    "GET /api/soporte/borradores/",
    "GET /api/soporte/chats/{id}/borrador/",
    "PUT /api/soporte/chats/{id}/borrador/",
    "DELETE /api/soporte/chats/{id}/borrador/",
    "POST /api/soporte/tenants/{slug}/silencio/",
    "GET /api/soporte/tokens/",
    "POST /api/soporte/tokens/",
    "DELETE /api/soporte/tokens/{id}/",
    "GET /api/soporte/yo/preferencias/",
    "PUT /api/soporte/yo/preferencias/",
    "GET /api/soporte/push/",
    "POST /api/soporte/push/",
    "POST /api/soporte/push/prueba/",
    "DELETE /api/soporte/push/",
    "DELETE /api/soporte/push/{id}/",
    "POST /api/soporte/yo/qr/",
    # Lists that one needs for one's work.
    "GET /api/soporte/buscar/",
    "GET /api/soporte/etiquetas/",
    "GET /api/soporte/razones/",
    "GET /api/soporte/tenants/",
    "GET /api/soporte/tenants/{slug}/",
    "GET /api/soporte/respuestas/",
    "GET /api/soporte/chats/{id}/mencionables/",
    "GET /api/soporte/bloqueados/",
    "GET /api/soporte/equipo/",
    "GET /api/soporte/equipos/",
    "GET /api/soporte/ajustes/",
    # Own ones by everybody, shared ones with `plantillas`: asked in the verb.
    "POST /api/soporte/respuestas/",
    "PUT /api/soporte/respuestas/{id}/",
    "DELETE /api/soporte/respuestas/{id}/",
    "POST /api/soporte/respuestas/{id}/usada/",
    # Each of its verbs asks for its own permission.
    "POST /api/soporte/lote/",
}
"""Calls for which it is enough to be an agente. Whoever adds one says here that it was meant."""
TABLES = "ventanilla_desk_%"
RESTLESS = {
    *("presencia", "ronda", "ticketusado", "auditoria", "tokenagente", "agente", "rol"),
    *("texto", "indexado", "persona", "marca", "enviopush"),
}
"""Tables that change by themselves, or by other tests' people."""


def name(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


async def knock(endpoint: Endpoint, person: Person, chat_id: int = MISSING) -> httpx.Response:
    path = re.sub(r"\{(\w+)\}", lambda part: str(PARTS.get(part[1], chat_id)), endpoint.path)
    body: Any = body_of(endpoint, chat_id=chat_id)
    files = {"archivo": ("nota.txt", b"hola")} if endpoint.uploads else None
    return await person.http.request(endpoint.method, path, json=body, files=files)


PARTS = {"otro": 1, "slug": "acme", "nombre": "ninguna", "adjunto": "01234567-89ab-cdef-0123-456789abcdef"}
all_doors = pytest.mark.parametrize("endpoint", OF_AGENTES, ids=name)
guarded_doors = pytest.mark.parametrize("endpoint", GUARDED, ids=name)


@all_doors
def test_a_call_names_its_permission_or_is_meant_for_everybody(endpoint: Endpoint) -> None:
    assert (endpoint.needs is not None) != (name(endpoint) in EVERYBODY_MAY)
    assert endpoint.needs is None or endpoint.needs in PERMISOS


def test_who_is_meant_to_may_call_something_that_exists() -> None:
    assert {name(endpoint) for endpoint in OF_AGENTES} >= EVERYBODY_MAY


@all_doors
async def test_no_cliente_comes_in_by_a_door_of_agentes(server: Server, endpoint: Endpoint) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert_refused(await knock(endpoint, eva, chat_id), 403)
    at_the_platform = Cliente(server, "public")
    assert_refused(await knock(endpoint, at_the_platform, chat_id), 403)


@all_doors
async def test_nobody_comes_in_without_saying_who_they_are(server: Server, endpoint: Endpoint) -> None:
    assert_refused(await knock(endpoint, Person(server, "localhost", "")), 401)
    assert_refused(await knock(endpoint, Person(server, "localhost", "vta_nothing")), 401)


@all_doors
async def test_an_agente_is_nobody_on_a_tenants_domain(server: Server, endpoint: Endpoint) -> None:
    assert_refused(await knock(endpoint, Person(server, "acme.localhost", Agente(server).token)), 401)


@guarded_doors
async def test_an_agente_needs_the_permission(server: Server, endpoint: Endpoint) -> None:
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    almost = colleague(server, PERMISOS - {endpoint.needs})
    before = in_public(contents)
    problem = assert_refused(await knock(endpoint, almost, chat_id), 403)
    assert f"«{endpoint.needs}»" in problem["detail"]
    assert in_public(contents) == before, "nothing has changed"


@pytest.mark.parametrize("endpoint", OF_A_TENANT, ids=name)
async def test_what_is_of_a_tenant_that_they_may_not_see_is_not_there(server: Server, endpoint: Endpoint) -> None:
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    elsewhere = colleague(server, PERMISOS, tenants=["globex"])
    before = in_public(contents)
    assert_refused(await knock(endpoint, elsewhere, chat_id), 404)
    assert in_public(contents) == before


def contents() -> dict[str, str]:
    """A digest of each table of the desk."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE %s",
            [TABLES],
        )
        names = [row[0] for row in cursor.fetchall() if row[0].removeprefix("ventanilla_desk_") not in RESTLESS]
        found = {}
        for table in names:
            cursor.execute(f"SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM public.{table} t")
            found[table] = cursor.fetchone()[0]
    return found

"""Every refusal is problem+json with a stable codigo; none is a page, a trace or an empty body."""

from __future__ import annotations

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Person, new_uid

from .doors import ALL, MISSING, Door, assert_refused


@pytest.mark.parametrize("door", ALL, ids=str)
async def test_every_door_asks_who_is_there(server: Server, door: Door) -> None:
    for host in ("acme.localhost", "localhost"):
        assert_refused(await door.knock(Person(server, host, "")), 401)
        assert_refused(await door.knock(Person(server, host, "no.es.nada")), 401)


@pytest.mark.parametrize("door", ALL, ids=str)
async def test_every_door_works_for_whom_it_is(server: Server, door: Door) -> None:
    """The premise of all the refusals."""
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    answers = [await door.knock(person, chat_id) for person in (eva, ana)]
    assert min(answer.status_code for answer in answers) in (200, 201)
    assert {"application/json"} == {
        answer.headers["content-type"] for answer in answers if answer.status_code in (200, 201)
    }


@pytest.mark.parametrize(
    "path",
    [
        *("/api/", "/api/nada/", "/api/chat/", "/api/chat/nada/", "/api/chat/1/nada/", "/api/chat/-1/"),
        *("/api/soporte/", "/api/soporte/chats/", "/api/soporte/chats/x/", "/api/chat/%00/", "/api/chat/1e3/"),
        *("/api/chat/../soporte/x/", "/api/chat/99999999999999999999999/", f"/api/chat/{MISSING}/"),
    ],
)
async def test_what_is_not_there_is_not_found(server: Server, path: str) -> None:
    for person in (Cliente(server, "acme"), Agente(server)):
        answer = await person.http.get(path)
        if isinstance(person, Agente) and answer.status_code == 403:
            assert path == f"/api/chat/{MISSING}/"
            continue
        assert_refused(answer, 404)


async def test_a_wrong_method_is_refused_and_changes_nothing(server: Server) -> None:
    eva = Cliente(server, "acme")
    for method in ("GET", "PUT", "DELETE", "PATCH"):
        answer = await eva.http.request(method, "/api/chat/soporte/")
        assert_refused(answer, 405, "metodo_no_permitido")
    assert (await eva.open())["creado"] is True


async def test_a_refusal_names_no_internals(server: Server) -> None:
    eva = Cliente(server, "acme")
    for answer in (
        await eva.http.post("/api/chat/soporte/mensajes/", json={"uid": "x", "texto": 1}),
        await eva.http.get(f"/api/chat/{MISSING}/"),
        await eva.http.post("/api/chat/soporte/mensajes/", content=b"{"),
        await Person(server, "nadie.localhost", eva.token).http.get("/api/chat/historial/"),
    ):
        assert answer.status_code >= 400
        for word in ("Traceback", "asyncpg", "msgspec", "ventanilla_", ".py", eva.token[-20:]):
            assert word not in answer.text
        assert "server" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_private_answers_are_not_kept_by_caches(server: Server) -> None:
    eva = Cliente(server, "acme")
    for answer in (await eva.http.get("/api/chat/historial/"), await eva.http.get(f"/api/chat/{MISSING}/")):
        assert "no-store" in answer.headers["cache-control"]


async def test_a_page_of_another_origin_is_not_let_in(server: Server) -> None:
    eva = Cliente(server, "acme")
    for origin in ("https://evil.example", "null", "http://globex.localhost", "http://acme.localhost.evil.example"):
        headers = {"Origin": origin}
        answer = await eva.http.post(
            "/api/chat/soporte/mensajes/", json={"uid": new_uid(), "texto": "x"}, headers=headers
        )
        assert "access-control-allow-origin" not in answer.headers
        preflight = await eva.http.request(
            "OPTIONS", "/api/chat/soporte/", headers={**headers, "Access-Control-Request-Method": "POST"}
        )
        assert "access-control-allow-origin" not in preflight.headers

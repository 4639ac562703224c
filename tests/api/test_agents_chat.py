"""A chat as soporte sees it: with its cliente, its tenant and the cliente's earlier chats; and answering in it."""

from __future__ import annotations

import jwt
import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Person, new_id, new_uid

from .doors import MISSING, assert_refused
from .forged import claims_for, secret_of


async def test_the_chat_comes_with_cliente_tenant_and_earlier_chats(server: Server) -> None:
    ana, cliente_id = Agente(server), new_id()
    profile = {
        "nombre": "Eva Montes",
        "email": "eva@acme.example",
        "avatar": "https://acme.example/eva.png",
        "atributos": {"plan": "pro", "pedidos": [1, 2]},
    }
    token = jwt.encode(claims_for("acme", cliente_id, **profile), secret_of("acme"), algorithm="HS256")
    eva = Person(server, "acme.localhost", token)

    async def say(texto: str) -> int:
        answer = await eva.http.post("/api/chat/soporte/mensajes/", json={"uid": new_uid(), "texto": texto})
        chat_id: int = answer.json()["chat"]["id"]
        return chat_id

    first = await say("uno")
    await ana.close(first, razon_cierre="resuelto")
    second = await say("dos")
    await ana.close(second)
    third = await say("tres")
    chat = (await ana.http.get(f"/api/soporte/chats/{third}/")).json()
    assert chat["cliente"].items() >= {"id": cliente_id, **profile}.items()
    assert chat["tenant"].items() >= {"slug": "acme", "nombre": "Acme Logística"}.items()
    assert (chat["id"], chat["anterior"], chat["sin_leer"], chat["leido_hasta"]) == (third, second, 1, 0)
    assert [(past["id"], past["primer_texto"]) for past in chat["anteriores"]] == [(second, "dos"), (first, "uno")]
    assert chat["anteriores"][1]["razon_cierre"] == "resuelto"
    assert [past["id"] for past in (await ana.http.get(f"/api/soporte/chats/{first}/")).json()["anteriores"]] == []


async def test_earlier_chats_are_those_of_that_cliente_alone(server: Server) -> None:
    ana, eva = Agente(server), Cliente(server, "acme")
    gus = Cliente(server, "globex", eva.cliente_id)
    for person in (gus, eva):
        chat_id = (await person.say("Hola"))["chat"]["id"]
        await ana.close(chat_id)
    chat_id = (await eva.say("De nuevo"))["chat"]["id"]
    found = (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()
    assert [past["cliente_id"] for past in found["anteriores"]] == [eva.cliente_id]
    assert found["tenant"]["slug"] == "acme"


async def test_soporte_answers_in_the_chat(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id, uid = (await eva.say("Hola"))["chat"]["id"], new_uid()
    answer = await ana.reply(chat_id, "Dime", uid=uid)
    again = await ana.reply(chat_id, "otra cosa", uid=uid)
    assert (answer.status_code, again.status_code) == (201, 200)
    assert answer.json() == again.json()
    mensaje = answer.json()
    assert (mensaje["chat_id"], mensaje["seq"], mensaje["texto"]) == (chat_id, 2, "Dime")
    assert (mensaje["autor"]["tipo"], mensaje["autor"]["nombre"]) == ("soporte", "Ana Ruiz")
    assert (await eva.messages(chat_id))[1] == mensaje
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["sin_leer"] == 1


@pytest.mark.parametrize(
    ("body", "campo"),
    [({"texto": "x"}, "uid"), ({"uid": "x", "texto": "x"}, "uid"), ({"uid": new_uid(), "texto": ""}, "texto")],
)
async def test_what_is_no_answer_is_refused(server: Server, body: dict[str, str], campo: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    problem = assert_refused(await ana.http.post(f"/api/soporte/chats/{chat_id}/mensajes/", json=body), 422)
    assert problem["errores"][0]["campo"] == campo
    assert len(await eva.messages(chat_id)) == 1


async def test_a_missing_chat_is_not_found(server: Server) -> None:
    ana = Agente(server)
    for chat_id in (MISSING, 0):
        assert_refused(await ana.http.get(f"/api/soporte/chats/{chat_id}/"), 404)
        assert_refused(await ana.reply(chat_id, "x"), 404)


async def test_who_am_i_tells_agent_tenants_and_reasons(server: Server) -> None:
    yo = (await Agente(server, "ana").http.get("/api/soporte/yo/")).json()
    assert (yo["agente"]["usuario"], yo["agente"]["nombre"]) == ("ana", "Ana Ruiz")
    assert {"acme", "globex", "public"} <= {tenant["slug"] for tenant in yo["tenants"]}
    assert all(set(tenant) == {"slug", "nombre", "color"} for tenant in yo["tenants"])
    assert yo["razones"] == ["resuelto", "sin_respuesta", "duplicado", "spam", "otro"]

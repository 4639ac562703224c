"""A close is taken back by a new chat in the agente's name: the closed one stays closed, and two are never open."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.desk_people import colleague, id_of
from tests.installation import Server
from tests.people import Agente, Cliente, new_uid
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused


async def reopen(agente: Agente, chat_id: int, texto: str = "Perdona, seguimos.", **body: Any) -> httpx.Response:
    return await agente.http.post(
        f"/api/soporte/chats/{chat_id}/reabrir/", json={"uid": new_uid(), "texto": texto, **body}
    )


async def test_soporte_goes_on_in_a_new_chat_of_its_own(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as console:
        for each in (panel, console):
            await each.expect("ready")
        await ana.close(chat_id)
        await panel.expect("chat_closed")
        answer = await reopen(ana, chat_id)
        assert answer.status_code == 201, answer.text
        new = answer.json()["chat"]
        assert (new["anterior"], new["cerrado"], answer.json()["creado"]) == (chat_id, False, True)
        assert (await panel.expect("chat_opened"))["chat_id"] == new["id"]
        assert (await panel.expect("ready"))["chat_id"] == new["id"]
        said = await panel.expect("chat_message", chat_id=new["id"])
        assert (said["seq"], said["texto"], said["autor"]["nombre"]) == (1, "Perdona, seguimos.", "Ana Ruiz")
        opened = await console.expect("inbox", evento="chat_opened")
        assert opened["reapertura"] is False, "nobody has come back"
        taken = await console.expect("inbox", evento="assigned")
        assert (taken["chat"]["id"], taken["chat"]["asignado_a"]) == (new["id"], id_of("ana"))
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["cerrado"] is True
    assert (await eva.say("Gracias"))["chat"]["id"] == new["id"]


async def test_where_the_cliente_has_an_open_chat_it_is_said_there(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    open_one = (await eva.say("Otra cosa"))["chat"]["id"]
    assert (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()["abierto"] == open_one
    for of in (chat_id, open_one):
        answer = (await reopen(ana, of)).json()
        assert (answer["chat"]["id"], answer["creado"]) == (open_one, False)
    assert len(await eva.messages(open_one)) == 3


async def test_the_same_uid_is_said_once(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    uid = new_uid()
    first, second = [(await reopen(ana, chat_id, uid=uid)).json() for _ in range(2)]
    assert first["mensaje"] == second["mensaje"]
    gus = Cliente(server, "globex")
    other = (await gus.say("Hola"))["chat"]["id"]
    elsewhere = await reopen(ana, other, uid=uid)
    assert elsewhere.json()["mensaje"] == first["mensaje"], "one uid is one message, over all tenants"
    assert len(await gus.messages(other)) == 1


async def test_two_at_once_and_the_cliente_too_make_one_chat(server: Server) -> None:
    ana, bea = Agente(server), Agente(server, "bea")
    for _ in range(10):
        eva = Cliente(server, "acme")
        chat_id = (await eva.say("Hola"))["chat"]["id"]
        await ana.close(chat_id)
        one, other, said = await asyncio.gather(reopen(ana, chat_id), reopen(bea, chat_id), eva.say("¿Oiga?"))
        assert len({one.json()["chat"]["id"], other.json()["chat"]["id"], said["chat"]["id"]}) == 1
        assert [m["seq"] for m in await eva.messages(said["chat"]["id"])] == [1, 2, 3]


async def test_who_may_not_is_refused(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    assert_refused(await reopen(colleague(server, permisos=["cerrar"]), chat_id), 403, "prohibido")
    assert_refused(await reopen(colleague(server, PERMISOS, tenants=["globex"]), chat_id), 404, "no_encontrado")
    assert_refused(await reopen(ana, MISSING), 404, "no_encontrado")
    path = f"/api/soporte/chats/{chat_id}/reabrir/"
    assert (await eva.http.post(path, json={"uid": new_uid(), "texto": "x"})).status_code in (403, 404)
    assert [one["id"] for one in (await eva.http.get("/api/chat/historial/")).json()["resultados"]] == [chat_id]


@pytest.mark.parametrize("body", [{"texto": ""}, {"texto": "x\x00"}, {"uid": "no"}, {"visto": 1}])
async def test_what_is_malformed_opens_nothing(server: Server, body: dict[str, Any]) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    assert_refused(await reopen(ana, chat_id, **body), 422)
    assert [one["id"] for one in (await eva.http.get("/api/chat/historial/")).json()["resultados"]] == [chat_id]

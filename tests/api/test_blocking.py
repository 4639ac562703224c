"""A cliente who abuses is blocked: nothing they write is stored, by no way, until they are let in again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente, new_uid
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused


async def block(agente: Agente, chat_id: int, *, bloqueado: bool = True, **body: Any) -> list[dict[str, Any]]:
    answer = await agente.http.post(f"/api/soporte/chats/{chat_id}/bloquear/", json={"bloqueado": bloqueado, **body})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["resultados"]
    return found


async def shown(agente: Agente, chat_id: int) -> dict[str, Any]:
    chat: dict[str, Any] = (await agente.http.get(f"/api/soporte/chats/{chat_id}/")).json()
    return chat


async def test_what_a_blocked_cliente_writes_is_refused_and_not_stored(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    await block(ana, chat_id, motivo="insultos")
    said = {"uid": new_uid(), "texto": "otro"}
    for path in ("/api/chat/soporte/mensajes/", f"/api/chat/{chat_id}/mensajes/"):
        assert_refused(await eva.http.post(path, json=said), 403, "bloqueado")
    for path in (eva.upload_path(), eva.upload_path(chat_id)):
        assert_refused(await eva.send_file(path, b"hola"), 403, "bloqueado")
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        uid = await panel.say("por el socket")
        refused = await panel.expect("error", codigo="bloqueado")
        assert refused["uid"] == uid
    opened = await eva.open(contexto={"pantalla": "más insultos"})
    assert (opened["id"], opened["ultimo_seq"]) == (chat_id, 1)
    assert len(await eva.messages(chat_id)) == 1
    assert (await shown(ana, chat_id))["contexto"] is None


async def test_a_closed_chat_does_not_let_them_open_another_nor_say_it_in_a_rating(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    await ana.close(chat_id)
    await block(ana, chat_id)
    assert_refused(await eva.http.post("/api/chat/soporte/", json={}), 403, "bloqueado")
    assert_refused(
        await eva.http.post("/api/chat/soporte/mensajes/", json={"uid": new_uid(), "texto": "otro"}), 403, "bloqueado"
    )
    rating = await eva.http.post(f"/api/chat/{chat_id}/valoracion/", json={"puntuacion": 1, "comentario": "insulto"})
    assert_refused(rating, 403, "bloqueado")
    assert [one["id"] for one in (await eva.http.get("/api/chat/historial/")).json()["resultados"]] == [chat_id]


async def test_what_they_had_written_stays_and_asked_again_is_acked(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    uid = new_uid()
    chat_id = (await eva.say("antes", uid=uid))["chat"]["id"]
    await block(ana, chat_id)
    again = await eva.http.post("/api/chat/soporte/mensajes/", json={"uid": uid, "texto": "antes"})
    assert (again.status_code, again.json()["mensaje"]["seq"]) == (200, 1)


async def test_soporte_can_still_answer_them(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    await block(ana, chat_id)
    assert (await ana.reply(chat_id, "Así no seguimos.")).status_code == 201
    assert [one["seq"] for one in await eva.messages(chat_id)] == [1, 2]


async def test_they_are_let_in_again(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    for _ in range(2):
        rows = await block(ana, chat_id, motivo="insultos")
        assert [one["motivo"] for one in rows if one["chat_id"] == chat_id] == ["insultos"], "twice is once"
    bloqueado = (await shown(ana, chat_id))["bloqueado"]
    assert (bloqueado["motivo"], bloqueado["por"]["nombre"]) == ("insultos", "Ana Ruiz")
    for _ in range(2):
        assert not [one for one in await block(ana, chat_id, bloqueado=False) if one["chat_id"] == chat_id]
    assert (await shown(ana, chat_id))["bloqueado"] is None
    assert (await eva.say("perdón"))["mensaje"]["seq"] == 2


async def test_only_that_cliente_is_blocked(server: Server) -> None:
    eva, gus, ana = Cliente(server, "acme"), Cliente(server, "globex"), Agente(server)
    namesake = Cliente(server, "globex", eva.cliente_id)
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    await block(ana, chat_id)
    for cliente in (gus, namesake, Cliente(server, "acme")):
        assert (await cliente.say("Hola"))["mensaje"]["seq"] == 1


async def test_what_races_with_the_block_is_stored_before_it_or_not_at_all(server: Server) -> None:
    ana = Agente(server)
    for _ in range(10):
        eva = Cliente(server, "acme")
        chat_id = (await eva.say("uno"))["chat"]["id"]
        said = [
            eva.http.post("/api/chat/soporte/mensajes/", json={"uid": new_uid(), "texto": f"{n}"}) for n in range(8)
        ]
        answers, _ = await asyncio.gather(asyncio.gather(*said), block(ana, chat_id))
        statuses = [answer.status_code for answer in answers]
        assert set(statuses) <= {201, 403}
        assert len(await eva.messages(chat_id)) == 1 + statuses.count(201)
        refused = await eva.http.post("/api/chat/soporte/mensajes/", json={"uid": new_uid(), "texto": "después"})
        assert_refused(refused, 403, "bloqueado")


async def test_consoles_of_who_may_see_the_tenant_hear_of_it(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(server, "bea")
    elsewhere = colleague(server, PERMISOS, tenants=["globex"])
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    async with bea.connect("/ws/soporte/") as console, elsewhere.connect("/ws/soporte/") as other:
        for each in (console, other):
            await each.expect("ready")
        await block(ana, chat_id)
        await console.expect("changed", que="bloqueos")
        assert not [frame for frame in await other.settle() if frame["type"] == "changed"]
    assert not [
        one
        for one in (await elsewhere.http.get("/api/soporte/bloqueados/")).json()["resultados"]
        if one["tenant"]["slug"] == "acme"
    ]


async def test_it_stands_in_the_audit_log(server: Server) -> None:
    from tests.people import in_public
    from ventanilla.desk.models import Auditoria

    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("insulto"))["chat"]["id"]
    for _ in range(2):
        await block(ana, chat_id)
    await block(ana, chat_id, bloqueado=False)
    found = in_public(lambda: list(Auditoria.objects.filter(chat_id=chat_id).order_by("en").values_list("accion")))
    assert found == [("bloquear",), ("desbloquear",)]


async def test_who_may_not_is_refused(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    path = f"/api/soporte/chats/{chat_id}/bloquear/"
    plain = colleague(server, permisos=["responder"])
    elsewhere = colleague(server, PERMISOS, tenants=["globex"])
    assert_refused(await plain.http.post(path, json={"bloqueado": True}), 403, "prohibido")
    assert_refused(await elsewhere.http.post(path, json={"bloqueado": True}), 404, "no_encontrado")
    assert (await eva.http.post(path, json={"bloqueado": True})).status_code in (403, 404)
    missing = await ana.http.post(f"/api/soporte/chats/{MISSING}/bloquear/", json={"bloqueado": True})
    assert_refused(missing, 404, "no_encontrado")
    await eva.say("sigo aquí")


@pytest.mark.parametrize(
    "body", [{}, {"bloqueado": "sí"}, {"bloqueado": True, "motivo": "x" * 201}, {"bloqueado": True, "motivo": "\x00"}]
)
async def test_what_is_malformed_blocks_nobody(server: Server, body: dict[str, Any]) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert_refused(await ana.http.post(f"/api/soporte/chats/{chat_id}/bloquear/", json=body), 422)
    await eva.say("sigo aquí")

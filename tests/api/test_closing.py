"""Closing: once and for good, by soporte alone, and not over the head of a cliente who is still asking."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente

from .doors import MISSING, assert_refused


@pytest.fixture
def eva(server: Server) -> Cliente:
    return Cliente(server, "acme")


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


async def test_a_closed_chat_says_who_when_and_why(eva: Cliente, ana: Agente) -> None:
    chat = (await eva.say("Hola"))["chat"]
    answer = await ana.close(chat["id"], razon_cierre="resuelto", mensaje="Listo, Eva.", visto_hasta=1)
    assert answer.status_code == 200
    closed = answer.json()
    assert (closed["id"], closed["cerrado"], closed["razon_cierre"]) == (chat["id"], True, "resuelto")
    assert closed["mensaje_cierre"] == "Listo, Eva."
    assert closed["cerrado_por"]["tipo"] == "soporte"
    assert closed["cerrado_por"]["nombre"] == "Ana Ruiz"
    assert closed["cerrado_en"].endswith("Z")
    assert closed["cerrado_en"] >= chat["creado_en"]
    seen = (await eva.http.get(f"/api/chat/{chat['id']}/")).json()
    facts = ("cerrado", "cerrado_en", "cerrado_por", "razon_cierre", "mensaje_cierre", "ultimo_seq")
    assert {name: seen[name] for name in facts} == {name: closed[name] for name in facts}
    assert seen["ultimo_seq"] == 1, "a closing writes no message"


async def test_closing_needs_no_body(eva: Cliente, ana: Agente) -> None:
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    answer = await ana.http.post(f"/api/chat/{chat_id}/cerrar/")
    assert (answer.status_code, answer.json()["cerrado"]) == (200, True)
    assert answer.json()["razon_cierre"] is None


async def test_closing_twice_answers_the_first_closing(server: Server, eva: Cliente, ana: Agente) -> None:
    bea = Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    first = await ana.close(chat_id, razon_cierre="resuelto", mensaje="Listo")
    second = await bea.close(chat_id, razon_cierre="spam", mensaje="No", visto_hasta=0)
    assert (second.status_code, second.json()) == (200, first.json())


async def test_fifty_closings_at_once_are_one(server: Server, eva: Cliente, ana: Agente) -> None:
    bea = Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready", chat_id=chat_id)
        answers = await asyncio.gather(
            *((ana, bea)[n % 2].close(chat_id, razon_cierre=("resuelto", "spam")[n % 2]) for n in range(50))
        )
        assert {answer.status_code for answer in answers} == {200}
        assert all(answer.json() == answers[0].json() for answer in answers)
        await panel.settle()
        assert len(panel.of_type("chat_closed")) == 1


async def test_a_close_that_has_not_seen_the_last_words_is_refused(eva: Cliente, ana: Agente) -> None:
    chat_id = (await eva.say("uno"))["chat"]["id"]
    await ana.reply(chat_id, "dígame")
    unseen = [(await eva.say(texto))["mensaje"] for texto in ("dos", "tres")]
    problem = assert_refused(await ana.close(chat_id, visto_hasta=2), 409, "desactualizado")
    assert problem["mensajes"] == unseen
    assert (await eva.open())["id"] == chat_id, "it is still open"
    partly = assert_refused(await ana.close(chat_id, visto_hasta=3), 409, "desactualizado")
    assert partly["mensajes"] == unseen[1:]
    assert (await ana.close(chat_id, visto_hasta=4)).json()["cerrado"] is True


async def test_what_soporte_itself_wrote_need_not_be_seen(server: Server, eva: Cliente, ana: Agente) -> None:
    chat_id = (await eva.say("uno"))["chat"]["id"]
    await Agente(server, "bea").reply(chat_id, "dígame")
    assert (await ana.close(chat_id, visto_hasta=1)).status_code == 200


async def test_without_visto_hasta_nothing_is_compared(eva: Cliente, ana: Agente) -> None:
    chat_id = (await eva.say("uno"))["chat"]["id"]
    assert (await ana.close(chat_id)).status_code == 200


@pytest.mark.parametrize("razon", ["resuelto", "sin_respuesta", "duplicado", "spam", "otro"])
async def test_each_reason_of_the_contract_is_accepted(eva: Cliente, ana: Agente, razon: str) -> None:
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert (await ana.close(chat_id, razon_cierre=razon)).json()["razon_cierre"] == razon


@pytest.mark.parametrize(
    ("body", "campo"),
    [
        ({"razon_cierre": "aburrimiento"}, "razon_cierre"),
        ({"razon_cierre": ""}, "razon_cierre"),
        ({"razon_cierre": 3}, "razon_cierre"),
        ({"visto_hasta": -1}, "visto_hasta"),
        ({"visto_hasta": "1"}, "visto_hasta"),
        ({"visto_hasta": True}, "visto_hasta"),
        ({"visto_hasta": 2**53}, "visto_hasta"),
        ({"mensaje": 5}, "mensaje"),
        ({"mensaje": "a\x00b"}, "mensaje"),
        ({"forzar": True}, "forzar"),
    ],
)
async def test_a_malformed_closing_leaves_the_chat_open(
    eva: Cliente, ana: Agente, body: dict[str, Any], campo: str
) -> None:
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    problem = assert_refused(await ana.close(chat_id, **body), 422)
    assert problem["errores"][0]["campo"] == campo
    assert (await eva.open())["id"] == chat_id


async def test_a_cliente_may_not_close_even_their_own(eva: Cliente, server: Server) -> None:
    pau = Cliente(server, "public")
    for person in (eva, pau):
        chat_id = (await person.say("Hola"))["chat"]["id"]
        assert_refused(await person.http.post(f"/api/chat/{chat_id}/cerrar/", json={}), 403)
        assert (await person.open())["id"] == chat_id


async def test_a_missing_chat_cannot_be_closed(ana: Agente) -> None:
    for chat_id in (MISSING, 0):
        assert_refused(await ana.close(chat_id), 404)


async def test_soporte_cannot_write_into_a_closed_chat(eva: Cliente, ana: Agente) -> None:
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    problem = assert_refused(await ana.reply(chat_id, "tarde"), 409, "chat_cerrado")
    assert problem["chat_id"] == chat_id
    assert len(await eva.messages(chat_id)) == 1


async def test_a_chat_of_the_public_tenant_closes_like_any_other(server: Server, ana: Agente) -> None:
    pau = Cliente(server, "public")
    old = (await pau.say("Hola"))["chat"]["id"]
    assert (await ana.close(old)).status_code == 200
    new = await pau.open()
    assert (new["creado"], new["anterior"]) == (True, old)

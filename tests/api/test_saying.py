"""Saying something to soporte, and the strict form: the server decides the chat; a uid is stored once, for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

from .doors import MISSING, assert_refused

SAYING = "/api/chat/soporte/mensajes/"
MENSAJE = {"chat_id", "seq", "uid", "tipo", "autor", "texto", "adjuntos", "creado_en"}


async def test_the_first_message_opens_a_chat_in_the_same_call(server: Server) -> None:
    eva, uid = Cliente(server, "acme", nombre="Eva Montes"), new_uid()
    answer = await eva.http.post(SAYING, json={"uid": uid, "texto": "Hola"})
    assert answer.status_code == 201
    chat, mensaje = answer.json()["chat"], answer.json()["mensaje"]
    assert set(mensaje) == MENSAJE
    assert (mensaje["chat_id"], mensaje["seq"], mensaje["uid"]) == (chat["id"], 1, uid)
    assert (mensaje["tipo"], mensaje["texto"], mensaje["adjuntos"]) == ("texto", "Hola", [])
    assert mensaje["autor"] == {"tipo": "cliente", "id": eva.cliente_id, "nombre": "Eva Montes"}
    assert (chat["ultimo_seq"], chat["cerrado"], chat["leido_cliente"], chat["sin_leer"]) == (1, False, 1, 0)
    assert (await eva.open())["id"] == chat["id"]


async def test_the_next_message_goes_into_the_open_chat(server: Server) -> None:
    eva = Cliente(server, "acme")
    chat = await eva.open()
    pairs = [await eva.say(texto) for texto in ("uno", "dos", "tres")]
    assert {pair["chat"]["id"] for pair in pairs} == {chat["id"]}
    assert [pair["mensaje"]["seq"] for pair in pairs] == [1, 2, 3]


async def test_after_a_close_the_next_message_opens_a_new_chat(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(old)
    pair = await eva.say("Otra cosa")
    assert pair["chat"]["id"] != old
    assert (pair["chat"]["anterior"], pair["mensaje"]["seq"]) == (old, 1)
    assert [m["texto"] for m in await eva.messages(old)] == ["Hola"]


async def test_a_repeated_uid_is_the_same_message(server: Server) -> None:
    eva, uid = Cliente(server, "acme"), new_uid()
    first = await eva.http.post(SAYING, json={"uid": uid, "texto": "una vez"})
    second = await eva.http.post(SAYING, json={"uid": uid, "texto": "una vez"})
    third = await eva.http.post(SAYING, json={"uid": uid, "texto": "con otro texto"})
    assert [answer.status_code for answer in (first, second, third)] == [201, 200, 200]
    assert first.json() == second.json() == third.json()
    assert len(await eva.messages(first.json()["chat"]["id"])) == 1


async def test_a_repeated_uid_opens_no_chat_after_a_close(server: Server) -> None:
    eva, ana, uid = Cliente(server, "acme"), Agente(server), new_uid()
    pair = await eva.say("una vez", uid=uid)
    await ana.close(pair["chat"]["id"])
    again = await eva.http.post(SAYING, json={"uid": uid, "texto": "una vez"})
    assert again.status_code == 200
    assert again.json()["mensaje"] == pair["mensaje"]
    assert again.json()["chat"]["cerrado"] is True
    assert (await eva.open())["creado"] is True, "so no chat was open"


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_fifty_sends_of_one_uid_at_once_give_one_message_and_equal_answers(server: Server, tenant: str) -> None:
    eva, body = Cliente(server, tenant), {"uid": new_uid(), "texto": "una vez"}
    answers = await asyncio.gather(*(eva.http.post(SAYING, json=body) for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [200] * 49 + [201]
    mensajes = [answer.json()["mensaje"] for answer in answers]
    assert all(mensaje == mensajes[0] for mensaje in mensajes)
    assert len(await eva.messages(mensajes[0]["chat_id"])) == 1


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_fifty_messages_at_once_without_a_chat_are_one_dense_log(server: Server, tenant: str) -> None:
    eva = Cliente(server, tenant)
    pairs = await asyncio.gather(*(eva.say(f"mensaje {n}") for n in range(50)))
    assert len({pair["chat"]["id"] for pair in pairs}) == 1
    stored = await eva.messages(pairs[0]["chat"]["id"], limite=200)
    assert [mensaje["seq"] for mensaje in stored] == list(range(1, 51))
    assert {m["uid"]: m["seq"] for m in stored} == {p["mensaje"]["uid"]: p["mensaje"]["seq"] for p in pairs}
    times = [mensaje["creado_en"] for mensaje in stored]
    assert times == sorted(times), "times do not fall along seq"


async def test_one_uid_of_two_authors_is_two_messages(server: Server) -> None:
    eva, ivan, gus, ana, bea = (
        Cliente(server, "acme"),
        Cliente(server, "acme"),
        Cliente(server, "globex"),
        Agente(server, "ana"),
        Agente(server, "bea"),
    )
    uid = new_uid()
    pairs = [await person.say(f"soy {n}", uid=uid) for n, person in enumerate((eva, ivan, gus))]
    assert [pair["mensaje"]["texto"] for pair in pairs] == ["soy 0", "soy 1", "soy 2"]
    chat_id = pairs[0]["chat"]["id"]
    for agente in (ana, bea):
        assert (await agente.reply(chat_id, "y yo", uid=uid)).status_code == 201
    assert [m["seq"] for m in await eva.messages(chat_id)] == [1, 2, 3]


# --- the strict form --------------------------------------------------------------------------------------


async def strictly(eva: Cliente, chat_id: int, **body: Any) -> Any:
    return await eva.http.post(f"/api/chat/{chat_id}/mensajes/", json={"uid": new_uid(), "texto": "Hola", **body})


async def test_the_strict_form_writes_into_that_chat(server: Server) -> None:
    eva, uid = Cliente(server, "acme"), new_uid()
    chat = await eva.open()
    first, again = await strictly(eva, chat["id"], uid=uid), await strictly(eva, chat["id"], uid=uid)
    assert (first.status_code, again.status_code) == (201, 200)
    assert set(first.json()) == MENSAJE
    assert first.json() == again.json()
    assert (first.json()["chat_id"], first.json()["seq"]) == (chat["id"], 1)


async def test_the_strict_form_is_refused_by_a_closed_chat_and_writes_nowhere(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(old)
    new = (await eva.open())["id"]
    problem = assert_refused(await strictly(eva, old), 409, "chat_cerrado")
    assert problem["chat_id"] == old
    assert len(await eva.messages(old)) == 1
    assert await eva.messages(new) == []


async def test_the_strict_form_answers_what_it_stored_before_the_close(server: Server) -> None:
    eva, ana, uid = Cliente(server, "acme"), Agente(server), new_uid()
    chat_id = (await eva.open())["id"]
    first = await strictly(eva, chat_id, uid=uid)
    await ana.close(chat_id)
    again = await strictly(eva, chat_id, uid=uid)
    assert (again.status_code, again.json()) == (200, first.json())


async def test_the_strict_form_into_no_chat_is_not_found(server: Server) -> None:
    eva, ivan = Cliente(server, "acme"), Cliente(server, "acme")
    ivans = (await ivan.say("mío"))["chat"]["id"]
    for chat_id in (MISSING, ivans, 0):
        assert_refused(await strictly(eva, chat_id), 404)
    assert len(await ivan.messages(ivans)) == 1
    assert (await eva.open())["creado"] is True, "nothing was opened on the way"


# --- what is no message -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [SAYING, "/api/chat/{id}/mensajes/"])
@pytest.mark.parametrize(
    ("body", "campo"),
    [
        ({"texto": "sin uid"}, "uid"),
        ({"uid": None, "texto": "x"}, "uid"),
        ({"uid": 7, "texto": "x"}, "uid"),
        ({"uid": "", "texto": "x"}, "uid"),
        ({"uid": "no-es-un-uuid", "texto": "x"}, "uid"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2", "texto": "x"}, "uid"),
        ({"uid": "{6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e}", "texto": "x"}, "uid"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e"}, "texto"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": None}, "texto"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": 7}, "texto"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": ["x"]}, "texto"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": ""}, "texto"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "adjuntos": "a"}, "adjuntos"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "contexto": []}, "contexto"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "contexto": "pedido 8"}, "contexto"),
        # What only the server may say.
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "autor": {"tipo": "soporte"}}, "autor"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "seq": 9}, "seq"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "cliente_id": 5}, "cliente_id"),
        ({"uid": "6b1f4f0e-8f43-4c3b-9a55-0d1f6b8b7d2e", "texto": "x", "chat_id": 5}, "chat_id"),
    ],
)
async def test_what_is_no_message_is_refused_by_field_and_stores_nothing(
    server: Server, path: str, body: dict[str, Any], campo: str
) -> None:
    eva = Cliente(server, "acme")
    chat = await eva.open()
    problem = assert_refused(await eva.http.post(path.format(id=chat["id"]), json=body), 422)
    assert [error["campo"] for error in problem["errores"]] == [campo]
    assert problem["errores"][0]["detalle"]
    assert await eva.messages(chat["id"]) == []


async def test_the_contexto_of_a_message_is_kept_with_it(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    contexto = {"error": "E42 \\u0000 no imprimible", "pasos": [1, 2.5, None, {"a": "ñ😀"}]}
    pair = await eva.say("Falla esto", contexto=contexto)
    assert pair["mensaje"]["contexto"] == contexto
    page = (await ana.http.get(f"/api/soporte/chats/{pair['chat']['id']}/mensajes/")).json()["resultados"]
    assert page[0]["contexto"] == contexto

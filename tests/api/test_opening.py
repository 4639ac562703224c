"""The opening call: the caller's open chat or a new one, never a closed one, never two."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, new_id

from .doors import assert_refused, post_raw

OPENING = "/api/chat/soporte/"


async def test_the_first_call_opens_a_chat_and_the_second_finds_it(server: Server) -> None:
    eva = Cliente(server, "acme")
    first, second = await eva.open(), await eva.open()
    assert (first["creado"], second["creado"]) == (True, False)
    assert {**first, "creado": False} == second
    assert (first["cerrado"], first["ultimo_seq"], first["leido_hasta"], first["sin_leer"]) == (False, 0, 0, 0)
    assert first["anterior"] is None
    assert 0 < first["id"] < 2**53
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", first["creado_en"])


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_fifty_calls_at_once_give_one_chat(server: Server, tenant: str) -> None:
    eva = Cliente(server, tenant)
    chats = await asyncio.gather(*(eva.open() for _ in range(50)))
    assert len({chat["id"] for chat in chats}) == 1
    assert [chat["creado"] for chat in chats].count(True) == 1


async def test_fifty_calls_at_once_after_a_close_give_one_new_chat(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    assert (await ana.close(old)).status_code == 200
    chats = await asyncio.gather(*(eva.open() for _ in range(50)))
    assert len({chat["id"] for chat in chats} | {old}) == 2
    assert {chat["anterior"] for chat in chats} == {old}
    assert not any(chat["cerrado"] for chat in chats)


async def test_opening_and_closing_at_once_never_answers_a_closed_chat(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    for _ in range(20):
        chat_id = (await eva.say("Hola"))["chat"]["id"]
        *opened, closing = await asyncio.gather(*(eva.open() for _ in range(4)), ana.close(chat_id))
        assert closing.json()["cerrado"] is True
        assert not any(chat["cerrado"] for chat in opened)
        assert len({chat["id"] for chat in opened} - {chat_id}) <= 1


async def test_two_clientes_have_two_chats(server: Server) -> None:
    eva, ivan, gus = Cliente(server, "acme"), Cliente(server, "acme"), Cliente(server, "globex")
    assert len({(await person.open())["id"] for person in (eva, ivan, gus)}) == 3


async def test_a_chat_without_messages_is_in_no_history(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat = await eva.open()
    assert (await eva.http.get("/api/chat/historial/")).json() == {"resultados": [], "siguiente": None}
    assert chat["id"] not in [row["id"] for row in await ana.inbox(tenant="acme")]
    assert_refused(await ana.http.get(f"/api/soporte/chats/{chat['id']}/"), 404)
    assert_refused(await ana.http.get(f"/api/soporte/chats/{chat['id']}/mensajes/"), 404)


async def test_the_contexto_is_kept_with_the_chat_and_shown_to_soporte(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    contexto = {"pantalla": "/pedidos/8", "registro": {"id": 8, "total": 12.5}, "notas": ["ñ", None, True, ""]}
    chat = await eva.open(contexto=contexto)
    assert chat["contexto"] == contexto
    assert (await eva.open())["contexto"] == contexto, "a call without one does not take it away"
    await eva.say("Hola")
    assert (await ana.http.get(f"/api/soporte/chats/{chat['id']}/")).json()["contexto"] == contexto


@pytest.mark.parametrize("written", ["5", '"5"'])
async def test_five_and_the_text_5_are_one_cliente(server: Server, written: str) -> None:
    number = str(int(new_id().replace("-", ""), 16) % 10**12 + 1)
    eva = Cliente(server, "acme", int(number))
    same = Cliente(server, "acme", number)
    chat = await eva.open()
    named = await post_raw(same, OPENING, f'{{"cliente_id": {written.replace("5", number)}}}'.encode())
    assert (named.status_code, named.json()["id"]) == (200, chat["id"])
    assert f'"cliente_id":{number},' in named.text.replace(" ", ""), "sent as an integer"


@pytest.mark.parametrize(
    ("cliente_id", "sent"),
    [
        ("0", 0),
        (str(2**53 - 1), 2**53 - 1),
        (str(2**53), str(2**53)),
        ("007", "007"),
        ("-5", "-5"),
        ("+5", "+5"),
        ("5.0", "5.0"),
        ("٥", "٥"),
        ("niño/日本", "niño/日本"),
        ("x" * 64, "x" * 64),
    ],
)
async def test_a_cliente_id_comes_back_as_it_came(server: Server, cliente_id: str, sent: object) -> None:
    eva = Cliente(server, "globex", cliente_id)
    answer = await post_raw(eva, OPENING, json.dumps({"cliente_id": cliente_id}).encode())
    assert answer.status_code == 200
    assert repr(answer.json()["cliente_id"]) == repr(sent)


@pytest.mark.parametrize("other", [6, "6", "otra-persona", "x" * 64])
async def test_naming_someone_else_is_forbidden_and_opens_nothing(server: Server, other: object) -> None:
    eva = Cliente(server, "acme")
    assert_refused(await eva.http.post(OPENING, json={"cliente_id": other}), 403)
    assert (await eva.open())["creado"] is True, "the refused call opened none"


@pytest.mark.parametrize("bad", ["", "x" * 65, "a\x00b", True, 5.5, [], {}])
async def test_what_is_no_cliente_id_is_refused(server: Server, bad: object) -> None:
    problem = assert_refused(await Cliente(server, "acme").http.post(OPENING, json={"cliente_id": bad}), 422)
    assert problem["errores"][0]["campo"] == "cliente_id"


async def test_an_empty_body_is_an_opening_call(server: Server) -> None:
    eva = Cliente(server, "acme")
    answer = await eva.http.post(OPENING)
    assert (answer.status_code, answer.json()["creado"]) == (200, True)

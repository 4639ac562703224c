"""Read marks: each side has one for each chat; it never moves back; who writes has read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente

from .doors import MISSING, assert_refused


async def read(eva: Cliente, chat_id: int, seq: Any) -> Any:
    return await eva.http.post(f"/api/chat/{chat_id}/leido/", json={"seq": seq})


async def marks(eva: Cliente, chat_id: int) -> tuple[int, int, int]:
    chat = (await eva.http.get(f"/api/chat/{chat_id}/")).json()
    assert chat["leido_hasta"] == chat["leido_cliente"]
    return chat["leido_cliente"], chat["leido_soporte"], chat["sin_leer"]


@pytest.fixture
async def talk(server: Server) -> tuple[Cliente, Agente, int]:
    """One question and three answers."""
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    for n in range(3):
        await ana.reply(chat_id, f"respuesta {n}")
    return eva, ana, chat_id


async def test_a_mark_moves_forward_and_never_back(talk: tuple[Cliente, Agente, int]) -> None:
    eva, _, chat_id = talk
    assert await marks(eva, chat_id) == (1, 4, 3)
    assert (await read(eva, chat_id, 3)).json()["sin_leer"] == 1
    assert await marks(eva, chat_id) == (3, 4, 1)
    for seq in (2, 0, 3):
        assert (await read(eva, chat_id, seq)).status_code == 200
        assert await marks(eva, chat_id) == (3, 4, 1)
    for seq in (4, 400, 2**53 - 1):
        assert (await read(eva, chat_id, seq)).json()["leido_hasta"] == 4
    assert await marks(eva, chat_id) == (4, 4, 0)


async def test_marks_set_at_once_end_at_the_highest(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with ana.connect("/ws/soporte/") as desk:
        await desk.say_many(40, "respuesta", chat_id=chat_id)
    await asyncio.gather(*(marks(eva, chat_id) for _ in range(20)))  # so that the connections are there
    for highest in (21, 41):
        # The highest first: each of those after it would move the mark back, had it not been there already.
        await asyncio.gather(*(read(eva, chat_id, seq) for seq in range(highest, highest - 20, -1)))
        assert await marks(eva, chat_id) == (highest, 41, 41 - highest)


async def test_who_writes_has_read(talk: tuple[Cliente, Agente, int]) -> None:
    eva, ana, chat_id = talk
    assert (await eva.say("Gracias"))["chat"]["sin_leer"] == 0
    assert await marks(eva, chat_id) == (5, 4, 0)
    assert (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()["sin_leer"] == 1
    await ana.reply(chat_id, "De nada")
    assert await marks(eva, chat_id) == (5, 6, 1)


async def test_reading_is_of_one_side_alone(talk: tuple[Cliente, Agente, int]) -> None:
    eva, ana, chat_id = talk
    await eva.say("Gracias")
    await eva.say("Una más")
    before = (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()
    assert (before["leido_soporte"], before["sin_leer"]) == (4, 2)
    await read(eva, chat_id, 6)
    assert (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()["sin_leer"] == 2
    async with ana.connect("/ws/soporte/") as desk:
        await desk.send("read", chat_id=chat_id, seq=5)
        await desk.settle()
    after = (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json()
    assert (after["leido_soporte"], after["leido_hasta"], after["sin_leer"]) == (5, 5, 1)


async def test_a_closed_chat_can_still_be_read(talk: tuple[Cliente, Agente, int]) -> None:
    eva, ana, chat_id = talk
    closed = (await ana.close(chat_id)).json()
    assert (await read(eva, chat_id, 4)).status_code == 200
    assert await marks(eva, chat_id) == (4, 4, 0)
    again = (await ana.close(chat_id)).json()
    assert again["cerrado_en"] == closed["cerrado_en"]


@pytest.mark.parametrize("seq", [None, -1, "3", 1.5, True, 2**53, [], "x"])
async def test_what_is_no_seq_is_refused(talk: tuple[Cliente, Agente, int], seq: Any) -> None:
    eva, _, chat_id = talk
    assert assert_refused(await read(eva, chat_id, seq), 422)["errores"][0]["campo"] == "seq"
    assert await marks(eva, chat_id) == (1, 4, 3)


async def test_the_seq_must_be_there_and_the_chat_too(server: Server) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert_refused(await eva.http.post(f"/api/chat/{chat_id}/leido/", json={}), 422)
    assert_refused(await read(eva, MISSING, 1), 404)
    assert_refused(await read(eva, 0, 1), 404)

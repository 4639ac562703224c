"""What the agents' inbox is told, live: a chat appeared, moved, was read, was closed, or came back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Socket

ROW = {
    *("id", "tenant", "cliente", "cerrado", "razon_cierre", "ultimo_seq", "ultimo_texto", "ultimo_autor"),
    *("ultima_actividad", "espera_desde", "sin_leer", "asignado_a", "etiquetas", "anterior", "reapertura"),
    *("equipo_id", "razon_anterior", "creado_en", "cerrado_en", "version"),
}


@pytest.fixture
async def desk(server: Server) -> AsyncIterator[Socket]:
    async with Agente(server).connect("/ws/soporte/") as desk:
        await desk.expect("ready")
        yield desk


async def inbox(desk: Socket, chat_id: int, evento: str) -> dict[str, Any]:
    """The next frame about that chat, which must be of that kind."""
    while True:
        frame = await desk.expect("inbox")
        if frame["chat"]["id"] == chat_id:
            assert frame["evento"] == evento
            assert set(frame) == {"type", "evento", "reapertura", "chat"}
            return frame


@pytest.mark.parametrize("tenant", ["acme", "globex", "public"])
async def test_the_life_of_a_chat_as_the_inbox_sees_it(server: Server, desk: Socket, tenant: str) -> None:
    eva, ana = Cliente(server, tenant, nombre="Eva Montes"), Agente(server)
    first = (await eva.say("¿Hola?"))["chat"]["id"]
    frame = await inbox(desk, first, "chat_opened")
    row = frame["chat"]
    assert frame["reapertura"] is False
    assert set(row) == ROW
    assert set(row["tenant"]) == {"slug", "nombre", "color"}
    assert (row["tenant"]["slug"], row["cliente"]) == (tenant, {"id": eva.cliente_id, "nombre": "Eva Montes"})
    assert (row["ultimo_texto"], row["ultimo_seq"], row["sin_leer"]) == ("¿Hola?", 1, 1)
    assert row["ultimo_autor"] == {"tipo": "cliente", "id": eva.cliente_id, "nombre": "Eva Montes"}

    await eva.say("¿Hay alguien?")
    assert (await inbox(desk, first, "chat_message"))["chat"]["sin_leer"] == 2
    await desk.send("read", chat_id=first, seq=2)
    assert (await inbox(desk, first, "read"))["chat"]["sin_leer"] == 0
    await ana.reply(first, "Sí")
    row = (await inbox(desk, first, "chat_message"))["chat"]
    assert (row["ultimo_texto"], row["espera_desde"]) == ("Sí", None)
    await ana.close(first, razon_cierre="resuelto")
    row = (await inbox(desk, first, "chat_closed"))["chat"]
    assert (row["cerrado"], row["razon_cierre"]) == (True, "resuelto")

    second = (await eva.say("He vuelto"))["chat"]["id"]
    frame = await inbox(desk, second, "chat_opened")
    assert frame["reapertura"] is True
    assert (frame["chat"]["anterior"], frame["chat"]["reapertura"]) == (first, True)
    shown = [row for row in await ana.inbox() if row["id"] == second]
    assert shown == [frame["chat"]], "the list and the event tell the same"
    await eva.say("Otra cosa")
    assert (await inbox(desk, second, "chat_message"))["reapertura"] is False, "it is announced once"


async def test_a_chat_without_messages_is_told_to_nobody(server: Server, desk: Socket) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.open())["id"]
    await eva.open(contexto={"pantalla": "/pedidos"})
    ended = (await Cliente(server, "globex").open())["id"]
    await ana.close(ended)
    await desk.settle()
    assert not [frame for frame in desk.of_type("inbox") if frame["chat"]["id"] in (chat_id, ended)]
    assert not [row for row in await ana.inbox(estado="cerrado") if row["id"] == ended]
    await eva.say("Hola")
    assert (await inbox(desk, chat_id, "chat_opened"))["chat"]["ultimo_seq"] == 1


async def test_a_repeated_message_and_a_repeated_close_are_told_once(server: Server, desk: Socket) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    pair = await eva.say("Hola")
    chat_id = pair["chat"]["id"]
    await eva.say("Hola", uid=pair["mensaje"]["uid"])
    for _ in range(3):
        await ana.close(chat_id)
    await desk.settle()
    told = [frame["evento"] for frame in desk.of_type("inbox") if frame["chat"]["id"] == chat_id]
    assert told == ["chat_opened", "chat_closed"]


async def test_a_list_and_the_events_after_it_agree(server: Server, desk: Socket) -> None:
    """State before and events = state after."""
    ana = Agente(server)
    people = [Cliente(server, tenant) for tenant in ("acme", "globex", "public", "acme")]
    state = {row["id"]: row for row in await ana.inbox(limite=200)}
    known = len(desk.frames)
    for n in range(12):
        eva = people[n % 4]
        chat_id = (await eva.say(f"mensaje {n}"))["chat"]["id"]
        if n % 3 == 0:
            await ana.reply(chat_id, "Sí")
        if n % 5 == 0:
            await ana.close(chat_id)
    await desk.settle()
    for frame in desk.frames[known:]:
        if frame["type"] == "inbox":
            state[frame["chat"]["id"]] = frame["chat"]
    after = {row["id"]: row for row in await ana.inbox(limite=200)}
    open_now = {chat_id: row for chat_id, row in state.items() if not row["cerrado"]}
    newest = sorted(after, reverse=True)[:4]
    assert {chat_id: open_now[chat_id] for chat_id in newest} == {chat_id: after[chat_id] for chat_id in newest}
    assert all(chat_id not in after for chat_id, row in state.items() if row["cerrado"])

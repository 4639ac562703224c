"""Two tabs of one cliente see the same: both follow into the next chat; the author is acked, the other tab told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Socket, new_uid


def kinds(frames: list[dict[str, Any]]) -> list[str]:
    return [frame["type"] for frame in frames if frame["type"] not in ("pong", "presence")]


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_both_tabs_follow_into_the_new_chat(server: Server, tenant: str) -> None:
    eva, ana = Cliente(server, tenant), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    async with eva.connect(f"/ws/chat/{old}/") as named, eva.connect("/ws/chat/soporte/") as own:
        for tab in (named, own):
            await tab.expect("ready", chat_id=old)
        await ana.close(old, razon_cierre="resuelto", mensaje="Listo")
        for tab in (named, own):
            closed = await tab.expect("chat_closed")
            assert set(closed) == {"type", "chat_id", "mensaje", "razon_cierre", "cerrado_en", "ultimo_seq"}
            assert (closed["chat_id"], closed["mensaje"], closed["ultimo_seq"]) == (old, "Listo", 1)
        uid = await named.say("Una cosa más")
        ack = await named.expect("ack", uid=uid)
        told = await own.expect("chat_message", uid=uid)
        for tab in (named, own):
            await tab.settle()
        assert kinds(named.frames) == ["ready", "chat_closed", "chat_opened", "ready", "ack"]
        assert kinds(own.frames) == ["ready", "chat_closed", "chat_opened", "ready", "chat_message"]
        for tab in (named, own):
            (opened,) = tab.of_type("chat_opened")
            assert (opened["anterior"], opened["chat_id"]) == (old, ack["chat_id"])
            assert tab.of_type("ready")[1]["chat_id"] == ack["chat_id"]
        assert (told["chat_id"], told["seq"], told["creado_en"]) == (ack["chat_id"], 1, ack["creado_en"])
        assert set(ack) == {"type", "uid", "chat_id", "seq", "creado_en"}


async def test_an_opening_call_takes_every_tab_along(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    async with eva.connect("/ws/chat/soporte/") as one, eva.connect("/ws/chat/soporte/") as two:
        for tab in (one, two):
            await tab.expect("ready")
        await ana.close(old)
        new = (await eva.open())["id"]
        for tab in (one, two):
            assert (await tab.expect("chat_opened"))["chat_id"] == new
            assert (await tab.expect("ready"))["ultimo_seq"] == 0
            await tab.settle()
            assert kinds(tab.frames) == ["ready", "chat_closed", "chat_opened", "ready"]


async def test_what_is_sent_by_http_reaches_every_tab(server: Server) -> None:
    eva = Cliente(server, "acme")
    async with eva.connect("/ws/chat/soporte/") as one, eva.connect("/ws/chat/soporte/") as two:
        for tab in (one, two):
            assert (await tab.expect("ready"))["chat_id"] is None
        pair = await eva.say("por HTTP", contexto={"pantalla": "/pedidos"})
        for tab in (one, two):
            frame = await tab.expect("chat_message")
            assert {name: frame[name] for name in pair["mensaje"]} == pair["mensaje"]
            assert kinds(await tab.settle()) == ["ready", "chat_opened", "ready", "chat_message"]


async def test_tabs_that_write_at_once_agree_on_the_order(server: Server) -> None:
    eva = Cliente(server, "acme")
    async with eva.connect("/ws/chat/soporte/") as one, eva.connect("/ws/chat/soporte/") as two:
        for tab in (one, two):
            await tab.expect("ready")
        await asyncio.gather(*(tab.say(f"{n}") for n in range(25) for tab in (one, two)))
        chat_id = (await one.expect("ack"))["chat_id"]
        for tab in (one, two):
            await _until(tab, 50)
            seqs = [frame["seq"] for frame in tab.frames if frame["type"] in ("ack", "chat_message")]
            assert seqs == list(range(1, 51)), "in order, without gap or double, own ones as acks"
            assert len(tab.of_type("ack")) == 25
            assert len(tab.of_type("chat_opened")) == 1
        assert [m["seq"] for m in await eva.messages(chat_id, limite=200)] == list(range(1, 51))


async def test_one_uid_from_both_tabs_is_one_message_and_two_equal_acks(server: Server) -> None:
    eva, uid = Cliente(server, "acme"), new_uid()
    async with eva.connect("/ws/chat/soporte/") as one, eva.connect("/ws/chat/soporte/") as two:
        for tab in (one, two):
            await tab.expect("ready")
        await asyncio.gather(*(tab.say("una vez", uid=uid) for tab in (one, two) for _ in range(10)))
        acks = [await tab.expect("ack", uid=uid) for tab in (one, two) for _ in range(10)]
        assert all(ack == acks[0] for ack in acks)
        assert len(await eva.messages(acks[0]["chat_id"])) == 1
        for tab in (one, two):
            await tab.settle()
            assert len(tab.of_type("chat_message")) <= 1


async def test_a_repeated_uid_after_the_close_is_acked_with_the_old_place(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    async with eva.connect("/ws/chat/soporte/") as panel:
        uid = await panel.say("una vez")
        first = await panel.expect("ack", uid=uid)
        await ana.close(first["chat_id"])
        await panel.expect("chat_closed")
        await panel.say("una vez", uid=uid)
        assert await panel.expect("ack", uid=uid) == first
        await panel.settle()
        assert len(panel.of_type("chat_opened")) == 1, "the first one: nothing was opened for it"


async def test_closing_twice_tells_every_socket_once(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server, "ana"), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with (
        eva.connect("/ws/chat/soporte/") as one,
        eva.connect(f"/ws/chat/{chat_id}/") as two,
        ana.connect("/ws/soporte/") as anas,
        bea.connect("/ws/soporte/") as beas,
    ):
        sockets: list[Socket] = [one, two, anas, beas]
        for tab in (one, two):
            await tab.expect("ready", chat_id=chat_id)
        for desk in (anas, beas):
            await desk.send("subscribe", chat_id=chat_id)
            await desk.expect("ready", chat_id=chat_id)
        first = (await ana.close(chat_id, razon_cierre="resuelto")).json()
        assert (await bea.close(chat_id, razon_cierre="spam")).json() == first
        for socket in sockets:
            await socket.settle()
            (closed,) = socket.of_type("chat_closed")
            assert (closed["razon_cierre"], closed["cerrado_en"]) == ("resuelto", first["cerrado_en"])
        for desk in (anas, beas):
            told = [f for f in desk.of_type("inbox") if f["evento"] == "chat_closed"]
            assert len([f for f in told if f["chat"]["id"] == chat_id]) == 1


async def _until(tab: Socket, count: int) -> None:
    while len([f for f in tab.frames if f["type"] in ("ack", "chat_message")]) < count:
        await tab.receive()

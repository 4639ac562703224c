"""Files on a socket: claimed before their message is said, without losing its turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from unittest import mock

from tests.files import samples
from tests.installation import Server
from tests.people import Agente, Cliente, Socket, new_uid
from ventanilla import wire
from ventanilla.chat import chats
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import ClienteCaller
from ventanilla.realtime.cliente_connection import ClienteConnection
from ventanilla.realtime.hub import Hub

from .test_connection import Line
from .world import AROUND


async def come_true(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


async def refused(socket: Socket, uid: str) -> dict[str, Any]:
    error = await socket.expect("error", uid=uid)
    assert (error["codigo"], error["detail"].partition(":")[0]) == ("datos_invalidos", "adjuntos")
    return error


async def test_everyone_sees_the_files_of_a_message(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    kept = await eva.upload(samples.image(), "foto.png")
    async with (
        eva.connect("/ws/chat/soporte/") as panel,
        eva.connect("/ws/chat/soporte/") as tab,
        ana.connect("/ws/soporte/") as desk,
    ):
        await tab.expect("ready")
        ack = await panel.expect("ack", uid=await panel.say("", adjuntos=[kept["id"]]))
        mensaje = await tab.expect("chat_message")
        told = {**kept, "url": f"/api/chat/{ack['chat_id']}/adjuntos/{kept['id']}/"}
        assert (mensaje["texto"], mensaje["adjuntos"]) == ("", [told])
        assert (await desk.expect("inbox", evento="chat_opened"))["chat"]["ultimo_texto"] == "foto.png"
        await desk.send("subscribe", chat_id=ack["chat_id"], despues=0)
        assert (await desk.expect("chat_message"))["adjuntos"] == [told]
        guide = await ana.upload(samples.PDF, "guía.pdf", chat_id=ack["chat_id"])
        uid = await desk.say("", chat_id=ack["chat_id"], adjuntos=[guide["id"]])
        await desk.expect("ack", uid=uid)
        for socket in (panel, tab):
            assert (await socket.expect("chat_message", uid=uid))["adjuntos"] == [guide]


async def test_a_refused_file_refuses_its_message_and_nothing_else(server: Server) -> None:
    eva, ivan, ana = Cliente(server, "acme"), Cliente(server, "acme"), Agente(server)
    ivans = await ivan.upload()
    async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
        for ids in (["x"], [new_uid()], [ivans["id"]]):
            await refused(panel, await panel.say("mira", adjuntos=ids))
        ack = await panel.expect("ack", uid=await panel.say("y sigo"))
        assert ack["seq"] == 1
        error = await refused(desk, await desk.say("mira", chat_id=ack["chat_id"], adjuntos=[ivans["id"]]))
        assert error["chat_id"] == ack["chat_id"]
        await desk.expect("ack", uid=await desk.say("y sigo", chat_id=ack["chat_id"]))
    assert [m["texto"] for m in await eva.messages(ack["chat_id"])] == ["y sigo", "y sigo"]


async def test_a_repeated_uid_is_acked_as_it_was(server: Server) -> None:
    eva, uid = Cliente(server, "globex"), new_uid()
    kept = await eva.upload()
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.say("", uid=uid, adjuntos=[kept["id"]])
        first = await panel.expect("ack", uid=uid)
        await panel.say("", uid=uid, adjuntos=[kept["id"]])
        assert await panel.expect("ack", uid=uid) == first
        await refused(panel, await panel.say("otra vez", adjuntos=[kept["id"]]))
    assert len(await eva.messages(first["chat_id"])) == 1


async def test_a_message_after_one_with_files_stays_after_it(server: Server) -> None:
    eva = Cliente(server, "acme")
    kept = [await eva.upload(nombre=f"{n}.txt") for n in range(10)]
    async with eva.connect("/ws/chat/soporte/") as panel:
        said = []
        for n, file in enumerate(kept):
            said.append(await panel.say(f"con {n}", adjuntos=[file["id"]]))
            said.append(await panel.say(f"sin {n}"))
        acks = [await panel.expect("ack") for _ in said]
    assert [ack["uid"] for ack in acks] == said
    assert [ack["seq"] for ack in acks] == list(range(1, 21))


async def test_a_message_waits_while_the_one_before_it_claims(server: Server, engine: Engine) -> None:
    """However long that takes."""
    tenant = await engine.directory.of_slug("acme")
    assert tenant is not None
    eva = Cliente(server, "acme")
    kept = await eva.upload()
    caller = ClienteCaller(tenant, str(eva.cliente_id))
    line = Line()
    connection = ClienteConnection(engine, hub=Hub(), caller=caller, around=AROUND, chat_id=None, after=None)
    connection.open(line, lambda _: None)
    claims, may_claim, claim = asyncio.Event(), asyncio.Event(), chats.claim

    async def slowly(*args: Any, **kwargs: Any) -> Any:
        claims.set()
        await may_claim.wait()
        return await claim(*args, **kwargs)

    with mock.patch.object(chats, "claim", slowly):
        for texto, ids in (("con", [kept["id"]]), ("sin", [])):
            connection.received(
                wire.encode({"type": "chat_message", "uid": new_uid(), "texto": texto, "adjuntos": ids}).decode()
            )
        await claims.wait()
        # What is said elsewhere meanwhile is stored: only this connection waits.
        await eva.say("de otra pestaña")
        assert not any('"ack"' in frame for frame in line.sent)
        may_claim.set()
        await come_true(lambda: sum('"ack"' in frame for frame in line.sent) == 2)
    [chat] = (await eva.http.get("/api/chat/historial/")).json()["resultados"]
    assert [m["texto"] for m in await eva.messages(chat["id"])] == ["de otra pestaña", "con", "sin"]
    connection.lost()


async def test_a_message_without_files_asks_the_database_nothing_more(engine: Engine, server: Server) -> None:
    tenant = await engine.directory.of_slug("acme")
    assert tenant is not None
    caller = ClienteCaller(tenant, str(Cliente(server, "acme").cliente_id))
    connection = ClienteConnection(engine, hub=Hub(), caller=caller, around=AROUND, chat_id=None, after=None)
    line = Line()
    connection.open(line, lambda _: None)
    await come_true(lambda: bool(line.sent))
    with (
        mock.patch.object(engine.reads, "connection", side_effect=AssertionError("a read")),
        mock.patch.object(asyncio.get_running_loop(), "create_task", side_effect=AssertionError("a task")),
    ):
        connection.received(wire.encode({"type": "chat_message", "uid": new_uid(), "texto": "Hola"}).decode())
    await come_true(lambda: any('"ack"' in frame for frame in line.sent))
    connection.lost()

"""Two servers on one database: what happens on one is told on the other; and a server that goes says so."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterator

import pytest

from tests import installation
from tests.installation import Server
from tests.people import Agente, Cliente, Person


@pytest.fixture(scope="module")
def elsewhere(database: None) -> Iterator[Server]:
    with installation.serving() as running:
        yield running


async def test_a_conversation_across_two_servers(server: Server, elsewhere: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(elsewhere)
    async with (
        eva.connect("/ws/chat/soporte/") as here,
        Cliente(elsewhere, "acme", eva.cliente_id).connect("/ws/chat/soporte/") as there,
        ana.connect("/ws/soporte/") as desk,
    ):
        for each in (here, there, desk):
            await each.expect("ready")
        ack = await here.expect("ack", uid=await here.say("Hola"))
        chat_id = ack["chat_id"]
        assert (await desk.expect("inbox", evento="chat_opened"))["chat"]["id"] == chat_id
        assert (await there.expect("chat_opened"))["chat_id"] == chat_id
        assert (await there.expect("chat_message"))["seq"] == 1
        await desk.send("subscribe", chat_id=chat_id, despues=0)
        await desk.expect("chat_message", seq=1)
        long_text = "😀" * 10_000
        await desk.say(long_text, chat_id=chat_id)
        assert (await here.expect("chat_message", seq=2))["texto"] == long_text, "too long for a notification"
        await here.send("typing", activo=True)
        await desk.expect("typing")
        await here.send("read", seq=2)
        await desk.expect("read", seq=2)
        assert (await ana.close(chat_id, visto_hasta=2)).status_code == 200
        for panel in (here, there):
            await panel.expect("chat_closed", chat_id=chat_id)
        new = (await there.expect("ack", uid=await there.say("De nuevo")))["chat_id"]
        assert (await here.expect("chat_opened"))["chat_id"] == new
        assert (await here.expect("ready"))["chat_id"] == new
        assert (await here.expect("chat_message", chat_id=new))["seq"] == 1


async def test_calls_on_both_servers_at_once_make_one_chat_and_one_log(server: Server, elsewhere: Server) -> None:
    eva = Cliente(server, "acme")
    nodes = [eva, Cliente(elsewhere, "acme", eva.cliente_id)]
    chats = await asyncio.gather(*(nodes[n % 2].open() for n in range(20)))
    assert len({chat["id"] for chat in chats}) == 1
    assert [chat["creado"] for chat in chats].count(True) == 1
    async with nodes[0].connect("/ws/chat/soporte/") as here, nodes[1].connect("/ws/chat/soporte/") as there:
        for panel in (here, there):
            await panel.expect("ready")
        await asyncio.gather(*(panel.say(f"{n}") for n in range(30) for panel in (here, there)))
        for panel in (here, there):
            async with asyncio.timeout(20):
                while len(panel.of_type("ack")) + len(panel.of_type("chat_message")) < 60:
                    await panel.receive()
            seqs = [frame["seq"] for frame in panel.frames if frame["type"] in ("ack", "chat_message")]
            assert seqs == list(range(1, 61))


async def test_a_close_on_one_server_races_a_message_on_the_other(server: Server, elsewhere: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(elsewhere)
    for _ in range(40):
        old = (await eva.say("antes"))["chat"]["id"]
        said, closed = await asyncio.gather(eva.say("en plena carrera"), ana.close(old))
        log = await eva.messages(old)
        assert closed.json()["ultimo_seq"] == len(log)
        if said["chat"]["id"] == old:
            assert log[-1]["uid"] == said["mensaje"]["uid"]
        else:
            assert (said["chat"]["anterior"], said["mensaje"]["seq"]) == (old, 1)


async def test_a_ticket_used_on_one_server_is_used_on_the_other(server: Server, elsewhere: Server) -> None:
    eva = Cliente(server, "acme")
    ticket = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
    path = f"/ws/chat/soporte/?ticket={ticket}"
    there = Cliente(elsewhere, "acme", eva.cliente_id)
    found = await asyncio.gather(*(p.handshake_status(path, subprotocols=None) for p in (eva, there) * 5))
    assert sorted(found) == [101] + [401] * 9


async def test_a_server_that_goes_closes_with_1001_and_loses_nothing(server: Server) -> None:
    with installation.serving() as leaving:
        eva, ana = Cliente(leaving, "acme"), Agente(leaving)
        async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
            for each in (panel, desk):
                await each.expect("ready")
            ack = await panel.expect("ack", uid=await panel.say("Hola"))
            stopping = asyncio.get_running_loop().run_in_executor(None, leaving.stop)
            assert [await each.closed() for each in (panel, desk)] == [1001, 1001]
            assert await stopping == 0
    again = Cliente(server, "acme", eva.cliente_id)
    async with again.connect(f"/ws/chat/soporte/?chat={ack['chat_id']}&despues=1") as panel:
        assert (await panel.expect("ready"))["ultimo_seq"] == 1


async def test_a_reader_who_stops_reading_is_cut_and_costs_nobody_anything(server: Server) -> None:
    eva, ana, count = Cliente(server, "acme"), Agente(server), 300
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    buffer = socket.create_connection(("127.0.0.1", server.port))
    buffer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    async with (
        eva.connect("/ws/chat/soporte/") as quick,
        eva.connect("/ws/chat/soporte/", host=None, sock=buffer) as slow,
        ana.connect("/ws/soporte/") as desk,
    ):
        for panel in (quick, slow):
            await panel.expect("ready")
        slow.connection.transport.pause_reading()
        before = await _cut_for_slowness(eva)
        reading = asyncio.create_task(quick.expect("chat_message", seq=count + 1, within=30))
        await desk.say_many(count, "😀" * 10_000, chat_id=chat_id)
        await reading
        assert [f["seq"] for f in quick.of_type("chat_message")] == list(range(2, count + 2))
        async with asyncio.timeout(10):
            while await _cut_for_slowness(eva) == before:
                await asyncio.sleep(0.02)
        buffer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_000_000)
        slow.connection.transport.resume_reading()
        assert await slow.closed(within=10) == 1013
        got = [f["seq"] for f in slow.of_type("chat_message")]
        assert got == list(range(2, len(got) + 2)), "what it got is a beginning of the log"
        assert len(got) < count


async def _cut_for_slowness(person: Person) -> float:
    metrics = (await person.http.get("/metrics")).text
    cut = re.search(r'ventanilla_connections_cut_total\{code="1013"\} (\S+)', metrics)
    return float(cut[1]) if cut else 0

"""Typing, reading, coming and going: told to the others, never to who does it, and never to strangers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Socket


@dataclass
class Scene:
    """A chat with eva's two tabs and both agents in it, each of whom has it open."""

    eva: Cliente
    ana: Agente
    chat_id: int
    panel: Socket
    tab: Socket
    anas: Socket
    beas: Socket


@pytest.fixture
async def scene(server: Server) -> AsyncIterator[Scene]:
    eva, ana, bea = Cliente(server, "acme", nombre="Eva Montes"), Agente(server, "ana"), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with AsyncExitStack() as open_:
        panel, tab = [await open_.enter_async_context(eva.connect("/ws/chat/soporte/")) for _ in range(2)]
        anas, beas = [await open_.enter_async_context(agente.connect("/ws/soporte/")) for agente in (ana, bea)]
        for socket in (panel, tab):
            await socket.expect("ready")
        for desk in (anas, beas):
            await desk.send("subscribe", chat_id=chat_id)
            await desk.expect("ready", chat_id=chat_id)
        yield Scene(eva, ana, chat_id, panel, tab, anas, beas)


async def test_soporte_sees_the_cliente_type(scene: Scene) -> None:
    for activo in (True, False):
        await scene.panel.send("typing", activo=activo)
        for desk in (scene.anas, scene.beas):
            assert await desk.expect("typing") == {
                "type": "typing",
                "chat_id": scene.chat_id,
                "autor": {"tipo": "cliente", "id": scene.eva.cliente_id, "nombre": "Eva Montes"},
                "activo": activo,
            }
    await scene.panel.settle()
    assert not scene.panel.of_type("typing")


async def test_the_cliente_sees_soporte_type_and_so_do_other_agents(scene: Scene) -> None:
    await scene.anas.send("typing", chat_id=scene.chat_id, activo=True)
    for socket in (scene.panel, scene.tab, scene.beas):
        frame = await socket.expect("typing")
        assert (frame["autor"]["tipo"], frame["autor"]["nombre"], frame["activo"]) == ("soporte", "Ana Ruiz", True)
    await scene.anas.settle()
    assert not scene.anas.of_type("typing")


async def test_nobody_is_told_that_they_themselves_type(scene: Scene) -> None:
    """The contract: *someone else* writes. One's other tab is oneself."""
    await scene.panel.send("typing", activo=True)
    await scene.beas.expect("typing")
    await scene.tab.settle()
    assert not scene.tab.of_type("typing")


async def test_a_read_mark_is_told_to_the_others(scene: Scene) -> None:
    await scene.ana.reply(scene.chat_id, "Dime")
    await scene.panel.send("read", seq=2)
    for desk in (scene.anas, scene.beas):
        frame = await desk.expect("read", lector="cliente")
        assert frame == {"type": "read", "chat_id": scene.chat_id, "lector": "cliente", "seq": 2}
    await scene.panel.settle()
    assert not scene.panel.of_type("read")
    await scene.eva.say("Otra")
    await scene.anas.send("read", chat_id=scene.chat_id, seq=3)
    for socket in (scene.panel, scene.tab, scene.beas):
        assert (await socket.expect("read", lector="soporte"))["seq"] == 3
    await scene.anas.settle()
    assert not [frame for frame in scene.anas.of_type("read") if frame["lector"] == "soporte"]


async def test_a_mark_that_moves_nothing_is_told_to_nobody(scene: Scene) -> None:
    await scene.ana.reply(scene.chat_id, "Dime")
    await scene.panel.send("read", seq=2)
    await scene.anas.expect("read")
    for seq in (2, 1, 0, 500):
        await scene.panel.send("read", seq=seq)
    await scene.panel.settle()
    await scene.anas.settle()
    assert len(scene.anas.of_type("read")) == 1


async def test_who_writes_has_read_and_no_read_frame_says_so(scene: Scene) -> None:
    await scene.ana.reply(scene.chat_id, "Dime")
    await scene.panel.expect("ack", uid=await scene.panel.say("Gracias"))
    await scene.anas.expect("chat_message", seq=3)
    for socket in (scene.anas, scene.beas, scene.tab, scene.panel):
        await socket.settle()
        assert not socket.of_type("read")
    assert (await scene.eva.http.get(f"/api/chat/{scene.chat_id}/")).json()["leido_cliente"] == 3


async def test_after_unsubscribing_nothing_of_the_chat_comes_but_the_inbox(scene: Scene) -> None:
    await scene.anas.send("unsubscribe", chat_id=scene.chat_id)
    await scene.anas.settle()
    before = len(scene.anas.frames)
    await scene.panel.send("typing", activo=True)
    await scene.panel.expect("ack", uid=await scene.panel.say("¿Hola?"))
    await scene.beas.expect("chat_message", seq=2)
    await scene.anas.expect("inbox", evento="chat_message")
    await scene.anas.settle()
    # Colleagues come and go at any moment, of which everyone is told.
    assert {frame["type"] for frame in scene.anas.frames[before:]} <= {"inbox", "pong", "team"}


async def test_subscribing_again_resumes_from_where_one_says(scene: Scene) -> None:
    await scene.ana.reply(scene.chat_id, "Dime")
    for despues, seqs in ((0, [1, 2]), (1, [2]), (2, []), (None, [])):
        before = len(scene.beas.frames)
        await scene.beas.send("subscribe", chat_id=scene.chat_id, **({} if despues is None else {"despues": despues}))
        ready = await scene.beas.expect("ready", chat_id=scene.chat_id)
        await scene.beas.settle()
        told = scene.beas.frames[before:]
        assert [f["seq"] for f in told[told.index(ready) :] if f["type"] == "chat_message"] == seqs
        assert (ready["ultimo_seq"], ready["sin_leer"]) == (2, 0)


async def test_what_an_agent_sends_is_acked_here_and_told_to_the_others(scene: Scene) -> None:
    uid = await scene.anas.say("Dime", chat_id=scene.chat_id)
    ack = await scene.anas.expect("ack", uid=uid)
    for socket in (scene.panel, scene.tab, scene.beas):
        frame = await socket.expect("chat_message", uid=uid)
        assert (frame["chat_id"], frame["seq"], frame["creado_en"]) == (scene.chat_id, ack["seq"], ack["creado_en"])
        assert frame["autor"]["nombre"] == "Ana Ruiz"
    await scene.anas.settle()
    assert not scene.anas.of_type("chat_message")
    await scene.anas.say("Dime", uid=uid, chat_id=scene.chat_id)
    assert await scene.anas.expect("ack", uid=uid) == ack


async def test_clientes_are_told_when_soporte_comes_and_goes(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    async with eva.connect("/ws/chat/soporte/") as panel:
        if (await panel.expect("ready"))["soporte"] == "en_linea":
            # Somebody of another test has only just left.
            await panel.expect("presence", soporte="ausente", within=60)
        async with ana.connect("/ws/soporte/"):
            assert await panel.expect("presence") == {"type": "presence", "soporte": "en_linea"}
            async with ana.connect("/ws/soporte/"):
                pass
            async with eva.connect("/ws/chat/soporte/") as late:
                assert (await late.expect("ready"))["soporte"] == "en_linea"
        assert (await panel.expect("presence", within=10))["soporte"] == "ausente"
        assert [frame["soporte"] for frame in panel.of_type("presence")][-2:] == ["en_linea", "ausente"]

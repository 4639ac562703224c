"""The main job over real sockets: soporte closes, the cliente writes again, a new chat opens by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import installation
from tests.installation import Server
from tests.people import Agente, Cliente


@pytest.fixture(scope="module", params=["our own server", "any ASGI server"])
def host(request: pytest.FixtureRequest, server: Server) -> Iterator[Server]:
    if request.param == "our own server":
        yield server
    else:
        with installation.served_by_uvicorn() as running:
            yield running


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_what_a_cliente_writes_after_a_close_opens_a_new_chat(host: Server, tenant: str) -> None:
    eva, ana = Cliente(host, tenant), Agente(host)
    async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
        assert (await panel.expect("ready"))["chat_id"] is None
        await desk.expect("ready")

        uid = await panel.say("Hola, ¿hay alguien?")
        opened = await panel.expect("chat_opened")
        first = opened["chat_id"]
        assert opened["anterior"] is None
        assert (await panel.expect("ready"))["chat_id"] == first
        assert (await panel.expect("ack", uid=uid))["seq"] == 1

        row = (await desk.expect("inbox", evento="chat_opened"))["chat"]
        assert (row["id"], row["tenant"]["slug"], row["ultimo_texto"]) == (first, tenant, "Hola, ¿hay alguien?")
        await desk.send("subscribe", chat_id=first, despues=0)
        await desk.expect("ready", chat_id=first)
        assert (await desk.expect("chat_message", chat_id=first))["seq"] == 1
        answer = await desk.say("Sí, dime.", chat_id=first)
        await desk.expect("ack", uid=answer)
        assert (await panel.expect("chat_message"))["texto"] == "Sí, dime."

        assert (await ana.close(first, razon_cierre="resuelto", visto_hasta=2)).status_code == 200
        closed = await panel.expect("chat_closed")
        assert (closed["chat_id"], closed["razon_cierre"], closed["ultimo_seq"]) == (first, "resuelto", 2)

        uid = await panel.say("Una cosa más")
        opened = await panel.expect("chat_opened")
        second = opened["chat_id"]
        assert second != first
        assert opened["anterior"] == first
        assert (await panel.expect("ready"))["chat_id"] == second
        ack = await panel.expect("ack", uid=uid)
        assert (ack["chat_id"], ack["seq"]) == (second, 1)
        back = await desk.expect("inbox", evento="chat_opened", reapertura=True)
        assert (back["chat"]["id"], back["chat"]["anterior"]) == (second, first)
        await ana.reply(second, "Claro")
        assert (await panel.expect("chat_message", chat_id=second))["texto"] == "Claro"

    history = (await eva.http.get("/api/chat/historial/")).json()["resultados"]
    assert [chat["id"] for chat in history] == [second, first]
    assert [m["texto"] for m in await eva.messages(first)] == ["Hola, ¿hay alguien?", "Sí, dime."]
    assert [m["texto"] for m in await eva.messages(second)] == ["Una cosa más", "Claro"]


async def test_sockets_end_as_the_protocol_says_on_any_server(host: Server) -> None:
    eva, ana = Cliente(host, "acme"), Agente(host)
    assert await eva.handshake_status("/ws/soporte/") == 403
    for sent, code in ((b"x", 4400), ("x" * 65_537, 1009)):
        async with eva.connect("/ws/chat/soporte/") as panel:
            await panel.expect("ready")
            await panel.connection.send(sent)
            assert await panel.closed() == code
    async with Cliente(host, "acme", ttl_s=1).connect("/ws/chat/soporte/") as panel:
        assert await panel.closed() == 4401
    async with ana.connect("/ws/soporte/") as desk:
        for _ in range(60):
            await desk.connection.send("basura")
        assert await desk.closed() == 4400
        assert len(desk.of_type("error")) == 20, "each was told before the close"

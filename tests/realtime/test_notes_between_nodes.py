"""A note that the bus cannot carry is read by the node that hears of it."""

from __future__ import annotations

from tests import installation
from tests.installation import Server
from tests.people import Agente, Cliente


async def test_a_note_that_is_too_long_for_a_notification_arrives_whole(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    texto = "😀" * 10_000
    with installation.serving() as elsewhere:
        async with Agente(elsewhere, "bea").connect("/ws/soporte/") as console:
            await console.expect("ready")
            await console.send("subscribe", chat_id=chat_id)
            await console.expect("ready", chat_id=chat_id)
            # Until its node has been heard, the other one believes itself alone and tells nobody.
            await console.settle()
            answer = await ana.http.post(f"/api/soporte/chats/{chat_id}/notas/", json={"texto": texto})
            assert (await console.expect("note"))["nota"] == answer.json()

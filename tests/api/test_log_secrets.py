"""No token, ticket, password or word that people wrote ever reaches a line of the log."""

from __future__ import annotations

import asyncio

from tests import installation
from tests.people import PATIENCE, Agente, Cliente, Person, new_uid

from .doors import post_raw
from .test_sessions import Console

MARK = "palabra-que-nadie-mas-escribe"


async def test_a_whole_scenario_leaves_no_secret_in_the_log(database: None) -> None:
    with installation.serving(VENTANILLA_RATE_LIMIT="3", VENTANILLA_LOG_LEVEL="DEBUG") as server:
        eva = Cliente(server, "acme", nombre=f"nombre {MARK}")
        ana, console = Agente(server), Console(server)
        secrets = [MARK, eva.token, eva.token.split(".")[-1], ana.token]

        pair = await eva.say(f"texto {MARK}", contexto={"clave": f"contexto {MARK}"})
        chat_id = pair["chat"]["id"]
        ticket = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
        secrets += [ticket, ticket.split(".")[-1]]
        for path in ("/ws/chat/soporte/", f"/ws/chat/{chat_id}/"):
            assert await eva.handshake_status(f"{path}?token={eva.token}", subprotocols=None) == 101
        assert await eva.handshake_status(f"/ws/chat/soporte/?ticket={ticket}", subprotocols=None) == 101
        assert await eva.handshake_status(f"/ws/chat/soporte/?ticket={ticket}", subprotocols=None) == 401
        assert await eva.handshake_status(f"/ws/nada/?token={eva.token}", subprotocols=None) == 404
        await eva.http.get(f"/api/nada/?token={eva.token}")
        await Person(server, "nadie.localhost", eva.token).http.get(f"/?token={eva.token}")

        async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
            await panel.connection.send(f"basura {MARK}")
            await panel.send("chat_message", uid=new_uid(), texto=[f"forma equivocada {MARK}"])
            for n in range(12):
                await panel.say(f"deprisa {n} {MARK}")
            await panel.settle()
            await desk.say(f"respuesta {MARK}", chat_id=chat_id)
            await desk.settle()
        await post_raw(eva, "/api/chat/soporte/mensajes/", f'{{"texto": "{MARK}'.encode())
        await post_raw(eva, "/api/chat/soporte/mensajes/", f'{{"uid": "{MARK}", "texto": "{MARK}"}}'.encode())
        await ana.http.get("/api/soporte/bandeja/", params={"q": MARK, "cursor": MARK})
        await ana.close(chat_id, razon_cierre="resuelto", mensaje=f"cierre {MARK}")

        assert (await console.log_in()).status_code == 200
        secrets += [*console.http.cookies.values()]
        await Console(server).log_in("bea", f"clave {MARK}")

        async with asyncio.timeout(PATIENCE):
            while f"Chat {chat_id} cerrado" not in (log := server.log.read_text()):
                await asyncio.sleep(0.02)
        assert f"Chat creado en tenant acme: chat_id={chat_id}" in log
        assert f"Chat {chat_id} cerrado y notificado vía WebSocket al grupo chat_{chat_id}" in log
    log = server.log.read_text()
    found = [secret[:12] for secret in secrets if secret in log]
    assert not found
    assert "Traceback" not in log

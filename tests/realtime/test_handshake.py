"""Who may open a socket, and what a refused handshake looks like: a plain HTTP status before anything is accepted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import websockets

from tests.installation import Server
from tests.people import Agente, Cliente, Person
from ventanilla.conf import Conf

MISSING = 9_007_199_254_740_991


async def test_each_way_of_saying_who_one_is_opens_the_socket(server: Server) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    ticket = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
    for path in ("/ws/chat/soporte/", f"/ws/chat/{chat_id}/"):
        ways = [
            (f"{path}?token={eva.token}", None),
            (path, ["ventanilla.v1", f"token.{eva.token}"]),
            (path, [f"token.{eva.token}", "ventanilla.v1"]),
            (f"{path}?token={eva.token}", ["ventanilla.v1"]),
        ]
        if path.startswith("/ws/chat/soporte"):
            ways.append((f"{path}?ticket={ticket}", None))
        for address, subprotocols in ways:
            async with eva.connect(address, subprotocols=subprotocols) as panel:
                assert panel.connection.subprotocol == ("ventanilla.v1" if subprotocols else None)
                assert (await panel.expect("ready"))["chat_id"] == chat_id


async def test_the_ticket_counts_before_the_token(server: Server) -> None:
    eva, ivan = Cliente(server, "acme"), Cliente(server, "acme")
    evas, ivans = [(await person.say("Hola"))["chat"]["id"] for person in (eva, ivan)]
    ticket = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
    async with ivan.connect(f"/ws/chat/soporte/?ticket={ticket}") as panel:
        assert (await panel.expect("ready"))["chat_id"] == evas
    async with ivan.connect(f"/ws/chat/soporte/?token={eva.token}") as panel:
        assert (await panel.expect("ready"))["chat_id"] == ivans, "the subprotocol counts before the query"


async def test_who_is_nobody_is_refused_with_401(server: Server) -> None:
    eva = Cliente(server, "acme")
    for path in ("/ws/chat/soporte/", "/ws/chat/1/"):
        for subprotocols in (None, ["ventanilla.v1"], ["ventanilla.v1", "token.x"], ["ventanilla.v1", "token.."]):
            assert await eva.handshake_status(path, subprotocols=subprotocols) == 401
        assert await eva.handshake_status(f"{path}?token=x", subprotocols=None) == 401
        assert await eva.handshake_status(f"{path}?ticket=x", subprotocols=None) == 401
        assert await eva.handshake_status(f"{path}?ticket=x") == 401, "a bad ticket is not saved by a good token"


async def test_a_chat_that_is_not_there_is_refused_with_404(server: Server) -> None:
    eva = Cliente(server, "acme")
    for path in (
        f"/ws/chat/{MISSING}/",
        "/ws/chat/0/",
        "/ws/chat/99999999999999999999/",
        "/ws/chat/-1/",
        "/ws/chat/x/",
    ):
        assert await eva.handshake_status(path) == 404
    assert await eva.handshake_status(f"/ws/chat/soporte/?chat={MISSING}&despues=0") == 404
    for path in ("/ws/", "/ws/chat/", "/ws/otra/", "/", "/api/chat/soporte/"):
        assert await eva.handshake_status(path) == 404


async def test_a_cliente_at_soportes_socket_is_refused_with_403(server: Server) -> None:
    for tenant in ("acme", "public"):
        assert await Cliente(server, tenant).handshake_status("/ws/soporte/") == 403
    assert await Agente(server).handshake_status("/ws/chat/soporte/") == 403


@pytest.mark.parametrize(
    "query", ["despues=x", "despues=-1", "despues=1.5", "despues=" + "9" * 40, "chat=x", "chat=%00"]
)
async def test_a_malformed_query_is_refused_before_the_socket_is_accepted(server: Server, query: str) -> None:
    assert await Cliente(server, "acme").handshake_status(f"/ws/chat/soporte/?{query}") in (400, 404, 422)


async def test_a_refusal_is_a_problem_that_a_program_can_read(server: Server) -> None:
    eva = Cliente(server, "acme")
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with eva.connect(f"/ws/chat/{MISSING}/"):
            pass
    response = refused.value.response
    assert response.headers["content-type"].startswith("application/problem+json")
    assert json.loads(response.body)["codigo"] == "no_encontrado"


async def test_ready_tells_all_that_the_contract_names(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.reply(chat_id, "Dime")
    async with eva.connect("/ws/chat/soporte/") as panel:
        ready = await panel.receive()
    assert ready["type"] == "ready"
    assert (ready["chat_id"], ready["ultimo_seq"], ready["cerrado"]) == (chat_id, 2, False)
    assert (ready["leido_cliente"], ready["leido_soporte"], ready["sin_leer"], ready["anterior"]) == (1, 2, 1, None)
    assert ready["soporte"] in ("en_linea", "ausente")
    assert 0 < ready["latido"] <= 60
    assert ready["expira_en"].endswith("Z")
    async with ana.connect("/ws/soporte/") as desk:
        desks = await desk.receive()
    assert (desks["type"], desks["chat_id"], desks["expira_en"]) == ("ready", None, None)
    assert desks["epoca"] == ready["epoca"]


async def test_ready_without_an_open_chat_names_the_last_closed_one(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)

    async def no_open_chat() -> dict[str, Any]:
        async with eva.connect("/ws/chat/soporte/?despues=0") as panel:
            ready = await panel.receive()
            assert (ready["chat_id"], ready["ultimo_seq"], ready["cerrado"]) == (None, 0, False)
            assert {frame["type"] for frame in await panel.settle()} <= {"ready", "pong", "presence"}
            assert len(panel.of_type("ready")) == 1
            return ready

    assert (await no_open_chat())["anterior"] is None
    for _ in range(2):
        chat_id = (await eva.say("Hola"))["chat"]["id"]
        await ana.close(chat_id)
        assert (await no_open_chat())["anterior"] == chat_id


# --- tickets --------------------------------------------------------------------------------------------------


async def test_a_ticket_opens_one_socket_once(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    for person, path in ((eva, "/ws/chat/soporte/"), (ana, "/ws/soporte/")):
        given = await person.http.post("/api/chat/ticket/")
        assert given.status_code == 200
        assert given.json()["expira_en"].endswith("Z")
        address = f"{path}?ticket={given.json()['ticket']}"
        async with person.connect(address, subprotocols=None) as socket:
            await socket.expect("ready")
            assert await person.handshake_status(address, subprotocols=None) == 401, "while it is in use"
        assert await person.handshake_status(address, subprotocols=None) == 401, "and after it"


async def test_a_ticket_is_good_for_its_own_tenant_alone(server: Server) -> None:
    eva = Cliente(server, "acme")
    given = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
    for host in ("globex.localhost", "localhost"):
        stranger = Person(server, host, "")
        path = f"/ws/chat/soporte/?ticket={given}"
        assert await stranger.handshake_status(path, subprotocols=None) == 401
    assert await eva.handshake_status(f"/ws/soporte/?ticket={given}", subprotocols=None) in (401, 403)


async def test_a_ticket_is_no_token_and_a_token_no_ticket(server: Server) -> None:
    eva = Cliente(server, "acme")
    given = (await eva.http.post("/api/chat/ticket/")).json()["ticket"]
    assert (await Person(server, eva.host, given).http.get("/api/chat/historial/")).status_code == 401
    assert await eva.handshake_status(f"/ws/chat/soporte/?token={given}", subprotocols=None) == 401
    assert await eva.handshake_status(f"/ws/chat/soporte/?ticket={eva.token}", subprotocols=None) == 401


async def test_a_ticket_does_not_outlive_the_token_that_it_came_from(server: Server) -> None:
    eva = Cliente(server, "acme", ttl_s=2)
    given = (await eva.http.post("/api/chat/ticket/")).json()
    async with eva.connect(f"/ws/chat/soporte/?ticket={given['ticket']}", subprotocols=None) as panel:
        assert (await panel.expect("ready"))["expira_en"] >= given["expira_en"]
        assert await panel.closed(within=4) == 4401
    assert await eva.handshake_status(f"/ws/chat/soporte/?ticket={given['ticket']}", subprotocols=None) == 401


async def test_one_person_has_so_many_sockets_and_takes_no_ones_place(server: Server) -> None:
    eva, ivan = Cliente(server, "acme"), Cliente(server, "acme")
    async with AsyncExitStack() as open_ones:
        for _ in range(Conf().sockets_per_cliente):
            panel = await open_ones.enter_async_context(eva.connect("/ws/chat/soporte/"))
            await panel.expect("ready")
        assert await eva.handshake_status("/ws/chat/soporte/") == 429
        assert await ivan.handshake_status("/ws/chat/soporte/") == 101
    assert await eventually(lambda: eva.handshake_status("/ws/chat/soporte/"), 101)


async def eventually(ask: Callable[[], Awaitable[int]], expected: int) -> bool:
    async with asyncio.timeout(5):
        while await ask() != expected:
            await asyncio.sleep(0.02)
    return True

"""What an agente has begun to write waits on the server, for them alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_people import colleague
from tests.installation import Server
from tests.people import Agente, Cliente
from ventanilla.chat.people import PERMISOS

from .doors import MISSING, assert_refused


def path(chat_id: int) -> str:
    return f"/api/soporte/chats/{chat_id}/borrador/"


async def mine(ana: Agente, chat_id: int) -> dict[str, str]:
    drafts = (await ana.http.get("/api/soporte/borradores/")).json()["resultados"]
    return {one["tipo"]: one["texto"] for one in drafts if one["chat_id"] == chat_id}


async def test_an_answer_and_a_note_are_kept_apart_for_each_agente(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert (await ana.http.get(path(chat_id))).json()["texto"] == ""
    await ana.http.put(path(chat_id), json={"texto": "Lo m"})
    await ana.http.put(path(chat_id), json={"texto": "Lo miro"})
    await ana.http.put(path(chat_id), params={"tipo": "nota"}, json={"texto": "@bea"})
    assert await mine(ana, chat_id) == {"respuesta": "Lo miro", "nota": "@bea"}
    assert (await ana.http.get(path(chat_id))).json()["texto"] == "Lo miro"
    assert await mine(bea, chat_id) == {}
    assert (await bea.http.get(path(chat_id))).json()["texto"] == ""


async def test_an_empty_draft_is_none(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.http.put(path(chat_id), json={"texto": "Lo miro"})
    assert (await ana.http.put(path(chat_id), json={"texto": ""})).json()["cambiado_en"] is None
    assert await mine(ana, chat_id) == {}
    await ana.http.put(path(chat_id), json={"texto": "Lo miro"})
    for _ in range(2):
        assert (await ana.http.delete(path(chat_id))).status_code == 200
    assert await mine(ana, chat_id) == {}


async def test_the_agentes_other_console_hears_of_it_and_a_colleagues_does_not(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server), Agente(server, "bea")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    async with ana.connect("/ws/soporte/") as own, bea.connect("/ws/soporte/") as other:
        for each in (own, other):
            await each.expect("ready")
        await ana.http.put(path(chat_id), json={"texto": "Lo miro"})
        await own.expect("changed", que="borradores")
        assert not [frame for frame in await other.settle() if frame["type"] == "changed"]


@pytest.mark.parametrize(
    ("body", "query", "status"),
    [
        ({}, {}, 422),
        ({"texto": "x\x00"}, {}, 422),
        ({"texto": "x" * 10_001}, {}, 413),
        ({"texto": "x", "tipo": "nota"}, {}, 422),
        ({"texto": "x"}, {"tipo": "carta"}, 422),
    ],
)
async def test_what_is_no_draft_is_refused(
    server: Server, body: dict[str, Any], query: dict[str, str], status: int
) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert (await ana.http.put(path(chat_id), json=body, params=query)).status_code == status
    assert await mine(ana, chat_id) == {}


async def test_a_chat_of_another_tenant_looks_like_none(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    elsewhere = colleague(server, PERMISOS, tenants=["globex"])
    for person, of in ((elsewhere, chat_id), (ana, MISSING)):
        assert_refused(await person.http.get(path(of)), 404)
        assert_refused(await person.http.put(path(of), json={"texto": "x"}), 404)
        assert_refused(await person.http.delete(path(of)), 404)
    assert (await eva.http.get(path(chat_id))).status_code in (403, 404)

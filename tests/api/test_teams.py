"""Teams, the settings of routing, what a cliente hears of the hours; and chats that find their agente."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.desk_people import Colleague, colleague, made_tenant
from tests.installation import Server
from tests.people import Agente, Cliente, new_id


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


@pytest.fixture
async def settings(ana: Agente) -> AsyncIterator[dict[str, Any]]:
    """As they are; and afterwards they are so again."""
    before = (await ana.http.get("/api/soporte/ajustes/")).json()
    yield before
    assert (await ana.http.put("/api/soporte/ajustes/", json=before)).status_code == 200


async def row_of(agente: Agente, chat_id: int) -> dict[str, Any]:
    found = await agente.http.get("/api/soporte/bandeja/filas/", params={"ids": chat_id})
    row: dict[str, Any] = found.json()["resultados"][0]
    return row


async def until_assigned(agente: Agente, chat_id: int) -> int:
    async with asyncio.timeout(15):
        while (assigned := (await row_of(agente, chat_id))["asignado_a"]) is None:
            await asyncio.sleep(0.1)
    return int(assigned)


async def test_a_team_is_made_changed_and_removed(server: Server, ana: Agente) -> None:
    bea, name = colleague(server), f"Equipo {new_id()}"
    made = await ana.post("equipos/", nombre=name, miembros=[bea.id], color="#7c3aed", asignacion="turnos")
    assert (made.status_code, made.json()["miembros"]) == (201, [bea.id])
    team = made.json()["id"]
    assert team in (await bea.http.get("/api/soporte/yo/")).json()["equipos"]
    assert (await ana.post("equipos/", nombre=name)).status_code == 422
    assert (await ana.post("equipos/", nombre=f"{name} b", miembros=[987_654_321])).status_code == 422
    chat_id = (await Cliente(server, "acme").say("Hola"))["chat"]["id"]
    moved = await ana.post(f"chats/{chat_id}/asignar/", agente_id=None, equipo_id=team)
    assert moved.json()["equipo_id"] == team
    assert chat_id in [row["id"] for row in await bea.inbox(equipo="mio", limite=200)]
    changed = await ana.http.put(f"/api/soporte/equipos/{team}/", json={"nombre": f"{name} c"})
    assert changed.json()["miembros"] == []
    assert (await ana.http.delete(f"/api/soporte/equipos/{team}/")).status_code == 200
    assert (await ana.http.delete(f"/api/soporte/equipos/{team}/")).status_code == 404
    assert (await row_of(ana, chat_id))["equipo_id"] is None
    assert (await bea.post("equipos/", nombre="Mío")).status_code == 403


async def test_settings_are_checked_and_kept(server: Server, ana: Agente, settings: dict[str, Any]) -> None:
    changed = await ana.http.put("/api/soporte/ajustes/", json={**settings, "capacidad": 3})
    assert changed.json()["capacidad"] == 3
    for wrong in (
        {"capacidad": 0},
        {"asignacion": "azar"},
        {"horario": {"zona": "Marte"}},
        {"cierre_auto_h": 1, "cierre_aviso_min": 60},
        {"inventado": 1},
    ):
        refused = await ana.http.put("/api/soporte/ajustes/", json={**settings, **wrong})
        assert (refused.status_code, refused.json()["codigo"]) == (422, "datos_invalidos")
    assert (await ana.http.get("/api/soporte/ajustes/")).json()["capacidad"] == 3
    assert (await colleague(server).http.put("/api/soporte/ajustes/", json=settings)).status_code == 403


async def test_a_cliente_hears_when_soporte_is_there_again(server: Server, ana: Agente) -> None:
    slug, eva_is = made_tenant(), "/api/chat/soporte/estado/"
    eva = Cliente(server, slug)
    assert (await eva.http.get(eva_is)).json()["abierto"] is True
    never = await ana.post(
        "equipos/", nombre=f"Cerrado {new_id()}", horario={"zona": "Europe/Madrid", "dias": {}, "festivos": []}
    )
    await ana.http.put(f"/api/soporte/tenants/{slug}/ficha/", json={"equipo_id": never.json()["id"]})
    told = (await eva.http.get(eva_is)).json()
    assert (told["abierto"], told["abre_en"]) == (False, None)
    assert (await ana.http.get(eva_is)).status_code == 403


async def test_chats_of_a_tenant_go_to_its_team_in_turn_and_none_to_who_is_away(server: Server, ana: Agente) -> None:
    slug = made_tenant()
    one, two = colleague(server, tenants=[slug]), colleague(server, tenants=[slug])
    team = await ana.post("equipos/", nombre=f"T {slug}", miembros=[one.id, two.id], asignacion="turnos")
    await ana.http.put(f"/api/soporte/tenants/{slug}/ficha/", json={"equipo_id": team.json()["id"]})

    async def asks() -> int:
        chat_id: int = (await Cliente(server, slug).say("¿Hola?"))["chat"]["id"]
        return chat_id

    async with one.connect("/ws/soporte/") as desk, two.connect("/ws/soporte/") as other:
        for socket in (desk, other):
            await socket.expect("ready")
        first, second = await until_assigned(ana, await asks()), await until_assigned(ana, await asks())
        assert {first, second} == {one.id, two.id}
        await other.send("status", estado="ausente")
        await is_(ana, two, "ausente")
        assert [await until_assigned(ana, await asks()) for _ in range(2)] == [one.id] * 2
        alert = await desk.expect("alert")
        assert (alert["clase"], alert["chat"]["tenant"]["slug"]) == ("asignado", slug)
        await other.send("status", estado="en_linea")
        await is_(ana, two, "en_linea")
        await desk.send("status", estado="ausente", automatico=True)
        await is_(ana, one, "ausente")
        assert await until_assigned(ana, await asks()) == two.id


async def is_(ana: Agente, who: Colleague, estado: str) -> None:
    """Waits until the team says so."""
    async with asyncio.timeout(10):
        while True:
            team = (await ana.http.get("/api/soporte/equipo/")).json()["resultados"]
            if next(mate["estado"] for mate in team if mate["id"] == who.id) == estado:
                return
            await asyncio.sleep(0.1)


async def test_who_is_there_is_told_to_every_agente(server: Server, ana: Agente) -> None:
    bea = colleague(server)
    async with ana.connect("/ws/soporte/") as desk:
        await desk.expect("ready")

        async def told() -> str:
            while True:
                frame = await desk.expect("team")
                for mate in frame["agentes"]:
                    if mate["id"] == bea.id:
                        return str(mate["estado"])

        async with bea.connect("/ws/soporte/") as hers:
            await hers.expect("ready")
            assert await told() == "en_linea"
            await hers.send("status", estado="ausente")
            assert await told() == "ausente"
            await hers.send("status", estado="en_linea")
            assert await told() == "en_linea"
        assert await told() == "desconectado"

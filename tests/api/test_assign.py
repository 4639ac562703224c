"""Whose chat it is: taken, given, taken over; to whom it cannot be given; and everyone's inbox hears of it."""

from __future__ import annotations

import pytest

from tests.desk_people import colleague, id_of
from tests.installation import Server
from tests.people import Agente, Cliente


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


async def chat_of(server: Server, tenant: str = "acme") -> int:
    chat_id: int = (await Cliente(server, tenant).say("¿Hola?"))["chat"]["id"]
    return chat_id


async def test_it_is_told_to_every_inbox_and_to_whom_it_was_given(server: Server, ana: Agente) -> None:
    chat_id, bea = await chat_of(server), colleague(server)
    async with ana.connect("/ws/soporte/") as desk, bea.connect("/ws/soporte/") as hers:
        await desk.expect("ready")
        await hers.expect("ready")
        given = await ana.post(f"chats/{chat_id}/asignar/", agente_id=bea.id)
        assert (given.status_code, given.json()["asignado_a"]) == (200, bea.id)
        frame = await desk.expect("inbox")
        assert (frame["evento"], frame["chat"]) == ("assigned", given.json())
        alert = await hers.expect("alert")
        assert (alert["clase"], alert["chat"]["id"], alert["de"]["usuario"]) == ("asignado", chat_id, "ana")
        await desk.settle()
        assert not desk.of_type("alert"), "whoever gave it away is not called"


async def test_asking_twice_changes_nothing(server: Server, ana: Agente) -> None:
    chat_id = await chat_of(server)
    me = id_of("ana")
    first = (await ana.post(f"chats/{chat_id}/asignar/", agente_id=me)).json()
    again = (await ana.post(f"chats/{chat_id}/asignar/", agente_id=me)).json()
    assert again == first, "not even its version"


async def test_a_chat_that_someone_else_took_meanwhile_is_not_taken_by_chance(server: Server, ana: Agente) -> None:
    chat_id, bea, carla = await chat_of(server), colleague(server), colleague(server)
    assert (await bea.post(f"chats/{chat_id}/asignar/", agente_id=bea.id, si=None)).status_code == 200
    late = await carla.post(f"chats/{chat_id}/asignar/", agente_id=carla.id, si=None)
    assert (late.status_code, late.json()["codigo"], late.json()["asignado_a"]) == (409, "ya_asignado", bea.id)
    over = await carla.post(f"chats/{chat_id}/asignar/", agente_id=carla.id, si=bea.id)
    assert over.json()["asignado_a"] == carla.id, "taken over, with open eyes"
    back = await ana.post(f"chats/{chat_id}/asignar/", agente_id=None)
    assert back.json()["asignado_a"] is None


async def test_it_goes_to_nobody_who_does_not_answer_there(server: Server, ana: Agente) -> None:
    chat_id = await chat_of(server)
    of_globex = colleague(server, tenants=["globex"])
    silent = colleague(server, ["tablero"])
    for agente_id in (of_globex.id, silent.id, 987_654_321):
        refused = await ana.post(f"chats/{chat_id}/asignar/", agente_id=agente_id)
        assert (refused.status_code, refused.json()["errores"][0]["campo"]) == (422, "agente_id")
    refused = await ana.post(f"chats/{chat_id}/asignar/", agente_id=None, equipo_id=987_654_321)
    assert (refused.status_code, refused.json()["errores"][0]["campo"]) == (422, "equipo_id")
    [row] = [row for row in await ana.inbox(limite=200) if row["id"] == chat_id]
    assert (row["asignado_a"], row["equipo_id"]) == (None, None)


async def test_who_may_not_and_what_cannot_be_assigned(server: Server, ana: Agente) -> None:
    chat_id = await chat_of(server)
    reader = colleague(server, ["responder"])
    assert (await reader.post(f"chats/{chat_id}/asignar/", agente_id=reader.id)).status_code == 403
    of_globex = colleague(server, tenants=["globex"])
    assert (await of_globex.post(f"chats/{chat_id}/asignar/", agente_id=None)).status_code == 404
    unspoken = (await Cliente(server, "acme").open())["id"]
    assert (await ana.post(f"chats/{unspoken}/asignar/", agente_id=None)).status_code == 404
    assert (await ana.post("chats/987654321/asignar/", agente_id=None)).status_code == 404
    await ana.close(chat_id)
    closed = await ana.post(f"chats/{chat_id}/asignar/", agente_id=id_of("ana"))
    assert (closed.status_code, closed.json()["codigo"]) == (409, "chat_cerrado")
    assert (await ana.post(f"chats/{chat_id}/asignar/")).status_code == 422


async def test_the_next_chat_of_a_cliente_is_nobodys(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "acme")
    first = (await eva.say("Uno"))["chat"]["id"]
    await ana.post(f"chats/{first}/asignar/", agente_id=id_of("ana"))
    await eva.say("Otra cosa")
    [row] = [row for row in await ana.inbox(limite=200) if row["id"] == first]
    assert row["asignado_a"] == id_of("ana"), "a message takes it from nobody"
    await ana.close(first)
    second = (await eva.say("Dos"))["chat"]["id"]
    [row] = [row for row in await ana.inbox(limite=200) if row["id"] == second]
    assert row["asignado_a"] is None

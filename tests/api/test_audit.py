"""The audit log: who did and saw what, from where; told to whom it may be told, and forgotten in time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import PATIENCE, Agente, Cliente, in_public
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import PERMISOS
from ventanilla.desk import audit

from .doors import assert_refused


@pytest.fixture
def keeper(server: Server) -> Colleague:
    return colleague(server, PERMISOS)


@pytest.fixture
def leo(server: Server) -> Colleague:
    return colleague(server, PERMISOS)


async def acts(by: Agente, **query: Any) -> list[dict[str, Any]]:
    response = await by.http.get("/api/soporte/auditoria/", params=query)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["resultados"]
    return found


async def until_there(by: Agente, **query: Any) -> list[dict[str, Any]]:
    async with asyncio.timeout(PATIENCE):
        while not (found := await acts(by, **query)):
            await asyncio.sleep(0.02)
    return found


async def chat_of(server: Server, tenant: str = "acme") -> int:
    chat_id: int = (await Cliente(server, tenant).say("¿Hola?"))["chat"]["id"]
    return chat_id


async def test_a_chat_that_is_opened_stands_in_it_once_an_hour(
    server: Server, keeper: Colleague, leo: Colleague
) -> None:
    chat_id = await chat_of(server)
    for _ in range(3):
        await leo.http.get(f"/api/soporte/chats/{chat_id}/")
    async with leo.connect("/ws/soporte/") as desk:
        await desk.send("subscribe", chat_id=chat_id, despues=0)
        await desk.settle()
    await until_there(keeper, accion="ver", chat=chat_id)
    bea = colleague(server)
    await bea.http.get(f"/api/soporte/chats/{chat_id}/")
    async with asyncio.timeout(PATIENCE):
        while len(seen := await acts(keeper, accion="ver", chat=chat_id)) < 2:
            await asyncio.sleep(0.02)
    assert [act["agente"]["id"] for act in seen] == [bea.id, leo.id]
    assert (seen[1]["tenant"]["slug"], seen[1]["ip"]) == ("acme", "127.0.0.1")


async def test_following_a_chat_on_a_socket_is_seeing_it(server: Server, keeper: Colleague, leo: Colleague) -> None:
    chat_id = await chat_of(server)
    async with leo.connect("/ws/soporte/") as desk:
        await desk.send("subscribe", chat_id=chat_id, despues=0)
        await desk.settle()
        [seen] = await until_there(keeper, accion="ver", chat=chat_id)
    assert (seen["agente"]["id"], seen["ip"]) == (leo.id, "127.0.0.1")


async def test_who_closed_a_chat_stands_in_it_once(server: Server, keeper: Colleague, leo: Colleague) -> None:
    chat_id = await chat_of(server)
    await leo.close(chat_id, razon_cierre="resuelto")
    await leo.close(chat_id)
    await keeper.close(chat_id)
    [act] = await acts(keeper, accion="cerrar", chat=chat_id)
    assert (act["agente"]["id"], act["detalle"]) == (leo.id, {"razon": "resuelto"})
    in_a_batch = await chat_of(server)
    await leo.post("lote/", chats=[in_a_batch], cerrar={"visto": {str(in_a_batch): 1}})
    assert len(await acts(keeper, accion="cerrar", chat=in_a_batch)) == 1


async def test_a_file_that_is_fetched_stands_in_it(server: Server, keeper: Colleague, leo: Colleague) -> None:
    eva = Cliente(server, "acme")
    adjunto = await eva.upload()
    chat_id = (await eva.say("Mira", adjuntos=[adjunto["id"]]))["chat"]["id"]
    await eva.http.get(f"/api/chat/{chat_id}/adjuntos/{adjunto['id']}/")
    assert (await leo.http.get(f"/api/chat/{chat_id}/adjuntos/{adjunto['id']}/")).status_code == 200
    [act] = await until_there(keeper, accion="descargar", chat=chat_id)
    assert (act["agente"]["id"], act["objeto"]) == (leo.id, f"adjunto:{adjunto['id']}")


async def test_no_text_of_anybody_stands_in_it(server: Server, keeper: Colleague, leo: Colleague) -> None:
    secret = "El número de mi cuenta es 4711"
    chat_id = (await Cliente(server, "acme").say(secret))["chat"]["id"]
    await leo.reply(chat_id, "La clave es melocotón")
    await leo.post(f"chats/{chat_id}/notas/", texto="Ojo con melocotón")
    await leo.close(chat_id, mensaje="Adiós, melocotón")
    await until_there(keeper, accion="cerrar", chat=chat_id)
    text = (await keeper.http.get("/api/soporte/auditoria/", params={"chat": chat_id})).text
    assert "4711" not in text
    assert "melocotón" not in text


async def test_what_is_done_to_agents_and_roles_stands_in_it(server: Server, keeper: Colleague, leo: Colleague) -> None:
    made = (await leo.post("agentes/", usuario=f"n{leo.id}")).json()
    agente_id = made["agente"]["id"]
    await leo.post(f"agentes/{agente_id}/clave/")
    found = await acts(keeper, agente=leo.id)
    assert [act["accion"] for act in found[:2]] == ["renovar_clave", "crear_agente"]
    assert found[0]["objeto"] == f"agente:{agente_id}"
    assert made["clave"] not in str(found)


async def test_it_is_read_in_pages_and_by_filters(server: Server, keeper: Colleague, leo: Colleague) -> None:
    chats = [await chat_of(server) for _ in range(5)]
    for chat_id in chats:
        await leo.close(chat_id)
    query: dict[str, Any] = {"agente": leo.id, "accion": "cerrar", "limite": 2}
    seen, cursor = [], None
    while True:
        page = (
            await keeper.http.get("/api/soporte/auditoria/", params={**query, **({"cursor": cursor} if cursor else {})})
        ).json()
        seen += [act["chat_id"] for act in page["resultados"]]
        cursor = page["siguiente"]
        if not cursor:
            break
    assert seen == chats[::-1]
    at = (await acts(keeper, **query))[0]["en"]
    assert [act["chat_id"] for act in await acts(keeper, **query, desde=at)] == [chats[-1]]
    assert len(await acts(keeper, agente=leo.id, accion="cerrar", hasta=at)) == 4
    assert await acts(keeper, agente=leo.id, accion="cerrar", tenant="globex") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"agente": "ana"},
        {"chat": "x"},
        {"tenant": "nadie"},
        {"desde": "ayer"},
        {"hasta": "0001-01-01"},
        {"cursor": "x"},
        {"limite": "0"},
    ],
    ids=str,
)
async def test_what_is_no_filter(keeper: Colleague, wrong: dict[str, str]) -> None:
    assert_refused(await keeper.http.get("/api/soporte/auditoria/", params=wrong), 422)


async def test_who_sees_one_tenant_reads_of_that_one_alone(server: Server, leo: Colleague) -> None:
    mine, theirs = await chat_of(server), await chat_of(server, "globex")
    for chat_id in (mine, theirs):
        await leo.close(chat_id)
    limited = colleague(server, ["auditoria"], tenants=["acme"])
    found = await acts(limited, agente=leo.id, limite=200)
    assert mine in [act["chat_id"] for act in found]
    assert theirs not in [act["chat_id"] for act in found]
    assert {act["tenant"]["slug"] for act in found} == {"acme"}
    assert_refused(await limited.http.get("/api/soporte/auditoria/", params={"tenant": "globex"}), 422)
    assert_refused(await colleague(server).http.get("/api/soporte/auditoria/"), 403)


async def test_what_is_older_than_the_settings_keep_is_purged(
    engine: Engine, server: Server, keeper: Colleague, leo: Colleague
) -> None:
    old, new = await chat_of(server), await chat_of(server)
    for chat_id in (old, new):
        await leo.close(chat_id)
    in_public(lambda: _age(old, days=366))
    [job] = audit.JOBS
    await job.run(engine)
    assert await acts(keeper, chat=old, accion="cerrar") == []
    assert len(await acts(keeper, chat=new, accion="cerrar")) == 1


async def test_how_long_it_is_kept_is_a_setting(server: Server, keeper: Colleague) -> None:
    path = "/api/soporte/administracion/seguridad/"
    before = (await keeper.http.get(path)).json()
    try:
        changed = await keeper.http.put(path, json={**before, "auditoria_dias": 30})
        assert changed.json()["auditoria_dias"] == 30
        assert (await keeper.http.get("/api/soporte/ajustes/")).status_code == 200
        assert_refused(await keeper.http.put(path, json={**before, "auditoria_dias": 0}), 422)
        assert_refused(await keeper.http.put(path, json={**before, "dos_pasos": ["nadie"]}), 422)
        limited = colleague(server, PERMISOS, tenants=["acme"])
        assert_refused(await limited.http.put(path, json=before), 403)
    finally:
        await keeper.http.put(path, json=before)


def _age(chat_id: int, *, days: int) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from ventanilla.desk.models import Auditoria

    Auditoria.objects.filter(chat_id=chat_id).update(en=timezone.now() - timedelta(days=days))

"""The inbox of the desk: what each filter and order shows, and counts that are what the lists show."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_people import colleague, made_tenant
from tests.installation import Server
from tests.people import Agente, Cliente, new_id


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


async def chat_of(server: Server, tenant: str = "acme", texto: str = "¿Hola?") -> int:
    chat_id: int = (await Cliente(server, tenant, nombre="Eva Montes").say(texto))["chat"]["id"]
    return chat_id


async def ids(agente: Agente, **query: Any) -> list[int]:
    return [row["id"] for row in await agente.inbox(limite=200, **query)]


async def test_mine_unassigned_and_someone_elses(server: Server, ana: Agente) -> None:
    bea = colleague(server)
    chat_id = await chat_of(server)
    assert chat_id in await ids(ana, asignado="nadie")
    await ana.post(f"chats/{chat_id}/asignar/", agente_id=bea.id)
    assert await ids(bea, asignado="yo") == [chat_id]
    assert chat_id in await ids(ana, asignado=str(bea.id))
    assert chat_id not in await ids(ana, asignado="yo")
    assert chat_id not in await ids(ana, asignado="nadie")


async def test_several_tenants_and_several_tags(server: Server, ana: Agente) -> None:
    one, other = await chat_of(server, "acme"), await chat_of(server, "globex")
    tag, second = f"t{new_id()}", f"u{new_id()}"
    await ana.post(f"chats/{one}/etiquetas/", poner=[tag, second])
    await ana.post(f"chats/{other}/etiquetas/", poner=[tag])
    assert {one, other} <= set(await ids(ana, tenant="acme,globex"))
    assert set(await ids(ana, etiqueta=tag)) == {one, other}
    assert await ids(ana, etiqueta=f"{tag},{second}") == [one], "with all of them"
    assert await ids(ana, etiqueta=tag, tenant="globex") == [other]
    assert await ids(ana, tenant="nadie-se-llama-asi") == []


async def test_who_waits_longest_comes_first_and_pages_follow(server: Server, ana: Agente) -> None:
    tag = f"t{new_id()}"
    waiting = [await chat_of(server) for _ in range(3)]
    answered = [await chat_of(server) for _ in range(2)]
    for chat_id in answered:
        await ana.reply(chat_id, "Hola")
    for chat_id in [*waiting, *answered]:
        await ana.post(f"chats/{chat_id}/etiquetas/", poner=[tag])
    await ana.reply(waiting[0], "Un momento")
    expected = [*waiting[1:], *sorted([waiting[0], *answered])]
    assert await ids(ana, etiqueta=tag, orden="espera") == expected
    paged: list[int] = []
    cursor = ""
    while cursor is not None:
        page = (
            await ana.http.get(
                "/api/soporte/bandeja/",
                params={"etiqueta": tag, "orden": "espera", "limite": 2, **({"cursor": cursor} if cursor else {})},
            )
        ).json()
        paged += [row["id"] for row in page["resultados"]]
        cursor = page["siguiente"]
    assert paged == expected


async def test_all_of_a_cliente_open_and_closed_and_why(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "acme")
    first = (await eva.say("Uno"))["chat"]["id"]
    await ana.close(first, razon_cierre="duplicado")
    second = (await eva.say("Dos"))["chat"]["id"]
    mine = {"cliente": str(eva.cliente_id), "tenant": "acme"}
    assert await ids(ana, estado="todos", **mine) == [second, first]
    assert await ids(ana, estado="cerrado", razon="duplicado", **mine) == [first]
    assert await ids(ana, estado="cerrado", razon="spam", **mine) == []
    [row] = await ana.inbox(reapertura="1", **mine)
    assert (row["id"], row["razon_anterior"]) == (second, "duplicado")


async def test_days_hold_both_of_their_ends(server: Server, ana: Agente) -> None:
    chat_id = await chat_of(server)
    [row] = [row for row in await ana.inbox(limite=200) if row["id"] == chat_id]
    day = row["creado_en"][:10]
    assert chat_id in await ids(ana, desde=day, hasta=day)
    assert chat_id not in await ids(ana, hasta="2020-01-01")
    assert chat_id not in await ids(ana, desde="2999-01-01")


@pytest.mark.parametrize(
    "query",
    [
        {"estado": "medio"},
        {"orden": "al azar"},
        {"asignado": "bea"},
        {"equipo": "los-de-siempre"},
        {"espera": "sí"},
        {"desde": "ayer"},
        {"hasta": "0001-01-01"},
        {"puntuacion": "6"},
        {"orden": "espera", "cursor": "no"},
        {"cerrado_por": "9" * 16},
    ],
)
async def test_a_malformed_filter_is_refused_by_its_name(ana: Agente, query: dict[str, str]) -> None:
    refused = await ana.http.get("/api/soporte/bandeja/", params=query)
    assert (refused.status_code, refused.json()["codigo"]) == (422, "datos_invalidos")
    assert refused.json()["errores"][0]["campo"] in query


async def test_the_counts_are_what_the_lists_show(server: Server, ana: Agente) -> None:
    slug = made_tenant()
    mine = colleague(server, tenants=[slug])
    taken, waiting = await chat_of(server, slug), await chat_of(server, slug)
    await chat_of(server)
    await mine.post(f"chats/{taken}/asignar/", agente_id=mine.id)
    await mine.reply(taken, "Voy")
    made = await mine.post("vistas/", nombre="Míos de allí", filtro={"asignado": "yo", "tenant": slug})
    counts = (await mine.http.get("/api/soporte/bandeja/cuentas/")).json()
    shown = await mine.inbox(limite=200)
    assert counts["abiertos"] == len(shown) == 2
    assert counts["mios"] == 1
    assert counts["sin_asignar"] == len([row for row in shown if row["asignado_a"] is None])
    assert counts["esperan"] == len([row for row in shown if row["espera_desde"]])
    assert set(counts["por_tenant"]) == {slug}, "nothing of a tenant that one may not see"
    assert counts["por_tenant"][slug] == {"abiertos": counts["abiertos"], "esperan": counts["esperan"]}
    assert counts["por_vista"][str(made.json()["id"])] == 1
    assert waiting in [row["id"] for row in shown]


async def test_rows_as_they_are_now(server: Server, ana: Agente) -> None:
    chat_id, hidden = await chat_of(server), await chat_of(server, "globex")
    await ana.close(chat_id, razon_cierre="resuelto")
    limited = colleague(server, tenants=["acme"])
    answer = await limited.http.get("/api/soporte/bandeja/filas/", params={"ids": f"{chat_id},{hidden}"})
    assert [(row["id"], row["cerrado"]) for row in answer.json()["resultados"]] == [(chat_id, True)]
    for wrong in ("", "1,,2", "uno", ",".join(map(str, range(201)))):
        assert (await ana.http.get("/api/soporte/bandeja/filas/", params={"ids": wrong})).status_code == 422


async def test_saved_views_are_ones_own_or_everyones(server: Server, ana: Agente) -> None:
    bea = colleague(server)
    own = (await bea.post("vistas/", nombre="Urgente", filtro={"etiqueta": "urgente"})).json()
    assert own["filtro"] == {"etiqueta": "urgente"}
    assert (await bea.post("vistas/", nombre="De todos", filtro={}, compartida=True)).status_code == 403
    shared = (await ana.post("vistas/", nombre="De todos", filtro={"espera": True}, compartida=True)).json()

    async def seen(agente: Agente) -> set[int]:
        return {view["id"] for view in (await agente.http.get("/api/soporte/vistas/")).json()["resultados"]}

    assert {own["id"], shared["id"]} <= await seen(bea)
    assert own["id"] not in await seen(ana)
    assert (await ana.http.delete(f"/api/soporte/vistas/{own['id']}/")).status_code == 404, "of someone else"
    assert (await bea.http.delete(f"/api/soporte/vistas/{shared['id']}/")).status_code == 403
    changed = await bea.http.put(
        f"/api/soporte/vistas/{own['id']}/", json={"nombre": "Muy urgente", "filtro": {"orden": "espera"}}
    )
    assert changed.json()["filtro"] == {"orden": "espera"}
    wrong = await bea.post("vistas/", nombre="x", filtro={"inventado": 1})
    assert (wrong.status_code, wrong.json()["errores"][0]["campo"]) == (422, "filtro.inventado")
    assert (await ana.http.delete(f"/api/soporte/vistas/{shared['id']}/")).status_code == 200
    assert (await ana.http.delete(f"/api/soporte/vistas/{shared['id']}/")).status_code == 404

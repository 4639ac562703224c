"""The board's figures: what each of them means, by a case counted by hand; and who may see which."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.desk_people import Colleague, colleague, id_of, made_tenant
from tests.installation import Server
from tests.people import Agente, Cliente

TODAY = datetime.now(UTC).date()


async def figures(agente: Agente, **query: Any) -> dict[str, Any]:
    answer = await agente.http.get("/api/soporte/estadisticas/", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
async def case(server: Server) -> tuple[Agente, Colleague, str]:
    """eva: one closed and rated 4, one open; gus: one closed by the other agente, one answered, none open."""
    slug = made_tenant()
    ana, bea = Agente(server, "ana"), colleague(server)
    eva, gus = Cliente(server, slug, nombre="Eva"), Cliente(server, slug, nombre="Gus")
    first = (await eva.say("Uno"))["chat"]["id"]
    await ana.reply(first, "Dime")
    await ana.close(first, razon_cierre="resuelto")
    rated = await eva.http.post(f"/api/chat/{first}/valoracion/", json={"puntuacion": 4})
    assert rated.status_code == 200, rated.text
    await eva.say("Dos")
    third = (await gus.say("Tres"))["chat"]["id"]
    await gus.say("¿Hola?")
    await bea.close(third, razon_cierre="spam")
    await Cliente(server, slug).open()
    return ana, bea, slug


async def test_a_case_counted_by_hand(case: tuple[Agente, Colleague, str]) -> None:
    ana, bea, slug = case
    found = await figures(ana, tenant=slug)
    assert found["totales"] == {
        "nuevos": 3,
        "abiertos": 1,
        "cerrados": 2,
        "mensajes": 5,
        "abiertos_ahora": 1,
        "esperan_ahora": 1,
    }
    assert found["antes"]["nuevos"] == 0
    [*others, today] = found["por_dia"]
    assert today == {"dia": TODAY.isoformat(), "abiertos": 3, "cerrados": 2}
    assert len(others) == 29
    assert not any(day["abiertos"] or day["cerrados"] for day in others)
    assert found["por_razon"] == [{"razon_cierre": "resuelto", "chats": 1}, {"razon_cierre": "spam", "chats": 1}]
    assert [(each["nombre"], each["abiertos"], each["cerrados"]) for each in found["por_cliente"]] == [
        ("Eva", 1, 1),
        ("Gus", 0, 1),
    ]
    [tenant] = found["por_tenant"]
    assert (tenant["tenant"]["slug"], tenant["abiertos"], tenant["cerrados"]) == (slug, 1, 2)
    agents = {each["agente_id"]: each for each in found["por_agente"]}
    assert (agents[id_of("ana")]["cerrados"], agents[id_of("ana")]["respondidos"]) == (1, 1)
    assert (agents[bea.id]["cerrados"], agents[bea.id]["respondidos"]) == (1, 0)
    assert agents[id_of("ana")]["valoracion"]["media"] == 4
    assert found["valoracion"] == {"media": 4.0, "n": 1, "por_puntuacion": [0, 0, 0, 1, 0]}
    for times in (found["primera_respuesta_s"], found["resolucion_s"]):
        assert 0 <= times["p50"] <= times["p90"] < 60
    assert sum(hour["abiertos"] for hour in found["por_hora"]) == 3


async def test_a_range_and_a_zone(case: tuple[Agente, Colleague, str]) -> None:
    ana, _, slug = case
    past = await figures(ana, tenant=slug, desde="2020-01-01", hasta="2020-01-31")
    assert (past["totales"]["nuevos"], past["totales"]["cerrados"], len(past["por_dia"])) == (0, 0, 31)
    assert past["primera_respuesta_s"] == {"p50": None, "p90": None}
    one = await figures(ana, tenant=slug, desde=TODAY.isoformat(), hasta=TODAY.isoformat())
    assert [day["dia"] for day in one["por_dia"]] == [TODAY.isoformat()]
    far = (datetime.now(UTC) + timedelta(hours=14)).date()
    there = await figures(ana, tenant=slug, zona="Pacific/Kiritimati")
    assert there["por_dia"][-1]["dia"] == far.isoformat()
    assert there["por_dia"][-1]["abiertos"] == 3


@pytest.mark.parametrize(
    "query",
    [
        {"desde": "ayer"},
        {"hasta": "2020-02-30"},
        {"desde": "2026-02-01", "hasta": "2026-01-01"},
        {"desde": "2001-01-01"},
        {"zona": "Marte/Base"},
    ],
)
async def test_a_malformed_range_is_refused(server: Server, query: dict[str, str]) -> None:
    refused = await Agente(server, "ana").http.get("/api/soporte/estadisticas/", params=query)
    assert (refused.status_code, refused.json()["codigo"]) == (422, "datos_invalidos")


async def test_who_sees_what(server: Server, case: tuple[Agente, Colleague, str]) -> None:
    _, _, slug = case
    elsewhere = colleague(server, tenants=["acme"])
    found = await figures(elsewhere)
    assert {each["tenant"]["slug"] for each in found["por_tenant"]} <= {"acme"}
    assert (await elsewhere.http.get("/api/soporte/estadisticas/", params={"tenant": slug})).status_code == 404
    blind = colleague(server, ["responder"])
    assert (await blind.http.get("/api/soporte/estadisticas/")).status_code == 403
    reader = colleague(server, ["tablero"])
    assert (await reader.http.get("/api/soporte/estadisticas/exportar/")).status_code == 403


async def test_a_spreadsheet_runs_nothing_of_what_a_cliente_is_called(server: Server) -> None:
    slug, ana = made_tenant(), Agente(server, "ana")
    names = ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "\tx", 'Eva "la jefa", de Acme', "Iván"]
    for name in names:
        await Cliente(server, slug, nombre=name).say("Hola")
    answer = await ana.http.get(
        "/api/soporte/estadisticas/exportar/", params={"tenant": slug, "que": "por_cliente", "formato": "csv"}
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    written = {row["nombre"] for row in rows}
    assert not [name for name in written if name.startswith(("=", "+", "-", "@", "\t"))]
    assert {'Eva "la jefa", de Acme', "Iván", "'=HYPERLINK(1)"} <= written


async def test_chats_as_csv_and_as_json_are_the_same(server: Server, case: tuple[Agente, Colleague, str]) -> None:
    ana, _, slug = case

    async def file(kind: str) -> str:
        answer = await ana.http.get(
            "/api/soporte/estadisticas/exportar/", params={"tenant": slug, "que": "chats", "formato": kind}
        )
        assert answer.status_code == 200
        return answer.content.decode("utf-8-sig")

    as_json = json.loads(await file("json"))
    as_csv = list(csv.DictReader(io.StringIO(await file("csv"), newline="")))
    assert [str(row["id"]) for row in as_json] == [row["id"] for row in as_csv]
    assert [(row["estado"], row["razon_cierre"] or "") for row in as_json] == [
        (row["estado"], row["razon_cierre"]) for row in as_csv
    ]
    assert {row["mensajes"] for row in as_json} == {1, 2}
    nothing = await ana.http.get(
        "/api/soporte/estadisticas/exportar/",
        params={"tenant": slug, "hasta": "2020-01-01", "desde": "2019-12-01", "formato": "json"},
    )
    assert nothing.json() == []
    wrong = await ana.http.get("/api/soporte/estadisticas/exportar/", params={"que": "todo"})
    assert wrong.status_code == 422

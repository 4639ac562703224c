"""The inbox: one list over all tenants, newest activity first, with cursors and filters; for agents alone."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, in_public, new_id

from .doors import assert_refused

PATH = "/api/soporte/bandeja/"
ROW = {
    *("id", "tenant", "cliente", "cerrado", "razon_cierre", "ultimo_seq", "ultimo_texto", "ultimo_autor"),
    *("ultima_actividad", "espera_desde", "sin_leer", "asignado_a", "etiquetas", "anterior", "reapertura"),
    *("equipo_id", "razon_anterior", "creado_en", "cerrado_en", "version"),
}


@pytest.fixture
def ana(server: Server) -> Agente:
    return Agente(server, "ana")


async def row_of(ana: Agente, chat_id: int, **query: Any) -> dict[str, Any]:
    (row,) = [row for row in await ana.inbox(**query) if row["id"] == chat_id]
    return row


async def test_a_row_says_who_asks_where_and_since_when(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "acme", nombre="Eva Montes")
    first = (await eva.say("¿Dónde está mi pedido?"))["mensaje"]
    await eva.say("¿Hola?")
    row = await row_of(ana, first["chat_id"])
    assert set(row) == ROW
    assert {"slug": "acme", "nombre": "Acme Logística"}.items() <= row["tenant"].items()
    assert set(row["tenant"]) == {"slug", "nombre", "color"}
    assert row["cliente"] == {"id": eva.cliente_id, "nombre": "Eva Montes"}
    assert (row["cerrado"], row["razon_cierre"], row["ultimo_seq"], row["sin_leer"]) == (False, None, 2, 2)
    assert (row["ultimo_texto"], row["ultimo_autor"]["tipo"]) == ("¿Hola?", "cliente")
    assert row["espera_desde"] == first["creado_en"], "since the first unanswered word"
    assert row["ultima_actividad"] > first["creado_en"]
    assert (row["asignado_a"], row["etiquetas"], row["anterior"], row["reapertura"]) == (None, [], None, False)


async def test_an_answer_ends_the_wait_and_the_next_question_starts_another(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "globex")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.reply(chat_id, "Dime")
    row = await row_of(ana, chat_id)
    assert (row["espera_desde"], row["sin_leer"], row["ultimo_texto"]) == (None, 0, "Dime")
    assert (row["ultimo_autor"]["tipo"], row["ultimo_autor"]["nombre"]) == ("soporte", "Ana Ruiz")
    again = (await eva.say("Otra"))["mensaje"]
    row = await row_of(ana, chat_id)
    assert (row["espera_desde"], row["sin_leer"]) == (again["creado_en"], 1)


async def test_a_close_moves_the_row_to_the_closed_ones(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    closed = (await ana.close(chat_id, razon_cierre="spam")).json()
    assert chat_id not in [row["id"] for row in await ana.inbox()]
    row = await row_of(ana, chat_id, estado="cerrado")
    assert (row["cerrado"], row["razon_cierre"], row["espera_desde"]) == (True, "spam", None)
    assert row["ultima_actividad"] == closed["cerrado_en"]
    assert row["ultimo_texto"] == "Hola"


async def test_a_new_chat_after_a_close_is_a_reopening_that_names_the_old_one(server: Server, ana: Agente) -> None:
    eva = Cliente(server, "acme")
    old = (await eva.say("Hola"))["chat"]["id"]
    await ana.close(old)
    new = (await eva.say("De nuevo"))["chat"]["id"]
    row = await row_of(ana, new)
    assert (row["anterior"], row["reapertura"]) == (old, True)


async def test_the_newest_activity_comes_first_over_all_tenants(server: Server, ana: Agente) -> None:
    people = [Cliente(server, tenant) for tenant in ("acme", "globex", "public")]
    ids = [(await person.say("Hola"))["chat"]["id"] for person in people]
    assert [row["id"] for row in (await ana.inbox())[:3]] == ids[::-1]
    await people[0].say("otra vez yo")
    assert [row["id"] for row in (await ana.inbox())[:3]] == [ids[0], ids[2], ids[1]]
    slugs = {row["tenant"]["slug"] for row in (await ana.inbox())[:3]}
    assert slugs == {"acme", "globex", "public"}


async def test_pages_meet_every_chat_once_while_new_ones_arrive(server: Server, ana: Agente) -> None:
    mark = new_id()
    old = [(await Cliente(server, tenant).say(mark))["chat"]["id"] for tenant in ("acme", "globex", "public") * 4]
    met: list[int] = []
    cursor, pages = None, 0
    while cursor or not pages:
        query = {"q": mark, "limite": 5} | ({"cursor": cursor} if cursor else {})
        answer = (await ana.http.get(PATH, params=query)).json()
        assert len(answer["resultados"]) <= 5
        met += [row["id"] for row in answer["resultados"]]
        cursor, pages = answer["siguiente"], pages + 1
        await Cliente(server, "acme").say(mark)
    assert pages == 3
    assert met == old[::-1]


async def test_an_exact_last_page_has_no_next(server: Server, ana: Agente) -> None:
    mark = new_id()
    for _ in range(4):
        await Cliente(server, "acme").say(mark)
    first = (await ana.http.get(PATH, params={"q": mark, "limite": 2})).json()
    last = (await ana.http.get(PATH, params={"q": mark, "limite": 2, "cursor": first["siguiente"]})).json()
    assert [len(page["resultados"]) for page in (first, last)] == [2, 2]
    assert last["siguiente"] is None


async def test_the_filters_narrow_and_never_widen(server: Server, ana: Agente) -> None:
    mark = new_id()
    eva, gus = Cliente(server, "acme", nombre="Eva Peralta"), Cliente(server, "globex", nombre="Gus Peralta")
    evas, guss = [(await person.say(f"{mark} 100% de_veras"))["chat"]["id"] for person in (eva, gus)]

    async def found(**query: Any) -> set[int]:
        return {row["id"] for row in await ana.inbox(**query)} & {evas, guss}

    assert await found(q=mark) == {evas, guss}
    assert await found(q=mark, tenant="acme") == {evas}
    assert await found(q=mark, tenant="no-existe") == set()
    assert await found(q=f"{mark} peralta") == {evas, guss}
    assert await found(q=f"eva {mark}") == {evas}
    assert await found(q=f"{mark} 100% de_veras") == {evas, guss}
    assert await found(q=f"{mark} 100x") == set()
    assert await found(q=f"{mark} %'; --") == set()
    assert await found(q=mark, estado="cerrado") == set()
    assert await found(q=mark, asignado="nadie") == {evas, guss}
    assert await found(q=mark, asignado="1") == set()
    assert await found(q=mark, etiqueta="urgente") == set()

    def assign() -> None:
        from ventanilla.desk.models import Bandeja

        assert Bandeja.objects.filter(chat_id=guss).update(asignado_a=77, etiquetas=["urgente", "vip"]) == 1

    in_public(assign)
    assert await found(q=mark, asignado="77") == {guss}
    assert await found(q=mark, asignado="nadie") == {evas}
    assert await found(q=mark, etiqueta="vip") == {guss}
    assert (await row_of(ana, guss, q=mark))["etiquetas"] == ["urgente", "vip"]
    await gus.say("otra")
    assert (await row_of(ana, guss))["asignado_a"] == 77, "a message does not take it away"


def cursor_of(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "query",
    [
        *({"estado": "otro"}, {"asignado": "ana"}, {"asignado": "-1"}, {"limite": "0"}, {"limite": "201"}),
        *({"cursor": "x"}, {"cursor": "...."}, {"cursor": cursor_of("hoy|1")}, {"cursor": cursor_of("1")}),
        {"cursor": cursor_of("0001-01-01T00:00:00+14:00|1")},
        {"cursor": cursor_of("9999-12-31T23:59:59-14:00|1")},
        {"cursor": cursor_of("2026-01-01T00:00:00+00:00|-1")},
        {"q": "a\x00b"},
        {"etiqueta": "\x00"},
        {"tenant": "\x00"},
    ],
)
async def test_a_malformed_query_is_refused(ana: Agente, query: dict[str, str]) -> None:
    problem = assert_refused(await ana.http.get(PATH, params=query), 422)
    assert problem["errores"][0]["campo"] == next(iter(query))

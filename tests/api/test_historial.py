"""The cliente's history: their chats with messages, newest first, open and closed, nobody else's."""

from __future__ import annotations

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente

from .doors import assert_refused

PATH = "/api/chat/historial/"


async def test_a_row_is_the_chat_and_its_first_and_last_words(server: Server) -> None:
    eva, ana = Cliente(server, "acme", nombre="Eva Montes"), Agente(server)
    first = (await eva.say("¿Dónde está mi pedido?"))["chat"]["id"]
    await ana.reply(first, "En camino.")
    await ana.close(first, razon_cierre="resuelto")
    second = (await eva.say("No ha llegado"))["chat"]["id"]
    rows = (await eva.http.get(PATH)).json()["resultados"]
    assert [row["id"] for row in rows] == [second, first]
    assert [row["cerrado"] for row in rows] == [False, True]
    assert [(row["primer_texto"], row["ultimo_texto"]) for row in rows] == [
        ("No ha llegado", "No ha llegado"),
        ("¿Dónde está mi pedido?", "En camino."),
    ]
    assert rows[0]["ultimo_autor"] == {"tipo": "cliente", "id": eva.cliente_id, "nombre": "Eva Montes"}
    assert (rows[1]["ultimo_autor"]["tipo"], rows[1]["ultimo_autor"]["nombre"]) == ("soporte", "Ana Ruiz")
    assert (rows[1]["razon_cierre"], rows[1]["sin_leer"], rows[0]["anterior"]) == ("resuelto", 1, first)
    chat = (await eva.http.get(f"/api/chat/{first}/")).json()
    assert {name: rows[1][name] for name in chat} == chat


async def test_pages_meet_every_chat_once_while_new_ones_arrive(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    ids = []
    for n in range(45):
        ids.append((await eva.say(f"vez {n}"))["chat"]["id"])
        await ana.close(ids[-1])
    met: list[int] = []
    cursor, pages = None, 0
    while cursor or not pages:
        answer = (await eva.http.get(PATH, params={"cursor": cursor} if cursor else {})).json()
        met += [row["id"] for row in answer["resultados"]]
        cursor, pages = answer["siguiente"], pages + 1
        new = (await eva.say("otra"))["chat"]["id"]
        await ana.close(new)
    assert pages > 1, "it was paged"
    assert met == sorted(ids, reverse=True)


async def test_it_shows_nobody_elses(server: Server) -> None:
    eva, ivan = Cliente(server, "acme"), Cliente(server, "acme")
    gus = Cliente(server, "globex", eva.cliente_id)
    for person in (ivan, gus):
        await person.say("mío")
    assert (await eva.http.get(PATH)).json() == {"resultados": [], "siguiente": None}


@pytest.mark.parametrize("cursor", ["x", "%00", "....", "bm8", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "8J+YgA"])
async def test_a_cursor_that_is_none_of_ours_is_refused(server: Server, cursor: str) -> None:
    problem = assert_refused(await Cliente(server, "acme").http.get(f"{PATH}?cursor={cursor}"), 422)
    assert problem["errores"][0]["campo"] == "cursor"

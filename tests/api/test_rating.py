"""What a cliente thought of a chat: once it is closed, by them alone, and for a day they may think again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, Person
from ventanilla.chat import rating
from ventanilla.chat.engine import Engine
from ventanilla.db import tables

from .doors import MISSING, assert_refused


async def rated(person: Cliente, chat_id: int, puntuacion: Any = 5, **body: Any) -> Any:
    return await person.http.post(f"/api/chat/{chat_id}/valoracion/", json={"puntuacion": puntuacion, **body})


async def closed(person: Cliente, ana: Agente) -> int:
    chat_id: int = (await person.say("Hola"))["chat"]["id"]
    await ana.close(chat_id)
    return chat_id


@pytest.mark.parametrize("tenant", ["acme", "globex", "public"])
async def test_a_closed_chat_is_rated_and_everyone_sees_it(server: Server, tenant: str) -> None:
    eva, ana = Cliente(server, tenant), Agente(server)
    chat_id = await closed(eva, ana)
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["valoracion"] is None
    answer = await rated(eva, chat_id, 4, comentario="Muy bien, 😀")
    assert answer.status_code == 200
    valoracion = answer.json()["valoracion"]
    assert (valoracion["puntuacion"], valoracion["comentario"]) == (4, "Muy bien, 😀")
    assert valoracion["valorado_en"].endswith("Z")
    for chat in (
        (await eva.http.get(f"/api/chat/{chat_id}/")).json(),
        (await eva.http.get("/api/chat/historial/")).json()["resultados"][0],
        (await ana.http.get(f"/api/soporte/chats/{chat_id}/")).json(),
    ):
        assert (chat["id"], chat["valoracion"]) == (chat_id, valoracion)
    assert (await eva.open())["valoracion"] is None, "the next chat is another one"


async def test_an_open_chat_is_not_rated(server: Server) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert assert_refused(await rated(eva, chat_id), 409, "chat_abierto")["chat_id"] == chat_id
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["valoracion"] is None


async def test_a_second_rating_takes_the_place_of_the_first(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await closed(eva, ana)
    first = (await rated(eva, chat_id, 1, comentario="Mal")).json()["valoracion"]
    second = (await rated(eva, chat_id, 5)).json()["valoracion"]
    assert second == {**first, "puntuacion": 5, "comentario": None}


async def test_after_a_day_it_stays(server: Server, engine: Engine) -> None:
    eva, ana = Cliente(server, "globex"), Agente(server)
    chat_id = await closed(eva, ana)
    for hours, status in ((23, 200), (24, 409)):
        assert hours == 24 or (await rated(eva, chat_id, 2)).status_code == 200
        await engine.fetch(
            f"UPDATE {tables('globex').chat} SET valorado_en = now() - $2::interval WHERE id = $1",
            chat_id,
            timedelta(hours=hours, seconds=1),
        )
        assert (await rated(eva, chat_id, 3)).status_code == status
    assert timedelta(hours=24) == rating.MAY_CHANGE_FOR
    assert assert_refused(await rated(eva, chat_id), 409, "ya_valorado")["chat_id"] == chat_id
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["valoracion"]["puntuacion"] == 3


async def test_nobody_rates_for_someone_else(server: Server) -> None:
    eva, ivan, gus, ana = Cliente(server, "acme"), Cliente(server, "acme"), Cliente(server, "globex"), Agente(server)
    chat_id = await closed(eva, ana)
    for person in (ivan, gus):
        assert_refused(await rated(person, chat_id), 404)
    assert_refused(await rated(eva, MISSING), 404)
    assert (await ana.http.post(f"/api/chat/{chat_id}/valoracion/", json={"puntuacion": 5})).status_code == 403
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["valoracion"] is None


async def test_nobody_rates_without_an_identity(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await closed(eva, ana)
    path = f"/api/chat/{chat_id}/valoracion/"
    for stranger in (Person(server, eva.host, ""), Person(server, "globex.localhost", eva.token)):
        assert_refused(await stranger.http.post(path, json={"puntuacion": 5}), 401)


@pytest.mark.parametrize(
    ("body", "campo"),
    [
        ({}, "puntuacion"),
        *[({"puntuacion": value}, "puntuacion") for value in (0, 6, -1, 4.5, "5", True, None)],
        ({"puntuacion": 5, "comentario": 7}, "comentario"),
        ({"puntuacion": 5, "comentario": "x" * 2001}, "comentario"),
        ({"puntuacion": 5, "comentario": "a\x00b"}, "comentario"),
        ({"puntuacion": 5, "estrellas": 5}, "estrellas"),
    ],
)
async def test_what_is_no_rating_is_refused_by_field(server: Server, body: dict[str, Any], campo: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await closed(eva, ana)
    problem = assert_refused(await eva.http.post(f"/api/chat/{chat_id}/valoracion/", json=body), 422)
    assert [error["campo"] for error in problem["errores"]] == [campo]
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["valoracion"] is None


async def test_a_long_comment_fits_and_a_read_mark_does_not_undo_it(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    await ana.reply(chat_id, "Dime")
    await ana.close(chat_id)
    assert (await rated(eva, chat_id, 5, comentario="ñ" * 2000)).status_code == 200
    assert (await eva.http.post(f"/api/chat/{chat_id}/leido/", json={"seq": 2})).json()["leido_cliente"] == 2
    assert (await eva.http.get(f"/api/chat/{chat_id}/")).json()["valoracion"]["comentario"] == "ñ" * 2000

"""Pages of messages: in seq order, forwards from `despues`, backwards from `antes`, without either the newest."""

from __future__ import annotations

import pytest
import pytest_asyncio

from tests.installation import Server
from tests.people import Agente, Cliente, Person

from .doors import MISSING, assert_refused

TOTAL = 130


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def told(server: Server) -> tuple[Cliente, int]:
    """A cliente and a chat with TOTAL messages."""
    eva = Cliente(server, "acme")
    chat_id = (await eva.open())["id"]
    await eva.say_many(TOTAL)
    return eva, chat_id


async def page(person: Person, path: str, **query: int) -> tuple[list[int], bool]:
    answer = await person.http.get(path, params=query)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"resultados", "hay_mas"}
    return [m["seq"] for m in answer.json()["resultados"]], answer.json()["hay_mas"]


async def test_pages_for_the_cliente_and_for_soporte(server: Server, told: tuple[Cliente, int]) -> None:
    eva, chat_id = told
    for person, path in (
        (eva, f"/api/chat/{chat_id}/mensajes/"),
        (Agente(server), f"/api/soporte/chats/{chat_id}/mensajes/"),
    ):
        assert await page(person, path) == (list(range(81, 131)), True)
        assert await page(person, path, limite=200) == (list(range(1, 131)), False)
        assert await page(person, path, limite=1) == ([130], True)
        assert await page(person, path, despues=0, limite=50) == (list(range(1, 51)), True)
        assert await page(person, path, despues=0) == (list(range(1, 51)), True)
        assert await page(person, path, despues=80) == (list(range(81, 131)), False)
        assert await page(person, path, despues=129) == ([130], False)
        assert await page(person, path, despues=130) == ([], False)
        assert await page(person, path, despues=2**31 - 1) == ([], False)
        assert await page(person, path, antes=81) == (list(range(31, 81)), True)
        assert await page(person, path, antes=31) == (list(range(1, 31)), False)
        assert await page(person, path, antes=1) == ([], False)
        assert await page(person, path, despues=10, antes=14) == ([11, 12, 13], False)


async def test_walking_both_ways_meets_every_message_once(told: tuple[Cliente, int]) -> None:
    eva, chat_id = told
    path = f"/api/chat/{chat_id}/mensajes/"
    forwards: list[int] = []
    more = True
    while more:
        seqs, more = await page(eva, path, despues=forwards[-1] if forwards else 0, limite=7)
        forwards += seqs
    backwards, more = await page(eva, path, limite=7)
    while more:
        seqs, more = await page(eva, path, antes=backwards[0], limite=7)
        backwards = seqs + backwards
    assert forwards == backwards == list(range(1, TOTAL + 1))


@pytest.mark.parametrize(
    "query",
    [
        *("limite=0", "limite=201", "limite=-1", "limite=x", "limite=1.5", "despues=-1", "despues=x", "despues=1e3"),
        *("antes=-1", "antes=٣", "antes=99999999999999999999", "despues=%00", "limite=5;drop"),
    ],
)
async def test_a_malformed_query_is_refused(server: Server, query: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    name = query.partition("=")[0]
    for person, path in ((eva, f"/api/chat/{chat_id}/mensajes/"), (ana, f"/api/soporte/chats/{chat_id}/mensajes/")):
        problem = assert_refused(await person.http.get(f"{path}?{query}"), 422)
        assert problem["errores"][0]["campo"] == name


async def test_a_seq_beyond_32_bits_is_merely_past_the_end(server: Server) -> None:
    """A seq is a number of JSON: any up to 2^53 may come from a client that kept a strange one."""
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    assert await page(eva, f"/api/chat/{chat_id}/mensajes/", despues=2**53 - 1) == ([], False)
    assert await page(eva, f"/api/chat/{chat_id}/mensajes/", antes=2**53 - 1) == ([1], False)


async def test_a_missing_chat_has_no_messages_to_show(server: Server) -> None:
    assert_refused(await Cliente(server, "acme").http.get(f"/api/chat/{MISSING}/mensajes/"), 404)
    assert_refused(await Agente(server).http.get(f"/api/soporte/chats/{MISSING}/mensajes/"), 404)
    assert_refused(await Cliente(server, "acme").http.get("/api/chat/no-es-un-id/mensajes/"), 404)

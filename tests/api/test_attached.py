"""Messages with files: whose, how many, once each; and a file that outlives the chat that it was uploaded in."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from tests.files import samples
from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

from .doors import MISSING, assert_refused

SAYING = "/api/chat/soporte/mensajes/"
STRICT = "/api/chat/{id}/mensajes/"
NOBODYS = "00000000-0000-4000-8000-000000000000"


async def saying(person: Cliente, *ids: Any, into: int | None = None, **body: Any) -> Any:
    path = STRICT.format(id=into) if into else SAYING
    return await person.http.post(path, json={"uid": new_uid(), "texto": "mira", "adjuntos": list(ids), **body})


def refused_for_its_files(answer: Any) -> None:
    assert [error["campo"] for error in assert_refused(answer, 422)["errores"]] == ["adjuntos"]


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_a_message_tells_its_files_to_everyone_and_for_ever(server: Server, tenant: str) -> None:
    eva, ana = Cliente(server, tenant), Agente(server)
    photo = await eva.upload(samples.photo(), "foto.jpg")
    pdf = await eva.upload(samples.PDF, "informe.pdf")
    answer = await saying(eva, pdf["id"], photo["id"], texto="")
    assert answer.status_code == 201
    mensaje = answer.json()["mensaje"]
    assert mensaje["texto"] == ""
    assert mensaje["adjuntos"] == [pdf, photo], "in the order that was asked for"
    chat_id = mensaje["chat_id"]
    assert (await eva.messages(chat_id)) == [mensaje]
    page = (await ana.http.get(f"/api/soporte/chats/{chat_id}/mensajes/")).json()["resultados"]
    assert page[0]["adjuntos"] == [pdf, photo]


async def test_soporte_answers_with_a_file(server: Server) -> None:
    eva, ana = Cliente(server, "globex"), Agente(server)
    chat_id = (await eva.say("¿Tenéis una guía?"))["chat"]["id"]
    guide = await ana.upload(samples.PDF, "guía.pdf", chat_id=chat_id)
    answer = await ana.reply(chat_id, "", adjuntos=[guide["id"]])
    assert (answer.status_code, answer.json()["adjuntos"]) == (201, [guide])
    assert (await eva.messages(chat_id))[1]["adjuntos"] == [guide]
    assert (await eva.http.get(guide["url"])).content == samples.PDF


async def test_a_message_of_files_alone_is_told_by_their_names(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    kept = await eva.upload(b"x", "pedido 4711.txt")
    chat_id = (await saying(eva, kept["id"], texto="")).json()["chat"]["id"]
    [row] = [row for row in await ana.inbox() if row["id"] == chat_id]
    assert row["ultimo_texto"] == "pedido 4711.txt"
    [past] = (await eva.http.get("/api/chat/historial/")).json()["resultados"]
    assert (past["primer_texto"], past["ultimo_texto"]) == ("pedido 4711.txt", "pedido 4711.txt")


async def test_a_message_of_nothing_is_refused(server: Server) -> None:
    eva = Cliente(server, "acme")
    problem = assert_refused(await saying(eva, texto=""), 422)
    assert problem["errores"][0]["campo"] == "texto"


async def test_a_file_uploaded_before_a_close_is_in_the_next_chat(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    kept = await eva.upload(samples.image(), "foto.png", chat_id=old)
    await ana.close(old)
    pair = (await saying(eva, kept["id"])).json()
    new, adjunto = pair["chat"]["id"], pair["mensaje"]["adjuntos"][0]
    assert new != old
    assert adjunto == {**kept, "url": f"/api/chat/{new}/adjuntos/{kept['id']}/"}
    for person in (eva, ana):
        for url in (adjunto["url"], kept["url"]):
            assert (await person.http.get(url)).status_code == 200, "by its address in either chat"


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_a_file_that_races_a_close_is_in_one_chat_and_can_be_got_there(server: Server, tenant: str) -> None:
    ana = Agente(server)

    async def race(turn: int) -> bool:
        eva = Cliente(server, tenant)
        old = (await eva.say("Hola"))["chat"]["id"]
        kept = await eva.upload(chat_id=old)

        async def after(steps: int, verb: Coroutine[Any, Any, Any]) -> Any:
            await asyncio.sleep(0.002 * steps)
            return await verb

        lead = turn % 16 - 8
        answer, _ = await asyncio.gather(
            after(max(0, -lead), saying(eva, kept["id"])), after(max(0, lead), ana.close(old))
        )
        pair = answer.json()
        chat_id, [adjunto] = pair["chat"]["id"], pair["mensaje"]["adjuntos"]
        assert adjunto["url"] == f"/api/chat/{chat_id}/adjuntos/{kept['id']}/"
        everywhere = [m for chat in {old, chat_id} for m in await eva.messages(chat) if m["adjuntos"]]
        assert everywhere == [pair["mensaje"]]
        for person in (eva, ana):
            assert (await person.http.get(adjunto["url"])).status_code == 200
        return bool(chat_id == old)

    outcomes: set[bool] = set()
    for turn in range(80):
        outcomes.add(await race(turn))
        if turn >= 8 and len(outcomes) == 2:
            break
    assert outcomes == {True, False}, "both orders happen"


# --- whose ----------------------------------------------------------------------------------------------------


async def test_only_ones_own_files_can_be_said(server: Server) -> None:
    eva, ivan, gus, ana, bea = (
        Cliente(server, "acme"),
        Cliente(server, "acme"),
        Cliente(server, "globex"),
        Agente(server),
        Agente(server, "bea"),
    )
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    mine, anas = await eva.upload(), await ana.upload(chat_id=chat_id)
    for person, ids in ((ivan, mine), (gus, mine), (eva, anas)):
        refused_for_its_files(await saying(person, ids["id"]))
    for agente, kept in ((bea, anas), (ana, mine)):
        refused_for_its_files(await agente.reply(chat_id, "mira", adjuntos=[kept["id"]]))
    other = (await ivan.say("Hola"))["chat"]["id"]
    refused_for_its_files(await ana.reply(other, "mira", adjuntos=[anas["id"]]))
    assert len(await eva.messages(chat_id)) == 1
    assert (await saying(eva, mine["id"])).status_code == 201, "what others tried took nothing from its owner"
    assert (await ana.reply(chat_id, "mira", adjuntos=[anas["id"]])).status_code == 201


@pytest.mark.parametrize("ids", [[NOBODYS], ["x"], [""], [NOBODYS] * 2, [NOBODYS[:-1]], ["../../etc/passwd"]])
async def test_what_is_no_file_is_refused(server: Server, ids: list[str]) -> None:
    refused_for_its_files(await saying(Cliente(server, "acme"), *ids))


async def test_one_message_has_at_most_ten_files(server: Server) -> None:
    eva = Cliente(server, "acme")
    ids = [(await eva.upload())["id"] for _ in range(11)]
    refused_for_its_files(await saying(eva, *ids))
    assert len((await saying(eva, *ids[:10])).json()["mensaje"]["adjuntos"]) == 10


async def test_a_message_gets_all_of_its_files_or_takes_none(server: Server) -> None:
    eva = Cliente(server, "acme")
    kept = await eva.upload()
    refused_for_its_files(await saying(eva, kept["id"], NOBODYS))
    refused_for_its_files(await saying(eva, kept["id"], kept["id"]))
    assert (await saying(eva, kept["id"])).status_code == 201


# --- once -----------------------------------------------------------------------------------------------------


async def test_a_file_is_said_once(server: Server) -> None:
    eva = Cliente(server, "acme")
    kept = await eva.upload()
    chat_id = (await saying(eva, kept["id"])).json()["chat"]["id"]
    refused_for_its_files(await saying(eva, kept["id"]))
    refused_for_its_files(await saying(eva, kept["id"], into=chat_id))
    assert len(await eva.messages(chat_id)) == 1


async def test_a_repeated_uid_is_the_same_message_with_the_same_files(server: Server) -> None:
    eva, ana, uid = Cliente(server, "acme"), Agente(server), new_uid()
    kept, other = await eva.upload(), await eva.upload()
    first = await saying(eva, kept["id"], uid=uid)
    for again in (
        await saying(eva, kept["id"], uid=uid),
        await saying(eva, uid=uid),
        await saying(eva, other["id"], uid=uid),
        await saying(eva, NOBODYS, uid=uid),
    ):
        assert (again.status_code, again.json()) == (200, first.json())
    chat_id = first.json()["chat"]["id"]
    await ana.close(chat_id)
    strictly = await saying(eva, kept["id"], uid=uid, into=chat_id)
    assert (strictly.status_code, strictly.json()) == (200, first.json()["mensaje"])


async def test_a_repeated_uid_of_an_agente_is_the_same_message_wherever_it_is_sent(server: Server) -> None:
    eva, gus, ana, uid = Cliente(server, "acme"), Cliente(server, "globex"), Agente(server), new_uid()
    chat_id, second = [(await person.say("Hola"))["chat"]["id"] for person in (eva, gus)]
    kept = await ana.upload(chat_id=chat_id)
    said = await ana.reply(chat_id, "", uid=uid, adjuntos=[kept["id"]])
    for where in (chat_id, second):
        again = await ana.reply(where, "", uid=uid, adjuntos=[kept["id"]])
        assert (again.status_code, again.json()) == (200, said.json())


@pytest.mark.parametrize("tenant", ["acme", "public"])
async def test_fifty_sends_of_one_uid_with_files_give_one_message(server: Server, tenant: str) -> None:
    eva, uid = Cliente(server, tenant), new_uid()
    ids = [(await eva.upload())["id"] for _ in range(3)]
    orders = [ids, ids[::-1]]
    answers = await asyncio.gather(*(saying(eva, *orders[n % 2], uid=uid) for n in range(50)))
    assert sorted(answer.status_code for answer in answers) == [200] * 49 + [201]
    mensajes = [answer.json()["mensaje"] for answer in answers]
    assert all(mensaje == mensajes[0] for mensaje in mensajes)
    assert {adjunto["id"] for adjunto in mensajes[0]["adjuntos"]} == set(ids)


async def test_of_messages_that_want_the_same_file_one_gets_it(server: Server) -> None:
    eva = Cliente(server, "acme")
    ids = [(await eva.upload())["id"] for _ in range(4)]
    wants = [[*ids[n % 4 :], *ids[: n % 4]][:3] for n in range(40)]
    answers = await asyncio.gather(*(saying(eva, *want) for want in wants))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 39


# --- the strict form --------------------------------------------------------------------------------------------


async def test_a_closed_chat_refuses_and_the_file_stays_free(server: Server) -> None:
    eva, ivan, ana = Cliente(server, "acme"), Cliente(server, "acme"), Agente(server)
    old = (await eva.say("Hola"))["chat"]["id"]
    kept, anas = await eva.upload(chat_id=old), await ana.upload(chat_id=old)
    await ana.close(old)
    assert assert_refused(await saying(eva, kept["id"], into=old), 409, "chat_cerrado")["chat_id"] == old
    assert_refused(await ana.reply(old, "tarde", adjuntos=[anas["id"]]), 409, "chat_cerrado")
    assert_refused(await saying(eva, kept["id"], into=MISSING), 404)
    assert_refused(await saying(ivan, kept["id"], into=old), 404)
    pair = (await saying(eva, kept["id"])).json()
    assert pair["mensaje"]["adjuntos"][0]["id"] == kept["id"]
    assert (await ana.reply(pair["chat"]["id"], "mira", adjuntos=[anas["id"]])).status_code == 201

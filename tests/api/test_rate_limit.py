"""Past the allowance a message is refused clearly and stored nowhere; sent again later it arrives."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import pytest
import websockets

from tests import installation
from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

from .doors import assert_refused

RATE = 5
BURST = 3 * RATE
SAYING = "/api/chat/soporte/mensajes/"


@pytest.fixture(scope="module")
def limited(database: None) -> Iterator[Server]:
    with installation.serving(VENTANILLA_RATE_LIMIT=str(RATE)) as running:
        yield running


async def test_past_the_burst_a_call_is_refused_and_stores_nothing(limited: Server) -> None:
    eva = Cliente(limited, "acme")
    bodies = [{"uid": new_uid(), "texto": f"mensaje {n}"} for n in range(3 * BURST)]
    answers = await asyncio.gather(*(eva.http.post(SAYING, json=body) for body in bodies))
    stored = [body["uid"] for body, answer in zip(bodies, answers, strict=True) if answer.status_code == 201]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert BURST <= len(stored) < 2 * BURST
    for answer in refused:
        assert_refused(answer, 429)
        assert int(answer.headers["retry-after"]) >= 1
    chat_id = (await eva.open())["id"]
    assert {m["uid"] for m in await eva.messages(chat_id, limite=200)} == set(stored)


async def test_a_refused_frame_names_its_uid_and_arrives_when_sent_again(limited: Server) -> None:
    eva = Cliente(limited, "acme")
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        uids = [await panel.say(f"mensaje {n}") for n in range(2 * BURST)]
        await panel.settle()
        acked = [frame["uid"] for frame in panel.of_type("ack")]
        refused = {frame["uid"]: frame for frame in panel.of_type("error")}
        assert sorted([*acked, *refused]) == sorted(uids), "each was answered once"
        assert refused, "and some were refused"
        chat_id = panel.of_type("ack")[0]["chat_id"]
        assert {m["uid"] for m in await eva.messages(chat_id, limite=200)} == set(acked)
        uid, error = next(iter(refused.items()))
        assert (error["codigo"], bool(error["detail"])) == ("demasiadas_peticiones", True)
        async with asyncio.timeout(5):
            while uid not in [frame["uid"] for frame in panel.of_type("ack")]:
                await panel.say("otra vez", uid=uid)
                await panel.settle()
        assert [m["uid"] for m in await eva.messages(chat_id, limite=200)].count(uid) == 1


async def test_the_allowance_is_the_clientes_over_all_ways(limited: Server) -> None:
    eva = Cliente(limited, "acme")
    async with eva.connect("/ws/chat/soporte/") as panel, eva.connect("/ws/chat/soporte/") as other:
        for socket in (panel, other):
            await socket.expect("ready")
            for n in range(BURST):
                await socket.say(f"mensaje {n}")
        answers = await asyncio.gather(
            *(eva.http.post(SAYING, json={"uid": new_uid(), "texto": "x"}) for _ in range(9))
        )
        for socket in (panel, other):
            await socket.settle()
        passed = len(panel.of_type("ack")) + len(other.of_type("ack")) + [a.status_code for a in answers].count(201)
        assert BURST <= passed < 2 * BURST


async def test_one_clientes_haste_costs_nobody_else_anything(limited: Server) -> None:
    eva, ana = Cliente(limited, "acme"), Agente(limited)
    gus = Cliente(limited, "globex", eva.cliente_id)
    answers = await asyncio.gather(*(eva.http.post(SAYING, json={"uid": new_uid(), "texto": "x"}) for _ in range(40)))
    assert 429 in [answer.status_code for answer in answers]
    chat_id = (await gus.say("sin prisa"))["chat"]["id"]
    await Cliente(limited, "acme").say("sin prisa")
    replies = await asyncio.gather(*(ana.reply(chat_id, f"{n}") for n in range(40)))
    assert {answer.status_code for answer in replies} == {201}, "agents have no such limit"


async def test_reading_and_opening_are_not_refused_for_having_written(limited: Server) -> None:
    eva = Cliente(limited, "acme")
    await asyncio.gather(*(eva.http.post(SAYING, json={"uid": new_uid(), "texto": "x"}) for _ in range(40)))
    assert_refused(await eva.http.post(SAYING, json={"uid": new_uid(), "texto": "x"}), 429)
    chat = await eva.open()
    assert (await eva.http.get(f"/api/chat/{chat['id']}/mensajes/")).status_code == 200


async def test_a_flood_of_any_frames_ends_the_socket_with_4429(limited: Server) -> None:
    eva, ivan = Cliente(limited, "acme"), Cliente(limited, "acme")
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(20_000):
                await panel.send("typing", activo=True)
        assert await panel.closed() == 4429
    assert (await ivan.say("no lo noto"))["mensaje"]["seq"] == 1


async def test_a_burst_as_a_page_load_makes_it_is_no_flood(limited: Server) -> None:
    async with Cliente(limited, "acme").connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        for _ in range(100):
            await panel.send("ping")
        for _ in range(100):
            await panel.expect("pong")

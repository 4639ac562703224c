"""Past the allowance a message is refused clearly and stored nowhere; sent again later it arrives."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator

import httpx
import pytest
import websockets

from tests import installation
from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

from .doors import assert_refused

RATE = 1
BURST = 3 * RATE
MANY = 40
SAYING = "/api/chat/soporte/mensajes/"


@pytest.fixture(scope="module")
def limited(database: None) -> Iterator[Server]:
    with installation.serving(VENTANILLA_RATE_LIMIT=str(RATE)) as running:
        yield running


async def haste(eva: Cliente) -> dict[str, httpx.Response]:
    """MANY messages at once, and what became of each, by uid."""
    bodies = [{"uid": new_uid(), "texto": "deprisa"} for _ in range(MANY)]
    answers = await asyncio.gather(*(eva.http.post(SAYING, json=body) for body in bodies))
    return {body["uid"]: answer for body, answer in zip(bodies, answers, strict=True)}


def allowed(since: float) -> int:
    """How many messages may have passed since then, at most."""
    return BURST + 1 + int(RATE * (time.monotonic() - since))


async def test_past_the_burst_a_call_is_refused_and_stores_nothing(limited: Server) -> None:
    eva, start = Cliente(limited, "acme"), time.monotonic()
    answers = await haste(eva)
    stored = {uid for uid, answer in answers.items() if answer.status_code == 201}
    assert BURST <= len(stored) <= allowed(start) < MANY
    for uid in answers.keys() - stored:
        assert_refused(answers[uid], 429)
        assert int(answers[uid].headers["retry-after"]) >= 1
    chat_id = (await eva.open())["id"]
    assert {m["uid"] for m in await eva.messages(chat_id, limite=200)} == stored


async def test_a_refused_frame_names_its_uid_and_arrives_when_sent_again(limited: Server) -> None:
    eva = Cliente(limited, "acme")
    async with eva.connect("/ws/chat/soporte/") as panel:
        await panel.expect("ready")
        uids = [await panel.say(f"mensaje {n}") for n in range(MANY)]
        await panel.settle()
        acked = [frame["uid"] for frame in panel.of_type("ack")]
        refused = {frame["uid"]: frame for frame in panel.of_type("error")}
        assert sorted([*acked, *refused]) == sorted(uids), "each was answered once"
        assert refused, "and some were refused"
        chat_id = panel.of_type("ack")[0]["chat_id"]
        assert {m["uid"] for m in await eva.messages(chat_id, limite=200)} == set(acked)
        uid, error = next(iter(refused.items()))
        assert (error["codigo"], bool(error["detail"])) == ("demasiadas_peticiones", True)
        while error["type"] == "error":
            await asyncio.sleep(error["reintentar_en"])  # as long as it says, and no longer
            await panel.say("otra vez", uid=uid)
            await panel.settle()
            error = next(frame for frame in reversed(panel.frames) if frame.get("uid") == uid)
        assert [m["uid"] for m in await eva.messages(chat_id, limite=200)].count(uid) == 1


async def test_the_allowance_is_the_clientes_over_all_ways(limited: Server) -> None:
    eva, start = Cliente(limited, "acme"), time.monotonic()
    async with eva.connect("/ws/chat/soporte/") as panel, eva.connect("/ws/chat/soporte/") as other:
        for socket in (panel, other):
            await socket.expect("ready")
            for n in range(MANY // 4):
                await socket.say(f"mensaje {n}")
        answers = await haste(eva)
        for socket in (panel, other):
            await socket.settle()
        acked = len(panel.of_type("ack")) + len(other.of_type("ack"))
        passed = acked + [answer.status_code for answer in answers.values()].count(201)
        assert BURST <= passed <= allowed(start) < MANY


async def test_one_clientes_haste_costs_nobody_else_anything(limited: Server) -> None:
    eva, ana = Cliente(limited, "acme"), Agente(limited)
    gus = Cliente(limited, "globex", eva.cliente_id)
    assert 429 in [answer.status_code for answer in (await haste(eva)).values()]
    chat_id = (await gus.say("sin prisa"))["chat"]["id"]
    await Cliente(limited, "acme").say("sin prisa")
    replies = await asyncio.gather(*(ana.reply(chat_id, f"{n}") for n in range(MANY)))
    assert {answer.status_code for answer in replies} == {201}, "agents have no such limit"


async def test_reading_and_opening_are_not_refused_for_having_written(limited: Server) -> None:
    eva = Cliente(limited, "acme")
    chat_id = (await eva.open())["id"]
    answers, *others = await asyncio.gather(
        haste(eva),
        *(eva.http.get(f"/api/chat/{chat_id}/mensajes/") for _ in range(10)),
        *(eva.open() for _ in range(10)),
    )
    assert 429 in [answer.status_code for answer in answers.values()]
    assert {answer.status_code for answer in others[:10]} == {200}
    assert {chat["id"] for chat in others[10:]} == {chat_id}


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


async def test_a_tenant_has_a_limit_of_its_own_and_leaves_the_others_theirs(database: None) -> None:
    with installation.serving(VENTANILLA_RATE_LIMIT="50", VENTANILLA_TENANT_RATE_LIMIT="1") as running:
        people = [Cliente(running, "acme") for _ in range(12)]
        bodies = [{"uid": new_uid(), "texto": "todos a la vez"} for _ in people]
        answers = await asyncio.gather(
            *(who.http.post(SAYING, json=body) for who, body in zip(people, bodies, strict=True))
        )
        refused = [answer for answer in answers if answer.status_code != 201]
        assert 12 - BURST - 2 <= len(refused) <= 12 - BURST
        for answer in refused:
            assert_refused(answer, 429)
        assert (await Cliente(running, "globex").http.post(SAYING, json=bodies[0])).status_code == 201

"""A queue is a query: what an agent's list shows is what the database has, whatever the bus has done to the hints."""

from __future__ import annotations

import asyncio
import json
import os
import random
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.bus import FaultyBus
from tests.faults.inside import Channel, sockets_on_their_nodes, started, stopped
from tests.faults.record import History
from tests.people import agente_token, new_id
from ventanilla.bus import Hint, PostgresBus
from ventanilla.chat import chats
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import PERMISOS, AgenteCaller, ClienteCaller, Profile
from ventanilla.chat.store import BANDEJA
from ventanilla.desk import inbox
from ventanilla.realtime import inbox as live
from ventanilla.realtime.inbox import Told
from ventanilla.realtime.node import Node
from ventanilla.wire import encode

ana = AgenteCaller(id=1, usuario="ana", nombre="Ana Ruiz", permisos=PERMISOS)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class DeafBus(PostgresBus):
    """Nothing that other nodes say arrives."""

    def _hear(self, payload: str) -> None: ...


class Place:
    """Two nodes, and an agent's console on each."""

    def __init__(self, nodes: Sequence[Node], desks: Sequence[Channel]) -> None:
        self.nodes, self.desks = nodes, desks

    @property
    def engine(self) -> Engine:
        return self.nodes[0].engine

    async def someone(self, tenant: str = "acme") -> ClienteCaller:
        found = await self.engine.directory.of_slug(tenant)
        assert found is not None
        return ClienteCaller(found, new_id(), Profile(nombre="Eva"))

    async def say(self, eva: ClienteCaller, texto: str = "hola", *, node: int = 0) -> int:
        entry, _, _ = await chats.say(self.nodes[node].engine, eva, uid=uuid.uuid4(), texto=texto)
        return entry.chat_id

    def told(self, desk: int, chat_id: int) -> list[dict[str, Any]]:
        return [f for f in self.desks[desk].frames if f["type"] == "inbox" and f["chat"]["id"] == chat_id]

    async def row(self, chat_id: int) -> dict[str, Any]:
        """As /api/soporte/bandeja/ has it."""
        [(_, fila)] = await inbox.rows(self.engine, [chat_id])
        row: dict[str, Any] = json.loads(encode(fila))
        return row


@asynccontextmanager
async def place(*buses: PostgresBus) -> AsyncIterator[Place]:
    async with AsyncExitStack() as stack:
        nodes = []
        for bus in buses:
            node = await started(bus)
            stack.push_async_callback(stopped, node)
            nodes.append(node)
        stack.enter_context(sockets_on_their_nodes())
        desks = []
        for number, node in enumerate(nodes):
            desk = Channel(History(), "ana", number)
            desk.open(node, "/ws/soporte/", host="localhost", token=agente_token("ana"))
            stack.push_async_callback(desk.drop)
            await desk.expect("ready")
            desks.append(desk)
        yield Place(nodes, desks)


async def test_after_a_ping_the_list_is_right_though_every_hint_was_lost(database: None) -> None:
    async with place(DeafBus(), DeafBus()) as two:
        eva = await two.someone()
        chat_id = await two.say(eva)
        await two.desks[1].whole()
        [frame] = two.told(1, chat_id)
        assert (frame["evento"], frame["chat"]) == ("chat_opened", await two.row(chat_id))

        await two.say(eva, "¿hay alguien?")
        await two.desks[1].whole()
        assert two.told(1, chat_id)[1:] == [
            {"type": "inbox", "evento": "chat_message", "reapertura": False, "chat": await two.row(chat_id)}
        ]

        await chats.read(two.engine, ana, chat_id, seq=2)
        await two.desks[1].whole()
        assert [(f["evento"], f["chat"]["sin_leer"]) for f in two.told(1, chat_id)[2:]] == [("read", 0)]

        await chats.close(two.engine, ana, chat_id, razon="resuelto")
        newer = await two.say(eva, "he vuelto")
        await two.desks[1].whole()
        assert [(f["evento"], f["chat"]["cerrado"]) for f in two.told(1, chat_id)[3:]] == [("chat_closed", True)]
        assert [(f["evento"], f["reapertura"]) for f in two.told(1, newer)] == [("chat_opened", True)]


async def test_without_a_ping_it_is_right_within_a_latido(database: None) -> None:
    with override_settings(VENTANILLA={**settings.VENTANILLA, "LATIDO": 2}):
        async with place(DeafBus(), DeafBus()) as two:
            eva = await two.someone()
            chat_id = await two.say(eva)
            await chats.read(two.engine, ana, chat_id, seq=1)
            async with asyncio.timeout(3):
                while not two.told(1, chat_id) or two.told(1, chat_id)[-1]["chat"]["sin_leer"]:
                    await asyncio.sleep(0.02)
            await chats.close(two.engine, ana, chat_id)
            async with asyncio.timeout(3):
                while two.told(1, chat_id)[-1]["evento"] != "chat_closed":
                    await asyncio.sleep(0.02)


async def test_what_was_heard_is_not_told_again(database: None) -> None:
    async with place(PostgresBus(), PostgresBus()) as two:
        eva = await two.someone()
        chat_id = await two.say(eva)
        await chats.read(two.engine, ana, chat_id, seq=1)
        await two.say(eva, "otra", node=1)
        # What another node did may be told after what this one did later.
        for desk in two.desks:
            await desk.expect("inbox", evento="chat_message")
        await chats.close(two.engine, ana, chat_id)
        for desk in two.desks:
            await desk.expect("inbox", evento="chat_closed")
            await desk.whole()
            await desk.whole()
        for number in (0, 1):
            told = [frame["evento"] for frame in two.told(number, chat_id)]
            assert told == ["chat_opened", "read", "chat_message", "chat_closed"]


async def test_what_was_written_before_a_look_and_committed_after_it_is_found(database: None) -> None:
    """Clocks and commits have different orders: each look goes back a while."""
    async with place(DeafBus()) as one:
        chat_id = await one.say(await one.someone())
        writer = await asyncpg.connect(os.environ["DATABASE_URL"])
        transaction = writer.transaction()
        await transaction.start()
        await writer.execute(
            f"UPDATE {BANDEJA} SET asignado_a = 7, version = version + 1, cambiado_en = clock_timestamp()"
            " WHERE chat_id = $1",
            chat_id,
        )
        await one.desks[0].whole()
        assert one.told(0, chat_id)[-1]["chat"]["asignado_a"] is None
        await transaction.commit()
        await writer.close()
        await one.desks[0].whole()
        assert one.told(0, chat_id)[-1]["chat"]["asignado_a"] == 7


async def test_who_asks_together_shares_a_look(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    changed = inbox.changed

    async def counted(*args: Any) -> Any:
        nonlocal looks
        looks += 1
        return await changed(*args)

    async with place(DeafBus()) as one:
        await one.desks[0].whole()
        monkeypatch.setattr(live.inbox, "changed", counted)
        for _ in range(20):
            one.desks[0].send("ping")
        await one.desks[0].whole()
        assert looks == 1


async def test_a_ping_holds_nothing_else_up(database: None) -> None:
    async with place(DeafBus()) as one:
        chat_id = await one.say(await one.someone())
        desk = one.desks[0]
        await desk.whole()
        before = len(desk.frames)
        desk.send("ping")
        await desk.say(str(uuid.uuid4()), chat_id=chat_id)
        await desk.expect("ack")
        assert "pong" not in [frame["type"] for frame in desk.frames[before:]]


@pytest.mark.parametrize("seed", range(3))
async def test_the_list_and_the_frames_make_the_list_afterwards(database: None, seed: int) -> None:
    """Whatever people do, on both nodes, under a bus that loses, doubles and reorders."""
    rng = random.Random(seed)
    async with place(FaultyBus(seed=seed), FaultyBus(seed=seed + 100)) as two:
        people = [await two.someone(tenant) for tenant in ("acme", "globex", "public")]
        open_now: dict[int, int] = {}
        known: set[int] = set()
        for _ in range(40):
            who, node = rng.randrange(3), rng.randrange(2)
            engine = two.nodes[node].engine
            match rng.choice(["say", "say", "reply", "read", "close"]):
                case "say":
                    open_now[who] = await two.say(people[who], node=node)
                    known.add(open_now[who])
                case "reply" if who in open_now:
                    await chats.reply(engine, ana, open_now[who], uid=uuid.uuid4(), texto="dime")
                case "read" if who in open_now:
                    await chats.read(engine, ana, open_now[who], seq=99)
                case "close" if who in open_now:
                    await chats.close(engine, ana, open_now.pop(who))
        # What is late is late by 0.3 s at most, and may come after the repair.
        for desk in two.desks:
            await desk.whole()
        await asyncio.sleep(0.3)
        for chat_id in known:
            for number in (0, 1):
                assert two.told(number, chat_id)[-1]["chat"] == await two.row(chat_id)


# --- the rule, as data ---------------------------------------------------------------------------------------


def row(chat_id: int, version: int, *, cerrado: bool = False) -> dict[str, Any]:
    began = LONG_AGO + timedelta(hours=1)
    return {
        "chat_id": chat_id,
        "version": version,
        "ultimo_seq": version,
        "cerrado": cerrado,
        "creado_en": began,
        "ultima_actividad": began,
    }


def hint(chat_id: int, version: int) -> Hint:
    return Hint("inbox", "acme", "5", chat_id, version, "{}", version=version)


@given(
    steps=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["deliver", "lose", "double", "later", "look"]))),
    order=st.randoms(use_true_random=False),
)
def test_what_is_told_never_goes_back_and_ends_at_what_is_stored(
    steps: list[tuple[int, str]], order: random.Random
) -> None:
    told, stored, shown, late = Told(), dict[int, int](), dict[int, int](), list[Hint]()

    def hear(heard: Hint) -> None:
        if told.hear(heard):
            assert heard.version >= shown.get(heard.chat_id, 0)
            shown[heard.chat_id] = heard.version

    def look() -> None:
        for chat_id in told.missing(stored):
            assert told.repair(row(chat_id, stored[chat_id]), since=LONG_AGO)
            assert stored[chat_id] > shown.get(chat_id, 0)
            shown[chat_id] = stored[chat_id]

    for chat_id, luck in steps:
        if luck == "look":
            look()
            assert shown == stored
            continue
        stored[chat_id] = stored.get(chat_id, 0) + 1
        if luck == "later":
            late.append(hint(chat_id, stored[chat_id]))
        elif luck != "lose":
            for _ in range(1 + (luck == "double")):
                hear(hint(chat_id, stored[chat_id]))
    order.shuffle(late)
    for heard in late:
        hear(heard)
    look()
    assert shown == stored
    assert told.missing(stored) == []


def test_a_row_that_a_hint_brings_while_it_is_read_is_known() -> None:
    told = Told()
    assert told.missing({1: 1}) == [1]
    assert told.hear(hint(1, 2))
    assert told.repair(row(1, 2), since=LONG_AGO) is None


def test_one_commit_may_bring_two_kinds_of_news_but_none_after_a_repair() -> None:
    told = Told()
    assert [told.hear(hint(1, 1)), told.hear(hint(1, 1))] == [True, True]
    assert told.repair(row(1, 2), since=LONG_AGO) == "chat_message"
    assert not told.hear(hint(1, 2))
    assert told.hear(hint(1, 3))


def test_a_hint_whose_frame_did_not_fit_is_left_to_the_look() -> None:
    told = Told()
    assert not told.hear(Hint("inbox", "acme", "5", 1, 1, version=1))
    assert told.missing({1: 1}) == [1]


def test_a_repaired_row_says_what_happened_as_far_as_one_frame_can() -> None:
    soon = LONG_AGO + timedelta(hours=2)
    assert Told().repair(row(1, 1), since=LONG_AGO) == "chat_opened"
    assert Told().repair(row(1, 3), since=soon) == "chat_message", "it was there before anyone looked"
    assert Told().repair(row(1, 3, cerrado=True), since=LONG_AGO) == "chat_closed"
    told = Told()
    told.hear(hint(1, 1))
    assert told.repair(row(1, 2) | {"ultimo_seq": 1}, since=LONG_AGO) == "read"


def test_what_a_node_remembers_is_bounded() -> None:
    told = Told(remembered=2)
    for chat_id in (1, 2, 3):
        told.hear(hint(chat_id, 1))
    assert told.missing({1: 1, 2: 1, 3: 1}) == [1]

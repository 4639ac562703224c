"""A socket that comes back and names its last seq ends with exactly the messages that there are: no gap, no double."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import pytest_asyncio

from tests.installation import Server
from tests.people import Agente, Cliente, Socket

WAYS = ["/ws/chat/{id}/?despues={seq}", "/ws/chat/soporte/?chat={id}&despues={seq}"]
ALL_WAYS = [*WAYS, "/ws/chat/soporte/?despues={seq}"]


async def told(socket: Socket) -> list[str]:
    """Each frame so far, short: `ready 7`, `7/1`, `closed 7`, `opened 8`."""
    await socket.settle()
    words = {"ready": "ready", "chat_closed": "closed", "chat_opened": "opened"}
    return [
        f"{frame['chat_id']}/{frame['seq']}"
        if frame["type"] == "chat_message"
        else f"{words[frame['type']]} {frame['chat_id']}"
        for frame in socket.frames
        if frame["type"] in words or frame["type"] == "chat_message"
    ]


async def talk(eva: Cliente, ana: Agente, turns: int) -> int:
    """A chat of that many messages, the cliente's and soporte's by turns."""
    chat_id: int = (await eva.open())["id"]
    for n in range(turns):
        await (ana.reply(chat_id, f"{n}") if n % 2 else eva.say(f"{n}"))
    return chat_id


@pytest.mark.parametrize("way", ALL_WAYS)
async def test_what_was_missed_comes_first_and_in_order(server: Server, way: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await talk(eva, ana, 6)
    for seq in (0, 2, 5, 6):
        async with eva.connect(way.format(id=chat_id, seq=seq)) as panel:
            missed = [f"{chat_id}/{n}" for n in range(seq + 1, 7)]
            assert await told(panel) == [f"ready {chat_id}", *missed]
            assert panel.frames[0]["ultimo_seq"] == 6
            stored = await eva.messages(chat_id, despues=seq)
            assert [{k: f[k] for k in f if k != "type"} for f in panel.of_type("chat_message")] == stored


@pytest.mark.parametrize("way", ["/ws/chat/{id}/", "/ws/chat/soporte/", "/ws/chat/soporte/?chat={id}"])
async def test_without_despues_nothing_old_comes(server: Server, way: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await talk(eva, ana, 4)
    async with eva.connect(way.format(id=chat_id)) as panel:
        assert await told(panel) == [f"ready {chat_id}"]
        await ana.reply(chat_id, "nuevo")
        await panel.expect("chat_message", seq=5)
        assert await told(panel) == [f"ready {chat_id}", f"{chat_id}/5"]


@pytest.mark.parametrize("way", WAYS)
async def test_a_chat_that_was_closed_meanwhile_ends_with_its_close(server: Server, way: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await talk(eva, ana, 4)
    await ana.close(chat_id, razon_cierre="resuelto")
    async with eva.connect(way.format(id=chat_id, seq=1)) as panel:
        assert await told(panel) == [
            f"ready {chat_id}",
            *(f"{chat_id}/{n}" for n in (2, 3, 4)),
            f"closed {chat_id}",
        ]
        assert panel.frames[0]["cerrado"] is True
        ack = await panel.expect("ack", uid=await panel.say("De nuevo"))
        assert ack["chat_id"] != chat_id
        assert (await told(panel))[-2:] == [f"opened {ack['chat_id']}", f"ready {ack['chat_id']}"]


@pytest.mark.parametrize("way", WAYS)
async def test_a_newer_open_chat_follows_from_its_first_message(server: Server, way: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = await talk(eva, ana, 4)
    await ana.close(old)
    new = await talk(eva, ana, 3)
    async with eva.connect(way.format(id=old, seq=3)) as panel:
        expected = [f"ready {old}", f"{old}/4", f"closed {old}", f"opened {new}", f"ready {new}"]
        assert await told(panel) == expected + [f"{new}/{n}" for n in (1, 2, 3)]
        (opened,) = panel.of_type("chat_opened")
        assert opened["anterior"] == old
        await ana.reply(new, "sigue")
        await panel.expect("chat_message", chat_id=new, seq=4)


async def test_an_old_chat_without_despues_brings_only_what_is_new(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = await talk(eva, ana, 2)
    await ana.close(old)
    new = await talk(eva, ana, 2)
    async with eva.connect(f"/ws/chat/{old}/") as panel:
        assert await told(panel) == [f"ready {old}", f"closed {old}", f"opened {new}", f"ready {new}"]


@pytest.mark.parametrize("way", WAYS)
async def test_two_chats_later_the_open_one_is_followed(server: Server, way: str) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    old = await talk(eva, ana, 2)
    await ana.close(old)
    await ana.close(await talk(eva, ana, 2))
    new = await talk(eva, ana, 1)
    async with eva.connect(way.format(id=old, seq=2)) as panel:
        assert await told(panel) == [f"ready {old}", f"closed {old}", f"opened {new}", f"ready {new}", f"{new}/1"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def long_chat(server: Server) -> tuple[Cliente, int]:
    eva = Cliente(server, "acme")
    await eva.say_many(450)
    return eva, (await eva.open())["id"]


@pytest.mark.parametrize("way", ALL_WAYS)
async def test_four_hundred_and_fifty_missed_messages_all_come(long_chat: tuple[Cliente, int], way: str) -> None:
    eva, chat_id = long_chat
    last = (await eva.open())["ultimo_seq"] + 10
    assert last >= 460
    async with eva.connect(way.format(id=chat_id, seq=0)) as panel:
        late = asyncio.create_task(_say_more(eva, 10))
        await _until(panel, last)
        await late
        assert [frame["seq"] for frame in panel.of_type("chat_message")] == list(range(1, last + 1))
        assert len(panel.of_type("ready")) == 1


async def test_missed_messages_of_any_size_all_come(server: Server) -> None:
    """A page of the longest texts is more than a connection's queue may hold: that is no slow reader."""
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = (await eva.open())["id"]
    async with ana.connect("/ws/soporte/") as desk:
        await eva.say("😀" * 10_000)
        await desk.say_many(219, "😀" * 10_000, chat_id=chat_id)
    for person, path in ((eva, f"/ws/chat/{chat_id}/?despues=0"), (ana, "/ws/soporte/")):
        async with person.connect(path) as socket:
            if person is ana:
                await socket.send("subscribe", chat_id=chat_id, despues=0)
            await _until(socket, 220)
            assert [frame["seq"] for frame in socket.of_type("chat_message")] == list(range(1, 221))


async def test_a_socket_dropped_in_mid_traffic_misses_nothing(server: Server) -> None:
    eva = Cliente(server, "acme")
    chat_id = (await eva.say("Hola"))["chat"]["id"]
    writing = asyncio.create_task(_say_more(eva, 150))
    seen: list[tuple[int, int]] = []
    drops = 0
    async with asyncio.timeout(30):
        while not writing.done() or len(seen) < 151:
            last = seen[-1][1] if seen else 0
            async with eva.connect(f"/ws/chat/soporte/?chat={chat_id}&despues={last}") as panel:
                await panel.expect("ready")
                for _ in range(7):
                    if len(seen) == 151:
                        break
                    frame = await panel.expect("chat_message")
                    seen.append((frame["chat_id"], frame["seq"]))
                panel.connection.transport.abort()
                drops += 1
    assert drops > 10, "it was dropped often"
    assert seen == [(chat_id, n) for n in range(1, 152)]


async def test_a_seq_that_the_log_has_not_reached_starts_from_its_end(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await talk(eva, ana, 2)
    async with eva.connect(f"/ws/chat/{chat_id}/?despues=9007199254740991") as panel:
        assert await told(panel) == [f"ready {chat_id}"]
        await ana.reply(chat_id, "nuevo")
        assert (await panel.expect("chat_message"))["seq"] == 3


async def test_a_ping_with_a_smaller_seq_is_sent_what_lies_between(server: Server) -> None:
    eva, ana = Cliente(server, "acme"), Agente(server)
    chat_id = await talk(eva, ana, 5)
    async with eva.connect("/ws/chat/soporte/") as panel, ana.connect("/ws/soporte/") as desk:
        await panel.expect("ready")
        await desk.send("subscribe", chat_id=chat_id)
        await desk.expect("ready", chat_id=chat_id)
        for socket, fields in ((panel, {}), (desk, {"chat_id": chat_id})):
            await socket.send("ping", seq=2, **fields)
            pong = await socket.expect("pong")
            assert pong == {"type": "pong", "chat_id": chat_id, "ultimo_seq": 5}
            assert [frame["seq"] for frame in socket.of_type("chat_message")] == [3, 4, 5]
            for seq in (5, 6, None):
                await socket.send("ping", **({"seq": seq} if seq else {}), **fields)
                assert (await socket.expect("pong"))["ultimo_seq"] == 5
            assert len(socket.of_type("chat_message")) == 3


async def test_the_epoch_is_the_same_for_everyone_and_every_time(server: Server) -> None:
    epochs: set[Any] = set()
    for tenant in ("acme", "globex", "public"):
        for _ in range(2):
            async with Cliente(server, tenant).connect("/ws/chat/soporte/") as panel:
                epochs.add((await panel.expect("ready"))["epoca"])
    assert len(epochs) == 1
    assert epochs.pop()


async def _until(socket: Socket, seq: int) -> None:
    """The message of that seq has come."""
    async with asyncio.timeout(20):
        while not socket.frames or socket.frames[-1].get("seq") != seq:
            await socket.receive()


async def _say_more(eva: Cliente, count: int) -> None:
    for n in range(count):
        await eva.say(f"más {n}")

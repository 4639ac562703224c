"""A message that races a close is in exactly one chat: the old one, before the close, or the new one."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.installation import Server
from tests.people import Agente, Cliente, new_uid

ROUNDS = 300
AT_ONCE = 20
OF_A_CLOSE = ("ack", "chat_message", "chat_closed", "chat_opened")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["http", "socket"])
async def test_a_message_that_races_a_close_is_in_exactly_one_chat(server: Server, way: str) -> None:
    ana = Agente(server)
    race = _race_by_http if way == "http" else _race_by_socket
    clientes = [Cliente(server, ("acme", "globex", "public")[n % 3]) for n in range(AT_ONCE)]
    raced = await asyncio.gather(*(race(eva, ana) for eva in clientes))
    landed = sum([await _check(eva, rounds) for eva, rounds in zip(clientes, raced, strict=True)], Counter())
    assert landed.total() == ROUNDS
    assert min(landed["old"], landed["new"]) >= ROUNDS // 50, f"no race: {landed}"


@dataclass(frozen=True)
class Round:
    """`old` was closed while `uid` was on its way; `said` tells where that ended."""

    old: int
    uid: str
    said: dict[str, Any]
    closed: dict[str, Any]


async def _race_by_http(eva: Cliente, ana: Agente) -> list[Round]:
    rounds = []
    for _ in range(ROUNDS // AT_ONCE):
        old, uid = (await eva.say("antes"))["chat"]["id"], new_uid()
        said, closed = await asyncio.gather(
            _soon(eva.say, "en plena carrera", within=0.1, uid=uid), _soon(ana.close, old)
        )
        rounds.append(Round(old, uid, said["mensaje"], closed.json()))
    return rounds


async def _race_by_socket(eva: Cliente, ana: Agente) -> list[Round]:
    rounds = []
    async with eva.connect("/ws/chat/soporte/") as panel:
        for _ in range(ROUNDS // AT_ONCE):
            old = (await panel.expect("ack", uid=await panel.say("antes")))["chat_id"]
            before = len(panel.frames)
            uid, closed = await asyncio.gather(_soon(panel.say, "en plena carrera", within=0.1), _soon(ana.close, old))
            said = await panel.expect("ack", uid=uid)
            await panel.settle()
            told = [frame["type"] for frame in panel.frames[before:] if frame["type"] in OF_A_CLOSE]
            assert told in (["ack", "chat_closed"], ["chat_closed", "chat_opened", "ack"])
            rounds.append(Round(old, uid, said, closed.json()))
    return rounds


async def _check(eva: Cliente, rounds: list[Round]) -> Counter[str]:
    chat_ids = {round_.old for round_ in rounds} | {round_.said["chat_id"] for round_ in rounds}
    logs = {chat_id: await eva.messages(chat_id, limite=200) for chat_id in chat_ids}
    places = Counter(m["uid"] for log in logs.values() for m in log)
    for round_ in rounds:
        said, closed, log = round_.said, round_.closed, logs[round_.old]
        assert places[round_.uid] == 1, "neither lost nor doubled"
        assert logs[said["chat_id"]][said["seq"] - 1]["uid"] == round_.uid
        assert said["chat_id"] >= round_.old
        assert closed["cerrado"] is True
        assert [m["seq"] for m in log] == list(range(1, closed["ultimo_seq"] + 1)), "frozen where the close found it"
        assert all(m["creado_en"] <= closed["cerrado_en"] for m in log)
    assert len({round_.old for round_ in rounds}) == len(rounds), "no closed chat was ever written to again"
    return Counter("old" if round_.said["chat_id"] == round_.old else "new" for round_ in rounds)


async def _soon(verb: Callable[..., Awaitable[Any]], *args: Any, within: float = 0.03, **kwargs: Any) -> Any:
    """Either side may come first: some milliseconds of chance, as between two people. A message is stored sooner than a
    close, so it starts later now and then."""
    await asyncio.sleep(random.uniform(0, within))
    return await verb(*args, **kwargs)


async def test_a_reply_that_races_a_close_is_in_the_chat_or_refused(server: Server) -> None:
    eva, ana, bea = Cliente(server, "acme"), Agente(server, "ana"), Agente(server, "bea")
    outcomes: Counter[int] = Counter()
    for _ in range(40):
        chat_id = (await eva.say("Hola"))["chat"]["id"]
        reply, closed = await asyncio.gather(bea.reply(chat_id, "Sí"), ana.close(chat_id))
        assert reply.status_code in (201, 409)
        outcomes[reply.status_code] += 1
        assert closed.json()["ultimo_seq"] == (2 if reply.status_code == 201 else 1)
        assert len(await eva.messages(chat_id)) == closed.json()["ultimo_seq"]
    assert outcomes[201], "the reply sometimes wins"


async def test_one_uid_of_an_agente_into_two_chats_at_once_is_one_message(server: Server) -> None:
    eva, gus, ana = Cliente(server, "acme"), Cliente(server, "globex"), Agente(server)
    chats = [(await person.say("Hola"))["chat"]["id"] for person in (eva, gus)]
    uid = new_uid()
    answers = await asyncio.gather(*(ana.reply(chats[n % 2], "Sí", uid=uid) for n in range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert len({(answer.json()["chat_id"], answer.json()["seq"]) for answer in answers}) == 1
    stored = [*await eva.messages(chats[0]), *await gus.messages(chats[1])]
    assert [m["uid"] for m in stored].count(uid) == 1

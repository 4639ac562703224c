"""What a writer remembers: it saves a look, and is never believed against the database."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.people import new_id
from ventanilla.chat import chats, history, store
from ventanilla.chat.engine import Engine
from ventanilla.chat.memory import BELIEVED, DatabaseClock
from ventanilla.chat.people import PERMISOS, AgenteCaller, ClienteCaller, Profile
from ventanilla.db import tables

ana = AgenteCaller(id=1, usuario="ana", nombre="Ana Ruiz", permisos=PERMISOS)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the journal has asked for what, and how many inbox rows an append has moved."""
    counted: Counter[str] = Counter()
    load, append = store.load, store.append

    async def loading(*args: Any) -> Any:
        counted["load"] += 1
        return await load(*args)

    async def appending(*args: Any) -> Any:
        counted["append"] += 1
        rows = await append(*args)
        counted["appended"] += len(rows)
        return rows

    monkeypatch.setattr(store, "load", loading)
    monkeypatch.setattr(store, "append", appending)
    return counted


@pytest.fixture
async def other() -> AsyncIterator[Engine]:
    """Another process's engine: no hint passes between the two here."""
    engine = Engine()
    engine.journal.start()
    yield engine
    await engine.journal.stop()
    await engine.reads.close()


async def someone(engine: Engine, **profile: Any) -> ClienteCaller:
    tenant = await engine.directory.of_slug("acme")
    assert tenant is not None
    return ClienteCaller(tenant, new_id(), Profile(**profile))


async def say(engine: Engine, who: ClienteCaller, texto: str = "hola", *, uid: uuid.UUID | None = None) -> Any:
    return await chats.say(engine, who, uid=uid or uuid.uuid4(), texto=texto)


async def texts(engine: Engine, who: ClienteCaller, chat_id: int) -> list[str]:
    entries, _ = await history.messages(engine, who.tenant, chat_id, after=0, limit=200)
    return [entry.texto for entry in entries]


async def test_a_message_into_a_known_chat_needs_no_look(engine: Engine, calls: Counter[str]) -> None:
    eva = await someone(engine)
    first, _, _ = await say(engine, eva, "uno")
    assert calls == {"load": 1}
    second, chat, is_new = await say(engine, eva, "dos")
    reply, _, _ = await chats.reply(engine, ana, first.chat_id, uid=uuid.uuid4(), texto="tres")
    assert calls == {"load": 1, "append": 2, "appended": 2}
    assert (second.seq, reply.seq, is_new) == (2, 3, True)
    assert first.creado_en <= second.creado_en <= reply.creado_en
    assert await texts(engine, eva, chat.id) == ["uno", "dos", "tres"]
    row = await engine.fetchrow(f"SELECT * FROM {store.BANDEJA} WHERE chat_id = $1", chat.id)
    assert (row["ultimo_seq"], row["ultimo_texto"], row["sin_leer"], row["espera_desde"]) == (3, "tres", 0, None)
    stored = await history.chat_of(engine, eva.tenant, chat.id)
    assert (stored.ultimo_seq, stored.ultimo_seq_cliente, stored.sin_leer_cliente) == (3, 2, 1)


async def test_what_another_process_has_changed_is_seen(engine: Engine, other: Engine, calls: Counter[str]) -> None:
    eva = await someone(engine)
    first, _, _ = await say(engine, eva, "uno")
    await say(other, eva, "dos")
    third, _, _ = await say(engine, eva, "tres")
    assert third.seq == 3
    assert (calls["append"], calls["appended"]) == (1, 0), "tried on what was remembered, and not written"
    assert await texts(engine, eva, first.chat_id) == ["uno", "dos", "tres"]


async def test_a_close_by_another_process_is_seen(engine: Engine, other: Engine) -> None:
    eva = await someone(engine)
    first, _, _ = await say(engine, eva, "uno")
    await chats.close(other, ana, first.chat_id, razon="resuelto")
    second, chat, _ = await say(engine, eva, "dos")
    assert (second.seq, chat.anterior) == (1, first.chat_id)
    assert await texts(engine, eva, first.chat_id) == ["uno"]


async def test_a_uid_that_is_stored_is_not_appended_again(engine: Engine, calls: Counter[str]) -> None:
    eva, uid = await someone(engine), uuid.uuid4()
    first, _, _ = await say(engine, eva, "uno", uid=uid)
    again, _, is_new = await say(engine, eva, "uno", uid=uid)
    assert (again.seq, is_new) == (first.seq, False)
    assert (calls["append"], calls["appended"]) == (1, 0)
    assert await texts(engine, eva, first.chat_id) == ["uno"]
    third, _, _ = await say(engine, eva, "dos")
    assert third.seq == 2


async def test_neighbours_are_appended_where_one_is_not(engine: Engine, other: Engine, calls: Counter[str]) -> None:
    people = [await someone(engine) for _ in range(12)]
    for who in people:
        await say(engine, who, "uno")
    for who in people[::3]:
        await say(other, who, "dos")
    calls.clear()
    entries = await asyncio.gather(*(say(engine, who, "tres") for who in people))
    assert [entry.seq for entry, _, _ in entries] == [3 if n % 3 == 0 else 2 for n in range(12)]
    assert calls["appended"] == 8
    assert calls["load"] > 0


async def test_a_new_name_is_written(engine: Engine, calls: Counter[str]) -> None:
    eva = await someone(engine, nombre="Eva")
    await say(engine, eva)
    entry, _, _ = await say(engine, ClienteCaller(eva.tenant, eva.cliente_id, Profile(nombre="Eva Montes")))
    assert entry.author.nombre == "Eva Montes"
    assert calls["append"] == 0
    name = await engine.fetchrow(
        f"SELECT nombre FROM {tables(eva.tenant.schema).cliente} WHERE cliente_id = $1", eva.cliente_id
    )
    assert name["nombre"] == "Eva Montes"


async def test_two_messages_of_one_cliente_in_a_batch_are_both_stored(engine: Engine) -> None:
    eva = await someone(engine)
    await say(engine, eva, "0")
    entries = await asyncio.gather(*(say(engine, eva, str(n)) for n in range(1, 6)))
    assert [entry.seq for entry, _, _ in entries] == [2, 3, 4, 5, 6]
    assert await texts(engine, eva, entries[0][0].chat_id) == ["0", "1", "2", "3", "4", "5"]


class TestTheClock:
    def test_it_is_not_known_before_the_database_said_it_nor_long_after(self) -> None:
        now = 100.0
        clock = DatabaseClock(lambda: now)
        assert clock.now() is None
        clock.hear(NOON)
        now += BELIEVED
        assert clock.now() == NOON + timedelta(seconds=BELIEVED)
        now += 0.1
        assert clock.now() is None

    def test_a_slow_answer_does_not_set_it_back_and_a_quick_one_sets_it_forward(self) -> None:
        now = 100.0
        clock = DatabaseClock(lambda: now)
        clock.hear(NOON)
        now += 1
        clock.hear(NOON + timedelta(seconds=0.5))  # Half a second under way.
        assert clock.now() == NOON + timedelta(seconds=1)
        clock.hear(NOON + timedelta(seconds=1.2))
        assert clock.now() == NOON + timedelta(seconds=1.2)

    def test_a_clock_that_was_set_back_is_believed_in_the_end(self) -> None:
        now = 100.0
        clock = DatabaseClock(lambda: now)
        clock.hear(NOON)
        now += BELIEVED + 0.1
        clock.hear(NOON - timedelta(hours=1))
        assert clock.now() == NOON - timedelta(hours=1)

"""Group commit against a real PostgreSQL: one open chat, one message for each uid, neighbours kept apart."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections import Counter
from typing import Any

import asyncpg
import pytest

from tests.people import new_id
from ventanilla import db
from ventanilla.chat import chats, history, journal, store
from ventanilla.chat.engine import Engine
from ventanilla.chat.errors import ChatClosed, NotFound, Stale, Unavailable
from ventanilla.chat.people import PERMISOS, AgenteCaller, ClienteCaller, Profile
from ventanilla.chat.verbs import Op
from ventanilla.db import tables

ana = AgenteCaller(id=1, usuario="ana", nombre="Ana Ruiz", permisos=PERMISOS)


async def someone(engine: Engine, tenant: str = "acme", **profile: Any) -> ClienteCaller:
    found = await engine.directory.of_slug(tenant)
    assert found is not None
    return ClienteCaller(found, new_id(), Profile(**profile))


async def say(engine: Engine, who: ClienteCaller, texto: str = "hola", **options: Any) -> Any:
    return await chats.say(engine, who, uid=options.pop("uid", None) or uuid.uuid4(), texto=texto, **options)


async def log_of(engine: Engine, who: ClienteCaller, chat_id: int) -> list[Any]:
    entries, more = await history.messages(engine, who.tenant, chat_id, after=0, limit=200)
    assert not more
    return entries


async def test_fifty_openings_at_once_make_one_chat(engine: Engine) -> None:
    eva = await someone(engine)
    results = await asyncio.gather(*(chats.open(engine, eva) for _ in range(50)))
    assert len({chat.id for chat, _ in results}) == 1
    assert sum(created for _, created in results) == 1


async def test_a_message_racing_a_close_ends_in_exactly_one_chat(engine: Engine) -> None:
    """A thousand races, fifty conversations at a time; both orders happen, and nothing is lost or doubled."""
    outcomes: Counter[str] = Counter()

    async def race(eva: ClienteCaller) -> None:
        first, _, _ = await say(engine, eva, "antes")
        uid = uuid.uuid4()

        async def say_in_a_moment() -> Any:
            await asyncio.sleep(random.random() * 0.02)
            return await say(engine, eva, "durante", uid=uid)

        (entry, _, _), _ = await asyncio.gather(
            say_in_a_moment(), chats.close(engine, ana, first.chat_id, razon="resuelto")
        )
        closed = await history.chat_of(engine, eva.tenant, first.chat_id)
        assert closed.cerrado
        assert closed.ultimo_seq == len(await log_of(engine, eva, first.chat_id))
        if entry.chat_id == first.chat_id:
            outcomes["old"] += 1
            assert entry.seq == closed.ultimo_seq == 2
        else:
            outcomes["new"] += 1
            assert (entry.seq, closed.ultimo_seq) == (1, 1)
            chat = await history.chat_of(engine, eva.tenant, entry.chat_id)
            assert chat.anterior == first.chat_id
            await chats.close(engine, ana, chat.id)
        stored = await engine.fetch(f"SELECT chat_id FROM {tables(eva.tenant.schema).mensaje} WHERE uid = $1", uid)
        assert [row["chat_id"] for row in stored] == [entry.chat_id]

    people = [await someone(engine) for _ in range(50)]
    for _ in range(20):
        await asyncio.gather(*(race(eva) for eva in people))
    assert sum(outcomes.values()) == 1000
    assert outcomes["old"] > 0
    assert outcomes["new"] > 0


async def test_one_uid_is_one_message_however_often_and_wherever_it_is_sent(engine: Engine) -> None:
    eva = await someone(engine)
    uid = uuid.uuid4()
    results = await asyncio.gather(*(say(engine, eva, f"intento {n}", uid=uid) for n in range(30)))
    assert len({entry.seq for entry, _, _ in results}) == 1
    assert sum(is_new for _, _, is_new in results) == 1
    first = results[0][0]
    await chats.close(engine, ana, first.chat_id)
    again, chat, is_new = await say(engine, eva, "otra vez", uid=uid)
    assert (again.chat_id, again.seq, is_new) == (first.chat_id, first.seq, False)
    assert chat.cerrado


async def test_an_agents_uid_is_one_message_over_all_tenants(engine: Engine) -> None:
    eva, gus = await someone(engine), await someone(engine, "globex")
    (a, _, _), (g, _, _) = await say(engine, eva), await say(engine, gus)
    uid = uuid.uuid4()
    first, _, is_new = await chats.reply(engine, ana, a.chat_id, uid=uid, texto="hola")
    assert is_new
    again, _, is_new = await chats.reply(engine, ana, g.chat_id, uid=uid, texto="hola")
    assert (again.chat_id, again.seq, is_new) == (a.chat_id, first.seq, False)
    assert len(await log_of(engine, gus, g.chat_id)) == 1

    both = uuid.uuid4()
    results = await asyncio.gather(
        chats.reply(engine, ana, a.chat_id, uid=both, texto="a la vez"),
        chats.reply(engine, ana, g.chat_id, uid=both, texto="a la vez"),
    )
    assert sum(is_new for _, _, is_new in results) == 1
    assert len({entry.chat_id for entry, _, _ in results}) == 1


async def test_a_refused_verb_does_not_fail_its_neighbours(engine: Engine) -> None:
    eva, ivan = await someone(engine), await someone(engine)
    entry, _, _ = await say(engine, eva)
    await chats.close(engine, ana, entry.chat_id)
    results = await asyncio.gather(
        say(engine, eva, into=entry.chat_id),
        say(engine, ivan, into=entry.chat_id),
        say(engine, ivan),
        chats.close(engine, ana, entry.chat_id, seen_up_to=0),
        say(engine, eva),
        return_exceptions=True,
    )
    assert isinstance(results[0], ChatClosed)
    assert isinstance(results[1], NotFound)
    assert [result[2] for result in (results[2], results[4])] == [True, True]
    assert results[3].cerrado


async def test_what_the_database_refuses_fails_alone(engine: Engine) -> None:
    """A verb that slipped past every check and that PostgreSQL refuses: its neighbours in the batch are stored."""
    eva, ivan = await someone(engine), await someone(engine)
    assert eva.tenant == ivan.tenant

    def bad(ledger: Any) -> Any:
        return ledger.say(uid=uuid.uuid4(), texto="con un \x00 dentro", contexto=None, into=None)

    results = await asyncio.gather(
        engine.journal.submit(Op(eva.tenant, eva.cliente_id, bad, profile=Profile(), may_open=True)),
        *(say(engine, ivan, f"bien {n}") for n in range(5)),
        return_exceptions=True,
    )
    assert isinstance(results[0], Unavailable)
    assert [result[0].seq for result in results[1:]] == [1, 2, 3, 4, 5]
    assert await history.open_chat(engine, eva) is None


async def test_a_connection_lost_in_mid_commit_is_resolved_by_uid(engine: Engine) -> None:
    """The journal's backend is killed again and again under load: all is acked once and stored once."""
    eva, n = await someone(engine), 200
    killer = await db.connect(name="test")
    entries: list[Any] = []

    async def chatter() -> None:
        for number in range(n):
            uid = uuid.uuid4()
            while True:
                try:
                    entry, _, _ = await say(engine, eva, str(number), uid=uid)
                except Unavailable:
                    continue
                entries.append(entry)
                break

    async def kill() -> None:
        """Somewhere within each fifth transaction."""
        for goal in range(5, n, 5):
            while len(entries) < goal:
                await asyncio.sleep(0.001)
            await killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ventanilla journal'"
            )

    await asyncio.gather(chatter(), kill())
    await killer.close()
    stored = await log_of(engine, eva, entries[0].chat_id)
    assert [entry.texto for entry in stored] == [str(number) for number in range(n)]
    assert [entry.seq for entry in entries] == list(range(1, n + 1))


async def test_two_writers_at_once_keep_one_open_chat_and_one_order(engine: Engine) -> None:
    """Two processes' journals on one cliente: the row lock makes them take turns."""
    eva = await someone(engine)
    other = Engine()
    other.journal.start()
    try:
        results = await asyncio.gather(
            *(say(node, eva, f"{n}") for n in range(40) for node in (engine, other)),
        )
    finally:
        await other.journal.stop()
        await other.reads.close()
    assert len({entry.chat_id for entry, _, _ in results}) == 1
    assert sorted(entry.seq for entry, _, _ in results) == list(range(1, 81))


async def test_a_batch_holds_only_so_many_schemas(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SCHEMAS_AT_ONCE", 1)
    batches: list[set[str]] = []
    load = store.load

    async def counting(connection: Any, wanted: dict[str, Any], *rest: Any) -> Any:
        batches.append(set(wanted))
        return await load(connection, wanted, *rest)

    monkeypatch.setattr(store, "load", counting)
    people = [await someone(engine, tenant) for tenant in ("acme", "globex") * 6]
    await asyncio.gather(*(say(engine, who) for who in people))
    assert {len(batch) for batch in batches} == {1}
    assert set().union(*batches) == {who.tenant.schema for who in people}


async def test_a_stale_close_brings_what_was_not_seen(engine: Engine) -> None:
    eva = await someone(engine)
    entry, _, _ = await say(engine, eva, "uno")
    await chats.reply(engine, ana, entry.chat_id, uid=uuid.uuid4(), texto="dos")
    await say(engine, eva, "tres")
    with pytest.raises(Stale) as refusal:
        await chats.close(engine, ana, entry.chat_id, seen_up_to=2)
    assert [m.texto for m in refusal.value.mensajes] == ["tres"]
    assert not (await history.chat_of(engine, eva.tenant, entry.chat_id)).cerrado


async def test_read_marks_count_what_stays_unread(engine: Engine) -> None:
    eva = await someone(engine)
    entry, _, _ = await say(engine, eva)
    for _ in range(4):
        await chats.reply(engine, ana, entry.chat_id, uid=uuid.uuid4(), texto="y")
    chat = await chats.read(engine, eva, entry.chat_id, seq=3)
    assert (chat.leido_cliente, chat.sin_leer_cliente) == (3, 2)
    chat = await chats.read(engine, eva, entry.chat_id, seq=1)
    assert (chat.leido_cliente, chat.sin_leer_cliente) == (3, 2)
    chat = await chats.read(engine, eva, entry.chat_id, seq=99)
    assert (chat.leido_cliente, chat.sin_leer_cliente) == (5, 0)


class TestTheDatabaseItself:
    """Each rule is a constraint too: what a bug would write, PostgreSQL refuses."""

    async def refused(self, engine: Engine, sql: str, *arguments: object) -> str:
        with pytest.raises(asyncpg.IntegrityConstraintViolationError) as refusal:
            async with engine.reads.connection() as connection, connection.transaction():
                await connection.execute(sql, *arguments)
        return refusal.value.constraint_name or ""

    async def test_refuses_a_second_open_chat(self, engine: Engine) -> None:
        eva = await someone(engine)
        await chats.open(engine, eva)
        names = tables(eva.tenant.schema)
        sql = f"INSERT INTO {names.chat} (id, cliente_id) VALUES (nextval('public.ventanilla_chat_id'), $1)"
        assert await self.refused(engine, sql, eva.cliente_id) == "ventanilla_one_open_chat"

    async def test_refuses_a_gap_and_an_entry_that_the_chat_does_not_count(self, engine: Engine) -> None:
        eva = await someone(engine)
        entry, _, _ = await say(engine, eva)
        names = tables(eva.tenant.schema)
        insert = (
            f"INSERT INTO {names.mensaje} (chat_id, seq, uid, autor_tipo, autor_id, texto, creado_en)"
            " VALUES ($1, $2, gen_random_uuid(), 'cliente', 'x', 'x', now())"
        )
        assert await self.refused(engine, insert, entry.chat_id, 2) == "ventanilla_dense_log"
        gap = f"WITH m AS (UPDATE {names.chat} SET ultimo_seq = 3 WHERE id = $1) {insert}"
        assert await self.refused(engine, gap, entry.chat_id, 3) == "ventanilla_dense_log"
        assert await self.refused(engine, insert, 2**52, 1) == "ventanilla_dense_log"

    async def test_refuses_to_open_or_lengthen_a_closed_chat(self, engine: Engine) -> None:
        eva = await someone(engine)
        entry, _, _ = await say(engine, eva)
        await chats.close(engine, ana, entry.chat_id)
        names = tables(eva.tenant.schema)
        for change in ("cerrado = false, cerrado_en = NULL", "ultimo_seq = ultimo_seq + 1"):
            sql = f"UPDATE {names.chat} SET {change} WHERE id = $1"
            assert await self.refused(engine, sql, entry.chat_id) == "ventanilla_stays_closed"

    async def test_refuses_the_same_uid_twice(self, engine: Engine) -> None:
        eva = await someone(engine)
        entry, _, _ = await say(engine, eva)
        names = tables(eva.tenant.schema)
        sql = (
            f"WITH m AS (UPDATE {names.chat} SET ultimo_seq = 2 WHERE id = $1)"
            f" INSERT INTO {names.mensaje} (chat_id, seq, uid, autor_tipo, autor_id, texto, creado_en)"
            " VALUES ($1, 2, $2, 'cliente', $3, 'x', now())"
        )
        assert await self.refused(engine, sql, entry.chat_id, entry.uid, eva.cliente_id) == "ventanilla_one_uid"

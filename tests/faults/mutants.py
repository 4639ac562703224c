"""The engine, broken on purpose, once for each rule: what the history checker must find.

Each function patches the running process. Those that lose a race are slowed down where the race is, so that seconds
of load are enough.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg

from ventanilla import db
from ventanilla.bus import Hint
from ventanilla.chat import engine, history, journal, ledger, rows, store
from ventanilla.chat.errors import ChatClosed, Unavailable
from ventanilla.realtime import cliente_connection, desk_session, follow, hub, session

from .bus import FaultyBus


def slow_commits() -> None:
    """No mutant: between the rule and the COMMIT there is time for something to happen."""
    write = store.write

    async def slowly(*args: Any) -> Any:
        await asyncio.sleep(0.02)
        return await write(*args)

    store.write = slowly


def faulty_bus() -> None:
    """No mutant: hints may be lost, doubled, late and out of order."""
    seeds = iter(range(100))
    engine.chosen_bus = lambda _url: FaultyBus(seed=next(seeds))  # type: ignore[assignment]


def overloaded() -> None:
    """No mutant: one message in ten is refused, as past a full queue."""
    put, rng = journal.Journal.put, random.Random(1)

    def at_times(self: Any, op: Any) -> Any:
        if rng.random() < 0.1:
            raise Unavailable
        return put(self, op)

    journal.Journal.put = at_times  # type: ignore[method-assign]


def ack_before_commit() -> None:
    perform = journal.perform

    def and_answer(op: Any, under: Any) -> Any:
        result = perform(op, under)
        if not isinstance(result, Exception) and not op.done.done():
            op.done.set_result(result)
        return result

    async def once(self: Any, batch: Any) -> None:
        try:
            results, committed, _ = await self._transact(batch, again=False)
        except journal.RETRYABLE:
            await self._commit(batch)
        except (*db.AWAY, asyncpg.PostgresError):
            self._drop_connection()
            self._refuse(batch, Unavailable())
        else:
            self._tell(committed, {op.tenant.schema: op.tenant for op in batch})
            journal._answer(batch, results)

    journal.perform = and_answer
    journal.Writer._commit = once  # type: ignore[method-assign]


def no_dedup() -> None:
    load = store.load

    async def without_uids(connection: Any, wanted: dict[str, rows.Wanted], _sent: Any) -> Any:
        for one in wanted.values():
            one.uids = []
        return await load(connection, wanted)

    store.load, store._sent = without_uids, lambda _: None  # type: ignore[assignment]
    ledger.Ledger._stored = lambda *_: None  # type: ignore[method-assign,assignment]


def dedup_in_memory_of_each_node() -> None:
    known: dict[Any, set[UUID]] = defaultdict(set)
    load, write = store.load, store.write

    async def what_this_node_knows(connection: Any, wanted: dict[str, rows.Wanted], _sent: Any) -> Any:
        loaded, sent = await load(connection, wanted)
        for one in loaded.values():
            one.stored = [entry for entry in one.stored or () if entry.uid in known[asyncio.get_running_loop()]]
        return loaded, sent

    async def and_remember(connection: Any, changes: dict[str, list[ledger.Ledger]]) -> Any:
        rows = await write(connection, changes)
        said = (entry for ledgers in changes.values() for one in ledgers for entry in one.said)
        known[asyncio.get_running_loop()].update(entry.uid for entry in said)
        return rows

    store.load, store.write, store._sent = what_this_node_knows, and_remember, lambda _: None  # type: ignore[assignment]


def bus_as_truth() -> None:
    """Whatever the bus brings is shown, and nothing else is looked for."""

    def take(self: Any, seq: int, *, has_frame: bool) -> Any:
        self.seq = seq
        return "send"

    follow.Follow._place = take  # type: ignore[method-assign]
    session.ClienteSession.repair = lambda *_: []  # type: ignore[method-assign,misc,assignment]
    desk_session.DeskSession.repair = lambda *_: []  # type: ignore[method-assign,misc,assignment]
    faulty_bus()


def no_lock() -> None:
    """Look whether a chat is open, then insert: two nodes at once find none."""
    load = store.load

    async def elsewhere(_connection: Any, wanted: dict[str, rows.Wanted], sent: Any) -> Any:
        # In a transaction of its own, whose locks are gone once it has looked.
        looking = await db.connect(name="mutant")
        found = await load(looking, wanted, sent)
        await looking.close()
        await asyncio.sleep(0.02)
        return found

    store.load = elsewhere  # type: ignore[assignment]


def read_then_subscribe(*, gaps_are_seen: bool = False) -> None:
    """The snapshot first, then the subscription: what is said in between is in neither."""
    catch_up, join = cliente_connection.ClienteConnection._catch_up, cliente_connection.ClienteConnection.join

    async def and_then_join(self: Any, request: Any) -> None:
        await catch_up(self, request)
        if request.reason == "connect":
            await asyncio.sleep(0.05)
            join(self)

    cliente_connection.ClienteConnection.join = lambda _: None  # type: ignore[method-assign,assignment]
    cliente_connection.ClienteConnection._catch_up = and_then_join  # type: ignore[method-assign]
    if not gaps_are_seen:
        _trust_hints()


def subscribe_late() -> None:
    """The same, but a gap in seq is still seen. It stays hidden: the next hint or ping repairs what was left out."""
    read_then_subscribe(gaps_are_seen=True)


def _trust_hints() -> None:
    def take(self: Any, seq: int, *, has_frame: bool) -> Any:
        if seq <= self.seq:
            return "known"
        self.seq = seq
        return "send"

    follow.Follow._place = take  # type: ignore[method-assign]


def resume_by_time() -> None:
    """What is later than the last message seen, by a clock of tenths of a second."""
    missed = history.missed

    def tenth(entry: Any) -> int:
        return int(entry.creado_en.timestamp() * 10)

    async def later(engine: Any, tenant: Any, chat_id: int, *, after: int | None, limit: int = 200) -> Any:
        found = await missed(engine, tenant, chat_id, after=after, limit=limit)
        if after:
            [last], _ = await history.messages(engine, tenant, chat_id, after=after - 1, limit=1)
            found = replace(found, entries=[entry for entry in found.entries if tenth(entry) > tenth(last)])
        return found

    history.missed = later


def client_names_the_chat() -> None:
    """A message goes to the chat that its connection came for; where that is closed it opens another."""
    connections: dict[str, Any] = {}
    init, say = cliente_connection.ClienteConnection.__init__, ledger.Ledger.say

    def remember(self: Any, *args: Any, **options: Any) -> None:
        init(self, *args, **options)
        connections[self.id] = self

    def as_told(self: Any, *, connection: str = "", **options: Any) -> Any:
        named = connections[connection]._start[0] if connection in connections else None
        is_open = named in self.chats and not self.chats[named].cerrado
        if named is None or is_open or self._stored(options["uid"], _author(self)):
            return say(self, connection=connection, **options)
        chat = self._open(options["contexto"])
        return say(self, connection=connection, **{**options, "into": chat.id})

    cliente_connection.ClienteConnection.__init__ = remember  # type: ignore[method-assign]
    ledger.Ledger.say = as_told  # type: ignore[method-assign]
    _open_as_many_as_wanted()


def _open_as_many_as_wanted() -> None:
    load = store.load

    async def with_ids(connection: Any, wanted: dict[str, rows.Wanted], sent: Any) -> Any:
        for one in wanted.values():
            one.cierra = True
            for cliente in one.clientes:
                cliente.abre = len(one.uids) + 1 if cliente.abre >= 0 else -1
        return await load(connection, wanted, sent)

    store.load = with_ids  # type: ignore[assignment]


def _author(under: Any) -> Any:
    return ledger.Author("cliente", under.cliente_id)


def close_unseen() -> None:
    close = ledger.Ledger.close

    def whatever_was_seen(self: Any, chat_id: int, *, seen_up_to: int | None, **options: Any) -> Any:
        return close(self, chat_id, seen_up_to=None, **options)

    ledger.Ledger.close = whatever_was_seen  # type: ignore[method-assign]


def into_a_closed_chat() -> None:
    """A message that was on its way when the chat was closed still goes in."""
    abierto = ledger.Ledger._writable

    def anyhow(self: Any, chat_id: int) -> Any:
        try:
            return abierto(self, chat_id)
        except ChatClosed:
            return self._chat(chat_id)

    ledger.Ledger._writable = anyhow  # type: ignore[method-assign]


def topics_without_the_tenant() -> None:
    join, leave = hub.Hub.join_cliente, hub.Hub.leave_cliente
    hub.Hub.join_cliente = lambda self, key, one: join(self, ("", key[1]), one)  # type: ignore[method-assign,misc,assignment]
    hub.Hub.leave_cliente = lambda self, key, one: leave(self, ("", key[1]), one)  # type: ignore[method-assign,misc,assignment]
    concerned = hub.Hub._concerned

    def anyone(self: Any, hint: Hint) -> Any:
        return concerned(self, Hint(hint.kind, "", hint.cliente_id, hint.chat_id))

    hub.Hub._concerned = anyone  # type: ignore[method-assign]


def clock_of_the_node() -> None:
    rng = random.Random(1)
    ledger.Ledger._time = (  # type: ignore[method-assign,assignment]
        lambda self, chat: self.now + timedelta(seconds=rng.uniform(-2, 2))
    )


VARIANTS: dict[str, Callable[[], None]] = {
    made.__name__: made
    for made in (
        slow_commits,
        faulty_bus,
        overloaded,
        ack_before_commit,
        no_dedup,
        dedup_in_memory_of_each_node,
        bus_as_truth,
        no_lock,
        read_then_subscribe,
        subscribe_late,
        resume_by_time,
        client_names_the_chat,
        close_unseen,
        into_a_closed_chat,
        topics_without_the_tenant,
        clock_of_the_node,
    )
}

"""Group commit: a writer gathers every verb that arrived while its last transaction was in flight.

A verb is acked when its transaction has committed, and only then do hub and bus hear of it. Order within a
cliente is the order of arrival; across schemas and clientes rows are locked in a fixed order.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

import asyncpg
import structlog

from .. import db
from ..conf import conf
from ..metrics import ACK_SECONDS, BATCH, COMMIT_SECONDS, QUEUE, RETRIES
from ..tenancy import Tenant
from . import store
from .errors import ChatError, Unavailable
from .ledger import Entry, Event, Ledger, StoredElsewhere
from .people import Profile

log = structlog.get_logger(__name__)
T = TypeVar("T")

RETRYABLE = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    # A uid or an open chat that another node committed between our look and our write: look again.
    asyncpg.UniqueViolationError,
)
TRANSACTION_LIMIT = 15.0
"""Seconds; a transaction that takes longer counts as lost, and is resolved by uid."""


@dataclass(slots=True, eq=False)
class Op(Generic[T]):
    """A verb on its way: whose conversation, what must be loaded for it, and the rule to apply under the lock."""

    tenant: Tenant
    cliente_id: str
    perform: Callable[[Ledger], T]
    profile: Profile | None = None
    chat_ids: tuple[int, ...] = ()
    uid: UUID | None = None
    is_reply: bool = False
    may_open: bool = False
    closes: bool = False
    counts: store.Cuenta | None = None
    """A read mark: how much of the chat stays unread for that side after that seq."""
    arrived: float = field(default_factory=time.perf_counter)
    done: asyncio.Future[T] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass(slots=True)
class Committed:
    """What a transaction did: events by tenant, in order, and the inbox rows as they are now."""

    events: list[tuple[Tenant, str, Event]]
    rows: list[Any]


Tell = Callable[[Committed, dict[str, Tenant]], None]


class Journal:
    """`tell` is called after each commit, before any verb of it is answered.

    Several writers, so that one batch is decided while the database works on another. All verbs of a cliente go
    through the same one: their order is the order of arrival.
    """

    def __init__(self, tell: Tell) -> None:
        writers = conf().journal_writers
        room = max(1, conf().journal_queue // writers)
        self._writers = [Writer(tell, room=room) for _ in range(writers)]

    async def submit(self, op: Op[T]) -> T:
        """The verb's result, once it is committed. Raises what the rule raised, or Unavailable."""
        # Shielded: who stops waiting (a dropped socket) does not undo what is being written.
        return await asyncio.shield(self.put(op))

    def put(self, op: Op[T]) -> asyncio.Future[T]:
        """The verb waits for the writer; the future is for who does not `await`. Raises Unavailable."""
        writer = self._writers[hash((op.tenant.schema, op.cliente_id)) % len(self._writers)]
        writer.put(op)
        return op.done

    def start(self) -> None:
        for writer in self._writers:
            writer.start()

    async def stop(self) -> None:
        """What was accepted is finished first."""
        await asyncio.gather(*(writer.stop() for writer in self._writers))


class Writer:
    """One connection, one transaction at a time: whatever has arrived since the last one began."""

    def __init__(self, tell: Tell, *, room: int) -> None:
        self._tell = tell
        self._queue: asyncio.Queue[Op[Any]] = asyncio.Queue(maxsize=room)
        self._task: asyncio.Task[None] | None = None
        self._connection: asyncpg.Connection[Any] | None = None
        self._counted = 0

    def put(self, op: Op[Any]) -> None:
        """Raises Unavailable where too many wait already."""
        try:
            self._queue.put_nowait(op)
        except asyncio.QueueFull:
            raise Unavailable from None

    def start(self) -> None:
        self._task = asyncio.create_task(self._write_for_ever())

    async def stop(self) -> None:
        if self._task is None:
            return
        idle = asyncio.create_task(self._queue.join())
        await asyncio.wait({idle, self._task}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        for task in (idle, self._task):
            task.cancel()
        await asyncio.gather(idle, self._task, return_exceptions=True)
        self._task = None
        if self._connection is not None:
            self._connection.terminate()

    async def _write_for_ever(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while len(batch) < conf().journal_batch and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            self._count()
            BATCH.observe(len(batch))
            try:
                await self._commit(batch)
            except Exception:
                log.exception("journal failed", operations=len(batch))
                self._refuse(batch, Unavailable())
            finally:
                for _ in batch:
                    self._queue.task_done()

    def _count(self) -> None:
        waiting = self._queue.qsize()
        QUEUE.inc(waiting - self._counted)
        self._counted = waiting

    async def _commit(self, batch: list[Op[Any]], *, again: bool = False) -> None:
        is_away = False
        for attempt in range(4):
            try:
                with COMMIT_SECONDS.time():
                    async with asyncio.timeout(TRANSACTION_LIMIT):
                        results, committed = await self._transact(batch, again=again)
            except RETRYABLE as error:
                is_away = False
                RETRIES.labels(type(error).__name__).inc()
                await asyncio.sleep(0.01 * attempt)
            except db.AWAY as error:
                # The COMMIT may or may not have happened: the next try finds out by uid.
                RETRIES.labels("away").inc()
                log.warning("database away", error=type(error).__name__, attempt=attempt)
                self._drop_connection()
                again = is_away = True
                await asyncio.sleep(0.05 * attempt)
            except asyncpg.PostgresError as error:
                log.warning("transaction refused by the database", error=type(error).__name__, operations=len(batch))
                is_away = False
                break
            else:
                # The first of the queue has waited longest.
                ACK_SECONDS.observe(time.perf_counter() - batch[0].arrived)
                self._tell(committed, {op.tenant.schema: op.tenant for op in batch})
                _answer(batch, results)
                return
        if len(batch) == 1 or is_away:
            self._refuse(batch, Unavailable())
            return
        # One bad operation must not fail its neighbours.
        for op in batch:
            await self._commit([op], again=again)

    async def _transact(self, batch: Sequence[Op[Any]], *, again: bool) -> tuple[list[Any], Committed]:
        connection = self._connection
        if connection is None or connection.is_closed():
            connection = self._connection = await db.connect(name="journal", planner=db.BY_KEY)
            await connection.execute("SET lock_timeout = '2s'")
        by_schema: dict[str, list[Op[Any]]] = defaultdict(list)
        for op in batch:
            by_schema[op.tenant.schema].append(op)
        async with connection.transaction():
            loaded, sent = await store.load(
                connection,
                {schema: _wanted(ops) for schema, ops in by_schema.items()},
                [op.uid for op in batch if op.is_reply and op.uid],
            )
            sent_to = {(one.uid, one.agente_id): one.chat_id for one in sent}
            ledgers = {schema: _ledgers(part, sent_to, again=again) for schema, part in loaded.items()}
            results = [_perform(op, ledgers[op.tenant.schema][op.cliente_id]) for op in batch]
            rows = await store.write(connection, {schema: list(known.values()) for schema, known in ledgers.items()})
        tenants = {op.tenant.schema: op.tenant for op in batch}
        events = [
            (tenants[schema], ledger.cliente_id, event)
            for schema, known in ledgers.items()
            for ledger in known.values()
            for event in ledger.events
        ]
        return results, Committed(events, rows)

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    def _refuse(self, batch: Iterable[Op[Any]], error: ChatError) -> None:
        for op in batch:
            if not op.done.done():
                op.done.set_exception(error)
                op.done.exception()  # Nobody may be waiting any more; that is no error of ours.


def _wanted(ops: Sequence[Op[Any]]) -> store.Wanted:
    """What these verbs must know of their schema."""
    clientes: dict[str, store.WantedCliente] = {}
    uids: list[UUID] = []
    chats: set[int] = set()
    for op in ops:
        cliente = clientes.get(op.cliente_id)
        if cliente is None:
            cliente = clientes[op.cliente_id] = store.WantedCliente(op.cliente_id)
        if (profile := op.profile) is not None:
            cliente.nombre, cliente.email = profile.nombre, profile.email
            cliente.avatar, cliente.atributos = profile.avatar, profile.atributos
        if op.may_open and cliente.abre < 0:
            cliente.abre = 0
        if op.uid is not None:
            uids.append(op.uid)
        chats.update(op.chat_ids)
    closes = Counter(op.cliente_id for op in ops if op.closes)
    for cliente_id, n in closes.items():
        # After each close the next message may open one more.
        if clientes[cliente_id].abre >= 0:
            clientes[cliente_id].abre += n
    cuentas = list({op.counts for op in ops if op.counts}) or None
    return store.Wanted(list(clientes.values()), uids, list(chats), cuentas, cierra=bool(closes))


def _ledgers(loaded: store.Loaded, sent: dict[tuple[UUID, str], int], *, again: bool) -> dict[str, Ledger]:
    """A ledger for each cliente that was locked."""
    stored: dict[tuple[UUID, str, str], Entry] = {
        (entry.uid, entry.author.tipo, entry.author.id): entry for entry in loaded.stored or ()
    }
    unread = {(one.chat_id, one.lector, one.seq): one.n for one in loaded.unread or ()}
    ledgers = {
        one.cliente_id: Ledger(
            one.cliente_id,
            loaded.now,
            Profile(one.nombre, one.email, one.avatar, one.atributos),
            again=again,
            stored=dict(stored),
            sent=sent,
            unread=unread,
        )
        for one in loaded.clientes
    }
    for chat in loaded.chats or ():
        # A chat is seen by its own cliente's ledger alone: naming another's is naming nothing.
        if chat.cliente_id in ledgers:
            ledgers[chat.cliente_id].chats[chat.id] = chat
    for opening in loaded.openings or ():
        ledgers[opening.cliente_id].anterior = opening.anterior
        ledgers[opening.cliente_id].fresh_ids = iter(sorted(opening.ids))
    return ledgers


def _perform(op: Op[Any], ledger: Ledger) -> Any:
    """The rule's result, or the refusal that it raised: a value, as its neighbours go on."""
    if op.profile is not None:
        ledger.know(op.profile)
    try:
        return op.perform(ledger)
    except (ChatError, StoredElsewhere) as refusal:
        return refusal


def _answer(batch: Sequence[Op[Any]], results: Sequence[Any]) -> None:
    for op, result in zip(batch, results, strict=True):
        if op.done.done():
            continue
        if isinstance(result, Exception):
            op.done.set_exception(result)
            op.done.exception()
        else:
            op.done.set_result(result)

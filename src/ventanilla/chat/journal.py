"""Group commit: one writer gathers every verb that arrived while the last transaction was in flight.

A verb is acked when its transaction has committed, and only then do hub and bus hear of it. Order within a
cliente is the order of arrival; across schemas and clientes rows are locked in a fixed order.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
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
from .ledger import Event, Ledger, Side, StoredElsewhere, last_words
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
    counts: tuple[int, Side, int] | None = None
    """A read mark: how much of the chat stays unread for that side after that seq."""
    arrived: float = field(default_factory=time.perf_counter)
    done: asyncio.Future[T] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass(slots=True)
class Committed:
    """What a transaction did: events by tenant, in order, and the inbox rows as they are now."""

    events: list[tuple[Tenant, str, Event]]
    rows: list[Any]


class Journal:
    """`tell` is called after each commit, before any verb of it is answered."""

    def __init__(self, tell: Callable[[Committed, dict[str, Tenant]], None]) -> None:
        self._tell = tell
        self._queue: asyncio.Queue[Op[Any]] = asyncio.Queue(maxsize=conf().journal_queue)
        self._writer: asyncio.Task[None] | None = None
        self._connection: asyncpg.Connection[Any] | None = None

    async def submit(self, op: Op[T]) -> T:
        """The verb's result, once it is committed. Raises what the rule raised, or Unavailable."""
        # Shielded: who stops waiting (a dropped socket) does not undo what is being written.
        return await asyncio.shield(self.put(op))

    def put(self, op: Op[T]) -> asyncio.Future[T]:
        """The verb waits for the writer; the future is for who does not `await`. Raises Unavailable."""
        try:
            self._queue.put_nowait(op)
        except asyncio.QueueFull:
            raise Unavailable from None
        return op.done

    def start(self) -> None:
        self._writer = asyncio.create_task(self._write_for_ever())

    async def stop(self) -> None:
        """What was accepted is finished first."""
        if self._writer is None:
            return
        idle = asyncio.create_task(self._queue.join())
        await asyncio.wait({idle, self._writer}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        for task in (idle, self._writer):
            task.cancel()
        await asyncio.gather(idle, self._writer, return_exceptions=True)
        self._writer = None
        if self._connection is not None:
            self._connection.terminate()

    async def _write_for_ever(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while len(batch) < conf().journal_batch and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            QUEUE.set(self._queue.qsize())
            BATCH.observe(len(batch))
            try:
                await self._commit(batch)
            except Exception:
                log.exception("journal failed", operations=len(batch))
                self._refuse(batch, Unavailable())
            finally:
                for _ in batch:
                    self._queue.task_done()

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
            connection = self._connection = await db.connect(name="journal")
            await connection.execute("SET lock_timeout = '2s'")
        by_schema: dict[str, list[Op[Any]]] = defaultdict(list)
        for op in batch:
            by_schema[op.tenant.schema].append(op)
        ledgers: dict[tuple[str, str], Ledger] = {}
        async with connection.transaction():
            sent = await self._sent(connection, batch)
            for schema in sorted(by_schema):
                for ledger in await _load(connection, schema, by_schema[schema], sent, again=again):
                    ledgers[schema, ledger.cliente_id] = ledger
            await self._count_unread(connection, batch, ledgers)
            results = [_perform(op, ledgers[op.tenant.schema, op.cliente_id]) for op in batch]
            for schema in sorted(by_schema):
                await store.write(connection, schema, [ledger for (s, _), ledger in ledgers.items() if s == schema])
            replies = [e for ledger in ledgers.values() for e in ledger.said if e.author.tipo == "soporte"]
            if replies:
                await store.write_sent(connection, replies)
            rows = _inbox_rows(ledgers)
            written = await store.write_bandeja(connection, rows) if rows else []
        tenants = {op.tenant.schema: op.tenant for op in batch}
        events = [
            (tenants[schema], cliente_id, event)
            for (schema, cliente_id), ledger in ledgers.items()
            for event in ledger.events
        ]
        return results, Committed(events, written)

    async def _sent(self, connection: Any, batch: Sequence[Op[Any]]) -> dict[tuple[UUID, str], int]:
        uids = [op.uid for op in batch if op.is_reply and op.uid]
        return await store.load_sent(connection, uids) if uids else {}

    async def _count_unread(
        self, connection: Any, batch: Sequence[Op[Any]], ledgers: dict[tuple[str, str], Ledger]
    ) -> None:
        for op in batch:
            ledger = ledgers[op.tenant.schema, op.cliente_id]
            if op.counts and op.counts not in ledger.unread:
                chat_id, side, seq = op.counts
                chat = ledger.chats.get(chat_id)
                if chat and seq < chat.ultimo_seq:
                    ledger.unread[op.counts] = await store.count_unread(
                        connection, op.tenant.schema, chat_id, lector=side, after=seq
                    )

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    def _refuse(self, batch: Iterable[Op[Any]], error: ChatError) -> None:
        for op in batch:
            if not op.done.done():
                op.done.set_exception(error)
                op.done.exception()  # Nobody may be waiting any more; that is no error of ours.


async def _load(
    connection: Any, schema: str, ops: Sequence[Op[Any]], sent: dict[tuple[UUID, str], int], *, again: bool
) -> list[Ledger]:
    profiles: dict[str, Profile] = {}
    for op in ops:
        profiles[op.cliente_id] = op.profile or profiles.get(op.cliente_id) or Profile()
    known = await store.lock_clientes(connection, schema, profiles)
    uids = [op.uid for op in ops if op.uid]
    stored = await store.load_stored(connection, schema, uids) if uids else []
    chat_ids = {chat_id for op in ops for chat_id in op.chat_ids} | {entry.chat_id for entry in stored}
    now, chats = await store.load_chats(connection, schema, sorted(profiles), sorted(chat_ids))
    ledgers = {
        cliente_id: Ledger(
            cliente_id,
            now,
            known[cliente_id],
            again=again,
            stored={(entry.uid, entry.author.tipo, entry.author.id): entry for entry in stored},
            sent=sent,
        )
        for cliente_id in profiles
    }
    for chat in chats:
        # A chat is seen by its own cliente's ledger alone: naming another's is naming nothing.
        if chat.cliente_id in ledgers:
            ledgers[chat.cliente_id].chats[chat.id] = chat
    openings = _openings(ops, ledgers)
    if openings:
        for cliente_id, (anterior, ids) in (await store.load_openings(connection, schema, openings)).items():
            ledgers[cliente_id].anterior = anterior
            ledgers[cliente_id].fresh_ids = iter(ids)
    return list(ledgers.values())


def _openings(ops: Sequence[Op[Any]], ledgers: dict[str, Ledger]) -> dict[str, int]:
    """How many chats each cliente may need: one where none is open, one more after each close."""
    may_open = {op.cliente_id for op in ops if op.may_open}
    closes: dict[str, int] = defaultdict(int)
    for op in ops:
        closes[op.cliente_id] += op.closes
    wanted = {cliente_id: (ledgers[cliente_id].abierto is None) + closes[cliente_id] for cliente_id in sorted(may_open)}
    return {cliente_id: n for cliente_id, n in wanted.items() if n}


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


def _inbox_rows(ledgers: dict[tuple[str, str], Ledger]) -> list[tuple[Any, ...]]:
    rows = []
    for (schema, _), ledger in ledgers.items():
        chats = {**ledger.changed, **ledger.opened}
        words = last_words(ledger, chats)
        for chat in chats.values():
            last = words.get(chat.id)
            rows.append(
                (
                    chat.id,
                    schema,
                    ledger.cliente_id,
                    ledger.profile.nombre,
                    chat.creado_en,
                    chat.cerrado,
                    chat.cerrado_en,
                    chat.razon_cierre,
                    chat.ultimo_seq,
                    " ".join(last.texto[:400].split())[:200] if last else "",
                    {"tipo": last.author.tipo, "id": last.author.id, "nombre": last.author.nombre} if last else None,
                    chat.actividad_en,
                    chat.espera_desde,
                    chat.sin_leer_soporte,
                    chat.anterior,
                )
            )
    return sorted(rows, key=lambda row: row[0])

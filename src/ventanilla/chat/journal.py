"""Group commit: a writer gathers every verb that arrived while its last transaction was in flight.

A verb is acked when its transaction has committed, and only then do hub and bus hear of it. Order within a
cliente is the order of arrival; across schemas and clientes rows are locked in a fixed order.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import asyncpg
import structlog

from .. import db, tracing
from ..conf import conf
from ..metrics import ACK_SECONDS, BATCH, COMMIT_SECONDS, QUEUE, RETRIES
from ..tenancy import Tenant
from . import store
from .errors import ChatError, Unavailable
from .ledger import Event, Ledger
from .memory import Memory
from .verbs import Key, Op, by_schema, load, perform

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
SCHEMAS_AT_ONCE = 100
"""In one batch. A new connection makes its plans schema by schema, some milliseconds each: of 500 schemas a first batch
did not end within the limit, and its next try began with a new connection."""


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
        self._loop: asyncio.AbstractEventLoop | None = None

    async def submit(self, op: Op[T]) -> T:
        """The verb's result, once it is committed. Raises what the rule raised, or Unavailable."""
        # Shielded: who stops waiting (a dropped socket) does not undo what is being written.
        return await asyncio.shield(self.put(op))

    def put(self, op: Op[T]) -> asyncio.Future[T]:
        """The verb waits for the writer; the future is for who does not `await`. Raises Unavailable."""
        assert self._loop is not None, "a journal that was not started"
        op.done = self._loop.create_future()
        op.came_from = tracing.origin()
        self._writer_of(op.key).put(op)
        return op.done

    def heard(self, key: Key) -> None:
        """Something was stored for that cliente, here or by another node: what is remembered may be old."""
        self._writer_of(key).forget(key)

    def forget_everything(self) -> None:
        """The database may be another one than it was."""
        for writer in self._writers:
            writer.forget_everything()

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        for writer in self._writers:
            writer.start()

    async def stop(self) -> None:
        """What was accepted is finished first."""
        await asyncio.gather(*(writer.stop() for writer in self._writers))

    def _writer_of(self, key: Key) -> Writer:
        return self._writers[hash(key) % len(self._writers)]


class Writer:
    """One connection, one transaction at a time: whatever has arrived since the last one began."""

    def __init__(self, tell: Tell, *, room: int) -> None:
        self._tell = tell
        self._queue: asyncio.Queue[Op[Any]] = asyncio.Queue(maxsize=room)
        self._task: asyncio.Task[None] | None = None
        self._connection: asyncpg.Connection[Any] | None = None
        self._memory = Memory()
        self._counted = 0

    def put(self, op: Op[Any]) -> None:
        """Raises Unavailable where too many wait already."""
        try:
            self._queue.put_nowait(op)
        except asyncio.QueueFull:
            raise Unavailable from None

    def forget(self, key: Key) -> None:
        self._memory.forget((key,))

    def forget_everything(self) -> None:
        self._memory = Memory()

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
            schemas = {batch[0].tenant.schema}
            while len(batch) < conf().journal_batch and len(schemas) < SCHEMAS_AT_ONCE and not self._queue.empty():
                batch.append(self._queue.get_nowait())
                schemas.add(batch[-1].tenant.schema)
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

    async def _commit(self, batch: list[Op[Any]]) -> None:
        """What is said into a chat that this writer knows is appended in one call; the rest is looked up first."""
        rest, again = await self._append(batch)
        if rest:
            await self._transact_until_done(rest, again=again)

    async def _append(self, batch: list[Op[Any]]) -> tuple[list[Op[Any]], bool]:
        """The verbs that are still to be done, and whether they may be stored already."""
        appending = self._memory.appending(batch)
        if not appending:
            return batch, False
        try:
            with COMMIT_SECONDS.time(), tracing.commit(len(batch)) as commit:
                async with asyncio.timeout(TRANSACTION_LIMIT):
                    rows = await store.append(
                        await self._connected(), by_schema({key: one.ledger for key, one in appending.items()})
                    )
        except (*db.AWAY, asyncpg.PostgresError) as error:
            self._memory.forget(appending)
            is_away = isinstance(error, db.AWAY)
            RETRIES.labels("away" if is_away else type(error).__name__).inc()
            if is_away:
                self._drop_connection()
            return batch, is_away
        stored = {(row["schema_name"], row["cliente_id"]) for row in rows}
        done = [op for op in batch if op.key in stored]
        self._finish(
            done,
            [appending[op.key].results[id(op)] for op in done],
            Committed([event for key in stored for event in appending[key].events], rows),
            commit,
        )
        self._memory.learn(appending, stored, now=max((row["cambiado_en"] for row in rows), default=None))
        return [op for op in batch if op.key not in stored], False

    async def _transact_until_done(self, batch: list[Op[Any]], *, again: bool) -> None:
        is_away = False
        for attempt in range(4):
            try:
                with COMMIT_SECONDS.time(), tracing.commit(len(batch)) as commit:
                    async with asyncio.timeout(TRANSACTION_LIMIT):
                        results, committed, ledgers = await self._transact(batch, again=again)
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
                self._finish(batch, results, committed, commit)
                self._memory.remember(ledgers)
                return
        if len(batch) == 1 or is_away:
            self._refuse(batch, Unavailable())
            return
        # One bad operation must not fail its neighbours.
        for op in batch:
            await self._transact_until_done([op], again=again)

    async def _transact(
        self, batch: Sequence[Op[Any]], *, again: bool
    ) -> tuple[list[Any], Committed, dict[Key, Ledger]]:
        connection = await self._connected()
        async with connection.transaction():
            ledgers = await load(connection, batch, again=again)
            results = [perform(op, ledgers[op.key]) for op in batch]
            changes = by_schema(ledgers)
            rows = await store.write(connection, changes)
            await store.block(connection, changes)
        tenants = {op.tenant.schema: op.tenant for op in batch}
        events = [
            (tenants[schema], cliente_id, event)
            for (schema, cliente_id), ledger in ledgers.items()
            for event in ledger.events
        ]
        return results, Committed(events, rows), ledgers

    def _finish(self, batch: Sequence[Op[Any]], results: Sequence[Any], committed: Committed, commit: Any) -> None:
        """It is stored: hub and bus hear of it, then each verb is answered."""
        if not batch:
            return
        # The first of the queue has waited longest.
        ACK_SECONDS.observe(time.perf_counter() - batch[0].arrived)
        self._tell(committed, {op.tenant.schema: op.tenant for op in batch})
        tracing.verbs(batch, results, commit)
        _answer(batch, results)

    async def _connected(self) -> asyncpg.Connection[Any]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await db.connect(name="journal", planner=db.BY_KEY)
            await self._connection.execute("SET lock_timeout = '2s'")
        return self._connection

    def _drop_connection(self) -> None:
        # Behind the next one may be a standby that had not got everything.
        self.forget_everything()
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    def _refuse(self, batch: Iterable[Op[Any]], error: ChatError) -> None:
        for op in batch:
            if not op.done.done():
                op.done.set_exception(error)
                op.done.exception()  # Nobody may be waiting any more; that is no error of ours.


def _answer(batch: Sequence[Op[Any]], results: Sequence[Any]) -> None:
    for op, result in zip(batch, results, strict=True):
        if op.done.done():
            continue
        if isinstance(result, Exception):
            op.done.set_exception(result)
            op.done.exception()
        else:
            op.done.set_result(result)

"""What is done to the machines while people talk. Each fault returns when it is over."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import asyncpg
import psycopg
from psycopg.conninfo import conninfo_to_dict

from tests.bus.cluster import ClusterNode
from ventanilla.server.migrating import Step, Unwatched, bring_up

from .apart import Apart
from .load import Crowd, Size
from .machines import Node, Place, Redis
from .posting import Poster


@dataclass
class Stage:
    """The installation under fire. `over` is set when the last thing that was broken is whole again."""

    place: Place
    nodes: list[Node]
    crowd: Crowd
    rng: random.Random
    seconds: float
    """How long people talk; a fault should be over well before."""
    redis: Redis | None = None
    cluster: list[ClusterNode] = field(default_factory=list)
    apart: Apart | None = None
    """Where the first node is."""
    front: int | None = None
    """The port of a proxy before the nodes."""
    failed: list[str] = field(default_factory=list)
    """What came instead of an answer, where somebody sends and tries nothing twice."""

    async def pause(self, share: float) -> None:
        """Lets people talk for a share of that time: never waits for something to have happened."""
        await asyncio.sleep(self.seconds * share)


# --- nodes -----------------------------------------------------------------------------------------------------


async def worker_killed(stage: Stage) -> None:
    """kill -9 of one worker of a node, three times; its supervisor starts another."""
    for _ in range(3):
        await stage.pause(0.15)
        with contextlib.suppress(ProcessLookupError):
            os.kill(stage.rng.choice(stage.nodes[0].workers), signal.SIGKILL)


async def node_killed(stage: Stage) -> None:
    """kill -9 of a whole node, supervisor and all; started again a moment later."""
    await stage.pause(0.2)
    node = stage.nodes[0]
    await node.end(signal.SIGKILL)
    await stage.pause(0.15)
    node.start()
    await node.ready()


async def rolling_restart(stage: Stage) -> None:
    """SIGTERM to one node after the other; each is started again once it has gone."""
    for node in stage.nodes:
        await stage.pause(0.1)
        await node.restart()


async def rolling_upgrade(stage: Stage) -> None:
    """Behind nginx, while servers of tenants post and try nothing twice: the schemas are widened, one node after the
    other becomes a later version, and then what the earlier one alone needed is dropped."""
    assert stage.front is not None
    cast = stage.place.cast
    posters = [
        Poster(cast, stage.crowd, stage.front, tenant=tenant, number=number)
        for number, tenant in enumerate([*cast.tenants, *cast.tenants])
    ]
    posting = [asyncio.create_task(poster.post_until_the_end()) for poster in posters]
    try:
        await stage.pause(0.05)
        await _bring_up(stage, "expand", EXPAND)
        for node in stage.nodes:
            await stage.pause(0.1)
            await node.restart(sys.executable, "-m", "tests.faults.later", "serve", "--port")
            # nginx asks a node that has refused again within two seconds: docs/install-server.md.
            await asyncio.sleep(2.2)
        await _bring_up(stage, "contract", CONTRACT)
        await stage.pause(0.1)
    finally:
        for poster in posters:
            poster.end()
        await asyncio.gather(*posting)
    stage.failed += [failure for poster in posters for failure in poster.failed]
    assert all(poster.sent > 10 for poster in posters)


EXPAND = [
    *(f"ALTER TABLE ventanilla_{table} ADD COLUMN later text NOT NULL DEFAULT ''" for table in ("chat", "mensaje")),
    "CREATE TABLE later (id bigserial PRIMARY KEY, chat_id bigint REFERENCES ventanilla_chat DEFERRABLE)",
    "CREATE INDEX later_by_chat ON ventanilla_mensaje (chat_id, later)",
    # What the journal calls, as a migration does that changes what is inside.
    """DO $$ DECLARE definition text; BEGIN
        FOR definition IN SELECT pg_get_functiondef(oid) FROM pg_proc
            WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
        LOOP EXECUTE definition; END LOOP;
    END $$""",
]
CONTRACT = [
    "DROP TABLE later",
    "DROP INDEX later_by_chat",
    *(f"ALTER TABLE ventanilla_{table} DROP COLUMN later" for table in ("chat", "mensaje")),
]


async def node_frozen(stage: Stage) -> None:
    """SIGSTOP of a whole node, then SIGCONT: it wakes up with the sockets and the thoughts of before."""
    await stage.pause(0.2)
    stage.nodes[0].signal(signal.SIGSTOP)
    await stage.pause(0.4)
    stage.nodes[0].signal(signal.SIGCONT)


# --- PostgreSQL ------------------------------------------------------------------------------------------------


async def postgres_restarted(stage: Stage) -> None:
    """A fast shutdown, and up again at once."""
    await stage.pause(0.2)
    pid = stage.place.signal_postgres(signal.SIGINT)
    await stage.place.postgres_is_back(not_as=pid)


async def postgres_killed(stage: Stage) -> None:
    """kill -9 of the postmaster: recovery from the log."""
    await stage.pause(0.2)
    pid = stage.place.signal_postgres(signal.SIGKILL)
    await stage.place.postgres_is_back(not_as=pid)


async def postgres_stopped(stage: Stage) -> None:
    """An immediate stop, and away for a while."""
    await stage.pause(0.2)
    stage.place.signal_keeper(signal.SIGSTOP)
    try:
        pid = stage.place.signal_postgres(signal.SIGQUIT)
        await stage.pause(0.3)
    finally:
        stage.place.signal_keeper(signal.SIGCONT)
    await stage.place.postgres_is_back(not_as=pid)


async def backends_terminated(stage: Stage) -> None:
    """pg_terminate_backend of the journals, in the middle of whatever they do, again and again."""
    connection = await asyncpg.connect(stage.place.url)
    for _ in range(int(stage.seconds * 5)):
        await asyncio.sleep(0.1 * stage.rng.random())
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ventanilla journal'"
            + ("" if stage.rng.random() < 0.2 else " AND state <> 'idle'")
        )
    await connection.close()


async def notifiers_terminated(stage: Stage) -> None:
    """pg_terminate_backend of what sends the hints, again and again: nobody's listening connection breaks."""
    connection = await asyncpg.connect(stage.place.url)
    for _ in range(int(stage.seconds * 5)):
        await asyncio.sleep(0.2 * stage.rng.random())
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ventanilla notify'"
        )
    await connection.close()


async def connections_exhausted(stage: Stage) -> None:
    """Someone takes every connection that there is, and throws the servers out of theirs."""
    await stage.pause(0.1)
    taken: list[asyncpg.Connection] = []

    async def take_all() -> None:
        with contextlib.suppress(asyncpg.PostgresError, OSError):
            while True:
                taken.append(await asyncpg.connect(stage.place.url, timeout=5, server_settings=NAMED))

    await take_all()
    ends = asyncio.get_running_loop().time() + stage.seconds * 0.3
    while asyncio.get_running_loop().time() < ends:
        await taken[0].execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'ventanilla%'"
        )
        await take_all()
        await asyncio.sleep(0.1)
    for connection in taken:
        connection.terminate()


NAMED = {"application_name": "a hog"}


async def tenants_migrated(stage: Stage) -> None:
    """Columns come and go in every tenant's tables, as `ventanilla migrate` does it, again and again."""
    for number in range(max(2, int(stage.seconds))):
        await stage.pause(0.5 / max(2, int(stage.seconds)))
        for table in ("chat", "mensaje", "cliente"):
            verb = "ADD COLUMN probe integer DEFAULT 0" if number % 2 == 0 else "DROP COLUMN probe"
            await _bring_up(stage, f"9{number:03}_{table}", [f"ALTER TABLE ventanilla_{table} {verb}"])


async def _bring_up(stage: Stage, name: str, lines: Sequence[str]) -> None:
    """A migration of every tenant, as `ventanilla migrate` carries it out."""
    with psycopg.connect(stage.place.url) as connection:
        mark = connection.execute("SELECT migrado FROM public.ventanilla_server_tenant WHERE slug = 'acme'").fetchone()
    assert mark is not None
    schemas = [schema for schema in stage.place.cast.schemas.values() if schema != "public"]
    arguments, steps = conninfo_to_dict(stage.place.url), [Step(("ventanilla", name), lines)]
    report = await asyncio.to_thread(bring_up, arguments, schemas, steps, mark=mark[0], watcher=Unwatched(), jobs=2)
    assert not report.failed, report.failed


async def row_locked(stage: Stage) -> None:
    """A transaction holds one cliente's row and does nothing, as a node would that froze in the middle of a commit."""
    connection = await asyncpg.connect(stage.place.url)
    tab = stage.crowd.tabs[0]
    schema, cliente_id = stage.place.cast.schemas[tab.person.tenant], tab.person.id
    await stage.pause(0.2)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f'SELECT FROM "{schema}".ventanilla_cliente WHERE cliente_id = $1 FOR UPDATE', cliente_id)
    await stage.pause(0.4)
    await transaction.rollback()
    await connection.close()


# --- the bus ---------------------------------------------------------------------------------------------------


async def redis_restarted(stage: Stage) -> None:
    """kill -9 of Redis; another takes its place after a while."""
    assert stage.redis is not None
    await stage.pause(0.2)
    stage.redis.stop()
    await stage.pause(0.2)
    stage.redis.start()


async def redis_flushed(stage: Stage) -> None:
    """FLUSHALL, and every client thrown out, five times."""
    from redis.asyncio import Redis as Client

    assert stage.redis is not None
    client = Client.from_url(stage.redis.url)
    for _ in range(5):
        await stage.pause(0.1)
        await client.flushall()
        await client.client_kill_filter(_type="pubsub")
        await client.client_kill_filter(_type="normal", skipme=True)
    await client.aclose()


async def redis_frozen(stage: Stage) -> None:
    """SIGSTOP, then SIGCONT: hung, not dead."""
    assert stage.redis is not None
    await stage.pause(0.2)
    stage.redis.signal(signal.SIGSTOP)
    await stage.pause(0.4)
    stage.redis.signal(signal.SIGCONT)


async def cluster_node_killed(stage: Stage) -> None:
    """kill -9 of one of three nodes of a Redis Cluster, the one that everybody listens at; it does not come back."""
    await stage.pause(0.3)
    stage.cluster[0].kill()


async def bus_cut_off(stage: Stage) -> None:
    """The wire between one node and Redis is cut, in a network of its own: nothing breaks, and nothing arrives."""
    assert stage.apart is not None
    await stage.pause(0.2)
    stage.apart.cut_the_bus()
    await asyncio.gather(stage.pause(0.6), stage.nodes[0].not_ready())
    stage.apart.mend_the_bus()
    await stage.nodes[0].ready()


async def bus_misbehaves(stage: Stage) -> None:
    """All the time: two of three hints between the nodes are lost, doubled or late."""
    await stage.pause(0.8)


# --- clients ---------------------------------------------------------------------------------------------------


async def slow_readers(stage: Stage) -> None:
    """One tab of every cliente stops reading while long messages come in: it is cut, and resumes."""
    tabs = stage.crowd.tabs[::3]
    await stage.pause(0.1)
    await asyncio.gather(*(tab.stop_reading(stage.seconds * 0.6) for tab in tabs))


async def tunnels(stage: Stage) -> None:
    """Every client loses its connection again and again, mostly right after a message."""
    while_talking = asyncio.get_running_loop().time() + stage.seconds * 0.8
    while asyncio.get_running_loop().time() < while_talking:
        await asyncio.sleep(0.05)
        stage.rng.choice(stage.crowd.clients).drop()


SLOW = Size(3, tabs=3, desks=1, pause=0.05, closes=0.01, long_texts=True, receive_buffer=32_768)


@dataclass(frozen=True)
class Fault:
    do: Callable[[Stage], Awaitable[None]]
    size: Size = field(default_factory=Size)
    nodes: int = 2
    workers: int = 1
    """Of the first node."""
    needs_redis: bool = False
    needs_cluster: bool = False
    is_behind_nginx: bool = False
    is_apart: bool = False
    """The first node is on a machine of its own."""
    variant: str = ""

    @property
    def name(self) -> str:
        return self.do.__name__

    @property
    def what(self) -> str:
        return " ".join((self.do.__doc__ or "").split())


FAULTS = {
    fault.name: fault
    for fault in (
        Fault(worker_killed, workers=2),
        Fault(node_killed),
        Fault(rolling_restart),
        Fault(rolling_upgrade, is_behind_nginx=True),
        Fault(node_frozen),
        Fault(postgres_restarted),
        Fault(postgres_killed),
        Fault(postgres_stopped),
        Fault(backends_terminated),
        Fault(notifiers_terminated),
        Fault(connections_exhausted),
        Fault(row_locked),
        Fault(tenants_migrated),
        Fault(redis_restarted, needs_redis=True),
        Fault(redis_flushed, needs_redis=True),
        Fault(redis_frozen, needs_redis=True),
        Fault(cluster_node_killed, needs_redis=True, needs_cluster=True),
        Fault(bus_cut_off, needs_redis=True, is_behind_nginx=True, is_apart=True),
        Fault(bus_misbehaves, variant="faulty_bus"),
        # One node: what is too long for the bus is read from the database, which waits for the reader.
        Fault(slow_readers, SLOW, nodes=1),
        Fault(tunnels, Size(restless=0.1)),
    )
}

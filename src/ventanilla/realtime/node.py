"""This process among its equals: the hub, the presence of soporte, and the housekeeping of open sockets."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from weakref import WeakKeyDictionary

import structlog
from django.db import Error as DatabaseError

from .. import host
from ..bus import Hint
from ..chat import engine as engines
from ..chat import orphans
from ..chat.engine import Engine
from ..chat.errors import ChatError
from ..chat.people import Caller
from ..conf import conf
from ..db import AWAY
from ..desk import rounds
from ..desk.jobs import JOBS
from ..identity import agents_now, forget_used_tickets
from ..metrics import OUTBOX
from ..tenancy import Tenant
from .attendance import Attendance
from .cliente_connection import ClienteConnection
from .connection import Connection
from .desk_connection import DeskConnection
from .hub import Hub
from .inbox import LiveInbox
from .presence import RENEW, Presence
from .session import Surroundings
from .viewing import Viewing

log = structlog.get_logger(__name__)

REVOCATION_CHECK = 3.0
"""Seconds between looks at the credentials of open agent sockets (promise 7 allows 5)."""

FROZEN = RENEW
"""Seconds without a turn of the loop (SIGSTOP, a paused machine), after which nothing counts as heard."""

TICKET_SWEEP = 600.0
"""Seconds between looks at tickets that were used and could not be used again anyway."""


ORPHAN_SWEEP = 3600.0
"""Seconds between looks at files that no message has, more or less: nodes that start together do not come together."""


class Node:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.hub = Hub()
        self.inbox = LiveInbox(engine, self.hub)
        self.viewing = Viewing(engine.bus, tell=self.hub.hear)
        self.presence = Presence(node=engine.bus.node, tell=self.hub.hear)
        self.attendance = Attendance(engine, announce=self.announce)
        engine.bus.subscribe(self._hear)
        engine.bus.on_reconnect(self._repair)
        self.connections: set[Connection] = set()
        self._drained = asyncio.Event()
        parts = (self._keep_house(), self._sweep(), self.inbox.keep_true(), rounds.keep(engine, JOBS))
        self._tasks = [asyncio.create_task(part) for part in parts]

    async def surroundings(self, caller: Caller) -> Surroundings:
        return Surroundings(
            epoca=await self.engine.epoca(),
            latido=conf().latido,
            soporte=lambda: self.presence.soporte,
            expira_en=caller.expires,
        )

    def add(self, connection: Connection) -> None:
        self.connections.add(connection)
        self._drained.clear()

    def remove(self, connection: Connection) -> None:
        self.connections.discard(connection)
        if not self.connections:
            self._drained.set()

    def announce(self) -> None:
        self.presence.announce(self.engine.bus, self.attendance.in_line)

    async def stop(self) -> None:
        """Every socket closes 1001 and its client goes elsewhere, spread out so that they do not all come at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.inbox.stop()
        open_now = list(self.connections)
        for number, connection in enumerate(open_now):
            connection.hang(1001, "el servidor se va")
            if number % 200 == 199:
                await asyncio.sleep(0.1)
        await self.attendance.stop()
        if self.connections:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._drained.wait(), timeout=3)

    def _hear(self, hint: Hint) -> None:
        match hint.kind:
            case "inbox":
                self.inbox.hear(hint)
            case "agents":
                if self.presence.hear(hint) and self.hub.agents:
                    # A node that is new, or that was away for long, does not know of them.
                    self.announce()
            case "viewing":
                self.viewing.hear(hint)
            case "away":
                self.attendance.hear(hint)
            case _:
                self.hub.hear(hint)

    def _repair(self) -> None:
        """Hints may have been missed: every connection looks, a few hundred a second."""
        loop = asyncio.get_running_loop()
        for number, connection in enumerate(list(self.connections)):
            loop.call_later(number / 500, connection.repair)
        if self.hub.agents:
            self.inbox.look_soon()
        self.announce()
        self.viewing.announce()

    async def _keep_house(self) -> None:
        renewed = looked = swept = 0.0
        while True:
            before = time.monotonic()
            await asyncio.sleep(1)
            now = time.monotonic()
            if now - before > 1 + FROZEN:
                log.warning("this process was frozen", seconds=round(now - before))
                self._repair()
            try:
                self.presence.check()
                self.viewing.check()
                OUTBOX.set(sum(connection.waiting for connection in self.connections))
                if now - renewed >= RENEW:
                    renewed = now
                    self.announce()
                    await self.attendance.renew()
                if now - looked >= REVOCATION_CHECK:
                    looked = now
                    await self._notice_another_database()
                    await self._end_revoked()
                if now - swept >= TICKET_SWEEP:
                    swept = now
                    await forget_used_tickets(self.engine)
            except (ChatError, DatabaseError):
                continue  # The database is away; the next look is a second from now.
            except Exception:
                log.exception("housekeeping failed")

    async def _sweep(self) -> None:
        """Files that no message has are removed, by one node at a time, whoever is first."""
        while True:
            await asyncio.sleep(ORPHAN_SWEEP * random.uniform(0.5, 1.5))  # noqa: S311 no secret
            try:
                await orphans.sweep(await self.engine.directory.everyone())
            except (*AWAY, DatabaseError):
                continue
            except Exception:
                log.exception("sweep failed")

    async def _notice_another_database(self) -> None:
        """Whoever is connected may show what is stored no more: they come back, and load it afresh."""
        if await self.engine.is_another_database():
            log.warning("the database is another one", connections=len(self.connections))
            for connection in list(self.connections):
                connection.hang(1001, "la base de datos es otra")

    async def _end_revoked(self) -> None:
        await self._end_revoked_clientes()
        await self._end_revoked_agents()

    async def _end_revoked_clientes(self) -> None:
        """A tenant that was suspended, or that changed its keys, has revoked every token of its people."""
        clientes = [c for c in self.connections if isinstance(c, ClienteConnection)]
        if not clientes:
            return
        now = await self.engine.directory.refresh(c.caller.tenant.schema for c in clientes)
        for connection in clientes:
            before = connection.caller.tenant
            tenant = now.get(before.schema)
            if tenant is None or not tenant.still_accepts_tokens_of(before):
                connection.hang(4401, "revocado")
        await self._end_logged_out([c for c in clientes if c.caller.session])

    async def _end_logged_out(self, clientes: list[ClienteConnection]) -> None:
        """The host's session that named them is over."""
        of_tenant: dict[Tenant, list[ClienteConnection]] = {}
        for connection in clientes:
            of_tenant.setdefault(connection.caller.tenant, []).append(connection)
        for tenant, theirs in of_tenant.items():
            good = await host.clientes_of(tenant, {connection.caller.session for connection in theirs})
            for connection in theirs:
                now = good.get(connection.caller.session)
                if now is None or now.cliente_id != connection.caller.cliente_id:
                    connection.hang(4401, "revocado")

    async def _end_revoked_agents(self) -> None:
        agents = [c for c in self.connections if isinstance(c, DeskConnection)]
        if not agents:
            return
        now = await agents_now(self.engine, {connection.caller.credential for connection in agents})
        for connection in agents:
            caller = now.get(connection.caller.credential)
            if caller is None:
                connection.hang(4401, "revocado")
            elif not caller.may_as(connection.caller):
                connection.hang(1001, "tus permisos han cambiado")


_nodes: WeakKeyDictionary[Engine, Node] = WeakKeyDictionary()


async def current() -> Node:
    engine = await engines.current()
    node = _nodes.get(engine)
    if node is None:
        node = _nodes[engine] = Node(engine)
    return node


async def stop_current() -> None:
    engine = await engines.current()
    node = _nodes.pop(engine, None)
    if node is not None:
        await node.stop()
    await engines.stop_current()

"""What one process needs to serve chats: reads, journal, bus, tenants. One for each event loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from django.db import Error as DatabaseError

from ..bus import Bus, Hint, chosen_bus
from ..conf import conf
from ..db import AWAY, Reads
from ..tenancy import Directory, Tenant
from . import news
from .counting import count
from .errors import Forbidden, NotFound, Unavailable
from .journal import Committed, Journal
from .people import AgenteCaller
from .store import BANDEJA

STORED = frozenset({"chat_message", "chat_closed", "chat_opened", "read"})
"""Hints of what changed a conversation."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a chat lives. It never moves."""

    schema: str
    cliente_id: str


class Engine:
    """Started by `start`, or by the first who asks `current`."""

    def __init__(self) -> None:
        self.reads = Reads()
        self.directory = Directory()
        self.bus: Bus = chosen_bus(conf().redis_url)
        self.journal = Journal(self._tell)
        self.bus.subscribe(self._hear)
        self._homes: OrderedDict[int, Home] = OrderedDict()
        self._epoca = ""
        self.is_started = False

    async def start(self) -> None:
        if not self.is_started:
            self.is_started = True
            self.journal.start()
            await self.bus.start()

    async def stop(self) -> None:
        """What was accepted is stored and told; then the connections go."""
        await self.journal.stop()
        await asyncio.sleep(0)
        await self.bus.stop()
        await self.reads.close()
        self.is_started = False

    async def epoca(self) -> str:
        if not self._epoca:
            self._epoca = await self._read_epoca()
        return self._epoca

    async def is_another_database(self) -> bool:
        """Whether what is stored may be less than it was: a backup was put back, or a standby took over. Then all that
        is remembered of it is forgotten. Raises Unavailable."""
        now = await self._read_epoca()
        before, self._epoca = self._epoca, now
        if before in ("", now):
            return False
        self.journal.forget_everything()
        self.directory.forget()
        self._homes.clear()
        return True

    async def _read_epoca(self) -> str:
        # A standby that becomes primary begins a timeline of its own; how much it had got, nobody can say.
        row = await self.fetchrow(
            "SELECT epoca, CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END"
            " AS timeline FROM public.ventanilla_desk_instalacion WHERE id = 1"
        )
        return f"{row['epoca']}-{row['timeline']}" if row else ""

    async def home(self, chat_id: int) -> tuple[Tenant, str]:
        """The tenant and the cliente_id of a chat, for who may see every tenant. Raises NotFound."""
        home = self._homes.get(chat_id)
        if home is None or self.directory.known(home.schema) is None:
            # With its tenant it may have been erased since.
            row = await self.fetchrow(f"SELECT schema_name, cliente_id FROM {BANDEJA} WHERE chat_id = $1", chat_id)
            if row is None:
                self._homes.pop(chat_id, None)
                raise NotFound
            home = self._homes[chat_id] = Home(row["schema_name"], row["cliente_id"])
            if len(self._homes) > 50_000:
                self._homes.popitem(last=False)
        return await self.directory.of_schema(home.schema), home.cliente_id

    async def home_for(self, by: AgenteCaller, chat_id: int) -> tuple[Tenant, str]:
        """`home`, of a tenant that the agente may see. Raises NotFound: what they may not see looks like nothing."""
        tenant, cliente_id = await self.home(chat_id)
        if not by.sees(tenant.schema):
            raise NotFound
        return tenant, cliente_id

    def known_home_for(self, by: AgenteCaller, chat_id: int) -> tuple[Tenant, str] | None:
        """`home_for` where it needs no read."""
        home = self._known_home(chat_id)
        return home if home and by.sees(home[0].schema) else None

    def _known_home(self, chat_id: int) -> tuple[Tenant, str] | None:
        home = self._homes.get(chat_id)
        tenant = self.directory.known(home.schema) if home else None
        return (tenant, home.cliente_id) if home and tenant else None

    async def tenant_of_host(self, host: str) -> Tenant:
        """The tenant of a Host header. Raises NotFound; Forbidden where it is suspended; Unavailable."""
        try:
            tenant = await self.directory.of_host(host)
        except DatabaseError as error:
            raise Unavailable from error
        if tenant is None:
            raise NotFound("Este dominio no es de ningún tenant.")
        if tenant.suspendido:
            raise Forbidden("Este tenant está suspendido.")
        return tenant

    async def fetch(self, query: str, *arguments: object) -> list[Any]:
        try:
            return await self.reads.fetch(query, *arguments)
        except AWAY as error:
            raise Unavailable from error

    async def fetchrow(self, query: str, *arguments: object) -> Any:
        try:
            return await self.reads.fetchrow(query, *arguments)
        except AWAY as error:
            raise Unavailable from error

    def _hear(self, hint: Hint) -> None:
        if hint.kind in STORED:
            self.journal.heard((hint.schema, hint.cliente_id))

    def _tell(self, committed: Committed, tenants: dict[str, Tenant]) -> None:
        self.bus.publish(news.hints(committed, tenants))
        news.log_lines(committed)
        count(event for _, _, event in committed.events)


_engines: dict[asyncio.AbstractEventLoop, Engine] = {}


async def current() -> Engine:
    """The running loop's engine, started."""
    loop = asyncio.get_running_loop()
    engine = _engines.get(loop)
    if engine is None:
        for dead in [known for known in list(_engines) if known.is_closed()]:
            del _engines[dead]
        engine = _engines[loop] = Engine()
    await engine.start()
    return engine


async def stop_current() -> None:
    engine = _engines.pop(asyncio.get_running_loop(), None)
    if engine is not None:
        await engine.stop()

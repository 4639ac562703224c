"""Which agents have a console open on this node, and which of them are in line: kept in the database, and told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import Error as DatabaseError

from ..bus import Hint
from ..chat.engine import Engine
from ..chat.errors import ChatError
from ..db import AWAY
from ..desk import presence
from ..desk.presence import Here
from .hub import Listener

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Console:
    agente_id: int
    idle: bool = False
    """Nobody has touched it for a while."""


class Attendance:
    def __init__(self, engine: Engine, *, announce: Callable[[], None]) -> None:
        """`announce`: how many are in line here may be another number now."""
        self._engine = engine
        self._announce = announce
        self._consoles: dict[Listener, _Console] = {}
        self._away: set[int] = set()
        """Agents here who have switched themselves to away."""
        self._moved: set[int] = set()
        self._task: asyncio.Task[None] | None = None

    @property
    def in_line(self) -> int:
        """Consoles of agents who are there."""
        return sum(not console.idle and console.agente_id not in self._away for console in self._consoles.values())

    def join(self, listener: Listener, agente_id: int) -> None:
        self._consoles[listener] = _Console(agente_id)
        self._changed(agente_id)

    def leave(self, listener: Listener) -> None:
        console = self._consoles.pop(listener, None)
        if console is not None:
            self._changed(console.agente_id)

    def touch(self, listener: Listener, *, idle: bool) -> None:
        """Nobody has touched that console for a while, or somebody has again."""
        console = self._consoles.get(listener)
        if console is not None and console.idle != idle:
            console.idle = idle
            self._changed(console.agente_id)

    async def switch(self, agente_id: int, *, available: bool) -> None:
        """The agente says themselves whether they are in line, on all nodes. Raises Unavailable."""
        await presence.switch(self._engine, agente_id, available=available)
        self._engine.bus.publish([Hint("away", "", "", seq=not available, person=f"agente:{agente_id}")])

    def hear(self, hint: Hint) -> None:
        """An agente has switched, here or on another node."""
        agente_id = int(hint.person.removeprefix("agente:"))
        if hint.seq:
            self._away.add(agente_id)
        else:
            self._away.discard(agente_id)
        self._announce()

    async def renew(self) -> None:
        """The database has it again. Raises Unavailable."""
        self._away = await presence.say(self._engine, self._engine.bus.node, self._here())

    async def stop(self) -> None:
        """Nobody is here any more."""
        self._consoles.clear()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        try:
            await self.renew()
        except (ChatError, DatabaseError, *AWAY):
            return  # What this node said ends by itself.

    def _here(self) -> dict[int, Here]:
        here: dict[int, Here] = {}
        for console in self._consoles.values():
            before = here.get(console.agente_id, Here(0, inactivo=True))
            here[console.agente_id] = Here(before.conexiones + 1, inactivo=before.inactivo and console.idle)
        return here

    def _changed(self, agente_id: int) -> None:
        self._moved.add(agente_id)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        """First whether they are away by their own word, then what clientes are told, then what agents are."""
        while self._moved:
            moved, self._moved = self._moved, set()
            try:
                await self.renew()
                self._announce()
                await presence.tell(self._engine, moved)
            except (ChatError, DatabaseError, *AWAY):
                self._announce()  # The database is away; who is here is here.
            except Exception:
                log.exception("attendance failed")
                self._announce()

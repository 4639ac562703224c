"""The inbox as this node's agents have been told of it, kept true: hints as they come, and a look at the database each
`latido`, or when an agent's ping asks for it, at what they left out."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog

from .. import wire
from ..bus import Hint
from ..chat.engine import Engine
from ..chat.errors import ChatError
from ..conf import conf
from ..desk import inbox
from ..metrics import REPAIRED
from .hub import Hub

log = structlog.get_logger(__name__)

REMEMBERED = 50_000
"""Chats of which a node knows what it told last. One that it forgot may be told once more."""
SPACING = 1.0
"""Seconds between two looks of one node, however many agents ask."""
AT_ONCE = 100
"""Rows that are told in one breath: fewer than may wait for a reader."""


class Told:
    """What was told last of each chat, without I/O. The version of a row decides, never a clock."""

    def __init__(self, *, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._last: OrderedDict[int, tuple[int, int, bool]] = OrderedDict()

    def hear(self, hint: Hint) -> bool:
        """Whether the hint may be told on: one commit can bring some of a version, but a repair told all of it."""
        version, _, was_repaired = self._last.get(hint.chat_id, (0, 0, False))
        if not hint.frame or hint.version < version + was_repaired:
            return False
        self._remember(hint.chat_id, hint.version, hint.seq, was_repaired=False)
        return True

    def missing(self, versions: Mapping[int, int]) -> list[int]:
        """Of these rows, those of which something older was told, or nothing."""
        return [chat_id for chat_id, version in versions.items() if version > self._last.get(chat_id, (0,))[0]]

    def repair(self, row: Any, *, since: datetime) -> wire.InboxEvento | None:
        """What a frame with this row tells, as far as one frame can; None where it is known by now. An unknown chat
        counts as new where it began after `since`."""
        chat_id, seq = row["chat_id"], row["ultimo_seq"]
        version, last_seq, _ = self._last.get(chat_id, (0, 0, False))
        if row["version"] <= version:
            return None
        self._remember(chat_id, row["version"], seq, was_repaired=True)
        if row["cerrado"]:
            return "chat_closed"
        began = row["ultima_actividad"] if seq == 1 else row["creado_en"]
        if not last_seq and began >= since:
            return "chat_opened"
        return "chat_message" if seq > last_seq else "read"

    def _remember(self, chat_id: int, version: int, seq: int, *, was_repaired: bool) -> None:
        self._last[chat_id] = version, seq, was_repaired
        self._last.move_to_end(chat_id)
        if len(self._last) > self._remembered:
            self._last.popitem(last=False)


class LiveInbox:
    """`hear` is called by the bus; `keep_true` runs as long as the node."""

    def __init__(self, engine: Engine, hub: Hub) -> None:
        self._engine = engine
        self._hub = hub
        self._told = Told()
        self._looked = -SPACING
        self._since: datetime | None = None
        """The database's time at the last look; None = nobody has been looking."""
        self._began: datetime | None = None
        """Since when; a chat that is younger is announced."""
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._looks: set[asyncio.Task[None]] = set()

    def hear(self, hint: Hint) -> None:
        if self._told.hear(hint):
            self._hub.hear(hint)

    async def look(self) -> None:
        """Whatever was committed before this call has been told to the agents. Raises Unavailable."""
        await asyncio.shield(self.look_soon())

    def look_soon(self) -> asyncio.Task[None]:
        """Whoever asks before the next look begins shares it."""
        if self._next is None:
            self._next = asyncio.create_task(self._look_in_turn())
            self._looks.add(self._next)
            self._next.add_done_callback(self._looked_up)
        return self._next

    async def stop(self) -> None:
        for look in self._looks:
            look.cancel()
        await asyncio.gather(*self._looks, return_exceptions=True)

    async def keep_true(self) -> None:
        """Looks each `latido` while there are agents, whether they ask or not."""
        while True:
            await asyncio.sleep(SPACING)
            if not self._hub.agents:
                self._since = None
            elif self._since is None or time.monotonic() - self._looked >= conf().latido - SPACING:
                try:
                    await self.look()
                except ChatError:
                    continue  # The database is away; the next look is a second from now.
                except Exception:
                    log.exception("the look at the inbox failed")

    # --- inside --------------------------------------------------------------------------------------------

    async def _look_in_turn(self) -> None:
        async with self._turn:
            await asyncio.sleep(self._looked + SPACING - time.monotonic())
            # Who asks from here on may know of something that this look does not see.
            self._next = None
            self._looked = time.monotonic()
            await self._look()

    async def _look(self) -> None:
        now, versions = await inbox.changed(self._engine, self._since)
        if self._since is None or self._began is None:
            # The first agent has been here for that long at most.
            self._began = now - timedelta(seconds=SPACING)
        missing = self._told.missing(versions)
        for first in range(0, len(missing), AT_ONCE):
            if first:
                await asyncio.sleep(0.05)
            for row, fila in await inbox.rows(self._engine, missing[first : first + AT_ONCE]):
                self._tell(row, fila)
        self._since = now

    def _tell(self, row: Any, fila: wire.Fila) -> None:
        assert self._began is not None
        evento = self._told.repair(row, since=self._began)
        if evento is not None:
            REPAIRED.inc()
            frame = wire.encode(wire.Inbox(evento, fila.reapertura and evento == "chat_opened", fila)).decode()
            self._hub.hear(Hint("inbox", row["schema_name"], row["cliente_id"], fila.id, fila.ultimo_seq, frame))

    def _looked_up(self, look: asyncio.Task[None]) -> None:
        self._looks.discard(look)
        if not look.cancelled():
            look.exception()  # Whoever asked may have gone; that it failed is then no one's error.

"""When an API token was last used: written behind the caller's back, at most once a minute."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict

from ..chat.engine import Engine
from ..chat.errors import ChatError

EACH = 60.0
"""Seconds."""
REMEMBERED = 10_000


class Uses:
    def __init__(self) -> None:
        self._written: OrderedDict[int, float] = OrderedDict()
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, engine: Engine, token_id: int) -> None:
        """Costs the caller nothing."""
        now = time.monotonic()
        if now < self._written.get(token_id, 0.0):
            return
        self._written[token_id] = now + EACH
        self._written.move_to_end(token_id)
        if len(self._written) > REMEMBERED:
            self._written.popitem(last=False)
        task = asyncio.create_task(_write(engine, token_id))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)


async def _write(engine: Engine, token_id: int) -> None:
    with contextlib.suppress(ChatError):
        await engine.fetch(
            "UPDATE public.ventanilla_desk_tokenagente SET usado_en = now() WHERE id = $1"
            " AND (usado_en IS NULL OR usado_en < now() - make_interval(secs => $2))",
            token_id,
            EACH - 1,
        )


uses = Uses()

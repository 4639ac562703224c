"""What a connection sends: straight to its line, or through the outbox while the line takes no more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from .actions import Send
from .line import Line
from .outbox import MOMENT, Outbox, TooSlow


class Outgoing:
    """`give_up` is called, once or more, for a reader that is too slow."""

    __slots__ = ("_flushed", "_give_up", "_line", "_outbox", "_patience")

    def __init__(self, line: Line, give_up: Callable[[], None]) -> None:
        self._line = line
        self._give_up = give_up
        # Only while something waits: an idle connection is what there is most of.
        self._outbox: Outbox | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._flushed: asyncio.Future[None] | None = None

    @property
    def waiting(self) -> int:
        """Frames that the line has not taken."""
        return len(self._outbox) if self._outbox is not None else 0

    def put(self, frame: Send) -> None:
        if self._outbox is None and self._line.is_writable:
            self._line.send(frame.frame)
        else:
            self._keep(frame)

    async def flushed(self) -> None:
        """Everything that was put is with the line. One at a time may wait for it."""
        if self._outbox is not None:
            self._flushed = asyncio.get_running_loop().create_future()
            await self._flushed

    def can_write(self) -> None:
        """The line takes frames again."""
        outbox = self._outbox
        if outbox is None:
            return
        while outbox and self._line.is_writable:
            self._line.send(outbox.take())
        if self._patience is not None and not outbox.is_over:
            self._patience.cancel()
            self._patience = None
        if not outbox:
            self._outbox = None
            if self._flushed is not None and not self._flushed.done():
                self._flushed.set_result(None)

    def end(self) -> None:
        """What waits is nobody's any more."""
        self._outbox = None
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _keep(self, frame: Send) -> None:
        if self._outbox is None:
            self._outbox = Outbox()
        try:
            self._outbox.put(frame)
        except TooSlow:
            self._give_up()
            return
        if self._patience is None and self._outbox.is_over:
            self._patience = asyncio.get_running_loop().call_later(MOMENT, self._give_up)

"""What waits to be sent on one connection: bounded, ephemera dropped first, a slow reader cut."""

from __future__ import annotations

import asyncio
from collections import deque

from .actions import Send

FRAMES = 256
BYTES = 1024 * 1024


class TooSlow(Exception):
    """The reader does not keep up. It may come back and name its last seq: the database is the buffer."""


class Outbox:
    def __init__(self, *, frames: int = FRAMES, size: int = BYTES) -> None:
        self._frames = frames
        self._limit = size
        self._waiting: deque[Send] = deque()
        self._bytes = 0
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()
        self._emptied.set()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, frame: Send) -> None:
        """Raises TooSlow."""
        if frame.ephemeral and len(self._waiting) >= self._frames // 2:
            return
        self._waiting.append(frame)
        self._bytes += len(frame.frame)
        if len(self._waiting) > self._frames or self._bytes > self._limit:
            self._drop_ephemera()
            if len(self._waiting) > self._frames or self._bytes > self._limit:
                raise TooSlow
        self._emptied.clear()
        self._filled.set()

    async def get(self) -> Send:
        while not self._waiting:
            self._filled.clear()
            self._emptied.set()
            await self._filled.wait()
        frame = self._waiting.popleft()
        self._bytes -= len(frame.frame)
        return frame

    async def empty(self) -> None:
        """Waits until everything was handed to the transport."""
        await self._emptied.wait()

    def _drop_ephemera(self) -> None:
        self._waiting = deque(frame for frame in self._waiting if not frame.ephemeral)
        self._bytes = sum(len(frame.frame) for frame in self._waiting)

"""What waits where a line takes no more: bounded, ephemera dropped first, a slow reader cut.

A commit group may bring hundreds of frames in one go: that is no slow reader, and neither is who drains them between
one group and the next. Slow is who has too much waiting for a whole moment, or ever has far too much.
"""

from __future__ import annotations

from collections import deque

from .actions import Send

FRAMES = 256
CHARACTERS = 768 * 1024
"""With what the line itself holds (`line.HIGH_WATER`), a megabyte."""
BURST = 16
"""Times the limits: what may wait for a moment. More is never held."""
MOMENT = 1.0
"""Seconds without ever being under the limits, after which a reader is cut."""


class TooSlow(Exception):
    """The reader does not keep up. It may come back and name its last seq: the database is the buffer."""


class Outbox:
    def __init__(self, *, frames: int = FRAMES, characters: int = CHARACTERS) -> None:
        self._frames = frames
        self._limit = characters
        self._waiting: deque[Send] = deque()
        self._held = 0
        self._ephemera = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_over(self) -> bool:
        """More waits than may wait for long."""
        return self._is_over(1)

    def put(self, frame: Send) -> None:
        """Raises TooSlow."""
        if frame.ephemeral and len(self._waiting) >= self._frames // 2:
            return
        self._waiting.append(frame)
        self._held += len(frame.frame)
        self._ephemera += frame.ephemeral
        if self.is_over:
            self._drop_ephemera()
            if self._is_over(BURST):
                raise TooSlow

    def take(self) -> str:
        """The frame that has waited longest."""
        frame = self._waiting.popleft()
        self._held -= len(frame.frame)
        self._ephemera -= frame.ephemeral
        return frame.frame

    def _is_over(self, times: int) -> bool:
        return len(self._waiting) > self._frames * times or self._held > self._limit * times

    def _drop_ephemera(self) -> None:
        if self._ephemera:
            self._ephemera = 0
            self._waiting = deque(frame for frame in self._waiting if not frame.ephemeral)
            self._held = sum(len(frame.frame) for frame in self._waiting)

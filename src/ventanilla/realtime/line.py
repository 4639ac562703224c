"""The line to a client, as a connection sees it. `plain` is for any ASGI server, `server/line.py` is the quick one."""

from __future__ import annotations

from typing import Protocol

HAND_OVER = "ventanilla.line"
"""The ASGI extension of a server that lets a connection have the transport itself. Called once the socket is accepted,
with the connection and what it calls when the socket is gone. The ASGI call may end then; the socket stays."""
HIGH_WATER = 256 * 1024
"""What a line takes before it asks to wait; it counts as waiting for the reader, beside what the outbox holds."""
LOW_WATER = 64 * 1024


class Line(Protocol):
    """Calls `received`, `received_bytes`, `can_write` and `lost` of the connection that it was made for."""

    @property
    def is_writable(self) -> bool:
        """Whether it takes frames now. Once it does again, it calls `can_write`."""

    def send(self, text: str) -> None:
        """Never waits, never fails: to a client that has gone nothing is sent."""

    def close(self, code: int, reason: str) -> None:
        """What was sent goes out first; whatever comes in now is nobody's."""

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None:
        """No frame comes before this returns."""

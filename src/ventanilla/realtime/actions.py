"""What a session asks its driver to do. Values, so that the protocol is tested as data."""

from __future__ import annotations

from dataclasses import dataclass

from .. import wire


@dataclass(frozen=True, slots=True)
class Send:
    """A frame, and whether it may be dropped where the reader is slow (typing)."""

    frame: str
    ephemeral: bool = False


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Read what this connection has not seen of a chat; None = whatever chat the cliente has open."""

    chat_id: int | None
    after: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Say:
    frame: wire.SayFrame


@dataclass(frozen=True, slots=True)
class MarkRead:
    chat_id: int
    seq: int


@dataclass(frozen=True, slots=True)
class TellTyping:
    chat_id: int
    activo: bool


@dataclass(frozen=True, slots=True)
class Pong:
    """Answer a ping: first the messages after `seq` where it is behind the log, then `pong`."""

    chat_id: int | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    chat_id: int


@dataclass(frozen=True, slots=True)
class Hang:
    """Close the connection."""

    code: int
    reason: str


Action = Send | CatchUp | Say | MarkRead | TellTyping | Pong | Unsubscribe | Hang
